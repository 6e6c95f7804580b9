using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>One of the strongest findings of a study. The team may say it in other words.</summary>
/// <param name="Key">Its kind, under which <see cref="ReportTexts"/> keep the team's words.</param>
/// <param name="Computed">The same with its numbers, from the frozen results.</param>
public sealed record KeyFinding(string Key, Sentence Computed)
{
    /// <summary>The key of the team's words.</summary>
    public string TextKey => "finding." + Key;
}

/// <summary>
/// The strongest findings, always in the same order and from the same numbers: what the panel agrees on, what divides it, which groups differ, what is not
/// settled, what moved, how many took part; where one of them cannot be said, what comes next.
/// </summary>
public static class KeyFindings
{
    public const int Most = 6;

    private const int MostNames = 3;

    public static IEnumerable<KeyFinding> Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        (string Key, Sentence? Computed)[] candidates =
        [
            ("consensus", report.Judged ? Consensus(report) : null),
            ("dissent", report.Judged ? Dissent(report) : null),
            ("threshold", report.Judged ? null : ReportFindings.Threshold(report)),
            ("highest", report.Judged ? null : Highest(report, highest: true)),
            ("lowest", report.Judged ? null : Highest(report, highest: false)),
            ("groups", Groups(report)),
            ("unstable", report.Judged ? Unsettled(report) : null),
            ("change", Change(report)),
            ("response", Response(report)),
            ("ranking", First(report, item => item is RankingItem)),
            ("choice", First(report, item => item is SingleChoiceItem or MultipleChoiceItem)),
            ("number", First(report, item => item is NumberItem or EstimateItem or PointsItem)),
        ];
        return candidates.Where(one => one.Computed is not null).Take(Most).Select(one => new KeyFinding(one.Key, one.Computed!));
    }

    private static Sentence Consensus(StudyReport report)
    {
        var agreed = report.Agreed.Where(rated => rated.Verdict == Verdict.Consensus).ToList();
        if (agreed.Count == 0)
            return new("Bei keiner Bewertung besteht Konsens (0 von {0}).", report.Verdicts.Values.Sum());
        var first = agreed.FindAll(rated => rated.Strength == agreed[0].Strength);
        object[] values =
        [
            agreed.Count,
            report.Verdicts.Values.Sum(),
            VerdictFindings.Most(agreed.Count, Named(first)),
            first[0].Share(first[0].Side)!,
        ];
        return first.Count == 1
            ? new("Konsens besteht bei {0} von {1:Bewertung|Bewertungen}, {2}: {3}.", values)
            : new(
                "Konsens besteht bei {0} von {1:Bewertung|Bewertungen}, mit gleich großer Mehrheit bei {2}.",
                [.. values[..2], Named(first)]
            );
    }

    private static Sentence Dissent(StudyReport report)
    {
        var polarised = report.Disputed.Where(rated => rated.Verdict == Verdict.Polarised).ToList();
        var divided = polarised.Count > 0 ? polarised : report.Disputed;
        if (divided.Count == 0)
            return new("Zwei Lager oder einen Dissens gibt es bei keiner Bewertung (0 von {0}).", report.Verdicts.Values.Sum());
        var farthest = divided.Where(rated => rated.Newest!.AgreementA == divided[0].Newest!.AgreementA).ToList();
        var one = farthest[0];
        object[] values =
        [
            divided.Count,
            report.Verdicts.Values.Sum(),
            VerdictFindings.Most(divided.Count, Named(farthest), "am stärksten bei {0}"),
            one.Share(Band.Top)!,
            one.Share(Band.Bottom)!,
        ];
        return (polarised.Count > 0, farthest.Count) switch
        {
            (true, 1) => new("In zwei Lager teilt sich das Panel bei {0} von {1:Bewertung|Bewertungen}, {2}: {3} und {4}.", values),
            (true, _) => new("In zwei Lager teilt sich das Panel bei {0} von {1:Bewertung|Bewertungen}, {2}.", values),
            (_, 1) => new("Uneinig ist sich das Panel bei {0} von {1:Bewertung|Bewertungen}, {2}: {3} und {4}.", values),
            _ => new("Uneinig ist sich das Panel bei {0} von {1:Bewertung|Bewertungen}, {2}.", values),
        };
    }

    /// <summary>While there are no verdicts: where most answered at the top of the scale, and where fewest did.</summary>
    private static Sentence? Highest(StudyReport report, bool highest)
    {
        var rated = report.Rated.Where(one => one.Newest?.PercentAgreement is not null).ToList();
        if (rated.Count < 2)
            return null;
        double ShareOf(RatedReport one) => one.Newest!.PercentAgreement!.Value;
        var least = rated.Min(ShareOf);
        var most = rated.Max(ShareOf);
        if (!highest && least == most)
            return null;
        var first = rated.FindAll(one => ShareOf(one) == (highest ? most : least));
        object[] values = [Named(first), BandShares.AtTop(first[0].Newest!, first[0].Scale, first[0].Part.Newest!.Limits)];
        return (highest, first.Count) switch
        {
            (true, 1) => new("Oben auf der Skala liegt {0} am häufigsten: {1}.", values),
            (true, _) => new("Oben auf der Skala liegen {0} am häufigsten, zum Beispiel {1}.", values),
            (_, 1) => new("Oben auf der Skala liegt {0} am seltensten: {1}.", values),
            _ => new("Oben auf der Skala liegen {0} am seltensten, zum Beispiel {1}.", values),
        };
    }

    private static Sentence? Change(StudyReport report)
    {
        if (report.Changes.Count == 0 || report.Changes[^1] is not { Compared: > 0 } change)
            return null;
        var most = change.Parts.Max(part => part.DistributionChange);
        var moved = change.Parts.Where(part => part.DistributionChange == most).ToList();
        object[] values =
        [
            change.From,
            change.To,
            change.Stable,
            change.Compared,
            Names(moved.ConvertAll(part => part.Part.Name)),
            100 * (most ?? 0),
        ];
        return most > 0
            ? new(
                "Von Runde {0} zu Runde {1} {2:=ist|sind} {2} von {3:Bewertung oder Auswahlfrage|Bewertungen und Auswahlfragen} stabil. Am stärksten bewegten sich die Antworten auf {4}: {5:0} % verteilen sich anders.",
                values
            )
            : new(
                "Von Runde {0} zu Runde {1} änderte sich nirgends, wie sich die Antworten auf Bewertungen und Auswahlfragen verteilen (0 von {3}).",
                values
            );
    }

    private static Sentence? Groups(StudyReport report)
    {
        var contrasts = report.Contrasts;
        if (contrasts.Tested == 0)
            return null;
        if (contrasts.Items.Count == 0)
            return new(
                "Zwischen den Gruppen zeigt sich bei keiner Bewertung ein Unterschied, der über den Zufall hinausgeht (0 von {0}).",
                contrasts.Tested
            );
        var strongest = contrasts.Items[0];
        var pair = strongest.Widest;
        object[] values =
        [
            contrasts.Items.Count,
            contrasts.Tested,
            VerdictFindings.Most(contrasts.Items.Count, Named([strongest.Rated]), "am stärksten bei {0}"),
            report.NameOf(pair.Higher.Key),
            pair.Higher.Median!,
            report.NameOf(pair.Lower.Key),
            pair.Lower.Median!,
            report.GroupLabel.ManyFirst,
        ];
        return pair.MediansDiffer
            ? new(
                "{7} unterscheiden sich bei {0} von {1:Bewertung|Bewertungen}, {2}: Die Gruppe „{3}“ wertet höher (Median {4}) als die Gruppe „{5}“ (Median {6}).",
                values
            )
            : new(
                "{7} unterscheiden sich bei {0} von {1:Bewertung|Bewertungen}, {2}: Die Gruppe „{3}“ wertet im Ganzen höher als die Gruppe „{5}“, bei gleichem Median ({4}).",
                values
            );
    }

    private static Sentence Response(StudyReport report) =>
        report.Newest.Result is { Attrition: { Stayed: var stayed, Left: var left }, Response: { Percent: > 0 and var percent } response }
        && report.ParticipationKnown
            ? new(
                "An Runde {0} {1:=beteiligte|beteiligten} sich {1} von {2} Eingeladenen ({3:0} %). Von {4:=der einen Person|den #} aus Runde 1 {5:=blieb eine|blieben #} dabei.",
                report.Newest.Number,
                response.HandedIn,
                response.Invited,
                percent,
                stayed + left,
                stayed
            )
            : ReportFindings.Response(report.Newest);

    /// <summary>What may still change, and of what too little is known to say.</summary>
    private static Sentence? Unsettled(StudyReport report)
    {
        var unsettled = report.Rated.Where(rated => rated.Verdict is Verdict.Moving or Verdict.Undecidable).ToList();
        if (unsettled.Count == 0)
            return null;
        object[] values = [unsettled.Count, report.Verdicts.Values.Sum(), Named(unsettled)];
        return new("Noch nicht geklärt {0:=ist|sind} {0} von {1:Bewertung|Bewertungen}: {2}.", values);
    }

    private static Sentence? First(StudyReport report, Func<Item, bool> kind) =>
        report
            .Sections.SelectMany(section => section.Items)
            .Where(item => kind(item.Item))
            .Select(item => ReportFindings.OfItem(item) is { } said ? ReportFindings.OfQuestion(item, new("{0}.", said)) : null)
            .FirstOrDefault(said => said is not null);

    private static Names Named(IReadOnlyList<RatedReport> rated) => Names([.. rated.Select(one => one.Part.Name)]);

    private static Names Names(IReadOnlyList<PartName> names) =>
        new([.. names.Take(MostNames)]) { More = Math.Max(0, names.Count - MostNames) };
}
