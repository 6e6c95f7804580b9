using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReasonReplies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AnswersTo",
                table: "Reasons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "TeamReplies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReasonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true),
                    WrittenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WrittenBy = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamReplies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeamReplies_Reasons_ReasonId",
                        column: x => x.ReasonId,
                        principalTable: "Reasons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reasons_AnswersTo",
                table: "Reasons",
                column: "AnswersTo");

            migrationBuilder.CreateIndex(
                name: "IX_TeamReplies_ReasonId",
                table: "TeamReplies",
                column: "ReasonId",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Reasons_Reasons_AnswersTo",
                table: "Reasons",
                column: "AnswersTo",
                principalTable: "Reasons",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Reasons_Reasons_AnswersTo",
                table: "Reasons");

            migrationBuilder.DropTable(
                name: "TeamReplies");

            migrationBuilder.DropIndex(
                name: "IX_Reasons_AnswersTo",
                table: "Reasons");

            migrationBuilder.DropColumn(
                name: "AnswersTo",
                table: "Reasons");
        }
    }
}
