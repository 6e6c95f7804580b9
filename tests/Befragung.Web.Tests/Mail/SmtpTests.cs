using System.Collections.Concurrent;
using System.Globalization;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmtpServer.Protocol;

namespace Befragung.Web.Tests.Mail;

/// <summary>Letters on their way to a real mail server, in good days and bad.</summary>
public sealed class SmtpTests
{
    private static readonly SmtpResponse Unknown = new(
        SmtpReplyCode.MailboxUnavailable,
        "5.1.1 <person-7@example.org>: Recipient address rejected: User person-7 unknown"
    );
    private static readonly SmtpResponse Later = new(SmtpReplyCode.Aborted, "4.3.0 Try again later");

    [Fact]
    public async Task Many_letters_share_a_few_connections_and_each_arrives_once()
    {
        await using var server = new MailServer();
        await using var app = await MailApp.StartAsync([.. server.Settings, "--Mail:Connections=3"]);
        await OpenAsync(app, 120);
        Assert.Equal(120, server.Taken.Select(letter => letter.To).Distinct().Count());
        Assert.Equal(120, server.Taken.Count);
        Assert.Equal(120, server.Taken.Select(letter => letter.MessageId).Distinct().Count());
        // The worker of the platform and the test may each have had their three.
        Assert.InRange(server.Sessions, 1, 6);
    }

