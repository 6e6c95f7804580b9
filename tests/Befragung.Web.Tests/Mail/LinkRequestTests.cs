using System.Globalization;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>A link for whoever cannot find theirs, and no word about who is in a panel.</summary>
public sealed class LinkRequestTests
{
    [Fact]
    public async Task Whoever_is_asked_somewhere_gets_a_link_for_each_study_and_nobody_sees_from_the_answer_who_is()
    {
        await using var app = await MailApp.StartAsync();
        var first = await app.OpenStudyAsync(3);
        var second = await app.OpenStudyAsync(2);
        await app.StudyAsync(3);
        await app.LettersAsync();
        var old = await app.LinkAsync(first, 1);
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/link");
        var known = await visitor.SubmitAsync(page, "main form", ("email", "Person-1@Example.org"));
        var unknown = await visitor.SubmitAsync(page, "main form", ("email", "niemand@example.org"));
        Assert.Equal((200, known.BodyWithoutTokens), (unknown.Status, unknown.BodyWithoutTokens));
        Assert.Contains("Sehen Sie in Ihr Postfach", known.Text, StringComparison.Ordinal);
        List<OutboxEntry> sent = [];
        await Wait.UntilAsync(
            "Both letters are in the outbox",
            async () => (sent = [.. await LinksAsync(app, first), .. await LinksAsync(app, second)]).Count == 2
        );
        await app.SendAsync();
        var letters = (await app.LettersAsync())
            .Where(file => sent.Exists(entry => entry.Mark == Path.GetFileNameWithoutExtension(file)))
            .Select(Eml.Read)
            .ToList();
        Assert.Equal(2, letters.Count);
        foreach (var link in letters.Select(letter => new Uri(letter.Link).AbsolutePath).Append(old))
        {
            using var expert = app.Visitor();
            Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
        }
        Assert.Equal(400, (await visitor.SubmitAsync(page, "main form", ("email", "kein Ort"))).Status);
    }

    [Fact]
    public async Task Where_one_request_fails_those_behind_it_are_met()
    {
        await using var app = await MailApp.StartAsync();
        var first = await app.OpenStudyAsync(2);
        var second = await app.OpenStudyAsync(5);
        var refused = (await app.ReadAsync(first)).CurrentRound.Id;
        await app.RefuseAsync("Outbox", FormattableString.Invariant($"NEW.\"RoundId\" = {refused}"), "no", "INSERT");
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/link");
        // The first is in both studies, the last in the second alone.
        foreach (var expert in (int[])[0, 4])
            Assert.Equal(200, (await visitor.SubmitAsync(page, "main form", ("email", Sample.Address(expert)))).Status);
        await Wait.UntilAsync("The second has a letter", async () => (await LinksAsync(app, second)).Count == 1);
        Assert.Empty(await LinksAsync(app, first));
        await app.RefuseNothingAsync();
    }

    [Fact]
    public async Task Nobody_can_have_somebody_written_to_by_the_hundred()
    {
        await using var app = await MailApp.StartAsync();
        var key = await app.OpenStudyAsync(2);
        await app.LettersAsync();
        var requests = app.Services.GetRequiredService<LinkRequests>();
        var letters = 0;
        for (var i = 0; i < 6; i++)
        {
            letters += await requests.SendAsync(i % 2 == 0 ? Sample.Address(0) : "PERSON-0@example.org", CancellationToken.None);
            await app.SendAsync();
        }
        Assert.Equal(3, letters);
        // While one waits, a second would say the same.
        Assert.Equal(1, await requests.SendAsync(Sample.Address(1), CancellationToken.None));
        app.Clock.Ahead += TimeSpan.FromHours(1.1);
        await app.SendAsync();
        Assert.Equal(1, await requests.SendAsync(Sample.Address(0), CancellationToken.None));
        Assert.Equal(5, (await LinksAsync(app, key)).Count);

        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/link");
        var answers = new List<Reply>();
        for (var i = 0; i < 31; i++)
            answers.Add(await visitor.SubmitAsync(page, "main form", ("email", $"niemand-{i}@example.org")));
        Assert.Equal([.. Enumerable.Repeat(200, 30), 429], answers.Select(answer => answer.Status));
        Assert.All(answers[..30], answer => Assert.False(answer.Headers.ContainsKey("Retry-After")));
        Assert.InRange(int.Parse(answers[30].Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 3_600);
    }

    /// <summary>Who was withdrawn is there no more; who has declined may change their mind, and has asked.</summary>
    [Fact]
    public async Task Who_was_withdrawn_gets_none_and_whoever_declined_one_that_leads_back()
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await app.OpenStudyAsync(3);
        await app.SendAsync();
        await app.DataAsync(async db =>
        {
            var cards = await db.ContactCards.Include(card => card.Panelist).OrderBy(card => card.Email).ToListAsync();
            cards[0].Panelist.Withdraw(app.Clock.GetUtcNow().UtcDateTime);
            cards[1].Panelist.Decline(app.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });
        var requests = app.Services.GetRequiredService<LinkRequests>();
        Assert.Equal(0, await requests.SendAsync(Sample.Address(0), CancellationToken.None));
        Assert.Equal(1, await requests.SendAsync(Sample.Address(1), CancellationToken.None));
        Assert.Equal(1, await app.SendAsync());
        using var expert = app.Visitor();
        var link = new Uri((await LettersOfAsync(app, key)).Single().Link).AbsolutePath;
        Assert.Equal(link + "/absage", (await expert.GetAsync(link)).Location);
        // After the closing there is still what one answered.
        await app.HandInAsync(key, 2, new Befragung.Delphi.Rounds.AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        Assert.Equal(1, await requests.SendAsync(Sample.Address(2), CancellationToken.None));
        Assert.Equal(1, await app.SendAsync());
        Assert.DoesNotContain("Bitte antworten", (await LettersOfAsync(app, key))[^1].Body, StringComparison.Ordinal);
    }

    private static async Task<List<OutboxEntry>> LinksAsync(MailApp app, string key) =>
        (await app.EntriesAsync(key)).FindAll(entry => entry.Kind == LetterKind.NewLink);

    private static async Task<List<Eml>> LettersOfAsync(MailApp app, string key)
    {
        var files = await app.LettersAsync();
        return
        [
            .. (await LinksAsync(app, key))
                .Select(entry => files.Single(file => Path.GetFileNameWithoutExtension(file) == entry.Mark))
                .Select(Eml.Read),
        ];
    }
}
