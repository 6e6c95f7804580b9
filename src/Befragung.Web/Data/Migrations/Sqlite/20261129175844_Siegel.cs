using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Siegel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "SealedAt",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedBy",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            // What is closed was sealed then.
            migrationBuilder.Sql("""UPDATE "Rounds" SET "SealedAt" = "ClosedAt", "SealedBy" = "ClosedBy" WHERE "ClosedAt" IS NOT NULL""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SealedAt",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "SealedBy",
                table: "Rounds");
        }
    }
}
