using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Mitglieder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "TeamSessions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "SeenAt",
                table: "TeamSessions",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewEmail",
                table: "AccountLinks",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AwaitedMembers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    MailboxKey = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    InvitedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AwaitedMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AwaitedMembers_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StudyMembers",
                columns: table => new
                {
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StudyMembers", x => new { x.StudyId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_StudyMembers_AspNetUsers_MemberId",
                        column: x => x.MemberId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StudyMembers_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AwaitedMembers_StudyId_MailboxKey",
                table: "AwaitedMembers",
                columns: new[] { "StudyId", "MailboxKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StudyMembers_MemberId",
                table: "StudyMembers",
                column: "MemberId");

            // Whoever had a role had it in every study, and keeps it there; owners looked after accounts as well.
            migrationBuilder.Sql(
                """
                INSERT INTO "StudyMembers" ("StudyId", "MemberId", "Role")
                SELECT study."Id", account."Id", account."Role" FROM "Studies" AS study CROSS JOIN "AspNetUsers" AS account
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO "AwaitedMembers" ("StudyId", "Email", "MailboxKey", "Role", "InvitedAt")
                SELECT study."Id", min(link."Email"), lower(link."Email"), max(link."Role"), max(link."IssuedAt")
                FROM "Studies" AS study CROSS JOIN "AccountLinks" AS link
                WHERE link."UsedAt" IS NULL AND link."MemberId" IS NULL AND link."Email" IS NOT NULL AND link."ValidUntil" > CURRENT_TIMESTAMP
                GROUP BY study."Id", lower(link."Email")
                """);
            migrationBuilder.Sql("""UPDATE "AspNetUsers" SET "Role" = CASE "Role" WHEN 2 THEN 1 ELSE 0 END""");
            migrationBuilder.Sql("""UPDATE "AccountLinks" SET "Role" = CASE "Role" WHEN 2 THEN 1 ELSE 0 END""");
            // Cookies of before name a role that is none any more.
            migrationBuilder.Sql("""DELETE FROM "TeamSessions" """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""UPDATE "AspNetUsers" SET "Role" = CASE "Role" WHEN 1 THEN 2 ELSE 0 END""");
            migrationBuilder.Sql("""UPDATE "AccountLinks" SET "Role" = CASE "Role" WHEN 1 THEN 2 ELSE 0 END""");

            migrationBuilder.DropTable(
                name: "AwaitedMembers");

            migrationBuilder.DropTable(
                name: "StudyMembers");

            migrationBuilder.DropColumn(
                name: "Device",
                table: "TeamSessions");

            migrationBuilder.DropColumn(
                name: "SeenAt",
                table: "TeamSessions");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "NewEmail",
                table: "AccountLinks");
        }
    }
}
