using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Befragung.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Werkstatt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_QuestionnaireVersions_StudyId_Number",
                table: "QuestionnaireVersions");

            migrationBuilder.AddColumn<DateTime>(
                name: "CountShownAt",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CountShownBy",
                table: "Studies",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Origins",
                table: "Rounds",
                type: "TEXT",
                nullable: true);

            // With its reference at once: to add that later, SQLite would have to write the table anew, outside the transaction.
            migrationBuilder.Sql(
                """ALTER TABLE "Reasons" ADD "AnswersTo" TEXT NULL CONSTRAINT "FK_Reasons_Reasons_AnswersTo" REFERENCES "Reasons" ("Id") ON DELETE CASCADE;""");

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "QuestionnaireVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Post",
                table: "ContactCards",
                type: "TEXT",
                maxLength: 306,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Codes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    ParentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsNone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Colour = table.Column<int>(type: "INTEGER", nullable: false),
                    Definition = table.Column<string>(type: "TEXT", nullable: true),
                    Example = table.Column<string>(type: "TEXT", nullable: true),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Codes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Codes_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Corrections",
                columns: table => new
                {
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    Statements = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<int>(type: "INTEGER", nullable: false),
                    SmallestCell = table.Column<int>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BegunBy = table.Column<string>(type: "TEXT", nullable: false),
                    DeadlineAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Corrections", x => x.RoundId);
                    table.ForeignKey(
                        name: "FK_Corrections_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CorrectionSheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    SheetId = table.Column<long>(type: "INTEGER", nullable: false),
                    Shown = table.Column<string>(type: "TEXT", nullable: false),
                    GroupKey = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Confirmed = table.Column<string>(type: "TEXT", nullable: false),
                    IsSent = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrectionSheets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CorrectionSheets_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CorrectionSheets_Sheets_SheetId",
                        column: x => x.SheetId,
                        principalTable: "Sheets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Mentions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsReason = table.Column<bool>(type: "INTEGER", nullable: false),
                    ItemKey = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Start = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    GroupKey = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    IsBlind = table.Column<bool>(type: "INTEGER", nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SettledBy = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mentions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mentions_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Remarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    SheetId = table.Column<long>(type: "INTEGER", nullable: false),
                    StatementId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    GroupKey = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Remarks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Remarks_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Remarks_Sheets_SheetId",
                        column: x => x.SheetId,
                        principalTable: "Sheets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RoundCodings",
                columns: table => new
                {
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    BegunBy = table.Column<string>(type: "TEXT", nullable: false),
                    BlindShare = table.Column<int>(type: "INTEGER", nullable: false),
                    ComparedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ComparedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Agreement = table.Column<string>(type: "TEXT", nullable: true),
                    NeedsSecond = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoundCodings", x => x.RoundId);
                    table.ForeignKey(
                        name: "FK_RoundCodings_Rounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "Rounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Statements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<int>(type: "INTEGER", nullable: false),
                    RoundId = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Wordings = table.Column<string>(type: "TEXT", nullable: false),
                    CheckAskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CheckAskedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ReadyAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReadyBy = table.Column<string>(type: "TEXT", nullable: true),
                    IsChecked = table.Column<bool>(type: "INTEGER", nullable: false),
                    AskedIn = table.Column<int>(type: "INTEGER", nullable: true),
                    AskedAs = table.Column<string>(type: "TEXT", nullable: true),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Statements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Statements_Studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "Studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateTable(
                name: "AppliedCodes",
                columns: table => new
                {
                    MentionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Coder = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppliedCodes", x => new { x.MentionId, x.CodeId, x.Coder });
                    table.ForeignKey(
                        name: "FK_AppliedCodes_Codes_CodeId",
                        column: x => x.CodeId,
                        principalTable: "Codes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AppliedCodes_Mentions_MentionId",
                        column: x => x.MentionId,
                        principalTable: "Mentions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StatementComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StatementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementComments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StatementComments_Statements_StatementId",
                        column: x => x.StatementId,
                        principalTable: "Statements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StatementSources",
                columns: table => new
                {
                    StatementId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MentionId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementSources", x => new { x.StatementId, x.MentionId });
                    table.ForeignKey(
                        name: "FK_StatementSources_Mentions_MentionId",
                        column: x => x.MentionId,
                        principalTable: "Mentions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StatementSources_Statements_StatementId",
                        column: x => x.StatementId,
                        principalTable: "Statements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reasons_AnswersTo",
                table: "Reasons",
                column: "AnswersTo");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireVersions_StudyId_Round_Number",
                table: "QuestionnaireVersions",
                columns: new[] { "StudyId", "Round", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContactCards_WithoutMail",
                table: "ContactCards",
                column: "StudyId",
                filter: "\"Email\" = ''");

            migrationBuilder.CreateIndex(
                name: "IX_AppliedCodes_CodeId",
                table: "AppliedCodes",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_Codes_StudyId",
                table: "Codes",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionSheets_RoundId",
                table: "CorrectionSheets",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionSheets_SheetId",
                table: "CorrectionSheets",
                column: "SheetId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_RoundId_Place_SourceId_Start",
                table: "Mentions",
                columns: new[] { "RoundId", "Place", "SourceId", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_Remarks_RoundId",
                table: "Remarks",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_Remarks_SheetId",
                table: "Remarks",
                column: "SheetId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementComments_StatementId",
                table: "StatementComments",
                column: "StatementId");

            migrationBuilder.CreateIndex(
                name: "IX_Statements_RoundId",
                table: "Statements",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_Statements_StudyId",
                table: "Statements",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_StatementSources_MentionId",
                table: "StatementSources",
                column: "MentionId");

            migrationBuilder.CreateIndex(
                name: "IX_TeamReplies_ReasonId",
                table: "TeamReplies",
                column: "ReasonId",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Reasons_Reasons_AnswersTo",
                table: "Reasons");

            migrationBuilder.DropTable(
                name: "AppliedCodes");

            migrationBuilder.DropTable(
                name: "Corrections");

            migrationBuilder.DropTable(
                name: "CorrectionSheets");

            migrationBuilder.DropTable(
                name: "Remarks");

            migrationBuilder.DropTable(
                name: "RoundCodings");

            migrationBuilder.DropTable(
                name: "StatementComments");

            migrationBuilder.DropTable(
                name: "StatementSources");

            migrationBuilder.DropTable(
                name: "TeamReplies");

            migrationBuilder.DropTable(
                name: "Codes");

            migrationBuilder.DropTable(
                name: "Mentions");

            migrationBuilder.DropTable(
                name: "Statements");

            migrationBuilder.DropIndex(
                name: "IX_Reasons_AnswersTo",
                table: "Reasons");

            migrationBuilder.DropIndex(
                name: "IX_QuestionnaireVersions_StudyId_Round_Number",
                table: "QuestionnaireVersions");

            migrationBuilder.DropIndex(
                name: "IX_ContactCards_WithoutMail",
                table: "ContactCards");

            migrationBuilder.DropColumn(
                name: "CountShownAt",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "CountShownBy",
                table: "Studies");

            migrationBuilder.DropColumn(
                name: "Origins",
                table: "Rounds");

            migrationBuilder.DropColumn(
                name: "AnswersTo",
                table: "Reasons");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "QuestionnaireVersions");

            migrationBuilder.DropColumn(
                name: "Post",
                table: "ContactCards");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireVersions_StudyId_Number",
                table: "QuestionnaireVersions",
                columns: new[] { "StudyId", "Number" },
                unique: true);
        }
    }
}
