using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Berichtstexte : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ReportTexts",
                table: "Studies",
                type: "TEXT",
                nullable: false,
                // The form of a study without any text.
                defaultValue: """{"texts":{}}""");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ReportTexts",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Studies");
        }
    }
}
