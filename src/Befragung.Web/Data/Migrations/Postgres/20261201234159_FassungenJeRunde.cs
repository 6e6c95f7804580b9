using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FassungenJeRunde : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_QuestionnaireVersions_StudyId_Number",
                table: "QuestionnaireVersions");

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "QuestionnaireVersions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireVersions_StudyId_Round_Number",
                table: "QuestionnaireVersions",
                columns: new[] { "StudyId", "Round", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Before there were others, all were of round 1.
            migrationBuilder.Sql("DELETE FROM \"QuestionnaireVersions\" WHERE \"Round\" > 1;");

            migrationBuilder.DropIndex(
                name: "IX_QuestionnaireVersions_StudyId_Round_Number",
                table: "QuestionnaireVersions");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "QuestionnaireVersions");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireVersions_StudyId_Number",
                table: "QuestionnaireVersions",
                columns: new[] { "StudyId", "Number" },
                unique: true);
        }
    }
}
