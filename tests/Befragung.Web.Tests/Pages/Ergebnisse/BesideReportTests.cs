using System.Text.Json;
using AngleSharp.Dom;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>What the results page has beside the report: all ratings, groups, rounds, and what the team gives away.</summary>
public sealed class BesideReportTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Ratings_are_filtered_and_sorted_by_the_address_and_nonsense_in_it_counts_as_not_said()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        Assert.Equal(["1.1", "1.2", "1.3", "1.3"], await RowsAsync(""));
        Assert.Equal(["1.3", "1.1", "1.2", "1.3"], await RowsAsync("?sortiert=anteil"));
        Assert.Empty(await RowsAsync("?abschnitt=2"));
        Assert.Empty(await RowsAsync("?urteil=konsens"));
        Assert.Equal(4, (await RowsAsync("?urteil=offen&abschnitt=1")).Count);
        foreach (
            var nonsense in (string[])
                ["?urteil=%00", "?abschnitt=-1", "?abschnitt=99999999999", "?gruppe=..%2F", "?sortiert=", "?aenderung=x&festigkeit=y"]
        )
            Assert.Equal(4, (await RowsAsync(nonsense)).Count);
        var page = await reader.GetAsync($"/ergebnisse/{key}/aussagen?abschnitt=1&sprache=en");
        Assert.Equal("1", page.Page.QuerySelector("select[name=abschnitt] option[selected]")!.GetAttribute("value"));
        Assert.Equal("4 ratings", page.Page.QuerySelector("[data-said]")!.TextContent);
        // Each leads to where all its numbers are.
        var link = page.Page.QuerySelector("table.statements tbody a")!.GetAttribute("href")!.Split('#');
        Assert.NotNull((await reader.GetAsync(link[0])).Page.GetElementById(link[1]));

        async Task<IReadOnlyList<string>> RowsAsync(string query) =>
            [
                .. (await reader.GetAsync($"/ergebnisse/{key}/aussagen{query}"))
                    .Page.QuerySelectorAll("table.statements tbody a")
                    .Select(one => one.TextContent),
            ];
    }

    [Fact]
    public async Task A_group_stands_beside_all_and_one_that_is_too_small_has_no_page()
    {
        var key = await app.OfferingAsync();
        using var reader = app.Visitor();
        var south = (await reader.GetAsync($"/ergebnisse/{key}/gruppen/sued")).Page;
        // n = 5, and nobody at the top: told as the report tells it, in words.
        Assert.Equal(["fast niemand", "86", "–", "1", "5", "5", "35"], Cells(south, "1.1"));
        Assert.Contains("wertet niedriger als Norden", south.QuerySelector("ul.findings")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["100", "86", "+14", "5", "5", "30", "35"],
            Cells((await reader.GetAsync($"/ergebnisse/{key}/gruppen/nord")).Page, "1.1")
        );
        Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{key}/gruppen/gibtesnicht")).Status);
        Assert.Equal(
            ["1.1"],
            (await reader.GetAsync($"/ergebnisse/{key}/aussagen?gruppe=sued"))
                .Page.QuerySelectorAll("table.statements tbody a")
                .Select(one => one.TextContent)
        );

        var few = await app.ReleasedAsync();
        foreach (var group in (string[])["nord", "sued"])
            Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{few}/gruppen/{group}")).Status);
        Assert.DoesNotContain("/gruppen/", (await reader.GetAsync($"/ergebnisse/{few}/aussagen")).Body, StringComparison.Ordinal);

        static IEnumerable<string> Cells(IDocument page, string number) =>
            page.QuerySelectorAll("tbody tr")
                .First(row => row.QuerySelector("th a")!.TextContent == number)
                .QuerySelectorAll("td")
                .Select(cell => cell.TextContent);
    }

    [Fact]
    public async Task Each_round_has_a_page_with_what_changed_until_then_and_a_study_of_one_round_has_none()
    {
        var key = await app.OfferingAsync();
        using var reader = app.Visitor();
        var first = (await reader.GetAsync($"/ergebnisse/{key}/runden/1")).Page;
        var second = (await reader.GetAsync($"/ergebnisse/{key}/runden/2")).Page;
        Assert.Null(first.QuerySelector("[data-view] tbody tr th a"));
        Assert.Equal("1.1", second.QuerySelector("[data-view] table.numbers:has(caption.unseen) tbody a")!.TextContent);
        Assert.Equal("Runde 2", second.QuerySelector(".rounds a[aria-current=page]")!.TextContent);
        Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{key}/runden/3")).Status);
        Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{await app.ReleasedAsync()}/runden/1")).Status);
    }

    [Fact]
    public async Task Each_author_is_told_alone_and_the_publisher_stands_for_none()
    {
        var key = await app.ReleasedAsync();
        await SayAsync(("text.publication.publisher.de", "Institut für Beispiele"));
        Assert.Equal(["Institut für Beispiele"], await AuthorsAsync());
        await SayAsync(("text.publication.authors.zxx", "Muster, A., & Beispiel, B."));
        Assert.Equal(["Muster, A.", "Beispiel, B."], await AuthorsAsync());

        async Task SayAsync((string, string?) detail)
        {
            using var team = await app.TeamAsync();
            Assert.Equal(
                302,
                (await team.SubmitAsync(await team.GetAsync($"/team/studien/{key}/bericht/angaben"), "form.report-details", detail)).Status
            );
        }

        async Task<IEnumerable<string?>> AuthorsAsync()
        {
            using var reader = app.Visitor();
            var page = (await reader.GetAsync($"/ergebnisse/{key}")).Page;
            return page.QuerySelectorAll("meta[name=citation_author]").Select(one => one.GetAttribute("content"));
        }
    }

    [Fact]
    public async Task Pages_that_everybody_may_read_tell_programs_what_they_are_and_no_others_do()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var page = (await reader.GetAsync($"/ergebnisse/{key}?sprache=en")).Page;
        var home = $"/ergebnisse/{key}?sprache=";
        Assert.EndsWith(home + "en", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith(home + "de", page.QuerySelector("link[hreflang=de]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Small survey about size", Meta(page, "property", "og:title"));
        Assert.Equal("en_GB", Meta(page, "property", "og:locale"));
        Assert.StartsWith("Results of a Delphi study", Meta(page, "name", "description"), StringComparison.Ordinal);
        Assert.EndsWith($"/ergebnisse/{key}/bericht.pdf?sprache=en", Meta(page, "name", "citation_pdf_url"), StringComparison.Ordinal);
        Assert.Equal("en", Meta(page, "name", "DC.language"));
        Assert.EndsWith(
            $"/ergebnisse/{key}/vorstellung.pdf?sprache=en",
            page.QuerySelector(".tools a[href*='vorstellung.pdf']")!.GetAttribute("href"),
            StringComparison.Ordinal
        );
        var picture = Meta(page, "property", "og:image")!;
        Assert.Equal(200, (await reader.GetAsync(new Uri(picture.Replace(".png", ".svg", StringComparison.Ordinal)).PathAndQuery)).Status);
        Assert.NotEqual("", Meta(page, "property", "og:image:alt"));
        Assert.Equal(["Report"], Types(page));
        await app.OfferAsync(key, ("daten", "true"));
        Assert.Equal(["Report", "Dataset"], Types((await reader.GetAsync($"/ergebnisse/{key}")).Page));
        var other = (await reader.GetAsync($"/ergebnisse/{key}/aussagen?abschnitt=1")).Page;
        Assert.EndsWith(
            $"/ergebnisse/{key}/aussagen?sprache=de",
            other.QuerySelector("link[rel=canonical]")!.GetAttribute("href"),
            StringComparison.Ordinal
        );

        await app.SetPasswordAsync(key, "Offenes Geheimnis");
        await reader.EnterAsync(key, "Offenes Geheimnis");
        foreach (var part in (string[])["", "/kurz", "/datenband", "/aussagen"])
        {
            var locked = await reader.GetAsync($"/ergebnisse/{key}{part}");
            Assert.Equal(200, locked.Status);
            Assert.Null(locked.Page.QuerySelector("link[rel=canonical], meta[property], meta[name^=citation], script[type*=json]"));
        }
        using var team = await app.TeamAsync();
        Assert.Null((await team.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector("link[rel=canonical], meta[property]"));

        static string? Meta(IDocument page, string by, string name) =>
            page.QuerySelector($"meta[{by}=\"{name}\"]")?.GetAttribute("content");
        static IEnumerable<string?> Types(IDocument page) =>
            JsonDocument
                .Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)
                .RootElement.GetProperty("@graph")
                .EnumerateArray()
                .Select(one => one.GetProperty("@type").GetString());
    }

    [Fact]
    public async Task Pictures_stand_in_pages_of_others_only_where_the_team_allows_that_and_nothing_else_does()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var address = $"/ergebnisse/{key}/bilder/r1-verteilung-r1/einbetten?sprache=de";
        Assert.Equal(404, (await reader.GetAsync(address)).Status);
        Assert.DoesNotContain("iframe", (await reader.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
        await app.OfferAsync(key, ("einbetten", "true"));
        // Once made, and once kept.
        for (var time = 1; time <= 2; time++)
        {
            var picture = await reader.GetAsync(address);
            Assert.Equal(200, picture.Status);
            Assert.EndsWith("frame-ancestors *", picture.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.False(picture.Headers.ContainsKey("X-Frame-Options"));
            Assert.Equal("Wie wichtig ist Größe?", picture.Page.QuerySelector("h1")!.TextContent);
            Assert.NotNull(picture.Page.QuerySelector("main svg"));
            Assert.Null(picture.Page.QuerySelector("script, form, nav"));
            Assert.Equal(
                $"/ergebnisse/{key}?sprache=de#bild-r1-verteilung-r1",
                picture.Page.QuerySelector("a[target=_blank]")!.GetAttribute("href")
            );
        }
        var report = await reader.GetAsync($"/ergebnisse/{key}");
        Assert.Equal("DENY", report.Headers["X-Frame-Options"]);
        Assert.Contains(
            report.Page.QuerySelectorAll("textarea"),
            line =>
                line.TextContent.Contains($"src=\"http", StringComparison.Ordinal)
                && line.TextContent.Contains(address, StringComparison.Ordinal)
        );
        // Whatever a question is called, the line to copy is a frame with its name, and nothing else.
        var odd = await app.ReleasedAsync(yaml: FigureTests.Odd);
        await app.OfferAsync(odd, ("einbetten", "true"));
        var lines = (await reader.GetAsync($"/ergebnisse/{odd}?sprache=de")).Page.QuerySelectorAll("textarea");
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var frame = Assert.Single(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(line.TextContent).Body!.QuerySelectorAll("*"));
            Assert.EndsWith(frame.GetAttribute("title")!, line.GetAttribute("aria-label"), StringComparison.Ordinal);
        }
        Assert.Equal("DENY", (await reader.GetAsync($"/ergebnisse/{key}/bilder/gibtesnicht/einbetten")).Headers["X-Frame-Options"]);
        await app.SetPasswordAsync(key, "Offenes Geheimnis");
        Assert.Equal(302, (await reader.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Numbers_can_be_taken_only_where_the_team_gives_them_and_tell_no_more_than_the_page()
    {
        var closed = await app.ReleasedAsync();
        using var reader = app.Visitor();
        foreach (var file in (string[])["daten.csv", "codebuch.csv", "daten.json"])
            Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{closed}/{file}")).Status);
        // Of one in the south nothing is told, nor of the others, who would tell of that one.
        await app.OfferAsync(closed, ("daten", "true"));
        var alone = await LinesAsync($"/ergebnisse/{closed}/daten.csv?sprache=de");
        Assert.DoesNotContain(
            alone,
            line => line.Contains("sued", StringComparison.Ordinal) || line.Contains("nord", StringComparison.Ordinal)
        );

        var key = await app.OfferingAsync();
        var lines = await LinesAsync($"/ergebnisse/{key}/daten.csv?sprache=de");
        Assert.StartsWith("runde;nummer;schluessel;gruppe;n;", lines[0], StringComparison.Ordinal);
        Assert.Contains(
            lines,
            line => line.StartsWith("2;1.1;r1;;35;", StringComparison.Ordinal) && line.Contains(";86;", StringComparison.Ordinal)
        );
        Assert.Contains(lines, line => line.StartsWith("2;1.1;r1;nord;30;", StringComparison.Ordinal));
        // So few who answered alike have no share.
        var south = lines.Single(line => line.StartsWith("2;1.1;r1;sued;5;", StringComparison.Ordinal)).Split(';');
        Assert.Equal("", south[Array.IndexOf(lines[0].Split(';'), "oben_prozent")]);
        Assert.DoesNotContain("Gedanke", string.Join('\n', lines), StringComparison.Ordinal);
        Assert.StartsWith("runde,nummer", (await LinesAsync($"/ergebnisse/{key}/daten.csv?sprache=en"))[0], StringComparison.Ordinal);
        var codebook = await LinesAsync($"/ergebnisse/{key}/codebuch.csv?sprache=de");
        Assert.Contains(
            codebook,
            line => line.StartsWith("frage;r1;1.1;Erster Abschnitt;Wie wichtig ist Größe?;", StringComparison.Ordinal)
        );
        Assert.All(
            lines[0].TrimStart('\ufeff').Split(';'),
            column => Assert.Contains(codebook, line => line.StartsWith($"spalte;{column};", StringComparison.Ordinal))
        );
        var json = JsonDocument.Parse((await reader.GetAsync($"/ergebnisse/{key}/daten.json?sprache=de")).Body).RootElement;
        Assert.Equal(2, json.GetProperty("rounds").GetArrayLength());
        Assert.Equal("Wie wichtig ist Größe?", json.GetProperty("questions")[0].GetProperty("text").GetString());

        async Task<string[]> LinesAsync(string address)
        {
            var bytes = await reader.Client.GetByteArrayAsync(new Uri(address, UriKind.Relative));
            Assert.Equal([0xef, 0xbb, 0xbf], bytes.Take(3));
            return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(3)).TrimEnd().Split('\n');
        }
    }

    [Fact]
    public async Task A_page_that_was_withdrawn_says_so_where_the_team_wants_that()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        using var team = await app.TeamAsync();
        Assert.Equal(
            302,
            (
                await app.OfferAsync(
                    key,
                    ("zurueckgezogen", "true"),
                    ("grund", "Eine Zahl war falsch."),
                    ("grundEnglisch", "One figure was wrong.")
                )
            ).Status
        );
        Assert.Equal(200, (await reader.GetAsync($"/ergebnisse/{key}")).Status);
        await team.SubmitAsync(await team.GetAsync($"/team/studien/{key}/ergebnisseite"), "main form[action*=Zurueckziehen]");
        foreach (var part in (string[])["", "/aussagen", "/bericht.pdf", "/bilder/r1-verteilung-r1.svg"])
        {
            var gone = await reader.GetAsync($"/ergebnisse/{key}{part}?sprache=de");
            Assert.Equal(410, gone.Status);
            Assert.Contains("Eine Zahl war falsch.", gone.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("Größe", gone.Body, StringComparison.Ordinal);
        }
        Assert.Contains("One figure was wrong.", (await reader.GetAsync($"/ergebnisse/{key}?sprache=en")).Body, StringComparison.Ordinal);
        var refused = await app.OfferAsync(key, ("grund", new string('x', 501)));
        Assert.Equal(400, refused.Status);
        Assert.Contains("Der Text hat 501 Zeichen, möglich sind 500.", refused.Body, StringComparison.Ordinal);
        await app.OfferAsync(key, ("zurueckgezogen", ""));
        Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{key}")).Status);
        Assert.Equal(
            2,
            await app.DataAsync(db =>
                db.Chronicle.CountAsync(row =>
                    row.Step == ChronicleStep.OfferChanged && db.Studies.Any(study => study.Id == row.StudyId && study.Key == key)
                )
            )
        );
    }
}
