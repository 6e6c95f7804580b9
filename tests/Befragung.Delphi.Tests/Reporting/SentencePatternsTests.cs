using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Tests;

namespace Befragung.Delphi.Tests.Reporting;

/// <summary>
/// Each sentence that the method says of results, in report and feedback, with up to three examples in German and English, made by <see cref="VariedStudies"/>. Whoever
/// changes a sentence reads it there as people will.
/// </summary>
[Trait("Kind", "Snapshot")]
public sealed partial class SentencePatternsTests
{
    private const int Examples = 3;

    internal static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE"),
        InEnglish = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Where such sentences stand.</summary>
    private static readonly string[] Files =
    [
        "Reporting/ReportFindings.cs",
        "Reporting/VerdictFindings.cs",
        "Reporting/KeyFindings.cs",
        "Reporting/SectionAnswers.cs",
        "Reporting/MethodsParagraph.cs",
        "Reporting/ReportFacts.cs",
        "Reporting/Remaining.cs",
        "Reporting/CriteriaPlane.cs",
        "Reporting/RunningRound.cs",
        "Results/VerdictReasons.cs",
        "Results/FirmnessReasons.cs",
        "Results/SmallTotals.cs",
        "Results/BandShares.cs",
        "Results/Advice.cs",
        "Feedback/PlainWords.cs",
        "Feedback/PartFeedback.cs",
        "Feedback/OwnItem.cs",
        "Feedback/OwnResult.cs",
        "Studies/ConsensusRule.cs",
        "Studies/StabilityRule.cs",
    ];

    /// <summary>Sentences that no study made here says, and why.</summary>
    private static readonly Dictionary<string, string> Unsaid = new(StringComparer.Ordinal)
    {
        ["Am häufigsten genannt: {0} (von {1:Person, die schrieb|Personen, die schrieben})"] = "themes take coding",
        ["({0})"] = "themes take coding",
        ["Im Durchschnitt bekamen alle gleich viele Punkte."] = "takes means that are all alike",
        ["Keine Mehrheit: {0} und {1}, stabil seit Runde {2}."] = "only of what the first version of the method froze",
    };

