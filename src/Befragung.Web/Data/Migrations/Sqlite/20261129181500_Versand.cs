using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Versand : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ClaimedBy",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClaimedUntil",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Fault",
                table: "Outbox",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstTriedAt",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "GivenUpAt",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Key",
                table: "Outbox",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "SealedToken",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailboxKey",
                table: "ContactCards",
                type: "TEXT",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "StudyId",
                table: "ContactCards",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // Letters of before get a key of their own, in the form in which it is stored.
            migrationBuilder.Sql("""
                UPDATE "Outbox" SET "Key" = hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6))
                """);
            // Those that did not get through begin anew: why they failed is told apart only now.
            migrationBuilder.Sql("""UPDATE "Outbox" SET "Attempts" = 0, "Failure" = NULL WHERE "SentAt" IS NULL""");
            migrationBuilder.Sql("""UPDATE "ContactCards" SET "StudyId" = (SELECT p."StudyId" FROM "Panelists" AS p WHERE p."Id" = "ContactCards"."PanelistId")""");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_ClaimedBy",
                table: "Outbox",
                column: "ClaimedBy");

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_StudyId_MailboxKey",
                table: "ContactCards",
                columns: new[] { "StudyId", "MailboxKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_ClaimedBy",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_ContactCards_StudyId_MailboxKey",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "ClaimedBy",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ClaimedUntil",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Fault",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "FirstTriedAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "GivenUpAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "SealedToken",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "MailboxKey",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "StudyId",
                table: "ContactCards");
        }
    }
}
