using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;
using static Befragung.Web.Tests.Reports.Parts.ReportPageTests;

namespace Befragung.Web.Tests.Reports.Parts;

/// <summary>How the report looks, and what it says where little happened.</summary>
public sealed class ReportLookTests : IDisposable
{
    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Every_chapter_is_in_the_contents_and_on_pages_whose_head_names_its_part()
    {
        var styles = new List<string>();
        foreach (var volume in new[] { ReportVersion.Whole, ReportVersion.Data })
        {
            var page = Parse(await house.Page.ForPaper(Report(SampleStudy.TwoRounds()), "de", volume));
            var style = page.QuerySelector("style")!.TextContent;
            var headings = page.QuerySelectorAll(".chapter > h2");
            Assert.True(headings.Length > 8);
            Assert.All(
                headings,
                heading => Assert.Contains($".chapter:has(> #{heading.Id}) {{ page: in-", style, StringComparison.Ordinal)
            );
            Assert.Equal(
                headings.Select(heading => heading.Id),
                page.QuerySelectorAll(".contents > ol > li > a").Select(link => link.GetAttribute("href")![1..])
            );
            styles.Add(style);
        }
        // The first of a part names its kind of page.
        Assert.Contains("@page in-summary { @top-left { content: ", styles[0], StringComparison.Ordinal);
        Assert.Contains(".chapter:has(> #method) { page: in-context; break-before: auto;", styles[0], StringComparison.Ordinal);
        Assert.DoesNotContain("@page in-method", styles[0], StringComparison.Ordinal);
        Assert.Contains("@page in-consensus { @top-left { content: \"Ergebnisse\\20 im", styles[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Short_sections_share_their_pages_and_long_ones_have_their_own()
    {
        static Section Of(string key, int items) =>
            new(
                key,
                SampleStudy.Text("Teil " + key),
                [
                    .. Enumerable
                        .Range(1, items)
                        .Select(number => new RatingItem($"{key}{number}", SampleStudy.Text("Frage"), SampleStudy.Scale("a", "b"))),
                ]
            );
        var study = new Study(
            "kurz",
            SampleStudy.Questionnaire(Of("a", 6), Of("b", 7), Of("c", 1), Of("d", 2), Of("e", 5)),
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [6, 6, 6, 6, 6, 6, 6, 6], SampleStudy.Start, 1);
        var sections = ReportOutline
            .Parts(Report(study), house.Get<IStringLocalizer<Texts>>(), ReportVersion.Data)
            .Where(part => part.Chapters.Any(chapter => chapter.Id.StartsWith('s') && char.IsDigit(chapter.Id[1])));
        Assert.Equal(["1 Teil a", "2 Teil b – 4 Teil d", "5 Teil e"], sections.Select(part => part.Head));
    }

    [Fact]
    public async Task The_title_of_a_chapter_cannot_end_the_style()
    {
        var study = new Study(
            "böse",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text("\"; } body { display: none } </style><p id=\"entkommen\">"),
                    [new RatingItem("r", SampleStudy.Text("Frage"), SampleStudy.Scale("a", "b"))]
                )
            ),
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [6, 6, 6, 6, 6, 6, 6, 6], SampleStudy.Start, 1);
        var page = Parse(await house.Page.ForPaper(Report(study), "de"));
        Assert.Null(page.GetElementById("entkommen"));
        Assert.DoesNotContain(
            "display: none }",
            page.QuerySelector("style")!.TextContent.Split("@page in-s1")[1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Colours_of_the_study_are_in_the_style_and_the_ornament_but_not_in_charts()
    {
        var plain = await house.Page.ForPaper(Report(SampleStudy.TwoRounds()), "de");
        var painted = await house.Page.ForPaper(
            Report(SampleStudy.TwoRounds()) with
            {
                Look = Look.Usual.With(Colour.Of("#7a1fa2"), Colour.Of("#d08000")),
            },
            "de"
        );
        Assert.Contains("--accent: #7a1fa2;", Parse(painted).QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("--rule: #d08000;", Parse(painted).QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(Parse(plain).QuerySelector(".cover-art")!.OuterHtml, Parse(painted).QuerySelector(".cover-art")!.OuterHtml);
        Assert.Equal(
            Parse(plain).QuerySelectorAll("svg.chart").Select(svg => svg.OuterHtml),
            Parse(painted).QuerySelectorAll("svg.chart").Select(svg => svg.OuterHtml)
        );
    }

    [Fact]
    public async Task A_study_that_asks_once_says_nothing_of_verdicts_stability_or_experts()
    {
        var page = Parse(await house.Page.ForScreen(Report(Once(rounds: 1)), "de"));
        foreach (
            var word in (string[])
                [
                    "Fachleute",
                    "zweiten Runde",
                    "Wilcoxon-Vorzeichen",
                    "Wie ein Urteil zustande kommt",
                    "Was zurückgemeldet wurde",
                    "Median der Runde davor",
                ]
        )
            Assert.DoesNotContain(word, page.QuerySelector("#method")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".item .judgement"));
        Assert.Contains("Die Befragten antworteten einmal", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_of_several_rounds_says_that_verdicts_come_later_and_by_which_rule()
    {
        var method = Parse(await house.Page.ForScreen(Report(Once(rounds: 3)), "de")).QuerySelector("#method")!.ParentElement!;
        Assert.Contains(
            "Ein Urteil über Konsens oder Dissens gibt es erst ab der zweiten Runde",
            method.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Diese Regel stand vor der ersten Runde fest.", method.TextContent, StringComparison.Ordinal);
        Assert.Empty(method.QuerySelectorAll(".verdict-rules"));
    }

    [Fact]
    public async Task What_is_found_of_a_choice_names_its_question_in_the_summary()
    {
        var summary = Parse(await house.Page.ForScreen(Report(SampleStudy.TwoRounds()), "de")).QuerySelector("#summary")!.ParentElement!;
        Assert.Contains(
            summary.QuerySelectorAll(".findings li"),
            finding => finding.QuerySelector("strong")?.TextContent == "Welchen Sitz soll die Kleinstadtakademie haben?"
        );
    }

    [Fact]
    public async Task Reasons_say_in_which_language_they_were_written()
    {
        var report = Report(SampleStudy.TwoRounds());
        ReportReason Given(string text, string language) => new("f1", ReasonSide.For, text, 1, null) { Language = language };
        report = report with { Reasons = [Given("Das hilft.", "de"), Given("This helps.", "en")] };
        var german = Parse(await house.Page.ForScreen(report, "de", volume: ReportVersion.Data))
            .QuerySelectorAll(".said")
            .Select(said => said.GetAttribute("lang"));
        var english = Parse(await house.Page.ForScreen(report, "en", volume: ReportVersion.Data))
            .QuerySelectorAll(".said")
            .Select(said => said.GetAttribute("lang"));
        Assert.Equal([null, "en"], german);
        Assert.Equal(["de", null], english);
    }

    [Fact]
    public async Task Where_no_verdict_can_be_there_is_none_and_no_column_for_it()
    {
        var page = Parse(await house.Page.ForScreen(Report(Once(rounds: 3)), "de", volume: ReportVersion.Data));
        Assert.Empty(page.QuerySelectorAll(".item .verdict, .measures .verdict"));
        Assert.DoesNotContain(page.QuerySelectorAll(".measures thead th"), head => head.TextContent == "Urteil");
        Assert.Contains(
            Parse(await house.Page.ForScreen(Report(SampleStudy.TwoRounds()), "de", volume: ReportVersion.Data))
                .QuerySelectorAll(".measures thead th"),
            head => head.TextContent == "Urteil"
        );
    }

    [Fact]
    public async Task A_round_nobody_answered_has_no_empty_pictures_and_tables()
    {
        var study = new Study("leer", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, new int[8], SampleStudy.Start, 1);
        var page = Parse(await house.Page.ForScreen(Report(study), "de", volume: ReportVersion.Data));
        Assert.Empty(page.QuerySelectorAll(".item figure, .item table, .measures table"));
        Assert.All(
            page.QuerySelectorAll(".item"),
            item => Assert.Contains("Hierzu liegt keine gültige Antwort vor.", item.TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("In Runde 1 gab niemand einen Bogen ab.", page.QuerySelector(".measures")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".cover-art"));
        page = Parse(await house.Page.ForScreen(Report(study), "de"));
        Assert.Empty(page.QuerySelectorAll(".item figure, .item table"));
        var nobody = $"In Runde 1 hat niemand geantwortet. Eingeladen waren {study.CurrentRound.Result!.Response.Invited}.";
        Assert.Equal([nobody], page.QuerySelectorAll(".strongest li").Select(said => said.TextContent));
        Assert.Equal(
            [nobody, "Keine Gruppe ist groß genug, um gezeigt zu werden."],
            page.QuerySelectorAll("figcaption strong").Select(said => said.TextContent)
        );
        Assert.DoesNotContain("die begonnen haben", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_that_were_not_asked_are_not_said_to_be_hidden()
    {
        RatingItem Asked(string key, params string[] groups) =>
            new(key, SampleStudy.Text("Frage"), SampleStudy.Scale("nein", "teils", "ja")) { When = new() { Groups = groups } };
        var study = new Study(
            "gruppen",
            SampleStudy.Questionnaire(new Section("s", SampleStudy.Text("S"), [Asked("eine", "g1"), Asked("zwei", "g1", "g2")])),
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [9, 9, 0, 0, 0, 0, 0, 0], SampleStudy.Start, 1);
        var items = Parse(await house.Page.ForScreen(Report(study), "de", volume: ReportVersion.Data)).QuerySelectorAll(".item");
        Assert.Empty(items[0].QuerySelectorAll(".groups"));
        Assert.Equal(
            ["Politik und Verwaltung", "Planungspraxis"],
            items[1].QuerySelectorAll(".groups tbody th").Select(head => head.TextContent)
        );
    }

    [Fact]
    public async Task Participation_of_groups_is_told_as_a_range_or_as_one_share()
    {
        async Task<string> Told(Study study) =>
            Parse(await house.Page.ForScreen(Report(study), "de"))
                .QuerySelectorAll("#response ~ .together figcaption strong")[0]
                .TextContent;
        Assert.Equal("In jeder gezeigten Gruppe beteiligten sich 50\u00a0% der Eingeladenen.", await Told(Once(rounds: 1)));
        Assert.Matches(
            "^In den gezeigten Gruppen beteiligten sich 5[0-9] bis 83\u00a0% der Eingeladenen.$",
            await Told(SampleStudy.TwoRounds())
        );
    }

    [Fact]
    public async Task Answers_that_all_ratings_of_a_section_share_are_told_once_in_the_appendix()
    {
        var appendix = Parse(await house.Page.ForScreen(Report(Once(rounds: 1)), "de", volume: ReportVersion.Data))
            .QuerySelector(".appendix")!;
        Assert.Single(
            appendix.QuerySelectorAll(".answers"),
            answers => answers.TextContent.Contains("gar nicht hilfreich", StringComparison.Ordinal)
        );
        Assert.Contains("Antworten auf alle Bewertungen dieses Abschnitts:", appendix.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_never_heard_of_it_is_told_what_the_method_and_each_verdict_means()
    {
        var page = Parse(await house.Page.ForScreen(Report(SampleStudy.TwoRounds()), "de"));
        var summary = page.QuerySelector("#summary")!.ParentElement!;
        Assert.All(
            summary.QuerySelectorAll(".verdicts li"),
            verdict =>
                Assert.Contains(
                    verdict.TextContent.Trim().Split(' ', 2)[1] + ": ",
                    summary.QuerySelector(".verdicts + .note")!.TextContent,
                    StringComparison.OrdinalIgnoreCase
                )
        );
        Assert.Contains(
            "In einer Delphi-Befragung antworten dieselben Personen in mehreren Runden.",
            page.QuerySelector("#method")!.ParentElement!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "Delphi-Befragung",
            Parse(await house.Page.ForScreen(Report(Once(rounds: 1)), "de")).Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_a_long_question_a_row_still_names_the_part()
    {
        Assert.Equal("Der Markt (Wert)", Wording.Row(new(SampleStudy.Text("Der Markt"), SampleStudy.Text("Wert"))));
        var row = Wording.Row(new(SampleStudy.Text(new string('x', 200)), SampleStudy.Text("Die Antwort, auf die es ankommt")));
        Assert.EndsWith("… (Die Antwort, auf die es ankommt)", row, StringComparison.Ordinal);
        Assert.True(row.Length < 90, row);
    }

    [Fact]
    public void Words_from_right_to_left_are_kept_apart_from_the_numbers_beside_them()
    {
        Assert.Equal("\u2068שלום\u2069", Wording.Shortened("שלום"));
        Assert.Equal("\u2068مرحبا\u2069", Wording.Shortened("مرحبا"));
        Assert.Equal("Größe", Wording.Shortened("Größe"));
        // A word is not cut, unless it is long.
        Assert.Equal("Unter welcher\u00a0…", Wording.Shortened("Unter welcher Bedingung", 18));
        Assert.Equal("Unter welcher\u00a0…", Wording.Shortened("Unter welcher Bedingung", 15));
        Assert.Equal("Donaudampfschifffahrtsgesellsch…", Wording.Shortened("Donaudampfschifffahrtsgesellschaftskapitän", 32));
        Assert.Equal("😀😀…", Wording.Shortened("😀😀😀😀", 3));
    }

    private static Study Once(int rounds)
    {
        var full = SampleStudy.Full();
        var study = new Study("einmal", full with { Settings = full.Settings with { Rounds = rounds } }, SampleStudy.Start, "team");
        SampleStudy.Hold(study, [9, 9, 9, 9, 9, 9, 9, 9], SampleStudy.Start, 1);
        return study;
    }
}