    private static readonly Dictionary<string, string> English = XDocument
        .Parse(Repository.Read("src", "Befragung.Web", "Text", "Texts.en.resx"))
        .Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [Fact]
    public void Each_sentence_has_examples_in_both_languages()
    {
        var catalogue = (
            from file in Files
            from Match said in Said().Matches(Repository.Read(["src", "Befragung.Delphi", .. file.Split('/')]))
            let sentence = said.Groups["text"].Value
            where English.ContainsKey(sentence)
            select (File: file, Sentence: sentence)
        )
            .Distinct()
            .ToList();
        var examples = new Dictionary<string, List<(string German, string English)>>(StringComparer.Ordinal);
        foreach (var sentence in VariedStudies.All.SelectMany(Told))
            Note(sentence, examples);
        var missing = catalogue.Select(one => one.Sentence).Where(sentence => !examples.ContainsKey(sentence)).Distinct().ToList();
        Assert.True(
            missing.Except(Unsaid.Keys).ToList() is { Count: 0 },
            string.Join('\n', missing.Except(Unsaid.Keys).Prepend("Without an example:"))
        );
        Assert.Empty(Unsaid.Keys.Except(missing));
        var text = new StringBuilder("Each sentence of report and feedback, with examples that small studies gave.\n");
        foreach (var file in catalogue.GroupBy(one => one.File))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n== {file.Key}\n");
            foreach (var sentence in file.Select(one => one.Sentence).Where(examples.ContainsKey))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{sentence}\n");
                foreach (var (german, english) in Chosen(examples[sentence]))
                    text.Append(CultureInfo.InvariantCulture, $"  de  {german}\n  en  {english}\n");
            }
        }
        Snapshot.Match("sentences.txt", text.ToString());
    }

    /// <summary>One with a single thing, one with several, and a long one.</summary>
    private static IEnumerable<(string German, string English)> Chosen(List<(string German, string English)> said) =>
        (
            (IEnumerable<(string German, string English)>)
                [
                    .. said.Where(one => Single().IsMatch(one.German)).Take(1),
                    .. said.OrderByDescending(one => one.German.Length).Take(1),
                    .. said,
                ]
        )
            .Distinct()
            .Take(Examples);

    private static IEnumerable<Sentence> Told(Study study)
    {
        var report = StudyReport.Of(study, Results.RatedStudy.Start.AddDays(100));
        var elsewhere = StudyReport.OfFile(
            [.. study.Rounds.Where(round => round.Result is not null).Select(round => (round.Questionnaire, round.Result!))],
            Results.RatedStudy.Start
        );
        // Judged by rules of old.
        var old = report with
        {
            Rounds = [.. report.Rounds.Select(round => round with { Result = round.Result with { Version = 1 } })],
        };
        return
        [
            .. Of(report),
            .. Of(elsewhere),
            .. Of(old),
            .. Of(Decorated(report)),
            .. study.Rounds.Where(round => round.Result is not null).SelectMany(round => Shown(study, round)),
        ];
    }

    /// <summary>With what the team and its colleagues add.</summary>
    internal static StudyReport Decorated(StudyReport report)
    {
        var without = report.Settings.SmallestCell == 3;
        var (about, _) = ReportTexts.None.With(
            [
                new("stop", "de", "", "Es war genug gesagt."),
                new(Publication.FundingField.Key, "de", "", "Stiftung Stadt"),
                new(Publication.FundingField.Key, "en", "", "Town Foundation"),
                new(Publication.AiField.Key, Publication.AnyLanguage, "", without ? "none" : "some"),
                new(Publication.AiStepsField.Key, "de", "", "Vorschläge für Codes"),
                new(Publication.AiStepsField.Key, "en", "", "suggestions for codes"),
                new(Publication.AiModelField.Key, Publication.AnyLanguage, "", "Modell 1"),
                new(Publication.AiCheckField.Key, "de", "", "zwei Personen"),
                new(Publication.AiCheckField.Key, "en", "", "two people"),
            ],
            Results.RatedStudy.Start,
            "ada"
        );
        return report with
        {
            Moderation = new(report.Newest.Number, 1, 2),
            Texts = about,
            Rounds =
            [
                .. report.Rounds.Select(round =>
                    round with
                    {
                        TrialSheets = 2,
                        TrialRemarks = 1,
                        OpenSheets = 1,
                        Origins =
                            round.Number != 2
                                ? null
                                : new(1, 40, 60, 55, 12, 4, []) { Agreement = new(without ? 2 : 3, 50, 0.81, 0.7, 0.9) },
                    }
                ),
            ],
        };
    }

    private static IEnumerable<Sentence> Of(StudyReport report) =>
        [
            .. report.KeyFindings.Select(finding => finding.Computed),
            .. MethodsParagraph.Of(report),
            .. Enum.GetValues<ReportFact>().SelectMany(fact => ReportFacts.Of(report, fact)),
            .. report.Remaining?.Bias() ?? [],
            .. report.Rounds.Select(ReportFindings.Response),
            .. report.Rounds.Select(ReportFindings.ResponseOfGroups),
            .. from section in report.Sections
            from sentence in (IEnumerable<Sentence?>)
                [
                    .. ReportFindings.OfSection(section),
                    .. section.Answers.Select(answer => answer.Said),
                    .. section.Series.Select(ReportFindings.OfSeries),
                    .. section.Items.Select(ReportFindings.OfItem),
                    section.Plane?.Finding,
                ]
            where sentence is not null
            select sentence,
            .. from round in report.Rounds
            from item in round.Result.Items
            from sentence in (Sentence?[])
                [
                    VerdictReasons.Of(item, round.Questionnaire, round.Result),
                    FirmnessReasons.Of(item, report.NameOf),
                    FirmnessReasons.Of(HangingOnBulk(item), report.NameOf),
                    FirmnessReasons.Of(HangingOnKnowing(item), report.NameOf),
                    item.N < report.Settings.SmallestCell ? SmallTotals.Said(item, report.Settings.SmallestCell) : null,
                ]
            where sentence is not null
            select sentence,
        ];

    /// <summary>As if there were no verdict without what was kept in bulk: people in small studies made up of answers press no buttons.</summary>
    private static ItemResult HangingOnBulk(ItemResult item) =>
        item.Firmness is { } firmness ? item with { Firmness = firmness with { WithoutBulkKept = new(Verdict.Open, null) } } : item;

    /// <summary>As if there were no verdict among those who know the field: in studies made up of answers nobody is asked that.</summary>
    private static ItemResult HangingOnKnowing(ItemResult item) =>
        item.Firmness is { } firmness ? item with { Firmness = firmness with { AmongKnowing = new(Verdict.Open, null) } } : item;

    /// <summary>As if all who answered had said that they know the field well.</summary>
    private static PartFeedback AllKnowing(PartFeedback told) =>
        told with
        {
            Result = told.Result with
            {
                Knowing = new(told.Result.N)
                {
                    Counts = told.Result.Counts,
                    Median = told.Result.Median,
                    Quartile1 = told.Result.Quartile1,
                    Quartile3 = told.Result.Quartile3,
                },
            },
        };

    /// <summary>What experts see of a round beside their own answers.</summary>
    private static IEnumerable<Sentence> Shown(Study study, Round round)
    {
        var before = study.Rounds.FirstOrDefault(one => one.Number == round.Number - 1)?.Result;
        foreach (
            var running in (RunningRound[])
                [
                    RunningRound.Of(1, null, 5, 3, 20, Results.RatedStudy.Start),
                    RunningRound.Of(1, null, 5, 3, null, Results.RatedStudy.Start),
                    RunningRound.Of(1, null, 5, 13, 20, Results.RatedStudy.Start),
                    RunningRound.Of(1, null, 5, 13, null, Results.RatedStudy.Start),
                ]
        )
            yield return running.Said;
        foreach (var item in round.Questionnaire.Items)
            if (item.Parts.Count > 0)
                yield return Advice.On(item, round, round.Result!).Why;
        foreach (var own in (string?[])["1", "5", "", null])
        {
            var answers = Sheet(round.Questionnaire, own);
            var result = OwnResult.Of(round.Questionnaire, round.Number, RoundState.Released, answers, round.Result);
            if (result.Overall is { } overall)
                yield return overall;
            foreach (var item in result.Sections.SelectMany(section => section.Items))
            {
                if (item.Mostly is { } mostly)
                    yield return mostly;
                foreach (var part in item.Told)
                {
                    if (part.Answer is { } answer)
                        yield return answer;
                    foreach (var sentence in part.Standing)
                        yield return sentence;
                }
            }
            foreach (var item in round.Questionnaire.Items.Where(item => item.Parts.Count > 0))
            {
                if (PlainWords.Of(item, part => PartFeedback.On(part, round.Result, answers)) is { } plain)
                    yield return plain.Said;
                yield return PlainWords.Yours(round.Number, item.Parts, part => answers[part.Key]);
                foreach (var group in round.Questionnaire.Groups)
                    if (PlainWords.OfGroup(item, part => PartFeedback.On(part, round.Result, answers), group.Key, group.Name) is { } first)
                        yield return first;
                foreach (var part in item.Parts)
                    if (PartFeedback.On(part, round.Result, answers) is { } told)
                    {
                        if (PlainWords.OfPart(part, told) is { } one)
                            yield return one.Said;
                        if (AllKnowing(told).Knowing(part) is { } knowing)
                            yield return knowing;
                        foreach (var group in round.Questionnaire.Groups)
                            if (PlainWords.OfGroup(part, told, group.Key, group.Name) is { } of)
                                yield return of;
                    }
            }
            foreach (var part in round.Questionnaire.Items.SelectMany(item => item.Parts))
                if (PartFeedback.On(part, round.Result, answers, before) is { } feedback)
                    foreach (
                        var sentence in (Sentence?[])
                            [
                                part is RatedPart ? feedback.All : null,
                                part is RatedPart ? feedback.Yours : null,
                                part is RatedPart ? feedback.NotHandedIn : null,
                                part is RatedPart or NumberPart ? feedback.Since() : null,
                                part is NumberPart number ? feedback.Named(number) : null,
                                part is NumberPart yours ? feedback.YoursNamed(yours) : null,
                                part is NumberPart { Max: 10 } ? feedback.Shared : null,
                                part is NumberPart { Max: 10 } ? feedback.YoursShared : null,
                            ]
                    )
                        if (sentence is not null)
                            yield return sentence;
        }
    }

    private static Answers Sheet(Questionnaire asked, string? own)
    {
        var values = asked
            .Items.SelectMany(item => item.Parts)
            .Select(part =>
                (
                    part.Key,
                    Value: part switch
                    {
                        RatedPart rated => own is "" && !rated.Scale.NoAnswer ? null : own,
                        ChoicePart choice => own is "1" or "5" ? choice.Options[own == "1" ? 0 : 1].Key : null,
                        MarkPart => own is "1" or "5" ? MarkPart.Chosen : null,
                        RankPart => own is "1" ? $"{1 + Place(part, asked)}" : null,
                        NumberPart => own is "1" or "5" ? own : null,
                        _ => null,
                    }
                )
            )
            .Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => one.Value!);
        return Answers.Parse(System.Text.Json.JsonSerializer.Serialize(values));
    }

    /// <summary>Ranks go down the list.</summary>
    private static int Place(Part part, Questionnaire asked) =>
        asked.Items.Select(item => item.Parts.ToList().IndexOf(part)).First(place => place >= 0);

    private static void Note(Sentence sentence, Dictionary<string, List<(string, string)>> examples)
    {
        foreach (var inner in sentence.Values.SelectMany(Inside))
            Note(inner, examples);
        if (!examples.TryGetValue(sentence.German, out var said))
            examples[sentence.German] = said = [];
        var one = (Written(sentence, German), Written(sentence, InEnglish));
        if (!said.Contains(one) && said.Count < 200)
            said.Add(one);
    }

    private static IEnumerable<Sentence> Inside(object value) =>
        value switch
        {
            Sentence inner => [inner],
            Listed listed => listed.Values.Select(one => one.Number).OfType<Sentence>(),
            Names names => names.Values.OfType<Sentence>(),
            _ => [],
        };

    internal static string Written(Sentence sentence, CultureInfo culture)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            // A snapshot tells no version.
            return Said(sentence).Replace('\n', ' ').Replace(Software.Version, "1.2.3", StringComparison.Ordinal);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }

        string Said(Sentence one) =>
            string.Format(
                new CountFormat(culture),
                culture == German ? one.German : English.GetValueOrDefault(one.German, one.German),
                [.. one.Values.Select(Value)]
            );

        object Value(object value) =>
            value switch
            {
                Sentence inner => Said(inner),
                Day day => day.At.ToString(culture == German ? "d. MMMM yyyy" : "d MMMM yyyy", culture),
                Listed listed => (
                    listed with
                    {
                        Values = [.. listed.Values.Select(one => new ListedName(one.Name, Value(one.Number)))],
                    }
                ).ToString(),
                Names names => (names with { Values = [.. names.Values.Select(Value)] }).ToString(),
                _ => value,
            };
    }

    [GeneratedRegex(
        """(?<=\bnew(?:\(|\sSentence\()\s*|\bmost\s=\s|\?\s|:\s)"(?<text>([^"\\]|\\.)*)(?=")""",
        RegexOptions.ExplicitCapture,
        20_000
    )]
    private static partial Regex Said();

    [GeneratedRegex(@"(^|[^\d.,])1 \p{L}|\b[Ee]ine[rsnm]? ", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Single();
}
