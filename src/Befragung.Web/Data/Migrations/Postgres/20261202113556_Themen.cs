using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Themen : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Themes",
                table: "Rounds",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Quotation",
                table: "Mentions",
                type: "text",
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "QuotedAt",
                table: "Mentions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "QuotedBy",
                table: "Mentions",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Themes",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Quotation",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "QuotedAt",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "QuotedBy",
                table: "Mentions");
        }
    }
}
