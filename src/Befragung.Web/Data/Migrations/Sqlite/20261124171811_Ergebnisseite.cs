using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Ergebnisseite : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ResultsShownAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResultsShownBy",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ResultsWithdrawnAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ResultsWithdrawnBy",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ResultsPasswords",
                columns: table => new
                {
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultsPasswords", x => x.StudyId);
                    table.ForeignKey(
                        name: "FK_ResultsPasswords_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ResultsPasswords");

            migrationBuilder.DropColumn(
                name: "ResultsShownAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "ResultsShownBy",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "ResultsWithdrawnAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "ResultsWithdrawnBy",
                table: "Studies");
        }
    }
}
