using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Charts;
using Befragung.Web.Text;

namespace Befragung.Web.Tests.Reports.Parts;

public sealed class ReportVerdictTests : IDisposable
{
    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task An_overview_says_each_verdict_as_a_word_behind_a_mark_and_in_its_sentence()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var page = await Screen(report);
        var pictures = page.QuerySelectorAll("figure.overview svg.chart-wide").ToList();
        var series = report.Sections.SelectMany(section => section.Series).ToList();
        Assert.Equal(series.Count, pictures.Count);
        foreach (var (picture, one) in pictures.Zip(series))
        {
            foreach (var part in one.Sorted)
            {
                var word = Words.Of(part.Newest!.Verdict!.Value);
                var ink = Ink.Of(part.Newest.Verdict.Value);
                Assert.Contains($", Urteil {word}", picture.GetAttribute("aria-label"), StringComparison.Ordinal);
                Assert.Contains(picture.QuerySelectorAll("text"), text => text.TextContent == word && text.GetAttribute("fill") == ink);
                Assert.NotEmpty(picture.QuerySelectorAll($"rect[fill='{ink}']"));
            }
        }
    }

    [Fact]
    public async Task Without_a_verdict_yet_an_overview_has_no_such_column()
    {
        var page = await Screen(ReportPageTests.Report(OneRound([14, 13, 15, 10, 14, 11, 6, 9])));
        Assert.All(
            page.QuerySelectorAll("figure.overview svg"),
            svg => Assert.DoesNotContain("Urteil", svg.GetAttribute("aria-label"), StringComparison.Ordinal)
        );
        Assert.Empty(page.QuerySelectorAll(".verdicts"));
        Assert.Empty(page.QuerySelectorAll("#divided"));
    }

    [Fact]
    public async Task Every_rating_says_its_verdict_and_why()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var said = (await Data(report)).QuerySelectorAll(".part .judgement").Select(Said).ToList();
        Assert.Equal(
            report.Rated.Select(rated =>
                rated.Part.Newest!.Reason + (rated.Newest!.Firmness is { } firmness ? $" Festigkeit: {Words.Of(firmness.Word)}." : "")
            ),
            said
        );
        Assert.Contains(said, sentence => sentence.EndsWith("Festigkeit: knapp.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_verdict_of_the_team_stands_beside_the_computed_one_with_its_reason()
    {
        var study = SampleStudy.TwoRounds();
        var computed = study.CurrentRound.Result!.Of("f1")!.Verdict!.Value;
        var other = computed == Verdict.Dissent ? Verdict.Majority : Verdict.Dissent;
        study.CurrentRound.Overrule("f1", other, "Die Begründungen <b>widersprechen</b> sich.", SampleStudy.Start, "team");
        var page = await Data(ReportPageTests.Report(study));
        var judged = page.QuerySelectorAll(".part")
            .Single(part => part.QuerySelectorAll(".judgement").Length == 2)
            .QuerySelectorAll(".judgement")
            .Select(Said)
            .ToList();
        Assert.Equal($"Urteil des Projektteams: {Words.Of(other)}. Grund: Die Begründungen <b>widersprechen</b> sich.", judged[0]);
        Assert.Equal(
            $"Nach der Regel der Studie: {VerdictReasons.Of(study.CurrentRound.Result.Of("f1")!, study.CurrentRound.Questionnaire, study.CurrentRound.Result)}",
            judged[1]
        );
        var report = await Screen(ReportPageTests.Report(study));
        Assert.Contains(report.QuerySelectorAll("figure.overview text"), text => text.TextContent == Words.Of(other) + "*");
        Assert.Contains("* Urteil des Projektteams.", report.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_counts_every_rating_once()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var counts = (await Screen(report))
            .QuerySelectorAll(".verdicts li strong")
            .Sum(number => int.Parse(number.TextContent, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(report.Rated.Count, counts);
    }

    [Fact]
    public async Task Where_opinions_differ_is_a_chapter_that_leads_to_the_questions()
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        Assert.NotEmpty(report.Divided);
        Assert.Equal(
            report.Disputed.Select(rated => $"#i{rated.Number}"),
            (await Data(report)).QuerySelectorAll("#divided ~ .scroll a:not(.term)").Select(link => link.GetAttribute("href")!)
        );
    }

    [Fact]
    public async Task The_method_says_how_a_verdict_comes_about_and_who_proposed_it()
    {
        var page = await Screen(ReportPageTests.Report(SampleStudy.TwoRounds()));
        var text = page.QuerySelector("section:has(#method)")!.TextContent;
        Assert.Equal(
            ["offen", "in Bewegung", "nicht entscheidbar", "Konsens", "zwei Lager", "Mehrheit", "Dissens", "keine Mehrheit"],
            page.QuerySelectorAll(".verdict-rules .verdict").Select(word => word.TextContent)
        );
        foreach (
            var source in (string[])["Dajani", "von der Gracht 2012", "Stuart 1955", "Wilcoxon-Test", "van der Eijk 2001", "Mindestens 75"]
        )
            Assert.Contains(source, text, StringComparison.Ordinal);
        Assert.DoesNotContain("fällt dieser Bericht nicht", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    public async Task Small_panels_have_a_sound_report_of_two_rounds(int experts)
    {
        var study = OneRound([experts, 0, 0, 0, 0, 0, 0, 0]);
        await AssertSound(study, 1.4);
    }

    [Fact]
    public async Task A_panel_that_answers_all_alike_has_a_sound_report()
    {
        var study = new Study("gleich", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, [8, 8, 8, 8, 8, 8, 8, 8], SampleStudy.Start, 0);
        await AssertSound(study, 0);
    }

    [Fact]
    public async Task A_panel_of_one_group_has_a_sound_report()
    {
        var study = new Study(
            "eine",
            SampleStudy.Full() with
            {
                Groups = [new Group("g1", SampleStudy.Text("Alle"))],
            },
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [9], SampleStudy.Start, 1);
        await AssertSound(study, 1);
    }

    internal static Study OneRound(int[] handedIn)
    {
        var study = new Study("klein", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, handedIn, SampleStudy.Start, 1.4);
        return study;
    }

    /// <summary>Holds a second round, and looks at the page for what makes any page sound.</summary>
    private async Task AssertSound(Study study, double spread)
    {
        var handedIn = study
            .CurrentRound.Questionnaire.Groups.Select(group => study.CurrentRound.Result!.Groups.First(one => one.Key == group.Key).Invited)
            .ToArray();
        handedIn = [.. handedIn.Select((_, index) => index == 0 ? study.CurrentRound.Result!.Response.HandedIn : 0)];
        study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        SampleStudy.Hold(study, handedIn, SampleStudy.Start.AddDays(42), spread);
        ReportMeasuresTests.AssertSound(await Screen(ReportPageTests.Report(study)));
        ReportMeasuresTests.AssertSound(
            await Screen(StudyReport.OfFile([.. study.Rounds.Select(round => (round.Questionnaire, round.Result!))], SampleStudy.Start))
        );
    }

    private static string Said(IElement element) =>
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
