using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OffenerLink : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists");

            migrationBuilder.AddColumn<int>(
                name: "EqualSheets",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "OpenSheets",
                table: "Rounds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "OpenLinkId",
                table: "Panelists",
                type: "INTEGER",
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

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake_OpenLinkId",
                table: "Panelists",
                columns: new[] { "StudyId", "GroupKey", "WithdrawnAt", "Intake", "OpenLinkId" });

            migrationBuilder.CreateIndex(
                name: "IX_OpenLinks_Code",
                table: "OpenLinks",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpenLinks_StudyId",
                table: "OpenLinks",
                column: "StudyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OpenLinks");

            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake_OpenLinkId",
                table: "Panelists");

            migrationBuilder.DropColumn(
                name: "EqualSheets",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpenSheets",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpenLinkId",
                table: "Panelists");

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists",
                columns: new[] { "StudyId", "GroupKey", "WithdrawnAt", "Intake" });
        }
    }
}
