using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Tests.Reports.Parts;

public sealed class ReportMeasuresTests : IDisposable
{
    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Every_measure_of_the_newest_round_has_its_table()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var chapter = (await Screen(report)).QuerySelector(".measures")!;
        Assert.Equal(
            [
                "Lage und Streuung",
                "Anteile und Übereinstimmung",
                "Stabilität",
                "Akteursgruppen im Vergleich",
                "Rangfolge 2.1",
                "Einigkeit über die Reihenfolge",
                "Durchschnittliche Mehrheit (APMO)",
                "Wer dabeiblieb",
            ],
            chapter.QuerySelectorAll("h3").Select(heading => heading.TextContent)
        );
        var rated = report.Measures.Rated.Count;
        Assert.Equal(report.Rated.Count(one => one.Part.Newest!.Round == 2), rated);
        var tables = chapter.QuerySelectorAll("table").Select(table => table.QuerySelectorAll("tbody th[scope=row]").Length).ToList();
        var compared = report.Measures.Compared.Count(part => part.Part.Part is RatedPart);
        Assert.Equal([rated, rated, compared, compared, report.Measures.Compared.Count - compared, rated], tables.Take(6));
        Assert.Matches("Spearmans ρ zwischen den Medianen von 38 Bewertungen in Runde 1 und Runde 2: [0-9],[0-9]{2}", chapter.TextContent);
        Assert.Contains(
            "Von 104 Personen, die in Runde 1 antworteten, taten es 89 auch in Runde 2 (85,6",
            chapter.TextContent,
            StringComparison.Ordinal
        );
        AssertSound(await Screen(report));
    }

    [Fact]
    public async Task A_row_says_what_the_frozen_result_holds()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var row = (await Screen(report))
            .QuerySelector(".measures tbody th[scope=row]")!
            .ParentElement!.QuerySelectorAll("td")
            .Select(cell => cell.TextContent)
            .ToList();
        var result = report.Newest.Result.Of("t1.wichtigkeit")!;
        var german = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal(
            [
                result.N.ToString(german),
                result.Missing.ToString(german),
                result.Mean!.Value.ToString("0.00", german),
                result.StandardDeviation!.Value.ToString("0.00", german),
                result.CoefficientOfVariation!.Value.ToString("0.00", german),
                result.Median!.Value.ToString(german),
            ],
            row.Take(6)
        );
        Assert.Equal($"{result.MedianInterval!.LowerRank}–{result.MedianInterval.UpperRank}", row[11 - 1]);
    }

    [Fact]
    public async Task Only_nine_points_have_RAND_UCLA_and_a_tiny_p_is_never_0()
    {
        var scale = new Scale(9, new Dictionary<int, LocalizedText>(), true, 3, 3);
        var study = new Study(
            "neun",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text("S"),
                    [new RatingItem("a", SampleStudy.Text("A"), scale), new RatingItem("b", SampleStudy.Text("B"), scale)]
                )
            ),
            SampleStudy.Start,
            "team"
        );
        var tally = new RoundTally(study.CurrentRound.Questionnaire);
        for (var i = 0; i < 80; i++)
            tally.Add(i % 2 == 0 ? "g1" : "g2", i % 2 == 0 ? """{"a":"9","b":"8"}""" : """{"a":"1","b":"2"}""");
        SampleStudy.Close(study, tally, [40, 40, 0, 0, 0, 0, 0, 0], SampleStudy.Start);
        var page = await Screen(ReportPageTests.Report(study));
        Assert.Contains(
            page.QuerySelectorAll(".measures caption"),
            caption => caption.TextContent.StartsWith("RAND/UCLA", StringComparison.Ordinal)
        );
        Assert.Contains(page.QuerySelectorAll(".measures td"), cell => cell.TextContent == "<\u00a00,001");
        Assert.Contains("Akteursgruppen: 1 Politik und Verwaltung; 2 Planungspraxis;", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".measures td"), cell => cell.TextContent == "1–2 (p <\u00a00,001)");
        AssertSound(page);
        Assert.DoesNotContain(
            "RAND/UCLA:",
            (await Screen(ReportPageTests.Report(SampleStudy.TwoRounds()))).QuerySelector(".measures")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_report_of_a_file_has_no_date_and_no_invited_but_says_how_many_answered()
    {
        var study = SampleStudy.TwoRounds();
        var report = StudyReport.OfFile(
            [.. study.Rounds.Select(round => (round.Questionnaire, round.Result!))],
            new(2027, 1, 5, 0, 0, 0, DateTimeKind.Utc)
        );
        AssertSound(await Screen(report));
        var page = ReportPageTests.Parse(await house.Page.ForScreen(report, "de"));
        AssertSound(page);
        var text = page.Body!.TextContent;
        Assert.Contains(
            "Die Antworten wurden mit einem anderen Werkzeug erhoben.",
            page.QuerySelector("section:has(#response)")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("In Runde 2 antworteten 89 Personen.", text, StringComparison.Ordinal);
        Assert.Contains("Stand: 5. Januar 2027", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2026", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        foreach (
            var unknown in (string[])
                ["von 144", "Eingeladene", "Beteiligung in Runde", "Pseudonym", "ausgelost", "vor der ersten Runde fest", "Geöffnet"]
        )
            Assert.DoesNotContain(unknown, text, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("section:has(#response) svg"));
    }

    [Fact]
    public async Task A_report_of_a_file_without_groups_says_nothing_of_any()
    {
        var study = SampleStudy.TwoRounds();
        var questionnaire = study.Round(1).Questionnaire with { Groups = [] };
        var tally = new RoundTally(questionnaire);
        for (var i = 0; i < 20; i++)
            tally.Add(null, new short[tally.Slots.Count], []);
        var page = await Screen(
            StudyReport.OfFile([(questionnaire, tally.ToResult(1, new Dictionary<string, Response>()))], SampleStudy.Start)
        );
        AssertSound(page);
        Assert.DoesNotContain(
            page.QuerySelectorAll("caption"),
            caption => caption.TextContent.Contains("Akteursgruppe", StringComparison.Ordinal)
        );
    }

    /// <summary>What holds for every page of the report, whatever the numbers.</summary>
    internal static void AssertSound(IHtmlDocument page)
    {
        var levels = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(
            page.QuerySelectorAll("table"),
            table =>
            {
                Assert.NotEmpty(table.QuerySelector("caption")!.TextContent.Trim());
                Assert.NotEmpty(table.QuerySelectorAll("thead th"));
                var columns = table.QuerySelectorAll("thead tr:first-child th").Sum(Span);
                Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal(columns, row.Children.Sum(Span)));
            }
        );
        Assert.All(page.QuerySelectorAll("th"), head => Assert.Matches("^(row|col|rowgroup|colgroup)$", head.GetAttribute("scope")!));
        Assert.All(page.QuerySelectorAll("td, th"), cell => Assert.NotEmpty(cell.TextContent.Trim()));
        Assert.All(page.QuerySelectorAll("figure"), figure => Assert.NotEmpty(figure.QuerySelectorAll("svg[role=img]")));
        Assert.All(page.QuerySelectorAll("svg[role=img]"), svg => Assert.NotEmpty(svg.GetAttribute("aria-label")!));
        Assert.DoesNotContain("NaN", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page.Body.TextContent, StringComparison.Ordinal);
        var ids = page.QuerySelectorAll("[id]").Select(element => "#" + element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll("a:not(.references a)"), link => Assert.Contains(link.GetAttribute("href"), ids));

        static int Span(IElement cell) => int.Parse(cell.GetAttribute("colspan") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<IHtmlDocument> Screen(StudyReport report) =>
        ReportPageTests.Parse(await house.Page.ForScreen(report, "de", volume: ReportVersion.Data));
}
