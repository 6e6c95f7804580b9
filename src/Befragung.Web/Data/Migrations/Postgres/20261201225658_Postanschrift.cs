using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Postanschrift : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Post",
                table: "ContactCards",
                type: "text",
                maxLength: 306,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_WithoutMail",
                table: "ContactCards",
                column: "StudyId",
                filter: "\"Email\" = ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContactCards_WithoutMail",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "Post",
                table: "ContactCards");
        }
    }
}
