using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>A mail server that does not answer: nothing is lost, and it is tried again.</summary>
public sealed class OutboxTests(OutboxTests.NobodyThere app) : IClassFixture<OutboxTests.NobodyThere>
{
    public sealed class NobodyThere : SurveyApp
    {
        // Port 1 is not listened at.
        protected override string[] Settings =>
            [.. base.Settings, "--Mail:Carrier=Smtp", "--Mail:Host=127.0.0.1", "--Mail:Port=1", "--Mail:Security=None"];
    }

    [Fact]
    public async Task A_letter_that_cannot_be_carried_stays_and_is_tried_again_later()
    {
        var key = await app.OpenStudyAsync(2);
        Assert.All(await TryAsync(key), entry => Assert.Equal((null, 1), (entry.SentAt, entry.Attempts)));
        // Before its time it is left alone.
        Assert.All(await TryAsync(key), entry => Assert.Equal(1, entry.Attempts));
        app.Clock.Ahead += TimeSpan.FromMinutes(1.1);
        Assert.All(await TryAsync(key), entry => Assert.Equal((null, 2), (entry.SentAt, entry.Attempts)));
        app.Clock.Ahead += TimeSpan.FromMinutes(1.1);
        Assert.All(await TryAsync(key), entry => Assert.Equal(2, entry.Attempts));
        app.Clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.All(
            await TryAsync(key),
            entry => Assert.Equal((3, false), (entry.Attempts, entry.Failure!.Contains('@', StringComparison.Ordinal)))
        );

        using var editor = await app.TeamAsync();
        Assert.Contains(
            "2 Anschreiben kamen noch nicht durch",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Letters_of_a_round_that_closed_meanwhile_are_not_sent_any_more()
    {
        var key = await app.OpenStudyAsync();
        var attempts = (await TryAsync(key))[0].Attempts;
        await app.CloseAsync(key);
        app.Clock.Ahead += TimeSpan.FromHours(2);
        Assert.Equal(attempts, (await TryAsync(key))[0].Attempts);
    }

    private async Task<List<OutboxEntry>> TryAsync(string key)
    {
        await app.Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        return await app.DataAsync(db => db.Outbox.AsNoTracking().Where(entry => entry.RoundId == round).ToListAsync());
    }
}
