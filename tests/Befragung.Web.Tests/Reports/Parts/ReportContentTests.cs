using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Parts;

namespace Befragung.Web.Tests.Reports.Parts;

/// <summary>What the report tells beside the results of each question, and that it holds with studies of any size.</summary>
public sealed class ReportContentTests : IDisposable
{
    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task Every_place_of_the_checklist_is_there_and_so_is_every_chapter_of_the_contents(string language)
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var whole = ReportPageTests.Parse(await house.Page.ForScreen(report, language));
        var page = ReportPageTests.Parse(await house.Page.ForScreen(report, language, volume: ReportVersion.Data));
        ReportMeasuresTests.AssertSound(page);
        ReportMeasuresTests.AssertSound(whole);
        var rows = page.QuerySelectorAll(".checklist tbody tr").ToList();
        Assert.Equal(ReportPageTests.Report(SampleStudy.TwoRounds()).Checklist.Count, rows.Count);
        var missing = language == "de" ? "nicht berichtet" : "not reported";
        Assert.All(
            rows,
            row => Assert.True(row.QuerySelector(".told-at") is not null || row.QuerySelector("td")!.TextContent.Trim() == missing)
        );
        // The place for the number of its page stands beside each link.
        Assert.All(
            page.QuerySelectorAll(".checklist td a:not(.term)"),
            link => Assert.Equal(link.GetAttribute("href")![1..], link.NextElementSibling!.GetAttribute("data-page"))
        );
        Assert.All(page.QuerySelectorAll("[data-page]"), place => Assert.Matches("^[a-z0-9.]+$", place.GetAttribute("data-page")!));
        // What stands in the other volume is a link to it, where there is an address.
        var links = ReportLinks.Of(ReportAddresses.Public("stadt"), ReportVersion.Data);
        var linked = ReportPageTests.Parse(await house.Page.ForScreen(report, language, links, volume: ReportVersion.Data));
        var elsewhere = linked
            .QuerySelectorAll(".checklist td a:not(.term)")
            .Select(link => link.GetAttribute("href")!)
            .Where(address => address[0] != '#')
            .Select(address => address.Split('#'))
            .ToList();
        Assert.NotEmpty(elsewhere);
        Assert.All(elsewhere, address => Assert.StartsWith("/ergebnisse/stadt", address[0], StringComparison.Ordinal));
        Assert.All(elsewhere, address => Assert.NotNull(whole.GetElementById(address[1])));
        foreach (var volume in new[] { page, whole })
        {
            var chapters = volume.QuerySelectorAll("section.chapter > h2").Select(heading => "#" + heading.Id).ToList();
            Assert.Equal(
                chapters.Order(),
                volume.QuerySelectorAll(".contents > ol > li > a").Select(link => link.GetAttribute("href")!).Order()
            );
        }
    }

    [Fact]
    public async Task Texts_of_the_team_stand_in_their_chapter_in_the_language_of_the_page()
    {
        var study = SampleStudy.TwoRounds();
        study.Write(
            [
                new("aim", "de", "", "Das **Ziel** <b>roh</b>"),
                new("aim", "en", "", "The aim"),
                new("criteria", "de", "", "Nur auf Deutsch"),
                new("keywords", "de", "", "Delphi, Kleinstadt"),
                new("interpretation", "de", "", "Was es heißt"),
                new("limits", "de", "", "Was fehlt"),
                new("summary", "de", "", "Kurz gesagt"),
            ],
            SampleStudy.Start,
            "team"
        );
        var german = await Screen(ReportPageTests.Report(study));
        ReportMeasuresTests.AssertSound(german);
        Assert.Equal("Ziel", german.GetElementById("about.aim")!.NextElementSibling!.QuerySelector("strong")!.TextContent);
        Assert.Contains("<b>roh</b>", german.GetElementById("about.aim")!.NextElementSibling!.TextContent, StringComparison.Ordinal);
        foreach (
            var (key, chapter) in new[]
            {
                ("aim", "context"),
                ("criteria", "method"),
                ("interpretation", "discussion"),
                ("limits", "limits"),
                ("summary", "summary"),
                ("keywords", "summary"),
            }
        )
            Assert.Equal(chapter, german.GetElementById("about." + key)!.Closest("section")!.QuerySelector("h2")!.Id);
        var english = ReportPageTests.Parse(await house.Page.ForScreen(ReportPageTests.Report(study), "en"));
        Assert.Equal("The aim", english.GetElementById("about.aim")!.NextElementSibling!.TextContent.Trim());
        Assert.Equal("de", english.GetElementById("about.criteria")!.NextElementSibling!.GetAttribute("lang"));
        Assert.Null(english.GetElementById("about.aim")!.NextElementSibling!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Only_a_draft_says_what_is_missing()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var draft = await Screen(report with { IsDraft = true });
        ReportMeasuresTests.AssertSound(draft);
        Assert.Equal(ReportTopics.All.Count, draft.QuerySelectorAll("p.missing").Count(one => one.Closest(".imprint-of") is null));
        Assert.Single(draft.QuerySelectorAll(".imprint-of p.missing"));
        Assert.Contains(
            "fehlt noch: Pretest",
            Plain((await Data(report with { IsDraft = true })).QuerySelector(".checklist")!),
            StringComparison.Ordinal
        );
        var released = await Screen(report);
        Assert.Empty(released.QuerySelectorAll(".missing"));
        Assert.DoesNotContain("Fehlt noch", released.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(released.QuerySelectorAll("#discussion"));
    }

    [Fact]
    public async Task A_finding_in_the_words_of_the_team_replaces_the_computed_one()
    {
        var study = SampleStudy.TwoRounds();
        var finding = ReportPageTests.Report(study).KeyFindings[1];
        study.Write([new(finding.TextKey, "de", "", "Es bleibt **strittig**, <i>was</i> am meisten hilft.")], SampleStudy.Start, "team");
        var page = await Screen(ReportPageTests.Report(study));
        var said = page.QuerySelectorAll(".strongest li").Select(item => item.TextContent.Trim()).ToList();
        Assert.Equal(KeyFindings.Most, said.Count);
        Assert.Equal("Es bleibt strittig, <i>was</i> am meisten hilft.", said[1]);
        Assert.Empty(page.QuerySelectorAll(".strongest i"));
    }

    [Theory]
    [InlineData("themen-ueberblick", 2, 4, 1)]
    [InlineData("themen-gruppen", 4, 2, 1)]
    [InlineData("themen-ebene", 4, 4, 0)]
    [InlineData("gibtesnicht-ebene", 4, 4, 1)]
    public async Task A_picture_of_a_section_that_the_team_leaves_out_is_the_only_one_that_is_not_there(
        string left,
        int overviews,
        int heats,
        int planes
    )
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var page = await Screen(report with { Texts = report.Texts with { LeftOut = [left] } });
        Assert.Equal(
            (overviews, heats, planes),
            (
                page.QuerySelectorAll(".chapter > figure.overview").Length,
                page.QuerySelectorAll("table.heat").Length,
                page.QuerySelectorAll("section.chapter:has(> #s1) > figure:not(.overview)").Length
            )
        );
    }

    [Fact]
    public async Task A_section_of_which_everything_is_left_out_is_no_chapter()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var section = report.Sections.Single(one => one.Key == "formate");
        string[] pictures = ["formate-ueberblick", "formate-gruppen", .. section.Items.Select(item => item.Item.Key)];
        Assert.Null((await Screen(report with { Texts = report.Texts with { LeftOut = pictures } })).GetElementById("s3"));
        Assert.NotNull((await Screen(report with { Texts = report.Texts with { LeftOut = pictures[1..] } })).GetElementById("s3"));
        Assert.NotNull(
            (await Screen(report with { Texts = report.Texts with { LeftOut = [pictures[0], .. pictures[2..]] } })).GetElementById("s3")
        );
    }

    [Fact]
    public async Task The_way_from_the_invitation_to_the_sheet_is_a_picture_with_its_sentence_and_a_table()
    {
        var page = await Screen(ReportPageTests.Report(SampleStudy.TwoRounds()));
        var picture = page.GetElementById("flow")!.NextElementSibling!.QuerySelector("svg.chart-wide")!;
        Assert.Equal(
            "Runde 1: 144 eingeladen, 104 · 72 % begonnen, 104 · 72 % abgegeben. Runde 2: 144 eingeladen, 89 · 62 % begonnen, 89 · 62 % abgegeben. Seit Runde 1 dabei: 89 von 104.",
            picture.GetAttribute("aria-label")!.Replace('\u00a0', ' ')
        );
        Assert.Equal(
            ["144", "104", "104", "144", "89", "89", "89"],
            picture.QuerySelectorAll("text[font-size='20']").Select(text => text.TextContent)
        );
        var steps = page.QuerySelectorAll("caption")
            .Single(caption => caption.TextContent == "Vom Einladen zum Abgeben, Runde für Runde")
            .ParentElement!.QuerySelectorAll("tbody tr");
        Assert.Equal(["seit Runde 1 ausgeschieden", "–", "–", "15", "14,4\u00a0%"], steps[^1].Children.Select(cell => cell.TextContent));
        Assert.Contains(
            "89 auch in Runde 2; 15 schieden aus.",
            page.GetElementById("attrition")!.NextElementSibling!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Chapters_tell_where_the_panel_agrees_and_where_not_the_clearest_first()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var page = await Data(report);
        string[] Rows(string id) =>
            [.. page.GetElementById(id)!.ParentElement!.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!)];
        Assert.Equal(report.Agreed.Select(rated => "#i" + rated.Number), Rows("consensus"));
        Assert.Equal(report.Disputed.Select(rated => "#i" + rated.Number), Rows("divided"));
        Assert.NotEmpty(Rows("consensus"));
        Assert.NotEmpty(Rows("divided"));
    }

    [Fact]
    public async Task Groups_that_differ_are_named_and_hidden_ones_never()
    {
        var report = ReportPageTests.Report(Apart());
        Assert.Single(report.Contrasts.Items);
        var chapter = (await Data(report)).GetElementById("groups")!.ParentElement!;
        Assert.Contains(
            "Die Gruppe „Politik und Verwaltung“ wertet höher (Median 5, n = 20) als die Gruppe „Planungspraxis“ (Median 1, n = 20).",
            chapter.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Bildungs- und Forschungseinrichtungen", chapter.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_and_required_answers_are_told_at_the_question_and_in_the_appendix()
    {
        var study = new Study(
            "bedingt",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text("S"),
                    [
                        new RatingItem("a", SampleStudy.Text("Erste"), SampleStudy.Scale("nein", "teils", "ja")) { Required = true },
                        new RatingItem("b", SampleStudy.Text("Zweite"), SampleStudy.Scale("nein", "teils", "ja"))
                        {
                            When = new() { Item = "a", From = 2 },
                        },
                    ]
                )
                {
                    When = new() { Groups = ["g1", "g2"] },
                }
            ),
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [9, 9, 0, 0, 0, 0, 0, 0], SampleStudy.Start, 1);
        study.PlanNext(new HashSet<string> { "b" }, new Dictionary<string, string> { ["a"] = "Geklärt." });
        SampleStudy.Hold(study, [9, 9, 0, 0, 0, 0, 0, 0], SampleStudy.Start.AddDays(40), 1);
        var page = await Data(ReportPageTests.Report(study));
        ReportMeasuresTests.AssertSound(page);
        const string Both = "nur für: „Politik und Verwaltung“ und „Planungspraxis“";
        Assert.Equal($"Gestellt {Both}. Eine Antwort war nötig.", Plain(page.GetElementById("i1.1")!.NextElementSibling!));
        // The question that the condition looks at was asked in round 1 only.
        Assert.Equal($"Gestellt {Both}; nur ab „teils“ als Antwort auf „Erste“.", Plain(page.GetElementById("i1.2")!.NextElementSibling!));
        var asked = page.QuerySelectorAll(".appendix .asked-of").Select(Plain).ToList();
        Assert.Equal([$"Gestellt {Both}.", "Eine Antwort war nötig.", "Gestellt nur ab „teils“ als Antwort auf „Erste“."], asked);
        Assert.Equal("Alles wie in Runde 1: 1.2.", Plain(page.QuerySelector(".appendix")!.Children[^1]));
    }

    [Fact]
    public async Task Of_what_too_few_answered_the_page_says_only_how_many_they_were()
    {
        var page = await Screen(ReportPageTests.Report(ReportVerdictTests.OneRound([3, 0, 0, 0, 0, 0, 0, 0])));
        ReportMeasuresTests.AssertSound(page);
        Assert.Contains(
            "Zu wenige Antworten (n\u00a0=\u00a03): Ergebnisse erscheinen ab 5 Antworten.",
            page.Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(page.QuerySelectorAll(".item figure"));
        // Only the questions that the team reads have a table, which counts those who wrote.
        Assert.All(
            page.QuerySelectorAll(".item").Where(item => item.QuerySelector("table") is not null),
            item => Assert.Contains("Offene Frage", item.TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_section_without_a_single_answer_has_a_sound_report()
    {
        var full = SampleStudy.Full();
        var study = new Study("stumm", full, SampleStudy.Start, "team");
        var tally = new RoundTally(full);
        for (var expert = 0; expert < 12; expert++)
            tally.Add("g1", """{"f1":"4","f2":"2"}""");
        SampleStudy.Close(study, tally, [12, 0, 0, 0, 0, 0, 0, 0], SampleStudy.Start);
        await AssertSound(study);
    }

    [Fact]
    public async Task Four_rounds_have_a_sound_report_that_follows_the_questions_through_all_of_them()
    {
        var study = SampleStudy.TwoRounds();
        for (var round = 3; round <= 4; round++)
        {
            var asked = study.CurrentRound.Questionnaire.Items.Where(item => item.Parts.Count > 0).Select(item => item.Key).ToList();
            study.PlanNext(asked.Skip(2).ToHashSet(), asked.ToDictionary(key => key, _ => "Geklärt."));
            SampleStudy.Hold(study, [12, 11, 12, 9, 12, 9, 3, 8], SampleStudy.Start.AddDays(42 * (round - 1)), 0.5);
        }
        await AssertSound(study);
        var page = await Screen(ReportPageTests.Report(study));
        Assert.Equal(
            ["Die Fragen der Runde 2", "Die Fragen der Runde 3", "Die Fragen der Runde 4"],
            page.GetElementById("questions")!.ParentElement!.QuerySelectorAll("h3").Select(heading => heading.TextContent)
        );
        Assert.Equal(
            4,
            page.GetElementById("flow")!
                .NextElementSibling!.QuerySelectorAll("svg.chart-wide text")
                .Count(text => text.TextContent.StartsWith("Runde ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Three_hundred_questions_have_a_sound_report_and_a_short_one()
    {
        var scale = SampleStudy.Scale("nein", "eher nein", "teils", "eher ja", "ja");
        var study = new Study(
            "groß",
            SampleStudy.Questionnaire([
                .. Enumerable
                    .Range(1, 10)
                    .Select(section => new Section(
                        $"s{section}",
                        SampleStudy.Text($"Abschnitt {section}"),
                        [
                            .. Enumerable
                                .Range(1, 30)
                                .Select(item => new RatingItem($"q{section}x{item}", SampleStudy.Text($"Frage {section}.{item}"), scale)),
                        ]
                    )),
            ]),
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [9, 9, 0, 0, 0, 0, 0, 0], SampleStudy.Start, 1);
        await AssertSound(study);
        var brief = ReportPageTests.Parse(await house.Page.ForScreen(ReportPageTests.Report(study), "de", volume: ReportVersion.Brief));
        Assert.Equal(10, brief.QuerySelectorAll("figure").Length);
        Assert.All(
            brief.QuerySelectorAll("figure"),
            figure =>
                Assert.Contains(
                    "Gezeigt sind die 3 mit dem größten und die 3 mit dem kleinsten Anteil oben auf der Skala von 30.",
                    Plain(figure),
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("long")]
    [InlineData("שלום עולם – مرحبا بالعالم")]
    [InlineData("👩🏽‍🔬 Ort 🏘️ & <Größe>")]
    public async Task Texts_of_any_script_and_length_have_a_sound_report(string kind)
    {
        var text = kind == "long" ? string.Concat(Enumerable.Repeat("Donaudampfschifffahrt ", 140))[..3000] : kind;
        var study = new Study(
            "schrift",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text(text),
                    [
                        new RatingItem("a", SampleStudy.Text(text), SampleStudy.Scale(text, "mitte", text)),
                        new RatingItem("b", SampleStudy.Text(text + "!"), SampleStudy.Scale(text, "mitte", text)),
                    ]
                )
            ) with
            {
                Groups = [new("g1", SampleStudy.Text(text)), new("g2", SampleStudy.Text("Zweite"))],
            },
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [9, 9], SampleStudy.Start, 1);
        study.PlanNext(new HashSet<string> { "a" }, new Dictionary<string, string> { ["b"] = text });
        SampleStudy.Hold(study, [9, 9], SampleStudy.Start.AddDays(40), 1);
        study.Write([.. ReportTopics.All.Select(topic => new TextChange(topic.Key, "de", "", text))], SampleStudy.Start, "team");
        await AssertSound(study);
        Assert.Contains(
            Markdown(text),
            (await Screen(ReportPageTests.Report(study))).GetElementById("i1.1")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task The_short_version_is_the_summary_and_all_ratings_and_loads_nothing_on_paper(string language)
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var page = ReportPageTests.Parse(await house.Page.ForPaper(report, language, ReportVersion.Brief));
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("link, script, img, a"));
        Assert.Equal(KeyFindings.Most, page.QuerySelectorAll(".strongest li").Length);
        Assert.Equal(report.Sections.Sum(section => section.Series.Count), page.QuerySelectorAll("figure").Length);
        Assert.Equal(
            report.Rated.Count,
            page.QuerySelectorAll("svg.chart-wide").Sum(picture => picture.GetAttribute("aria-label")!.Split("; ").Length)
        );
        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal([1, 2, .. Enumerable.Repeat(3, report.Sections.Count + 1), 2], levels);
        // Every question that has an answer in numbers is told.
        Assert.Equal(report.Sections.Sum(section => section.Answers.Count), page.QuerySelectorAll("ul.findings > li").Length);
        Assert.All(
            page.QuerySelectorAll("figure"),
            figure => Assert.NotEmpty(figure.QuerySelector("svg[role=img]")!.GetAttribute("aria-label")!)
        );
    }

    [Fact]
    public async Task A_rating_that_stands_alone_is_in_the_short_version_too()
    {
        var figure = Assert.Single(
            ReportPageTests
                .Parse(await house.Page.ForScreen(ReportPageTests.Report(Apart()), "de", volume: ReportVersion.Brief))
                .QuerySelectorAll("figure")
        );
        Assert.Contains("48 % antworten „4“ oder „5“ (22 von 46)", Plain(figure), StringComparison.Ordinal);
    }

    /// <summary>Two groups that stand at the ends of the scale, and one too small to be shown.</summary>
    private static Study Apart()
    {
        var study = new Study(
            "zwei",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text("S"),
                    [new RatingItem("a", SampleStudy.Text("A"), SampleStudy.Scale("1", "2", "3", "4", "5"))]
                )
            ),
            SampleStudy.Start,
            "team"
        );
        var tally = new RoundTally(study.CurrentRound.Questionnaire);
        for (var expert = 0; expert < 20; expert++)
        {
            tally.Add("g1", """{"a":"5"}""");
            tally.Add("g2", """{"a":"1"}""");
        }
        for (var expert = 0; expert < 3; expert++)
        {
            // Had all of them answered alike, a large group would be hidden with them.
            var answer = expert == 0 ? """{"a":"5"}""" : """{"a":"3"}""";
            tally.Add("g3", answer);
            tally.Add("g4", answer);
        }
        SampleStudy.Close(study, tally, [20, 20, 3, 3, 0, 0, 0, 0], SampleStudy.Start);
        return study;
    }

    private async Task AssertSound(Study study)
    {
        ReportMeasuresTests.AssertSound(await Screen(ReportPageTests.Report(study)));
        ReportMeasuresTests.AssertSound(await Screen(ReportPageTests.Report(study) with { IsDraft = true }));
        ReportMeasuresTests.AssertSound(await Data(ReportPageTests.Report(study)));
        var brief = ReportPageTests.Parse(await house.Page.ForScreen(ReportPageTests.Report(study), "de", volume: ReportVersion.Brief));
        Assert.DoesNotContain("NaN", brief.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(brief.QuerySelectorAll("h1"));
    }

    private static string Markdown(string text) => Befragung.Web.Text.Markdown.Plain(text)[..Math.Min(20, text.Length)];

    private static string Plain(IElement element) =>
        System
            .Text.RegularExpressions.Regex.Replace(
                element.TextContent.Replace('\u00a0', ' '),
                @"\s+",
                " ",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(1)
            )
            .Trim();

    private async Task<IHtmlDocument> Screen(StudyReport report) => ReportPageTests.Parse(await house.Page.ForScreen(report, "de"));

    private async Task<IHtmlDocument> Data(StudyReport report) =>
        ReportPageTests.Parse(await house.Page.ForScreen(report, "de", volume: ReportVersion.Data));
}
