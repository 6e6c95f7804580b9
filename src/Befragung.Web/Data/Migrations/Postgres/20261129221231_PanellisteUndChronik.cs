using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Befragung.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PanellisteUndChronik : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Order",
                table: "ContactCards",
                type: "bytea",
                maxLength: 120,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "ContactCards",
                type: "text",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Chronicle",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Step = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", maxLength: 64, nullable: false),
                    StudyId = table.Column<int>(type: "integer", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: true),
                    About = table.Column<string>(type: "text", maxLength: 200, nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Chronicle", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Chronicle_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId",
                table: "ContactCards",
                columns: new[] { "StudyId", "Order", "PanelistId" });

            migrationBuilder.CreateIndex(
                name: "IX_Chronicle_StudyId_Id",
                table: "Chronicle",
                columns: new[] { "StudyId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Chronicle");

            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_Order_PanelistId",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "Order",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "ContactCards");
        }
    }
}
