using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Tests.Reports.Parts;

/// <summary>What an article can take over from the data volume, and the words that the volume explains.</summary>
public sealed partial class MethodsParagraphTests : IDisposable
{
    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData("de", true)]
    [InlineData("en", true)]
    [InlineData("de", false)]
    [InlineData("en", false)]
    public void It_is_as_long_as_an_article_has_room_for_and_each_number_is_the_reports(string language, bool known)
    {
        var whole = ReportPageTests.Report(SampleStudy.TwoRounds());
        var report = known
            ? whole
            : StudyReport.OfFile([.. whole.Rounds.Select(round => (round.Questionnaire, round.Result))], whole.MadeAt);
        var text = Languages.In(language, () => house.Get<IStringLocalizer<Texts>>().Methods(report));
        Assert.InRange(text.Split(' ').Length, 150, 400);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        HashSet<string> allowed =
        [
            .. report.Rounds.SelectMany(round =>
                new double[]
                {
                    round.Number,
                    round.Result.Response.Invited,
                    round.Result.Response.HandedIn,
                    Math.Round(round.Result.Response.Percent ?? 0),
                    round.Questionnaire.Items.Count(item => item is not InformationItem),
                }.Select(Plain)
            ),
            .. report
                .Questions.SelectMany(one => new double[] { one.Same.Count, one.Reworded.Count, one.Added.Count, one.Dropped.Count })
                .Select(Plain),
            .. new double[] { report.Rated.Count, report.Groups.Count, report.Settings.QuantileType, report.Settings.SmallestCell }.Select(
                Plain
            ),
            // The rules of the study, the works, and the program.
            .. Numbers(Languages.In(language, () => report.Settings.Consensus.Sentence.ToString())),
            .. Numbers(Languages.In(language, () => report.Settings.Stability.Sentence.ToString())),
            .. Numbers(FirmnessReport.Panels.ToString("N0", Languages.Culture(language))),
            .. Numbers(Software.Version),
            "1979",
            "1996",
            "2012",
        ];
        var days = report
            .Rounds.SelectMany(round => new[] { round.OpenedAt, round.ClosedAt })
            .OfType<DateTime>()
            .Select(at => Languages.In(language, () => Clock.Day(at)));
        foreach (var day in days)
            text = text.Replace(day, "", StringComparison.Ordinal);
        Assert.Empty(Numbers(text).Except(allowed));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task The_glossary_has_the_words_that_the_volume_uses_and_no_others(string language)
    {
        var report = ReportPageTests.Report(SampleStudy.TwoRounds());
        var page = ReportPageTests.Parse(await house.Page.ForScreen(report, language, volume: ReportVersion.Data));
        var list = page.QuerySelector("dl.glossary")!;
        var terms = list.QuerySelectorAll("dt").Select(term => term.Id!["term-".Length..]).ToList();
        Assert.Contains("median", terms);
        Assert.DoesNotContain("interim", terms);
        list.Remove();
        page.QuerySelector("head")!.Remove();
        var text = string.Join(
                ' ',
                page.Body!.QuerySelectorAll("*")
                    .SelectMany(one => one.ChildNodes)
                    .Where(node => node.NodeType == AngleSharp.Dom.NodeType.Text)
                    .Select(node => node.TextContent)
            )
            .Replace("\u00AD", "", StringComparison.Ordinal);
        Assert.Equal(Glossary.UsedIn(text, language).Select(term => term.Key), terms);
    }

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Numbers(string text) => Digits().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();
}