    [Fact]
    public async Task What_is_refused_for_now_arrives_later_once_and_no_other_letter_waits_for_it()
    {
        await using var server = new MailServer { Answer = number => Task.FromResult(number is >= 40 and <= 45 ? Later : SmtpResponse.Ok) };
        await using var app = await MailApp.StartAsync(server.Settings);
        var key = await OpenAsync(app, 60);
        Assert.Equal(54, server.Taken.Count);
        var waiting = (await app.EntriesAsync(key)).Where(entry => entry.SentAt is null).ToList();
        Assert.All(waiting, entry => Assert.Equal((1, MailFault.Later, null), (entry.Attempts, entry.Fault, entry.GivenUpAt)));
        Assert.Equal(6, waiting.Count);
        Assert.Null(app.Outbox.Pause);
        using (var editor = await app.TeamAsync(StudyRole.Editor))
            Assert.Contains(
                "Noch nicht durchgekommen und weiter versucht: 6.",
                (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
                StringComparison.Ordinal
            );

        app.Clock.Ahead += TimeSpan.FromMinutes(1.1);
        await app.SendAsync();
        Assert.Equal(60, server.Taken.Select(letter => letter.To).Distinct().Count());
        Assert.Equal(60, server.Taken.Count);
        Assert.All(await app.EntriesAsync(key), entry => Assert.Equal((null, null, null), (entry.Fault, entry.Failure, entry.SealedToken)));
        Assert.Equal(60, await app.InvitationsAsync());
    }

    [Fact]
    public async Task What_is_refused_for_good_is_given_up_and_told_with_its_name_and_goes_to_a_corrected_address()
    {
        // And some are refused for now.
        await using var server = new MailServer
        {
            Answer = number =>
                Task.FromResult(
                    number == 40 ? Unknown
                    : number is 10 or 20 or 30 ? Later
                    : SmtpResponse.Ok
                ),
        };
        await using var app = await MailApp.StartAsync(server.Settings);
        var log = new LogLines();
        app.Listen(log);
        var key = await OpenAsync(app, 50);
        var lost = Assert.Single(await app.EntriesAsync(key), entry => entry.GivenUpAt is not null);
        Assert.Equal((1, MailFault.Refused, true), (lost.Attempts, lost.Fault, lost.GivenUpAt is not null));
        for (var day = 0; day < 3; day++)
        {
            app.Clock.Ahead += TimeSpan.FromDays(1);
            await app.SendAsync();
        }
        Assert.Equal(49, server.Taken.Count);
        Assert.Equal(50, await app.InvitationsAsync());

        using var editor = await app.TeamAsync();
        Assert.Contains(
            "Ein Anschreiben ist nicht angekommen",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );
        var page = await editor.GetAsync(Failed(key));
        var card = page.Page.QuerySelector("article.failed")!.TextContent;
        Assert.Contains("Jörg Weiß", card, StringComparison.Ordinal);
        Assert.Contains("Meist stimmt die Adresse nicht", card, StringComparison.Ordinal);
        Assert.Contains("550 5.1.1 …: Recipient address rejected", card, StringComparison.Ordinal);
        Assert.DoesNotContain(
            log.All,
            line => line.Contains('@', StringComparison.Ordinal) || line.Contains("person-", StringComparison.Ordinal)
        );

        var refused = await editor.SubmitAsync(page, "article.failed form", ("email", "neu@example"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("Fehlt hier die Endung?", refused.Text, StringComparison.Ordinal);
        var field = refused.Page.QuerySelector("article.failed input[name=email]")!;
        Assert.Equal(("neu@example", "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.NotNull(refused.Page.QuerySelector($"#fehler a[href='#{field.Id}']"));
        Assert.Equal(409, (await editor.SubmitAsync(page, "article.failed form", ("email", Other(lost, server)))).Status);
        Assert.Equal(302, (await editor.SubmitAsync(page, "article.failed form", ("email", "neu@example.org"))).Status);
        await app.SendAsync();
        Assert.Equal(50, server.Taken.Count);
        Assert.Contains("<neu@example.org>", server.Taken.Last().To, StringComparison.Ordinal);
        Assert.Equal(50, await app.InvitationsAsync());
        Assert.DoesNotContain(
            "Anschreiben",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Page.QuerySelectorAll("h2").Select(head => head.TextContent)
        );
    }

    [Fact]
    public async Task What_is_refused_for_now_is_given_up_after_two_days_and_can_be_tried_again()
    {
        await using var server = new MailServer { Answer = _ => Task.FromResult(Later) };
        await using var app = await MailApp.StartAsync(server.Settings);
        var key = await OpenAsync(app, 1);
        var tries = 0;
        while ((await app.EntriesAsync(key))[0] is { GivenUpAt: null } waiting)
        {
            tries = waiting.Attempts;
            app.Clock.Ahead += waiting.DueAt - app.Clock.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(1);
            await app.SendAsync();
            Assert.InRange(tries, 1, 40);
        }
        var entry = (await app.EntriesAsync(key))[0];
        Assert.InRange((entry.GivenUpAt - entry.FirstTriedAt)!.Value, OutboxEntry.Patience, OutboxEntry.Patience + TimeSpan.FromHours(4.1));
        // Minutes at first, hours in the end.
        Assert.InRange(tries, 15, 25);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Failed(key));
        Assert.Contains("Zwei Tage lang vergeblich versucht", page.Text, StringComparison.Ordinal);

        server.Answer = _ => Task.FromResult(SmtpResponse.Ok);
        Assert.Equal(302, (await editor.SubmitAsync(page, "article.failed form")).Status);
        await app.SendAsync();
        Assert.Single(server.Taken);
        Assert.Equal(1, await app.InvitationsAsync());
    }

    [Fact]
    public async Task A_server_that_hangs_costs_one_wait_and_then_the_letters_rest()
    {
        await using var server = new MailServer();
        server.Answer = async _ =>
        {
            await Task.Delay(Timeout.Infinite, server.Stopping);
            return SmtpResponse.Ok;
        };
        await using var app = await MailApp.StartAsync([.. server.Settings, "--Mail:TimeoutSeconds=1", "--Mail:Connections=2"]);
        var key = await OpenAsync(app, 20);
        Assert.Equal(MailFault.TimedOut, app.Outbox.Pause?.Trouble.Fault);
        // Two hung; the others were not even tried.
        Assert.InRange((await app.EntriesAsync(key)).Count(entry => entry.Attempts > 0), 1, 3);
        Assert.Equal(0, await app.SendAsync());
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1");
        Assert.Contains("Zurzeit geht kein Anschreiben hinaus", page.Text, StringComparison.Ordinal);
        Assert.Contains("antwortet nicht in der Zeit", page.Text, StringComparison.Ordinal);
        // The address is not to blame.
        page = await editor.GetAsync(Failed(key));
        Assert.NotEmpty(page.Page.QuerySelectorAll("article.failed form"));
        Assert.Empty(page.Page.QuerySelectorAll("article.failed input[name=email]"));

        server.Answer = _ => Task.FromResult(SmtpResponse.Ok);
        app.Clock.Ahead += TimeSpan.FromMinutes(20);
        await app.SendAsync();
        Assert.Equal(20, server.Taken.Select(letter => letter.To).Distinct().Count());
        Assert.Null(app.Outbox.Pause);
    }

    [Fact]
    public async Task The_team_reads_what_a_server_says_that_takes_nothing()
    {
        await using var server = new MailServer
        {
            Answer = _ => Task.FromResult(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "4.3.2 Wartung bis 14 Uhr")),
        };
        await using var app = await MailApp.StartAsync(server.Settings);
        var key = await OpenAsync(app, 2);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1");
        Assert.Contains("nimmt gerade nichts an", page.Text, StringComparison.Ordinal);
        Assert.Contains("Der Mailserver sagt: 421 4.3.2 Wartung bis 14 Uhr", page.Text, StringComparison.Ordinal);
        using var owner = await app.TeamAsync();
        var operation = (await owner.GetAsync("/team/betrieb")).Text;
        Assert.Contains("Der Versand ruht seit dem", operation, StringComparison.Ordinal);
        Assert.Contains("Er sagt: „421 4.3.2 Wartung bis 14 Uhr“", operation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_dies_with_a_letter_gets_the_same_letter_again_and_none_is_lost()
    {
        await using var server = new MailServer
        {
            Answer = number => number == 5 ? throw new TakenAnyway() : Task.FromResult(SmtpResponse.Ok),
        };
        await using var app = await MailApp.StartAsync(server.Settings);
        await OpenAsync(app, 20);
        app.Clock.Ahead += TimeSpan.FromMinutes(20);
        await app.SendAsync();
        Assert.Equal(20, server.Taken.Select(letter => letter.To).Distinct().Count());
        var twice = Assert.Single(server.Taken.GroupBy(letter => letter.To), same => same.Count() > 1);
        Assert.Single(twice.Select(letter => (letter.MessageId, letter.Link)).Distinct());
        Assert.Equal(20, await app.InvitationsAsync());
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_each_letter_gets_them_all_at_once()
    {
        await using var server = new MailServer { HangsUp = true };
        await using var app = await MailApp.StartAsync(server.Settings);
        var key = await OpenAsync(app, 30);
        Assert.All(await app.EntriesAsync(key), entry => Assert.NotNull(entry.SentAt));
        Assert.Equal(30, server.Taken.Count);
        Assert.Equal(30, server.Sessions);
        Assert.Null(app.Outbox.Pause);
    }

    [Fact]
    public async Task While_nobody_is_there_letters_wait_and_none_counts_as_sent()
    {
        await using var app = await MailApp.StartAsync(
            "--Mail:Carrier=Smtp",
            "--Mail:Host=127.0.0.1",
            "--Mail:Port=1",
            "--Mail:Security=None"
        );
        var key = await app.OpenStudyAsync(60);
        Assert.Equal(0, await app.SendAsync());
        for (var hour = 0; hour < 60; hour++)
        {
            app.Clock.Ahead += TimeSpan.FromHours(1);
            Assert.Equal(0, await app.SendAsync());
        }
        // A weekend without a server uses up nobody's patience, and makes no further links.
        Assert.All(
            await app.EntriesAsync(key),
            entry => Assert.Equal((null, 0, null, null), (entry.SentAt, entry.Attempts, entry.GivenUpAt, entry.ClaimedBy))
        );
        Assert.InRange(await app.InvitationsAsync(), 1, 60);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1");
        Assert.Contains("60 Anschreiben warten noch auf den Versand.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Unter 127.0.0.1:1 ist kein Mailserver zu erreichen.", page.Text, StringComparison.Ordinal);
    }

    private static string Failed(string key) => $"/team/studien/{key}/anschreiben/fehler";

    private static string Other(OutboxEntry lost, MailServer server)
    {
        Assert.Null(lost.SentAt);
        return server.Taken.First().To.Split('<', '>')[1];
    }

    private static async Task<string> OpenAsync(MailApp app, int experts)
    {
        var key = await app.OpenStudyAsync(experts);
        await app.SendAsync();
        return key;
    }
}
