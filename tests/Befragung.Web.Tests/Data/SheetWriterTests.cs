using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
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
        await Task.WhenAll(sheets.Select((sheet, i) => Task.Run(async () =>
        {
            Start(sheet, i);
            Assert.True(await Writer.SaveAsync(sheet, 0));
            var stored = await StoredAsync(sheet);
            Assert.Equal((1, sheet.StartedAt), (stored.Version, stored.StartedAt));
        })));
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
    public async Task One_that_cannot_be_written_spoils_none_of_the_others()
    {
        var sheets = await SheetsAsync(30);
        // A moment that the database refuses, whoever brings it.
        await app.DataAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER refuse BEFORE UPDATE ON Sheets WHEN NEW.StartedAt LIKE '%08:07:00%' BEGIN SELECT RAISE(ABORT, 'not this one'); END"));
        var saves = sheets.Select((sheet, i) =>
        {
            Start(sheet, i);
            return Writer.SaveAsync(sheet, 0);
        }).ToList();
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => saves[7]);
        Assert.Contains("not this one", failure.Message, StringComparison.Ordinal);
        foreach (var (save, sheet) in saves.Zip(sheets).Where((_, i) => i != 7))
        {
            Assert.True(await save);
            Assert.Equal(1, (await StoredAsync(sheet)).Version);
        }
        Assert.Equal(0, (await StoredAsync(sheets[7])).Version);
        await app.DataAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER refuse"));
        Assert.True(await Writer.SaveAsync(sheets[7], 0));
    }

    [Fact]
    public async Task What_still_waits_at_the_end_is_written()
    {
        var sheets = await SheetsAsync(20);
        List<Task<bool>> saves;
        using (var writer = new SheetWriter(app.Services.GetRequiredService<IServiceScopeFactory>()))
            saves = [.. sheets.Select((sheet, i) =>
            {
                Start(sheet, i);
                return writer.SaveAsync(sheet, 0);
            })];
        Assert.All(saves, save => Assert.True(save.IsCompletedSuccessfully));
        Assert.All(await Task.WhenAll(sheets.Select(StoredAsync)), stored => Assert.Equal(1, stored.Version));
    }

    private SheetWriter Writer => app.Services.GetRequiredService<SheetWriter>();

    private static void Start(AnswerSheet sheet, int minute) => sheet.Start(new DateTime(2026, 11, 2, 8, minute, 0, DateTimeKind.Utc));

    private Task<AnswerSheet> StoredAsync(AnswerSheet sheet) => app.DataAsync(db => db.Sheets.AsNoTracking().SingleAsync(one => one.Id == sheet.Id));

    private async Task<List<AnswerSheet>> SheetsAsync(int experts)
    {
        var key = await app.OpenStudyAsync(experts);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        return await app.DataAsync(db => db.Sheets.AsNoTracking().Where(sheet => sheet.RoundId == round).ToListAsync());
    }
}
