using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Pages.Ergebnisse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>Released results are made once and kept; whoever may not read them gets nothing that is kept, and what has changed is made anew.</summary>
public sealed class KeptResultsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Secret = "Offenes Geheimnis";

    private static readonly string[] Parts =
    [
        "",
        "/datenband",
        "/kurz",
        "/aussagen",
        "/vorstellung",
        "/vorstellung/2",
        "/vorstellung/inhalt",
        "/bilder/r1-verteilung-r1.svg",
        "/bilder/r1-verteilung-r1.csv",
    ];

    /// <summary>What there is of a study of two rounds that gives its data away and lets pictures be shown elsewhere.</summary>
    private static readonly string[] Offered = ["/gruppen/nord", "/runden/1", "/runden/2", "/daten.csv", "/daten.json", "/codebuch.csv"];

    [Fact]
    public async Task What_is_kept_is_byte_for_byte_what_was_made_in_either_language_for_strangers_and_the_team() =>
        await IsKeptAsync(await app.ReleasedAsync(), Parts);

    [Fact]
    public async Task What_the_page_offers_besides_is_kept_in_the_same_way() => await IsKeptAsync(await app.OfferingAsync(), Offered);

    private async Task IsKeptAsync(string key, string[] parts)
    {
        using var stranger = app.Visitor();
        using var team = await app.TeamAsync();
        var differ = new HashSet<string>();
        foreach (var part in parts)
        foreach (var language in (string[])["de", "en"])
        {
            var address = $"/ergebnisse/{key}{part}?sprache={language}";
            // HEAD goes the way of all pages, and does not count as made.
            var before = Kept.Bytes;
            Assert.Equal(200, (await stranger.SendAsync(new(HttpMethod.Head, address))).Status);
            Assert.Equal(before, Kept.Bytes);
            var made = await stranger.GetAsync(address);
            Assert.True(Kept.Bytes > before, $"{address} is not kept.");
            var kept = await stranger.GetAsync(address);
            var toTeam = await team.GetAsync(address);
            Assert.Equal((200, made.Body, made.Type, made.Body), (kept.Status, kept.Body, kept.Type, toTeam.Body));
            Assert.Contains("frame-ancestors 'none'", kept.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.True(differ.Add(made.Body), $"{address} is the same as another.");
        }
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task It_comes_packed_for_those_who_can_unpack_it(string accepted, string expected)
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var plain = (await reader.GetAsync($"/ergebnisse/{key}")).Body;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/ergebnisse/{key}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await reader.Client.SendAsync(request);
        Assert.Equal(expected, string.Join(",", response.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        await using var content = await response.Content.ReadAsStreamAsync();
        await using Stream unpacked = expected switch
        {
            "br" => new BrotliStream(content, CompressionMode.Decompress),
            "gzip" => new GZipStream(content, CompressionMode.Decompress),
            _ => content,
        };
        using var text = new StreamReader(unpacked, Encoding.UTF8);
        Assert.Equal(plain, await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Who_has_it_already_is_told_that_it_is_still_the_same()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var first = await reader.GetAsync($"/ergebnisse/{key}");
        Assert.Equal(
            "private, no-cache",
            first.Headers["Cache-Control"].Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal)
        );
        var again = await AskAsync(reader, $"/ergebnisse/{key}", first.Headers["ETag"]);
        Assert.Equal((304, ""), (again.Status, again.Body));
        // In another language it is another page.
        Assert.Equal(200, (await AskAsync(reader, $"/ergebnisse/{key}?sprache=en", first.Headers["ETag"])).Status);
    }

    [Fact]
    public async Task Behind_a_password_nobody_gets_what_is_kept_and_no_browser_keeps_it()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var tag = (await reader.GetAsync($"/ergebnisse/{key}")).Headers["ETag"];
        await app.SetPasswordAsync(key, Secret);
        foreach (var part in Parts)
            Assert.Equal(302, (await AskAsync(reader, $"/ergebnisse/{key}{part}", tag)).Status);
        await reader.EnterAsync(key, Secret);
        var entered = await reader.GetAsync($"/ergebnisse/{key}");
        Assert.Equal((200, "no-store"), (entered.Status, entered.Headers["Cache-Control"]));
        using var stranger = app.Visitor();
        Assert.Equal(302, (await stranger.GetAsync($"/ergebnisse/{key}")).Status);
    }

    [Fact]
    public async Task What_was_withdrawn_is_gone_at_once_and_back_at_once()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var tag = (await reader.GetAsync($"/ergebnisse/{key}")).Headers["ETag"];
        await ChangeAsync(key, study => study.WithdrawResults(app.Clock.GetUtcNow().UtcDateTime, "test"));
        foreach (var part in Parts)
            Assert.Equal(404, (await AskAsync(reader, $"/ergebnisse/{key}{part}", tag)).Status);
        await ChangeAsync(key, study => study.ShowResults(app.Clock.GetUtcNow().UtcDateTime, "test"));
        Assert.Equal(200, (await reader.GetAsync($"/ergebnisse/{key}")).Status);
    }

    [Theory]
    [InlineData("ergebnisseite", "main form[action*=Zurueckziehen]")]
    [InlineData("loeschen", "main form")]
    public async Task Nothing_stays_in_memory_of_results_that_were_withdrawn_or_deleted(string page, string form)
    {
        var key = await app.ReleasedAsync();
        var other = await app.ReleasedAsync();
        using var reader = app.Visitor();
        await reader.GetAsync($"/ergebnisse/{other}");
        var before = Kept.Bytes;
        foreach (var part in Parts)
            await reader.GetAsync($"/ergebnisse/{key}{part}");
        Assert.True(Kept.Bytes > before);
        using var owner = await app.TeamAsync();
        Assert.Equal(
            302,
            (
                await owner.SubmitAsync(
                    await owner.GetAsync($"/team/studien/{key}/{page}"),
                    form,
                    (page == "loeschen" ? "name" : "sure", page == "loeschen" ? key : "true")
                )
            ).Status
        );
        Assert.Equal(before, Kept.Bytes);
        Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{key}")).Status);
        Assert.Equal(200, (await reader.GetAsync($"/ergebnisse/{other}")).Status);
    }

    [Fact]
    public async Task Whatever_the_team_changes_is_there_with_the_next_look()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        const string reason = "Weil es so im Protokoll steht.";
        var before = await reader.GetAsync($"/ergebnisse/{key}");
        Assert.DoesNotContain(reason, before.Body, StringComparison.Ordinal);

        await ChangeAsync(key, study => study.Round(1).Overrule("r1", Verdict.Dissent, reason, app.Clock.GetUtcNow().UtcDateTime, "test"));
        Assert.Contains(reason, (await AskAsync(reader, $"/ergebnisse/{key}", before.Headers["ETag"])).Body, StringComparison.Ordinal);
        await ChangeAsync(key, study => study.Round(1).TakeBack("r1"));
        Assert.DoesNotContain(reason, (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
        await ChangeAsync(key, study => study.Round(1).Overrule("r1", Verdict.Dissent, reason, app.Clock.GetUtcNow().UtcDateTime, "test"));
        var overruled = await reader.GetAsync($"/ergebnisse/{key}");
        Assert.Contains(reason, overruled.Body, StringComparison.Ordinal);

        await app.NextAsync(key);
        await app.CloseAsync(key);
        Assert.Equal(304, (await AskAsync(reader, $"/ergebnisse/{key}", overruled.Headers["ETag"])).Status);
        await app.ReleaseAsync(key);
        Assert.Equal(200, (await AskAsync(reader, $"/ergebnisse/{key}", overruled.Headers["ETag"])).Status);
    }

    [Fact]
    public async Task A_reason_that_is_withheld_is_gone_with_the_next_look()
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.Against, "Ein Grund mit der Nummer 1"));
        await app.ReleaseAsync(key);
        using var reader = app.Visitor();
        Assert.DoesNotContain("Ein Grund mit der Nummer", (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
        await app.DecideAsync(key, reason => reason.Release(null, app.Clock.GetUtcNow().UtcDateTime, "test"));
        Assert.Contains("Ein Grund mit der Nummer", (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
        await app.DecideAsync(key, reason => reason.Withhold("Nennt eine Person.", app.Clock.GetUtcNow().UtcDateTime, "test"));
        Assert.DoesNotContain("Ein Grund mit der Nummer", (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_while_a_reason_is_being_withheld_keeps_it_there_for_nobody()
    {
        const string Text = "Ein Grund mit der Nummer 2";
        var key = await Reasons.FirstAsync(app, (0, Reasons.Against, Text));
        await app.DecideAsync(key, reason => reason.Release(null, app.Clock.GetUtcNow().UtcDateTime, "test"));
        await app.ReleaseAsync(key);
        var id = (await app.ReasonAsync(key, Text)).Id;
        using var reader = app.Visitor();
        await app.DataAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Reasons.SingleAsync(reason => reason.Id == id)).Withhold(
                "Nennt eine Person.",
                app.Clock.GetUtcNow().UtcDateTime,
                "test"
            );
            await db.SaveChangesAsync();
            Assert.Contains(Text, (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
            await transaction.CommitAsync();
            return 0;
        });
        Assert.DoesNotContain(Text, (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choices_of_a_reader_are_kept_as_well_but_few_of_them_whatever_somebody_makes_up()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        await reader.GetAsync($"/ergebnisse/{key}/aussagen?abschnitt=1&sortiert=median");
        var one = Kept.Bytes;
        foreach (
            var same in (string[])
                [
                    "sortiert=median&abschnitt=1",
                    "abschnitt=1&sortiert=median&x=1",
                    "abschnitt=1&urteil=erfunden&sortiert=median&gruppe=%3Cb%3E&aenderung=",
                ]
        )
            Assert.Equal(200, (await reader.GetAsync($"/ergebnisse/{key}/aussagen?{same}")).Status);
        Assert.Equal(one, Kept.Bytes);
        for (var made = 1; made <= KeptResults.MostChoices + 1; made++)
            await reader.GetAsync($"/ergebnisse/{key}/aussagen?abschnitt={made + 100}");
        var most = Kept.Bytes;
        for (var made = 1; made <= 5; made++)
            await reader.GetAsync($"/ergebnisse/{key}/aussagen?abschnitt={made + 200}");
        Assert.InRange(Kept.Bytes, most - 100, most + 100);
    }

    [Fact]
    public async Task What_is_not_there_is_not_kept_and_neither_is_the_same_under_other_addresses()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        await reader.GetAsync($"/ergebnisse/{key}/vorstellung/2");
        var before = Kept.Bytes;
        foreach (var missing in (string[])["/bilder/gibt-es-nicht.svg", "/vorstellung/999", "/vorstellung/0"])
            Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{key}{missing}")).Status);
        foreach (var same in (string[])["/vorstellung/02", "/vorstellung/2?x=1", "/Vorstellung/2?y=2"])
            Assert.Equal(200, (await reader.GetAsync($"/ergebnisse/{key}{same}")).Status);
        Assert.Equal(before, Kept.Bytes);
    }

    [Fact]
    public async Task Many_who_come_at_once_get_the_same_page_of_one_making()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var before = Kept.Bytes;
        var pages = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => reader.GetAsync($"/ergebnisse/{key}")));
        Assert.All(pages, page => Assert.Equal(200, page.Status));
        Assert.Single(pages.Select(page => page.Body).Distinct());
        Assert.True(Kept.Bytes > before);
    }

    [Fact]
    public async Task The_mark_of_a_release_is_what_the_database_says()
    {
        var key = await app.ReleasedAsync();
        var study = await app.ReadAsync(key);
        var release = (await app.Services.GetRequiredService<Releases>().OfAsync(key, default))!;
        Assert.Equal((study.Id, null), (release.StudyId, release.Hash));
        Assert.StartsWith($"{study.Version} {study.CurrentRound.Id}:{study.CurrentRound.Version} ", release.Mark, StringComparison.Ordinal);
        Assert.Null(await app.Services.GetRequiredService<Releases>().OfAsync("gibt-es-nicht", default));
        Assert.Null(await app.Services.GetRequiredService<Releases>().OfAsync(await app.OpenStudyAsync(), default));
    }

    private KeptResults Kept => app.Services.GetRequiredService<KeptResults>();

    private static async Task<Reply> AskAsync(Visitor reader, string address, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag));
        return await reader.SendAsync(request);
    }

    private Task ChangeAsync(string key, Action<Befragung.Delphi.Studies.Study> change) =>
        app.DataAsync(async db =>
        {
            change((await db.StudyWithRoundsAsync(key, CancellationToken.None))!);
            return await db.SaveChangesAsync();
        });
}
