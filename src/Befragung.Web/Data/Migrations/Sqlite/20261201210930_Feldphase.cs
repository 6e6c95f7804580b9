using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Feldphase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId_Reminder",
                table: "Outbox");

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosesAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosesBy",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EqualSheets",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "MissedAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OpenSheets",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "OpensAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OpensBy",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SavedSheets",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Substitutes",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "DaysAfter",
                table: "Reminders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OpenLinkId",
                table: "Panelists",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Choice",
                table: "PanelDrafts",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TakenInAt",
                table: "ContactCards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trait",
                table: "ContactCards",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OpenLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    GroupKey = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    AccessHash = table.Column<string>(type: "TEXT", nullable: true),
                    Most = table.Column<int>(type: "INTEGER", nullable: true),
                    Participants = table.Column<int>(type: "INTEGER", nullable: false),
                    FromAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UntilAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    OffAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpenLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OpenLinks_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PanelColumns",
                columns: table => new
                {
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    Header = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PanelColumns", x => new { x.StudyId, x.Header });
                    table.ForeignKey(
                        name: "FK_PanelColumns_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PersonSteps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PanelistId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonSteps_Panelists_PanelistId",
                        column: x => x.PanelistId,
                        principalTable: "Panelists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WantedLetters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WantedLetters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WantedLetters_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Rounds_ClosesAt",
                table: "Rounds",
                column: "ClosesAt",
                filter: "\"ClosesAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Rounds_OpensAt",
                table: "Rounds",
                column: "OpensAt",
                filter: "\"OpensAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_RoundId_DaysAfter",
                table: "Reminders",
                columns: new[] { "RoundId", "DaysAfter" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake_Language_OpenLinkId",
                table: "Panelists",
                columns: new[] { "StudyId", "GroupKey", "WithdrawnAt", "Intake", "Language", "OpenLinkId" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_GivenUpAt",
                table: "Outbox",
                columns: new[] { "RoundId", "GivenUpAt" },
                filter: "\"GivenUpAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_PanelistId",
                table: "Outbox",
                columns: new[] { "RoundId", "PanelistId" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_PanelistId_Kind_Reminder",
                table: "Outbox",
                columns: new[] { "RoundId", "PanelistId", "Kind", "Reminder" },
                unique: true,
                filter: "\"Kind\" NOT IN ('NewDeadline', 'NewLink', 'Declined')");

            migrationBuilder.CreateIndex(
                name: "IX_OpenLinks_Code",
                table: "OpenLinks",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpenLinks_StudyId",
                table: "OpenLinks",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonSteps_PanelistId",
                table: "PersonSteps",
                column: "PanelistId");

            migrationBuilder.CreateIndex(
                name: "IX_WantedLetters_StudyId_Kind",
                table: "WantedLetters",
                columns: new[] { "StudyId", "Kind" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OpenLinks");

            migrationBuilder.DropTable(
                name: "PanelColumns");

            migrationBuilder.DropTable(
                name: "PersonSteps");

            migrationBuilder.DropTable(
                name: "WantedLetters");

            migrationBuilder.DropIndex(
                name: "IX_Rounds_ClosesAt",
                table: "Rounds");

            migrationBuilder.DropIndex(
                name: "IX_Rounds_OpensAt",
                table: "Rounds");

            migrationBuilder.DropIndex(
                name: "IX_Reminders_RoundId_DaysAfter",
                table: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake_Language_OpenLinkId",
                table: "Panelists");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_GivenUpAt",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId_Kind_Reminder",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ClosesAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "ClosesBy",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "EqualSheets",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "MissedAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpenSheets",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpensAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpensBy",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "SavedSheets",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Substitutes",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "DaysAfter",
                table: "Reminders");

            migrationBuilder.DropColumn(
                name: "OpenLinkId",
                table: "Panelists");

            migrationBuilder.DropColumn(
                name: "Choice",
                table: "PanelDrafts");

            migrationBuilder.DropColumn(
                name: "TakenInAt",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "Trait",
                table: "ContactCards");

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists",
                columns: new[] { "StudyId", "GroupKey", "WithdrawnAt", "Intake" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_PanelistId_Reminder",
                table: "Outbox",
                columns: new[] { "RoundId", "PanelistId", "Reminder" },
                unique: true);
        }
    }
}
