using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Portionen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId",
                table: "ContactCards");

            migrationBuilder.AddColumn<DateTime>(
                name: "ContactsDeletedAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DiscardedAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "OpeningAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OpeningBy",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Intake",
                table: "Panelists",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "BegunAt",
                table: "PanelDrafts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Intake",
                table: "PanelDrafts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Intake",
                table: "ContactCards",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId_Intake",
                table: "ContactCards",
                columns: new[] { "StudyId", "Order", "PanelistId", "Intake" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId_Intake",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "ContactsDeletedAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "DiscardedAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpeningAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "OpeningBy",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Intake",
                table: "Panelists");

            migrationBuilder.DropColumn(
                name: "BegunAt",
                table: "PanelDrafts");

            migrationBuilder.DropColumn(
                name: "Intake",
                table: "PanelDrafts");

            migrationBuilder.DropColumn(
                name: "Intake",
                table: "ContactCards");

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId",
                table: "ContactCards",
                columns: new[] { "StudyId", "Order", "PanelistId" });
        }
    }
}
