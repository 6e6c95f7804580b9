using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports;
using Befragung.Web.Tests.Reports;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Tests.Text;

/// <summary>The sentences of 500 random studies, read against their numbers in both languages: what is said is what was counted, and only disagreement is called that.</summary>
public sealed partial class VerdictWordsTests : IDisposable
{
    private const int Studies = 500;

    private static readonly string[] Disagreement = ["uneinig", "Dissens", "Lager", "disagree", "dissent", "camps"];

    // What says that there is none.
    private static readonly string[] Without =
    [
        "Zwei Lager oder einen Dissens gibt es bei keiner Bewertung",
        "There are no two camps and no dissent on any rating",
        "kein Dissens nach RAND/UCLA",
        "no disagreement by RAND/UCLA",
    ];

    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-GB")]
    public void Sentences_say_what_was_counted_and_call_only_disagreement_so(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var t = house.Get<IStringLocalizer<Texts>>();
        var random = new Random(1979);
        var seen = new HashSet<Verdict>();
        var shares = 0;
        for (var i = 0; i < Studies; i++)
        {
            var report = Report(random);
            foreach (var rated in report.Rated)
            {
                var verdict = rated.Verdict!.Value;
                seen.Add(verdict);
                var said = t.Plainly(rated.Part.Newest!.Reason!);
                Assert.Equal(verdict is Verdict.Polarised or Verdict.Dissent, Disagrees(said));
                var title = t.Plainly(ReportFindings.OfRating(rated.Part.Newest, rated.Scale)!);
                Assert.False(Disagrees(title), title);
                foreach (Match share in Share().Matches($"{said} {title}"))
                {
                    Holds(share, rated, culture);
                    shares++;
                }
            }
            var disagreeing = report.Rated.Count(rated => rated.Verdict is Verdict.Polarised or Verdict.Dissent);
            var findings = report
                .KeyFindings.Select(finding => finding.Computed)
                .Concat(report.Sections.SelectMany(section => section.Findings))
                .Select(t.Plainly)
                .ToList();
            Assert.Equal(disagreeing > 0, findings.Exists(Disagrees));
            Assert.DoesNotContain(findings, finding => finding.Contains("Zustimmung", StringComparison.Ordinal));
        }
        // The studies are of all kinds, and each title has a share.
        Assert.InRange(shares, 3 * Studies, int.MaxValue);
        Assert.Equal(Enum.GetValues<Verdict>().Length - 1, seen.Count(verdict => verdict != Verdict.Open));
    }

    private static bool Disagrees(string said)
    {
        foreach (var without in Without)
            said = said.Replace(without, "", StringComparison.Ordinal);
        return Disagreement.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A share with its name and its count: they are those of the band with this name, and the per cent are theirs.</summary>
    private static void Holds(Match share, RatedReport rated, string culture)
    {
        var (count, n) = (
            int.Parse(share.Groups["count"].Value, CultureInfo.InvariantCulture),
            int.Parse(share.Groups["n"].Value, CultureInfo.InvariantCulture)
        );
        var band = Enum.GetValues<Band>().Single(one => rated.Scale.NameOf(one).In(culture[..2]) == share.Groups["name"].Value);
        Assert.Equal((rated.Count(band), rated.Newest!.N), (count, n));
        var told = double.Parse(share.Groups["percent"].Value, CultureInfo.CurrentCulture);
        Assert.InRange(told, (100.0 * count / n) - 0.5, (100.0 * count / n) + 0.5);
        // Never on the other side of what decides.
        foreach (var limit in (double[])[50, 75])
            Assert.Equal(Math.Sign((100.0 * count / n) - limit), Math.Sign(told - limit));
    }

    private static StudyReport Report(Random random)
    {
        var scale = SampleStudy.Scale("a", "b", "c", "d", "e") with
        {
            TopName = Names("wichtig", "important"),
            MiddleName = Names("mittel", "medium"),
            BottomName = Names("unwichtig", "unimportant"),
        };
        var questionnaire = SampleStudy.Questionnaire(
            new Section(
                "s",
                SampleStudy.Text("S"),
                [.. Enumerable.Range(1, 3).Select(item => new RatingItem($"q{item}", SampleStudy.Text($"Frage {item}"), scale))]
            )
        ) with
        {
            Settings = StudySettings.Usual with { Consensus = new PercentAgreementRule(75) },
        };
        var experts = random.Next(6, 60);
        var shapes = Enumerable.Range(0, 3).Select(_ => Shape(random)).ToList();
        var restless = random.NextDouble() * random.NextDouble();
        var before = Enumerable.Range(0, experts).Select(_ => shapes.Select(shape => Drawn(random, shape)).ToArray()).ToList();
        var now = before.ConvertAll(row =>
            row.Select((point, item) => random.NextDouble() < restless ? Drawn(random, shapes[(item + 1) % 3]) : point).ToArray()
        );
        var first = new RoundTally(questionnaire);
        var second = new RoundTally(questionnaire, LastAsked.Of(questionnaire, [(1, questionnaire)]));
        for (var expert = 0; expert < experts; expert++)
        {
            first.Add(null, before[expert], []);
            second.Add(null, now[expert], before[expert]);
        }
        var one = first.ToResult(1, new Dictionary<string, Response>());
        return StudyReport.OfFile(
            [(questionnaire, one), (questionnaire, second.ToResult(2, new Dictionary<string, Response>(), one))],
            DateTime.UnixEpoch
        );
    }

    private static LocalizedText Names(string german, string english) => new([new("de", german), new("en", english)]);

    /// <summary>Of peaks, hills, two ends and flat ones.</summary>
    private static double[] Shape(Random random) =>
        random.Next(5) switch
        {
            0 => [0.02, 0.03, 0.1, 0.4, 0.45],
            1 => [0.45, 0.03, 0.04, 0.03, 0.45],
            2 => [0.05, 0.1, 0.7, 0.1, 0.05],
            3 => [0.2, 0.2, 0.2, 0.2, 0.2],
            _ => [0.03, 0.12, 0.45, 0.3, 0.1],
        };

    private static short Drawn(Random random, double[] shape)
    {
        var left = random.NextDouble();
        for (short point = 1; point < shape.Length; point++)
            if ((left -= shape[point - 1]) < 0)
                return point;
        return (short)shape.Length;
    }

    [GeneratedRegex(
        """(?<percent>[0-9]+([.,][0-9]+)?)\s?% (antworten |answer )?[„“](?<name>\w+)[“”] \((?<count>[0-9]+)\s(von|of)\s(?<n>[0-9]+)\)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Share();
}
