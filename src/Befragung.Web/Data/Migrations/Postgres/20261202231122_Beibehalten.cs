using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Beibehalten : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kept",
                table: "TrialSheets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mistakes",
                table: "TrialSheets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kept",
                table: "Sheets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mistakes",
                table: "Sheets",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Kept",
                table: "TrialSheets");

            migrationBuilder.DropColumn(
                name: "Mistakes",
                table: "TrialSheets");

            migrationBuilder.DropColumn(
                name: "Kept",
                table: "Sheets");

            migrationBuilder.DropColumn(
                name: "Mistakes",
                table: "Sheets");
        }
    }
}
