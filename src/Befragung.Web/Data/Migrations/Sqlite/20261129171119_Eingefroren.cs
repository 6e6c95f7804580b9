using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Eingefroren : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Shown",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Admission",
                table: "Panelists",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // Rounds that were opened before this was written down: what was decided by then and still holds. What was taken back since is not known any more.
            migrationBuilder.Sql(
                """
                UPDATE "Rounds" SET "Shown" = json_object(
                    'version', 1,
                    'overruled', json((
                        SELECT json_group_array(json_extract(o.value, '$.key')) FROM "Rounds" AS b, json_each(b."Overrulings") AS o
                        WHERE b."StudyId" = "Rounds"."StudyId" AND b."Number" = "Rounds"."Number" - 1 AND julianday(json_extract(o.value, '$.at')) <= julianday("Rounds"."OpenedAt"))),
                    'reasons', json((
                        SELECT json_group_array(json_object('id', g."Id", 'version', g."Version")) FROM "Reasons" AS g JOIN "Rounds" AS b ON b."Id" = g."RoundId"
                        WHERE b."StudyId" = "Rounds"."StudyId" AND b."Number" < "Rounds"."Number" AND g."ReleasedAt" <= "Rounds"."OpenedAt")))
                WHERE "OpenedAt" IS NOT NULL
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Shown",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "Admission",
                table: "Panelists");
        }
    }
}
