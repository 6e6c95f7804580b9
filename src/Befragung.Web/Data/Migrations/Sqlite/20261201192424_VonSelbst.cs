using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class VonSelbst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.AddColumn<DateTime>(
                name: "MissedAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Rounds_ClosesAt",
                table: "Rounds");

            migrationBuilder.DropIndex(
                name: "IX_Rounds_OpensAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "ClosesAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "ClosesBy",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "MissedAt",
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
        }
    }
}
