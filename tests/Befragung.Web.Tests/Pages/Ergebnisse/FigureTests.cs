using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Dom;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>Each picture of the results as a file: drawn, taken, and in numbers.</summary>
public sealed class FigureTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>What people write: much, from right to left, beyond the first plane, and what spreadsheets would run.</summary>
    public static string Odd { get; } =
        $$"""
            befragung: 1
            title: { de: "استبيان 🏘️ <b>&amp;" }
            languages: [de]
            groups:
              - { key: nord, name: { de: "شمال المدينة" } }
              - { key: sued, name: { de: "=1+1" } }
            settings: { rounds: 2, smallestCell: 5 }
            scales:
              s5: { points: 5, labels: { 1: { de: "@unwichtig" }, 5: { de: "=HYPERLINK(1)" } }, noAnswer: true }
            sections:
              - key: viel
                title: { de: "קטע ראשון 🎉" }
                items:
                  - { key: lang, type: rating, text: { de: "{{string.Concat(
                Enumerable.Repeat("Langes Wort und 🧑‍🌾 noch eines ", 90)
            )}}" }, scale: s5 }
                  - { key: kurz, type: rating, text: { de: "-2" }, scale: s5 }
                  - key: wahl
                    type: singleChoice
                    text: { de: "مرحبا <script>alert(1)</script>" }
                    options:
                      - { key: a, name: { de: "+49" } }
                      - { key: b, name: { de: "אחת, \"zwei\"; drei" } }
              - key: leer
                title: { de: Ohne Antworten }
                items:
                  - { key: leer1, type: rating, text: { de: Niemand antwortet }, scale: s5 }
                  - { key: leer2, type: longText, text: { de: Niemand schreibt } }
            """;

    /// <summary>Two ratings that can be seen side by side.</summary>
    private const string Alike = """
        befragung: 1
        title: Kurz
        languages: [de]
        groups: [ { key: nord, name: Norden }, { key: sued, name: Süden } ]
        settings: { rounds: 2, smallestCell: 5 }
        scales:
          s5: { points: 5, labels: { 1: unwichtig, 5: sehr wichtig }, noAnswer: true }
        sections:
          - key: teil
            title: Teil
            items:
              - { key: r1, type: rating, text: Erste, scale: s5 }
              - { key: r2, type: rating, text: Zweite, scale: s5 }
        """;

    [Fact]
    public async Task Pictures_of_the_short_version_can_be_had_as_well()
    {
        var key = await app.ReleasedAsync(yaml: Alike);
        using var guest = app.Visitor();
        var page = (await guest.GetAsync($"/ergebnisse/{key}/kurz")).Page;
        var links = page.QuerySelectorAll("p.downloads a[download]").ToList();
        Assert.Equal(3, links.Count);
        Assert.Single(page.QuerySelectorAll("figure"));
        Assert.NotEmpty(page.QuerySelectorAll(".numbers-of table"));
        Assert.All(links, link => Assert.EndsWith(": Teil", Name(link), StringComparison.Ordinal));
        foreach (var link in links.Where(link => Name(link)[0] != 'P'))
            Assert.Equal(200, (await guest.GetAsync(link.GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task A_drawing_carries_only_the_letters_that_usual_texts_need_and_all_where_others_are_written()
    {
        using var guest = app.Visitor();
        var usual = await DrawingAsync("Größe „mit“ Maß – 5 €, naïve Ämter 😀");
        Assert.InRange(usual.Length, 15_000, 40_000);
        Assert.Equal(2, usual.Split("@font-face").Length - 1);
        var other = await DrawingAsync("Größe in Gdańsk");
        Assert.InRange(other.Length, 200_000, 600_000);

        async Task<string> DrawingAsync(string title)
        {
            var key = await app.ReleasedAsync(yaml: Alike.Replace("text: Erste", $"text: \"{title}\"", StringComparison.Ordinal));
            return (await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.svg")).Body;
        }
    }

    [Fact]
    public async Task Every_picture_of_the_page_can_be_had_as_drawing_picture_and_numbers_under_a_name_that_says_which()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var page = (await guest.GetAsync($"/ergebnisse/{key}")).Page;
        var figures = page.QuerySelectorAll("figure");
        var links = page.QuerySelectorAll("p.downloads a[download]").ToList();
        Assert.Equal(figures.Length * 3, links.Count);
        Assert.Equal(links.Count, links.Select(link => link.GetAttribute("href")).Distinct().Count());
        Assert.Equal(links.Count, links.Select(link => Name(link)).Distinct().Count());
        Assert.All(links, link => Assert.Matches("^(SVG|PNG|CSV): .+", Name(link)));
        foreach (var link in links.Where(link => Name(link)[0] != 'P'))
        {
            var reply = await guest.GetAsync(link.GetAttribute("href")!);
            Assert.True(reply.Status == 200, link.GetAttribute("href"));
            Assert.Equal(Name(link).StartsWith("SVG", StringComparison.Ordinal) ? "image/svg+xml" : "text/csv; charset=utf-8", reply.Type);
        }
        // A table stands beside each, or folded below it.
        Assert.All(figures, figure => Assert.NotNull(figure.Closest("section")!.QuerySelector("table.numbers")));
    }

    private static string Name(IElement link) => link.GetAttribute("aria-label")!;

    [Fact]
    public async Task A_drawing_needs_nothing_from_elsewhere_and_says_what_it_is()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var reply = await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.svg");
        var drawing = XDocument.Parse(reply.Body).Root!;
        Assert.Equal("Wie wichtig ist Größe?", drawing.Element(Svg + "title")!.Value);
        Assert.Contains("Runde 1, n = 8", drawing.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains("Median 2,5", drawing.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains("src: url(data:font/woff2;base64,", drawing.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("http", reply.Body.Replace(Svg.NamespaceName, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(
            drawing.Descendants(),
            element => element.Attribute("class") is not null || element.Name.LocalName is "script" or "image" or "use"
        );
        Assert.All(drawing.Descendants(Svg + "text"), text => Assert.NotNull(text.Attribute("fill")));
        Assert.Contains(
            drawing.Descendants(Svg + "text"),
            text => text.Value.StartsWith("Quelle: Kleine Befragung über Größe", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_picture_is_fine_enough_for_paper()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        using var reply = await guest.Client.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.png");
        var bytes = await reply.Content.ReadAsByteArrayAsync();
        Assert.Equal("PNG", Encoding.ASCII.GetString(bytes, 1, 3));
        // 728 pixels of the page at 3.125: 18 cm at 300 to the inch.
        Assert.Equal(2275, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
        Assert.Equal($"{key}-r1-verteilung-r1-de.png", reply.Content.Headers.ContentDisposition!.FileName);
    }

    [Fact]
    public async Task Numbers_are_those_of_the_picture_with_words_of_the_language()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var german = await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.csv?sprache=de");
        Assert.Equal(
            "\uFEFFRunde,n,Punkt der Skala,Antwort,Anzahl,Prozent,mittlere Hälfte\n1,8,5,sehr wichtig,1,12.5,0\n1,8,4,,1,12.5,0\n1,8,3,,2,25,1\n1,8,2,,2,25,1\n1,8,1,unwichtig,2,25,0\n",
            german.Body
        );
        Assert.StartsWith(
            "\uFEFFRound,n,",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.csv?sprache=en")).Body,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "\uFEFFRunde,n,Antwort,Anzahl,Prozent,Rang 1,Prozent auf Rang 1,mittlerer Rang\n1,8,Beratung,8,100,8,100,1\n1,8,Austausch,8,100,0,0,2\n1,8,Geld,0,0,0,0,\n",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/a1-rangfolge-r1.csv?sprache=de")).Body
        );
    }

    [Fact]
    public async Task Groups_that_are_too_small_are_blank_in_numbers_and_not_drawn()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var table = (await guest.GetAsync($"/ergebnisse/{key}/bilder/beteiligung-gruppen-r1.csv")).Body;
        Assert.Contains("\n1,Süden,1,,\n", table, StringComparison.Ordinal);
        // And so is the other, whose number would give this one away.
        Assert.Contains("\n1,Norden,7,,\n", table, StringComparison.Ordinal);
        Assert.Contains(
            "nicht gezeigt",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/beteiligung-gruppen-r1.svg")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_too_few_answered_has_no_picture_in_any_form()
    {
        var key = await app.ReleasedAsync(experts: 3);
        using var guest = app.Visitor();
        foreach (var kind in (string[])["svg", "png", "csv"])
            Assert.Equal(404, (await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.{kind}")).Status);
        Assert.DoesNotContain("r1-verteilung", (await guest.GetAsync($"/ergebnisse/{key}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gibtesnicht-verteilung-r1.svg")]
    [InlineData("r1-verteilung-r2.svg")]
    [InlineData("r1-verteilung-r1.pdf")]
    [InlineData("r1-verteilung-r1")]
    [InlineData("l1-verteilung-r1.csv")]
    [InlineData("..%2F..%2Fbefragung.db.svg")]
    public async Task A_picture_that_there_is_not_answers_404(string file)
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        Assert.Equal(404, (await guest.GetAsync($"/ergebnisse/{key}/bilder/{file}")).Status);
    }

    [Fact]
    public async Task Pictures_of_an_earlier_round_keep_their_name_and_their_numbers()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        string[] files =
        [
            "r1-verteilung-r1",
            "m1.wert-verteilung-r1",
            "a1-rangfolge-r1",
            "c1-auswahl-r1",
            "eins.wert-ueberblick-r1",
            "beteiligung-verlauf-r1",
            "beteiligung-gruppen-r1",
        ];
        var before = new List<string>();
        foreach (var file in files.Where(file => !file.StartsWith("eins", StringComparison.Ordinal)))
            before.Add((await guest.GetAsync($"/ergebnisse/{key}/bilder/{file}.csv")).Body);
        await app.NextAsync(key);
        for (var expert = 0; expert < 8; expert++)
            await app.HandInAsync(key, expert, new Befragung.Delphi.Rounds.AnswerChange("r1", "5"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        var after = new List<string>();
        foreach (var file in files.Where(file => !file.StartsWith("eins", StringComparison.Ordinal)))
            after.Add((await guest.GetAsync($"/ergebnisse/{key}/bilder/{file}.csv")).Body);
        Assert.Equal(before, after);
        Assert.Equal(404, (await guest.GetAsync($"/ergebnisse/{key}/bilder/fragen-verlauf-r1.csv")).Status);
        Assert.StartsWith(
            "\uFEFFRunde,unverändert,umformuliert,",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/fragen-verlauf-r2.csv")).Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n2,8,5,sehr wichtig,8,100,1\n",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r2.csv")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Odd_texts_break_no_drawing_and_no_table_and_run_nowhere()
    {
        var key = await app.ReleasedAsync(yaml: Odd);
        using var guest = app.Visitor();
        foreach (
            var figure in (string[])
                ["lang-verteilung-r1", "kurz-verteilung-r1", "wahl-auswahl-r1", "viel-ueberblick-r1", "beteiligung-gruppen-r1"]
        )
        {
            var drawing = XDocument.Parse((await guest.GetAsync($"/ergebnisse/{key}/bilder/{figure}.svg")).Body).Root!;
            Assert.Empty(drawing.Descendants(Svg + "script"));
            Assert.InRange(double.Parse(drawing.Attribute("height")!.Value, CultureInfo.InvariantCulture), 150, 900);
        }
        Assert.Contains(
            "\n1,8,5,'=HYPERLINK(1),",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/kurz-verteilung-r1.csv")).Body,
            StringComparison.Ordinal
        );
        var choice = (await guest.GetAsync($"/ergebnisse/{key}/bilder/wahl-auswahl-r1.csv")).Body;
        Assert.Contains("\"אחת, \"\"zwei\"\"; drei\"", choice, StringComparison.Ordinal);
        Assert.Contains(
            "1,'=1+1,1,,",
            (await guest.GetAsync($"/ergebnisse/{key}/bilder/beteiligung-gruppen-r1.csv")).Body,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "Hierzu liegt keine gültige Antwort vor.",
            XDocument
                .Parse((await guest.GetAsync($"/ergebnisse/{key}/bilder/leer1-verteilung-r1.svg")).Body)
                .Root!.Element(Svg + "desc")!
                .Value,
            StringComparison.Ordinal
        );
    }
}

/// <summary>A server without a browser that takes pictures.</summary>
public sealed class NoPictureTests(NoPrinterTests.WithoutBrowser app) : IClassFixture<NoPrinterTests.WithoutBrowser>
{
    [Fact]
    public async Task Without_a_browser_the_picture_answers_503_and_names_what_there_is()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var reply = await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.png");
        Assert.Equal(503, reply.Status);
        Assert.Contains("Das Bild als SVG und seine Zahlen als CSV gibt es trotzdem.", reply.Text, StringComparison.Ordinal);
        foreach (var kind in (string[])["svg", "csv"])
            Assert.Equal(200, (await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.{kind}")).Status);
    }
}
