using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Tests.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Databases of earlier versions are brought to the newest form with what is in them.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task A_study_from_before_the_texts_of_the_report_has_none_and_can_be_given_some()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False")
            .Options;
        await using (var old = new SqliteSurveyDb(options))
        {
            await old.Database.MigrateAsync("20261124134831_Begruendungen");
            await old.Database.ExecuteSqlRawAsync(
                """INSERT INTO Studies (Key, Title, CreatedAt, CreatedBy, IsSimulated) VALUES ('alt', '{{"de":"Alt"}}', '2026-01-01', 'ada', 0)"""
            );
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            var study = await db.Studies.SingleAsync();
            Assert.Equal(("Alt", 0), (study.Title.ToString(), study.Version));
            Assert.Empty(study.ReportTexts.Texts);
            Assert.Equal((null, null), (study.ResultsWithdrawnAt, study.ResultsShownAt));
            Assert.Equal(Delphi.Studies.Look.Usual, study.Look);
            study.Write([new TextChange("aim", "de", "", "Ziel")], new(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc), "ada");
            await db.SaveChangesAsync();
        }
        await using (var db = new SqliteSurveyDb(options))
            Assert.Equal("Ziel", (await db.Studies.SingleAsync()).ReportTexts.In("aim", "de"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_link_from_before_links_had_a_term_of_their_own_is_valid_for_its_week()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False")
            .Options;
        var token = Token.New();
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync("20261124181826_Gestaltung");
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO AccountLinks (TokenHash, Role, Email, IssuedAt) VALUES ({Token.Hash(token)}, 1, 'neu@example.org', '2026-11-20 10:00:00.1234567')"
            );
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            Assert.NotNull(await AccountLink.FindAsync(db, token, new(2026, 11, 27, 9, 0, 0, DateTimeKind.Utc), CancellationToken.None));
            Assert.Null(await AccountLink.FindAsync(db, token, new(2026, 11, 27, 11, 0, 0, DateTimeKind.Utc), CancellationToken.None));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_panel_that_has_an_address_twice_survives_and_takes_in_no_third()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False;Foreign Keys=False")
            .Options;
        await using (var old = new SqliteSurveyDb(options))
        {
            await old.Database.MigrateAsync("20261124181826_Gestaltung");
            foreach (
                var (number, name, address) in ((int, string, string)[])
                    [
                        (1, "Östen Weiß", "Anna@Müller.example"),
                        (2, "Zoe", "anna@xn--mller-kva.example"),
                        (3, "Bär", "bea@example.org"),
                        (4, "adler", "team..nord@example.org"),
                    ]
            )
            {
                var id = new Guid(number, 0, 0, new byte[8]);
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO Panelists (Id, StudyId, GroupKey, Language) VALUES ({id}, 7, 'nord', 'de')"
                );
                await old.Database.ExecuteSqlAsync($"INSERT INTO ContactCards (PanelistId, Name, Email) VALUES ({id}, {name}, {address})");
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO Outbox (PanelistId, RoundId, CreatedAt, DueAt, Attempts, Failure) VALUES ({id}, 1, '2026-01-01', '2026-01-01', 9, 'GeneralFailure')"
                );
            }
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            // At every start, not only once.
            for (var start = 0; start < 2; start++)
                await ContactCardKeys.FillAsync(db);
            Assert.Equal(
                ["anna@xn--mller-kva.example", null, "bea@example.org", "team..nord@example.org"],
                await db.ContactCards.IgnoreQueryFilters().OrderBy(card => card.PanelistId).Select(card => card.MailboxKey).ToListAsync()
            );
            Assert.All(await db.ContactCards.IgnoreQueryFilters().ToListAsync(), card => Assert.Equal(7, card.StudyId));
            // Sorted and found as if they had been taken in today.
            Assert.Equal(
                ["adler", "Bär", "Östen Weiß", "Zoe"],
                await db.ContactCards.IgnoreQueryFilters().OrderBy(card => card.Order).Select(card => card.Name).ToListAsync()
            );
            Assert.Equal(
                "osten weiss anna@muller.example",
                (await db.ContactCards.IgnoreQueryFilters().SingleAsync(card => card.Name == "Östen Weiß")).SearchText
            );
            var letters = await db.Outbox.IgnoreQueryFilters().ToListAsync();
            Assert.Equal(4, letters.Select(letter => letter.Mark).Distinct().Count());
            Assert.All(letters, letter => Assert.Equal((0, null, null), (letter.Attempts, letter.Failure, letter.GivenUpAt)));
            await Assert.ThrowsAsync<DbUpdateException>(() =>
            {
                var third = new Delphi.Studies.Panelist(7, "nord", "de");
                Assert.True(Web.Mail.Mailbox.TryRead("ANNA@müller.example", out var mailbox, out _));
                db.Panelists.Add(third);
                db.ContactCards.Add(new Web.Access.ContactCard(third, "Anna", mailbox));
                return db.SaveChangesAsync();
            });
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Whoever_had_a_role_before_studies_had_teams_has_it_in_every_study_and_owners_look_after_accounts()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False")
            .Options;
        await using (var old = new SqliteSurveyDb(options))
        {
            await old.Database.MigrateAsync("20261124134831_Begruendungen");
            foreach (var key in (string[])["eins", "zwei"])
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO Studies (Key, Title, CreatedAt, CreatedBy, IsSimulated) VALUES ({key}, '{{\"de\":\"Alt\"}}', '2026-01-01', 'ada', 0)"
                );
            await old.Database.MigrateAsync("20261129213919_Chronik");
            foreach (var (id, role) in ((string, int)[])[("r", 0), ("e", 1), ("o", 2)])
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO AspNetUsers (Id, Role, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount) VALUES ({id}, {role}, 0, 0, 0, 0, 0)"
                );
            await old.Database.ExecuteSqlAsync(
                $"INSERT INTO TeamSessions (Id, MemberId, StartedAt) VALUES ({Guid.NewGuid()}, 'o', '2026-11-29 10:00:00')"
            );
            foreach (
                var (email, until) in ((string, string)[])
                    [
                        ("Neu@example.org", "2999-01-01 00:00:00"),
                        ("neu@example.org", "2999-01-01 00:00:00"),
                        ("alt@example.org", "2020-01-01 00:00:00"),
                    ]
            )
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO AccountLinks (TokenHash, Role, Email, IssuedAt, ValidUntil) VALUES ({Guid.NewGuid().ToString()}, 1, {email}, '2026-11-29 10:00:00', {until})"
                );
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            Assert.Equal(
                [
                    ("e", "eins", StudyRole.Editor),
                    ("e", "zwei", StudyRole.Editor),
                    ("o", "eins", StudyRole.Owner),
                    ("o", "zwei", StudyRole.Owner),
                    ("r", "eins", StudyRole.Reader),
                    ("r", "zwei", StudyRole.Reader),
                ],
                (await db.StudyMembers.Include(one => one.Study).ToListAsync())
                    .Select(one => (one.MemberId, one.Study!.Key, one.Role))
                    .Order()
            );
            Assert.Equal(
                [("e", TeamRole.Member), ("o", TeamRole.Administrator), ("r", TeamRole.Member)],
                (await db.Users.ToListAsync()).Select(user => (user.Id, user.Role)).Order()
            );
            // Whoever was invited and has not come yet; cookies of before name roles of before.
            Assert.Equal(
                [("neu@example.org", StudyRole.Editor), ("neu@example.org", StudyRole.Editor)],
                (await db.AwaitedMembers.ToListAsync()).Select(one => (one.MailboxKey, one.Role))
            );
            Assert.All(await db.AccountLinks.ToListAsync(), link => Assert.Equal(TeamRole.Member, link.Role));
            Assert.False(await db.TeamSessions.AnyAsync());
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_sheet_of_before_sheets_knew_their_group_has_that_of_its_panelist()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-migration-");
        var options = new DbContextOptionsBuilder<SqliteSurveyDb>()
            .UseSqlite($"Data Source={Path.Combine(folder.FullName, "befragung.db")};Pooling=False;Foreign Keys=False")
            .Options;
        await using (var old = new SqliteSurveyDb(options))
        {
            await old.Database.MigrateAsync("20261130003630_Archiv");
            foreach (var (number, group) in ((int, string)[])[(1, "nord"), (2, "sued"), (3, "nord")])
            {
                var id = new Guid(number, 0, 0, new byte[8]);
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO Panelists (Id, StudyId, GroupKey, Language) VALUES ({id}, 7, {group}, 'de')"
                );
                await old.Database.ExecuteSqlAsync(
                    $"INSERT INTO Sheets (RoundId, PanelistId, InvitedAt, Answers, Version) VALUES (1, {id}, '2026-01-01', '{{}}', 0)"
                );
            }
        }
        await using (var db = new SqliteSurveyDb(options))
        {
            await db.Database.MigrateAsync();
            Assert.Equal(
                ["nord", "sued", "nord"],
                await db.Sheets.OrderBy(sheet => sheet.Id).Select(sheet => sheet.GroupKey).ToListAsync()
            );
        }
        folder.Delete(recursive: true);
    }

    /// <summary>Each earlier form gets the rows of a whole study, as far as it had columns for them; what it had more is empty.</summary>
    [FactOnFile]
    public async Task From_every_earlier_form_all_rows_of_a_study_come_to_the_newest_and_can_be_read()
    {
        var app = new SurveyApp();
        await app.InitializeAsync();
        await app.ClosedStudyAsync();
        await app.AccountAsync(TeamRole.Administrator);
        var newest = Path.Combine(app.Folder, "newest");
        await app.Services.GetRequiredService<SurveyDatabase>().CopyIntoAsync(new(Directory.CreateDirectory(newest).FullName), default);
        await app.StopAsync();
        var growing = SurveyDatabase.In(new(Directory.CreateDirectory(Path.Combine(app.Folder, "growing")).FullName));
        await using var all = growing.Open();
        var answers = await AnswersAsync(Path.Combine(newest, Database.FileName));
        Assert.NotEmpty(answers);
        foreach (var earlier in all.Database.GetMigrations().SkipLast(1).ToList())
        {
            await all.Database.MigrateAsync(earlier);
            await all.Database.CloseConnectionAsync();
            var folder = Directory.CreateDirectory(Path.Combine(app.Folder, earlier));
            var file = Path.Combine(folder.FullName, Database.FileName);
            File.Copy(Path.Combine(app.Folder, "growing", Database.FileName), file);
            var before = Fill(file, Path.Combine(newest, Database.FileName));
            Assert.True(before["Sheets"] > 0 && before["Rounds"] > 1 && before["Panelists"] > 0, earlier);

            var database = SurveyDatabase.In(new(folder.FullName));
            await using (var db = database.Open())
            {
                await database.MigrateAsync(db, default);
                await ContactCardKeys.FillAsync(db);
                foreach (var type in db.Model.GetEntityTypes().Select(entity => entity.ClrType).Distinct())
                {
                    var rows = (IQueryable<object>)typeof(DbContext).GetMethod("Set", [])!.MakeGenericMethod(type).Invoke(db, null)!;
                    await rows.IgnoreQueryFilters().AsNoTracking().ToListAsync();
                }
            }
            var after = StoredFile.Read(file);
            Assert.Null(after.Damage);
            // Whoever was signed in signs in anew where cookies of before name roles of before.
            foreach (var (table, rows) in before.Where(table => table.Key is not "TeamSessions"))
                Assert.True(rows == after.Rows[table], $"{earlier}: {table} had {rows} rows and has {after.Rows[table]}");
            Assert.Equal(answers, await AnswersAsync(file));
            folder.Delete(recursive: true);
        }
        await all.DisposeAsync();
        Directory.Delete(app.Folder, recursive: true);
    }

    private static async Task<Dictionary<long, string>> AnswersAsync(string file)
    {
        await using var db = new SqliteSurveyDb(
            new DbContextOptionsBuilder<SqliteSurveyDb>().UseSqlite($"Data Source={file};Pooling=False").Options
        );
        return await db.Sheets.AsNoTracking().ToDictionaryAsync(sheet => sheet.Id, sheet => sheet.Answers.ToJson());
    }

    /// <summary>Returns how many rows each table has then.</summary>
    private static IReadOnlyDictionary<string, long> Fill(string file, string newest)
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False"))
        {
            connection.CreateCollation(SurveyDb.German, string.CompareOrdinal);
            connection.Open();
            Run($"ATTACH '{newest}' AS newest");
            foreach (
                var table in List(
                    "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND substr(name, 1, 2) <> '__'"
                )
            )
            {
                var there = List($"SELECT name FROM pragma_table_info('{table}', 'newest')");
                if (there.Count == 0)
                    continue;
                var columns = List($"SELECT name FROM pragma_table_info('{table}', 'main')").Intersect(there).ToList();
                // What the newest form has no column for, and this one cannot do without.
                var more = List(
                        $"SELECT name || '|' || type FROM pragma_table_info('{table}', 'main') WHERE \"notnull\" = 1 AND dflt_value IS NULL"
                    )
                    .Select(column => column.Split('|'))
                    .Where(column => !there.Contains(column[0]))
                    .ToList();
                Run(
                    $"INSERT OR IGNORE INTO main.\"{table}\" ({string.Join(", ", columns.Concat(more.Select(column => column[0])).Select(name => $"\"{name}\""))}) "
                        + $"SELECT {string.Join(", ", columns.Select(name => $"\"{name}\"").Concat(more.Select(column => column[1] == "INTEGER" ? "0" : column[0].EndsWith("At", StringComparison.Ordinal) ? "'2026-01-01 00:00:00'" : "''")))} FROM newest.\"{table}\""
                );
            }

            void Run(string text)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns.
                command.CommandText = text;
#pragma warning restore CA2100
                command.ExecuteNonQuery();
            }

            List<string> List(string text)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables.
                command.CommandText = text;
#pragma warning restore CA2100
                using var reader = command.ExecuteReader();
                var found = new List<string>();
                while (reader.Read())
                    found.Add(reader.GetString(0));
                return found;
            }
        }
        return StoredFile.Read(file).Rows;
    }
}
