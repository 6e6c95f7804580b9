using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Anschreiben : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId",
                table: "Outbox");

            migrationBuilder.AddColumn<DateTime>(
                name: "DeadlineAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeclinedAt",
                table: "Panelists",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Outbox",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "FirstRound");

            // Letters that are there already.
            migrationBuilder.Sql(
                """UPDATE "Outbox" SET "Kind" = 'NextRound' WHERE "RoundId" IN (SELECT "Id" FROM "Rounds" WHERE "Number" > 1)""");

            migrationBuilder.AddColumn<int>(
                name: "Reminder",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "DeclineReason",
                table: "ContactCards",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LetterTexts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterTexts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LetterTexts_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    DaysBefore = table.Column<int>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SentBy = table.Column<string>(type: "TEXT", nullable: true),
                    People = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Reminders_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_PanelistId_Reminder",
                table: "Outbox",
                columns: new[] { "RoundId", "PanelistId", "Reminder" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LetterTexts_StudyId_Kind_Language",
                table: "LetterTexts",
                columns: new[] { "StudyId", "Kind", "Language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_RoundId_DaysBefore",
                table: "Reminders",
                columns: new[] { "RoundId", "DaysBefore" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LetterTexts");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId_Reminder",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "DeadlineAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "DeclinedAt",
                table: "Panelists");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Reminder",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "DeclineReason",
                table: "ContactCards");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_PanelistId",
                table: "Outbox",
                columns: new[] { "RoundId", "PanelistId" },
                unique: true);
        }
    }
}
