using System.Data.Common;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Saves of many experts go to the disk together; each of them is told of its own alone.</summary>
public sealed class SheetWriterTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Whatever_many_save_at_once_is_there_when_they_hear_of_it()
    {
        var sheets = await SheetsAsync(60);
        await Task.WhenAll(
            sheets.Select(
                (sheet, i) =>
                    Task.Run(async () =>
                    {
                        Start(sheet, i);
                        Assert.True(await Writer.SaveAsync(sheet, 0));
                        var stored = await StoredAsync(sheet);
                        Assert.Equal((1, sheet.StartedAt), (stored.Version, stored.StartedAt));
                    })
            )
        );
    }

    [Fact]
    public async Task Of_two_who_changed_the_same_sheet_the_second_is_told_and_nothing_of_theirs_is_written()
    {
        var sheet = (await SheetsAsync(1))[0];
        var other = await StoredAsync(sheet);
        Start(sheet, 1);
        Start(other, 2);
        Assert.True(await Writer.SaveAsync(sheet, 0));
        Assert.False(await Writer.SaveAsync(other, 0));
        Assert.Equal(sheet.StartedAt, (await StoredAsync(sheet)).StartedAt);
    }

    [Fact]
    public async Task Consent_is_written_with_the_sheet_and_not_where_the_sheet_is_refused()
    {
        var sheet = (await SheetsAsync(1))[0];
        var other = await StoredAsync(sheet);
        var panelist = await PanelistAsync(sheet);
        panelist.Consent(new DateTime(2026, 11, 2, 8, 0, 0, DateTimeKind.Utc));
        Start(sheet, 1);
        Start(other, 2);
        Assert.True(await Writer.SaveAsync(sheet, 0));
        Assert.False(await Writer.SaveAsync(other, 0, panelist));
        Assert.Null((await PanelistAsync(sheet)).ConsentedAt);

        Start(sheet, 3);
        Assert.True(await Writer.SaveAsync(sheet, 1, panelist));
        Assert.Equal(panelist.ConsentedAt, (await PanelistAsync(sheet)).ConsentedAt);
    }

    [Fact]
    public async Task One_that_cannot_be_written_spoils_none_of_the_others()
    {
        var sheets = await SheetsAsync(30);
        // A moment that the database refuses, whoever brings it.
        await app.RefuseAsync("Sheets", "CAST(NEW.\"StartedAt\" AS text) LIKE '%08:07:00%'", "not this one");
        var saves = sheets
            .Select(
                (sheet, i) =>
                {
                    Start(sheet, i);
                    return Writer.SaveAsync(sheet, 0);
                }
            )
            .ToList();
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => saves[7]);
        Assert.Contains("not this one", failure.Message, StringComparison.Ordinal);
        foreach (var (save, sheet) in saves.Zip(sheets).Where((_, i) => i != 7))
        {
            Assert.True(await save);
            Assert.Equal(1, (await StoredAsync(sheet)).Version);
        }
        Assert.Equal(0, (await StoredAsync(sheets[7])).Version);
        await app.RefuseNothingAsync();
        Assert.True(await Writer.SaveAsync(sheets[7], 0));
    }

    [FactOnFile]
    public async Task What_still_waits_at_the_end_is_written()
    {
        var sheets = await SheetsAsync(20);
        List<Task<bool>> saves;
        using (var writer = new SheetsInTurns(app.Services.GetRequiredService<IServiceScopeFactory>(), new()))
            saves =
            [
                .. sheets.Select(
                    (sheet, i) =>
                    {
                        Start(sheet, i);
                        return writer.SaveAsync(sheet, 0);
                    }
                ),
            ];
        Assert.All(saves, save => Assert.True(save.IsCompletedSuccessfully));
        Assert.All(await Task.WhenAll(sheets.Select(StoredAsync)), stored => Assert.Equal(1, stored.Version));
    }

    [FactOnFile]
    public async Task A_database_that_lets_nobody_write_is_asked_once_for_all_who_wait()
    {
        var sheets = await SheetsAsync(20);
        using var scopes = new Impatient(Path.Combine(app.Folder, "befragung.db"));
        using var writer = new SheetsInTurns(scopes, new());
        List<Task<bool>> saves;
        using (var another = app.Services.CreateScope())
        {
            var database = another.ServiceProvider.GetRequiredService<SurveyDb>().Database;
            await using var busy = await database.BeginTransactionAsync();
            // The first comes alone, the others find it at work.
            saves = [Save(0)];
            await Wait.UntilAsync("The first save is at the database", () => scopes.Opened > 0);
            saves.AddRange(Enumerable.Range(1, sheets.Count - 1).Select(Save));
            foreach (var save in saves)
                Assert.Contains("locked", (await Assert.ThrowsAnyAsync<DbException>(() => save)).Message, StringComparison.Ordinal);
        }
        Assert.InRange(scopes.Opened, 2, 4);
        Assert.Equal(0, scopes.Open);
        Assert.All(await Task.WhenAll(sheets.Select(StoredAsync)), stored => Assert.Equal(0, stored.Version));
        Assert.True(await writer.SaveAsync(sheets[0], 0));

        Task<bool> Save(int i)
        {
            Start(sheets[i], i);
            return writer.SaveAsync(sheets[i], 0);
        }
    }

    [FactOnFile]
    public async Task A_database_that_does_not_open_keeps_nothing_in_memory()
    {
        var sheet = (await SheetsAsync(1))[0];
        Start(sheet, 1);
        using var scopes = new Impatient("/nowhere/befragung.db");
        using var writer = new SheetsInTurns(scopes, new());
        using var query = new DeskQuery(new SqliteDatabase(new(app.Folder)), scopes);
        await Assert.ThrowsAnyAsync<DbException>(() => writer.SaveAsync(sheet, 0));
        await Assert.ThrowsAnyAsync<DbException>(async () => await query.ReadAsync(sheet.PanelistId));
        Assert.Equal((2, 0), (scopes.Opened, scopes.Open));
    }

    private SheetWriter Writer => app.Services.GetRequiredService<SheetWriter>();

    private static void Start(AnswerSheet sheet, int minute) => sheet.Start(new DateTime(2026, 11, 2, 8, minute, 0, DateTimeKind.Utc));

    private Task<AnswerSheet> StoredAsync(AnswerSheet sheet) =>
        app.DataAsync(db => db.Sheets.AsNoTracking().SingleAsync(one => one.Id == sheet.Id));

    private Task<Panelist> PanelistAsync(AnswerSheet sheet) =>
        app.DataAsync(db => db.Panelists.AsNoTracking().SingleAsync(one => one.Id == sheet.PanelistId));

    private async Task<List<AnswerSheet>> SheetsAsync(int experts)
    {
        var key = await app.OpenStudyAsync(experts);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        return await app.DataAsync(db => db.Sheets.AsNoTracking().Where(sheet => sheet.RoundId == round).ToListAsync());
    }

    /// <summary>Counts who opens a database and who lets go of it; that database waits a second for others instead of thirty.</summary>
    private sealed class Impatient(string file) : IServiceScopeFactory, IDisposable
    {
        private readonly ServiceProvider services = new ServiceCollection()
            .AddDbContext<SurveyDb, SqliteSurveyDb>(options => options.UseSqlite($"Data Source={file};Default Timeout=1;Pooling=False"))
            .BuildServiceProvider();
        private int opened;
        private int open;

        public int Opened => Volatile.Read(ref opened);

        public int Open => Volatile.Read(ref open);

        public IServiceScope CreateScope()
        {
            Interlocked.Increment(ref opened);
            Interlocked.Increment(ref open);
            return new Counted(services.CreateScope(), () => Interlocked.Decrement(ref open));
        }

        public void Dispose() => services.Dispose();

        private sealed class Counted(IServiceScope scope, Action closed) : IServiceScope
        {
            public IServiceProvider ServiceProvider => scope.ServiceProvider;

            public void Dispose()
            {
                scope.Dispose();
                closed();
            }
        }
    }
}
