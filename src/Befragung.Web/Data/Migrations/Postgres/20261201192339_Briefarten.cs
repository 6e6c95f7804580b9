using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Briefarten : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId_Reminder",
                table: "Outbox");

            migrationBuilder.CreateTable(
                name: "WantedLetters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    StudyId = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                name: "IX_WantedLetters_StudyId_Kind",
                table: "WantedLetters",
                columns: new[] { "StudyId", "Kind" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WantedLetters");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId_PanelistId_Kind_Reminder",
                table: "Outbox");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId_PanelistId_Reminder",
                table: "Outbox",
                columns: new[] { "RoundId", "PanelistId", "Reminder" },
                unique: true);
        }
    }
}
