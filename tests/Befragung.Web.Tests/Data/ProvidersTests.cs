using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Befragung.Web.Tests.Data;

/// <summary>What the databases have in common, whichever the tests run on.</summary>
public sealed class ProvidersTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public void Both_have_migrations_for_all_that_the_model_has()
    {
        using var file = new SqliteSurveyDb(new DbContextOptionsBuilder<SqliteSurveyDb>().UseSqlite().Options);
        using var server = new PostgresSurveyDb(new DbContextOptionsBuilder<PostgresSurveyDb>().UseNpgsql().Options);
        foreach (var db in (SurveyDb[])[file, server])
        {
            Assert.NotEmpty(db.Database.GetMigrations());
            Assert.False(db.Database.HasPendingModelChanges(), $"{db.GetType().Name} has no migration for the latest change of the model.");
        }
    }

    /// <summary>Otherwise of two who change the same, the second would undo the first without a word.</summary>
    [Fact]
    public async Task Whatever_counts_its_versions_is_saved_only_over_the_one_that_was_read()
    {
        var versions = await app.DataAsync(db =>
            Task.FromResult(
                db.Model.GetEntityTypes()
                    .Select(type => type.FindProperty("Version"))
                    .OfType<Microsoft.EntityFrameworkCore.Metadata.IProperty>()
                    .ToDictionary(property => property.DeclaringType.ClrType.Name, property => property.IsConcurrencyToken)
            )
        );
        Assert.True(versions.Count >= 14, string.Join(", ", versions.Keys));
        Assert.DoesNotContain(false, versions.Values);
    }

    [Fact]
    public async Task Names_come_in_the_order_in_which_Germans_look_for_them()
    {
        string[] expected = ["adler", "Ähre", "Bär", "Öztürk", "Strasse", "Straße", "Uhu", "Zeder"];
        var key = await app.StudyAsync();
        await app.DataAsync(async db =>
        {
            var study = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!;
            foreach (var (name, number) in expected.Reverse().Select((name, number) => (name, number)))
            {
                Assert.True(Web.Mail.Mailbox.TryRead($"n{number}@example.org", out var mailbox, out _));
                var panelist = new Delphi.Studies.Panelist(study.Id, "nord", "de");
                db.Panelists.Add(panelist);
                db.ContactCards.Add(new ContactCard(panelist, name, mailbox));
            }
            return await db.SaveChangesAsync();
        });
        Assert.Equal(
            expected,
            await app.DataAsync(db =>
                db.ContactCards.Where(card => db.Studies.Single(study => study.Key == key).Id == card.StudyId)
                    .OrderBy(card => EF.Functions.Collate(card.Name, SurveyDb.German))
                    .Select(card => card.Name)
                    .ToListAsync()
            )
        );
    }

    [Fact]
    public async Task Times_are_stored_and_read_as_UTC_whatever_kind_they_say_they_are_of()
    {
        var at = new DateTime(2026, 11, 2, 8, 30, 15, 123, 456, DateTimeKind.Unspecified);
        var id = Guid.NewGuid();
        await app.DataAsync(async db =>
        {
            await EndedSession.AddAsync(db, id, at);
            return 0;
        });
        var ended = await app.DataAsync(db => db.EndedSessions.SingleAsync(one => one.Id == id));
        Assert.Equal((at, DateTimeKind.Utc), (ended.EndedAt, ended.EndedAt.Kind));
    }

    [Fact]
    public async Task A_character_that_a_database_does_not_take_breaks_nothing()
    {
        using var visitor = app.Visitor();
        var reply = await visitor.SubmitAsync(
            await visitor.GetAsync("/team/anmelden"),
            "main form",
            ("email", "a\0b@example.org"),
            ("password", "x\0y")
        );
        Assert.InRange(reply.Status, 200, 499);
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        Assert.InRange(
            (await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/zwei"), "form.sheet", ("a.l1", "vor\0nach"))).Status,
            200,
            499
        );
        await app.DataAsync(async db =>
        {
            var study = (await db.StudyWithRoundsAsync(await app.StudyAsync(), CancellationToken.None))!;
            db.CompleteExports.Add(new CompleteExport(study.Id, "csv", "vor\0nach", DateTime.UnixEpoch, "test"));
            return await db.SaveChangesAsync();
        });
        Assert.StartsWith("vor", (await app.DataAsync(db => db.CompleteExports.SingleAsync())).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_wrong_is_told_by_its_kind()
    {
        var database = app.Services.GetRequiredService<SurveyDatabase>();
        var twice = await Assert.ThrowsAnyAsync<Exception>(() =>
            app.DataAsync(async db =>
            {
                db.AccountLinks.Add(await LinkAsync(db));
                return await db.SaveChangesAsync();
            })
        );
        Assert.Equal(DatabaseTrouble.TakenAlready, database.TroubleOf(twice));
        Assert.Null(database.TroubleOf(new InvalidOperationException("Something else")));
    }

    [Theory]
    [InlineData("23505", DatabaseTrouble.TakenAlready)] // unique_violation
    [InlineData("23503", DatabaseTrouble.TakenAlready)] // foreign_key_violation
    [InlineData("40001", DatabaseTrouble.Busy)] // serialization_failure
    [InlineData("40P01", DatabaseTrouble.Busy)] // deadlock_detected
    [InlineData("55P03", DatabaseTrouble.Busy)] // lock_not_available
    [InlineData("57014", DatabaseTrouble.Busy)] // query_canceled
    [InlineData("53300", DatabaseTrouble.Busy)] // too_many_connections
    [InlineData("53100", DatabaseTrouble.Full)] // disk_full
    [InlineData("57P01", DatabaseTrouble.Away)] // admin_shutdown
    [InlineData("57P02", DatabaseTrouble.Away)] // crash_shutdown
    [InlineData("57P03", DatabaseTrouble.Away)] // cannot_connect_now
    [InlineData("25006", DatabaseTrouble.Away)] // read_only_sql_transaction
    [InlineData("08006", DatabaseTrouble.Away)] // connection_failure
    [InlineData("42P01", null)] // undefined_table
    public void What_a_server_says_is_told_apart_by_its_code(string code, DatabaseTrouble? trouble)
    {
        using var server = new PostgresDatabase("Host=nirgends");
        var said = new PostgresException("…", "ERROR", "ERROR", code);
        Assert.Equal(trouble, server.TroubleOf(new DbUpdateException("Not saved", said)));
    }

    [Theory]
    [InlineData(5, 5, DatabaseTrouble.Busy)] // SQLITE_BUSY
    [InlineData(6, 6, DatabaseTrouble.Busy)] // SQLITE_LOCKED
    [InlineData(13, 13, DatabaseTrouble.Full)] // SQLITE_FULL
    [InlineData(19, 2067, DatabaseTrouble.TakenAlready)] // SQLITE_CONSTRAINT_UNIQUE
    [InlineData(19, 1555, DatabaseTrouble.TakenAlready)] // SQLITE_CONSTRAINT_PRIMARYKEY
    [InlineData(19, 1299, null)] // SQLITE_CONSTRAINT_NOTNULL
    public void What_a_file_says_is_told_apart_by_its_code(int code, int extended, DatabaseTrouble? trouble)
    {
        var said = new SqliteException("…", code, extended);
        Assert.Equal(trouble, SurveyDatabase.At("nirgends").TroubleOf(new DbUpdateException("Not saved", said)));
    }

    /// <summary>One that is there already.</summary>
    private static async Task<AccountLink> LinkAsync(SurveyDb db)
    {
        var token = await AccountLink.IssueAsync(db, TeamRole.Member, "zweimal@example.org", DateTime.UnixEpoch);
        var stored = (await AccountLink.FindAsync(db, token, DateTime.UnixEpoch, CancellationToken.None))!;
        db.ChangeTracker.Clear();
        typeof(AccountLink).GetProperty(nameof(AccountLink.Id))!.SetValue(stored, 0);
        return stored;
    }
}
