using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Zaehlen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reasons_RoundId_ItemKey",
                table: "Reasons");

            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId",
                table: "Panelists");

            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId_Intake",
                table: "ContactCards");

            migrationBuilder.AddColumn<string>(
                name: "GroupKey",
                table: "Sheets",
                type: "text",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE \"Sheets\" SET \"GroupKey\" = (SELECT \"Panelists\".\"GroupKey\" FROM \"Panelists\" WHERE \"Panelists\".\"Id\" = \"Sheets\".\"PanelistId\")");

            migrationBuilder.CreateIndex(
                name: "IX_Sheets_RoundId_GroupKey_HandedInAt_StartedAt",
                table: "Sheets",
                columns: new[] { "RoundId", "GroupKey", "HandedInAt", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Reasons_RoundId_ItemKey_Id_ReleasedAt_WithheldAt",
                table: "Reasons",
                columns: new[] { "RoundId", "ItemKey", "Id", "ReleasedAt", "WithheldAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists",
                columns: new[] { "StudyId", "GroupKey", "WithdrawnAt", "Intake" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_RoundId",
                table: "Outbox",
                column: "RoundId",
                filter: "\"SentAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId_Intake_SearchText",
                table: "ContactCards",
                columns: new[] { "StudyId", "Order", "PanelistId", "Intake", "SearchText" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Sheets_RoundId_GroupKey_HandedInAt_StartedAt",
                table: "Sheets");

            migrationBuilder.DropIndex(
                name: "IX_Reasons_RoundId_ItemKey_Id_ReleasedAt_WithheldAt",
                table: "Reasons");

            migrationBuilder.DropIndex(
                name: "IX_Panelists_StudyId_GroupKey_WithdrawnAt_Intake",
                table: "Panelists");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_RoundId",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId_Intake_SearchText",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "GroupKey",
                table: "Sheets");

            migrationBuilder.CreateIndex(
                name: "IX_Reasons_RoundId_ItemKey",
                table: "Reasons",
                columns: new[] { "RoundId", "ItemKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Panelists_StudyId",
                table: "Panelists",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId_Intake",
                table: "ContactCards",
                columns: new[] { "StudyId", "Order", "PanelistId", "Intake" });
        }
    }
}
