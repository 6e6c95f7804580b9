using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Data;

/// <summary>What is told beside a released reason.</summary>
public sealed class ReasonQueriesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task The_language_of_a_reason_is_told_where_as_many_handed_in_in_it_as_the_smallest_cell_and_else_it_would_tell_who_wrote()
    {
        // Five of five handed in in German, and four of five in English; the smallest cell is five.
        var key = await app.OpenStudyAsync(10);
        await app.DataAsync(db =>
            db.Panelists.Where(panelist =>
                    panelist.StudyId == db.Studies.Single(study => study.Key == key).Id
                    && db.ContactCards.Any(card => card.PanelistId == panelist.Id && English.Contains(card.Email))
                )
                .ExecuteUpdateAsync(panelist => panelist.SetProperty(one => one.Language, "en"))
        );
        for (var expert = 0; expert < 9; expert++)
            await app.HandInAsync(key, expert, new("r1", "4"), new(Reasons.For, expert < 5 ? $"Grund {expert}" : $"Reason {expert}"));
        await app.CloseAsync(key);
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        var study = (await app.ReadAsync(key)).Id;
        var released = await app.DataAsync(db => db.ReleasedReasonsAsync(study, CancellationToken.None));
        Assert.Equal(9, released.Count);
        Assert.All(
            released,
            reason => Assert.Equal(reason.Text.StartsWith("Grund", StringComparison.Ordinal) ? "de" : null, reason.Language)
        );
    }

    private static readonly string[] English = [.. Enumerable.Range(5, 5).Select(Sample.Address)];
}
