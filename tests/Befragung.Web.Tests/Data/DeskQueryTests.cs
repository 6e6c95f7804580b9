using System.Reflection;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>What is read by hand for the sake of speed is what EF would have read.</summary>
public sealed class DeskQueryTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task All_of_a_panelist_and_of_each_sheet_is_as_EF_reads_it()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "2"), new AnswerChange("l1", "Ä „so“ 🙂\nund noch eine Zeile"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        await app.NextAsync(key);
        var panelistId = (await app.SheetAsync(key)).PanelistId;
        var rows = (await Query.ReadAsync(panelistId)).OrderBy(row => row.Number).ToList();
        Assert.Equal([1, 2], rows.Select(row => row.Number));
        var (panelist, sheets, rounds) = await app.DataAsync(async db =>
            (
                await db.Panelists.AsNoTracking().SingleAsync(one => one.Id == panelistId),
                await db.Sheets.AsNoTracking().Where(sheet => sheet.PanelistId == panelistId).OrderBy(sheet => sheet.RoundId).ToListAsync(),
                await db
                    .Rounds.AsNoTracking()
                    .Where(round => db.Sheets.Any(sheet => sheet.RoundId == round.Id && sheet.PanelistId == panelistId))
                    .OrderBy(round => round.Number)
                    .ToListAsync()
            )
        );
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Values(panelist), Values(rows[i].Panelist));
            Assert.Equal(Values(sheets[i]), Values(rows[i].Sheet!));
            Assert.Equal((rounds[i].ClosedAt, rounds[i].ReleasedAt), (rows[i].ClosedAt, rows[i].ReleasedAt));
        }
        Assert.NotNull(panelist.ConsentedAt);
        Assert.All(
            [rows[0].Sheet!.InvitedAt, rows[0].Sheet!.HandedInAt!.Value, rows[0].Sheet!.SealedAt!.Value, rows[0].ClosedAt!.Value],
            at => Assert.Equal(DateTimeKind.Utc, at.Kind)
        );
    }

    [Fact]
    public async Task Before_the_first_round_there_is_a_panelist_without_a_sheet_and_for_who_is_unknown_or_withdrawn_there_is_nothing()
    {
        var key = await app.StudyAsync(1);
        var panelistId = await app.DataAsync(db =>
            db.ContactCards.Where(card => db.Studies.Single(study => study.Key == key).Id == card.Panelist.StudyId)
                .Select(card => card.PanelistId)
                .SingleAsync()
        );
        var row = Assert.Single(await Query.ReadAsync(panelistId));
        Assert.Equal((panelistId, null, null), (row.Panelist.Id, row.Sheet, row.Number));
        Assert.Empty(await Query.ReadAsync(Guid.NewGuid()));
        await app.DataAsync(db =>
            db.Panelists.Where(one => one.Id == panelistId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.WithdrawnAt, new DateTime(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc)))
        );
        Assert.Empty(await Query.ReadAsync(panelistId));
    }

    [Fact]
    public async Task Many_at_once_each_find_their_own()
    {
        var key = await app.OpenStudyAsync(40);
        var ids = await app.DataAsync(db =>
            db.ContactCards.Where(card => db.Studies.Single(study => study.Key == key).Id == card.Panelist.StudyId)
                .Select(card => card.PanelistId)
                .ToListAsync()
        );
        var found = await Task.WhenAll(
            Enumerable
                .Range(0, 400)
                .Select(i => Task.Run(async () => (Asked: ids[i % ids.Count], Row: (await Query.ReadAsync(ids[i % ids.Count])).Single())))
        );
        Assert.All(found, one => Assert.Equal((one.Asked, one.Asked), (one.Row.Panelist.Id, one.Row.Sheet!.PanelistId)));
    }

    private DeskQuery Query => app.Services.GetRequiredService<DeskQuery>();

    /// <summary>All public properties, so that one added later is not forgotten.</summary>
    private static List<string> Values<T>(T entity) =>
        [
            .. typeof(T)
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property =>
                    $"{property.Name}: {(property.GetValue(entity) is Answers answers ? answers.ToJson() : property.GetValue(entity) is DateTime at ? at.ToString("O") : property.GetValue(entity))}"
                ),
        ];
}
