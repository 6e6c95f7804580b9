using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Panel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists");

            migrationBuilder.AddColumn<int>(
                name: "Substitutes",
                table: "Rounds",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Choice",
                table: "PanelDrafts",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TakenInAt",
                table: "ContactCards",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trait",
                table: "ContactCards",
                type: "text",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PanelColumns",
                columns: table => new
                {
                    StudyId = table.Column<int>(type: "integer", nullable: false),
                    Header = table.Column<string>(type: "text", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "text", maxLength: 100, nullable: false),
                    Field = table.Column<string>(type: "text", maxLength: 20, nullable: false)
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PanelistId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "text", maxLength: 300, nullable: true),
                    OtherId = table.Column<Guid>(type: "uuid", nullable: true)
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

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake_Language",
                table: "Panelists",
                columns: new[] { "StudyId", "GroupKey", "WithdrawnAt", "Intake", "Language" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_GivenUpAt",
                table: "Outbox",
                columns: new[] { "RoundId", "GivenUpAt" },
                filter: "\"GivenUpAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PersonSteps_PanelistId",
                table: "PersonSteps",
                column: "PanelistId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PanelColumns");

            migrationBuilder.DropTable(
                name: "PersonSteps");

            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake_Language",
                table: "Panelists");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_GivenUpAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Substitutes",
                table: "Rounds");

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
        }
    }
}
