using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Panelliste : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Order",
                table: "ContactCards",
                type: "BLOB",
                maxLength: 120,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "ContactCards",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId",
                table: "ContactCards",
                columns: new[] { "StudyId", "Order", "PanelistId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "Order",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "ContactCards");
        }
    }
}
