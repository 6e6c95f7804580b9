using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// What stands out in a section or a question, in sentences: computed from the frozen results only, every percentage with its count, and who shares a first
/// place is never passed over. Where there are verdicts, they come first. What stands out in the whole study is told by <see cref="KeyFindings"/>.
/// </summary>
public static class ReportFindings
{
    private const int MostNames = 3;

    public static IEnumerable<Sentence> OfSection(SectionReport section)
    {
        ArgumentNullException.ThrowIfNull(section);
        foreach (var series in section.Series)
        {
            foreach (var verdict in VerdictFindings.OfSeries(series))
                yield return series.Name is null ? verdict : new("{0}: {1}", series.Name, verdict);
            if (series.Judged)
                continue;
            if (Highest(series) is { } highest)
                yield return highest;
            if (Lowest(series) is { } lowest)
                yield return lowest;
            if (Widest(series) is { } widest)
                yield return widest;
        }
        foreach (var item in section.Items)
            if (OfItem(item) is { } finding)
                yield return OfQuestion(item, finding);
    }

    /// <summary>A finding where its question does not stand above it.</summary>
    internal static Sentence OfQuestion(ItemReport item, Sentence finding) => new("Zur Frage „{0}“: {1}", item.Item.Text, finding);

    /// <summary>What a rating says, as the title of its picture: the band that most answered in. Null where nobody answered.</summary>
    public static Sentence? OfRating(PartResult? answer, Scale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        if (answer?.Result is not { Counts: not null, N: > 0 and var n } result)
            return null;
        var band = BandShares.LargestOf(result, scale);
        var (from, to) = scale.PointsOf(band);
        var percent = answer.PercentIn(scale, band)!.Value;
        var count = answer.In(scale, band)!.Value;
        if (scale.HasNameOf(band))
            return new("{0} % antworten „{1}“ ({2} von {3})", percent, scale.NameOf(band), count, n);
        return (to - from, scale.LabelOf(from), scale.LabelOf(to)) switch
        {
            (0, { } only, _) => new("{0} % antworten „{1}“ ({2} von {3})", percent, only, count, n),
            (0, _, _) => new("{0} % wählen den Punkt {1} ({2} von {3})", percent, from, count, n),
            (1, { } lower, { } upper) => new("{0} % antworten „{1}“ oder „{2}“ ({3} von {4})", percent, lower, upper, count, n),
            (1, _, _) => new("{0} % wählen den Punkt {1} oder {2} ({3} von {4})", percent, from, to, count, n),
            _ => new("{0} % wählen einen der Punkte {1} bis {2} ({3} von {4})", percent, from, to, count, n),
        };
    }

    /// <summary>What a choice or a ranking says, as the title of its picture; null where nobody answered, and for ratings and open items.</summary>
    public static Sentence? OfItem(ItemReport item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Item switch
        {
            SingleChoiceItem choice when item.Parts[0].Newest?.Result is { N: > 0, Counts: { } counts } result => Chosen(
                choice,
                result,
                counts
            ),
            MultipleChoiceItem => Marked(item),
            PointsItem points => MostPoints(points, item),
            NumberItem when item.Parts[0] is { Part: NumberPart part, Newest: { } newest } => Named(part, newest.Result),
            EstimateItem estimate => Pooled(estimate, item),
            RankingItem ranking => Ranked(ranking, item),
            _ => null,
        };
    }

    /// <summary>What a series of ratings says, as the title of its picture; of a single one, what that says.</summary>
    public static Sentence? OfSeries(SeriesReport series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return VerdictFindings.OfSeries(series).FirstOrDefault()
            ?? Highest(series)
            ?? (series.Sorted is [var only] ? OfRating(only.Newest, series.Scale) : null);
    }

    /// <summary>How many took part in a round.</summary>
    public static Sentence Response(RoundReport round) =>
        !round.Numbered ? ResponseOfAll(round)
        : !round.ParticipationKnown
            ? new("In Runde {0} {1:=antwortete|antworteten} {1:Person|Personen}.", round.Number, round.Result.Response.HandedIn)
        : round.Result.Response is { HandedIn: 0, Invited: > 0 and var invited }
            ? new("In Runde {0} hat niemand geantwortet. Eingeladen {1:=war eine Person|waren #}.", round.Number, invited)
        : round.Result.Response is { Percent: { } percent } response
            ? new(
                "An Runde {0} {1:=beteiligte|beteiligten} sich {1} von {2} Eingeladenen ({3:0} %).",
                round.Number,
                response.HandedIn,
                response.Invited,
                percent
            )
        : new("Zu Runde {0} war niemand eingeladen.", round.Number);

    /// <summary>The same where there is only one round.</summary>
    private static Sentence ResponseOfAll(RoundReport round) =>
        !round.ParticipationKnown ? new("Es {0:=antwortete|antworteten} {0:Person|Personen}.", round.Result.Response.HandedIn)
        : round.Result.Response is { HandedIn: 0, Invited: > 0 and var invited }
            ? new("Niemand hat geantwortet. Eingeladen {0:=war eine Person|waren #}.", invited)
        : round.Result.Response is { Percent: { } percent } response
            ? new("Es {0:=beteiligte|beteiligten} sich {0} von {1} Eingeladenen ({2:0} %).", response.HandedIn, response.Invited, percent)
        : new("Niemand war eingeladen.");

    /// <summary>How far participation differs between the groups that are shown; how many took part, where there are no two of them.</summary>
    public static Sentence ResponseOfGroups(RoundReport round)
    {
        ArgumentNullException.ThrowIfNull(round);
        var shares = round
            .Result.Groups.Where(group => group is { Suppressed: false, HandedIn: not null })
            .Select(group => Frequencies.Percent(group.HandedIn!.Value, group.Invited))
            .OfType<double>()
            .ToList();
        if (shares.Count == 0 && round.Result.Groups.Count > 0)
            return new("Keine Gruppe ist groß genug, um gezeigt zu werden.");
        if (shares.Count < 2)
            return Response(round);
        // Compared as they are written.
        return Math.Round(shares.Min()) == Math.Round(shares.Max())
            ? new("In jeder gezeigten Gruppe beteiligten sich {0:0} % der Eingeladenen.", shares.Max())
            : new("In den gezeigten Gruppen beteiligten sich {0:0} bis {1:0} % der Eingeladenen.", shares.Min(), shares.Max());
    }

    private static Sentence? Highest(SeriesReport series)
    {
        if (series.Sorted.Count < 2)
            return null;
        var first = series.Sorted[0];
        var tied = series.Sorted.Count(part => Agreement(part) == Agreement(series.Sorted[0]));
        return tied == 1
            ? new("Oben auf der Skala liegt „{0}“ am häufigsten: {1}", Named(first, series))
            : new(
                "Oben auf der Skala liegen „{0}“ und {2:=eine weitere|# weitere} am häufigsten: {1}",
                [.. Named(first, series), tied - 1]
            );
    }

    private static Sentence? Lowest(SeriesReport series)
    {
        if (series.Sorted.Count < 2 || Agreement(series.Sorted[0]) == Agreement(series.Sorted[^1]))
            return null;
        var last = series.Sorted[^1];
        var tied = series.Sorted.Count(part => Agreement(part) == Agreement(series.Sorted[^1]));
        return tied == 1
            ? new("Oben auf der Skala liegt „{0}“ am seltensten: {1}", Named(last, series))
            : new("Oben auf der Skala liegen „{0}“ und {2:=eine weitere|# weitere} am seltensten: {1}", [.. Named(last, series), tied - 1]);
    }

    /// <summary>Where the middle half reaches farthest; silent where that is so for many, because then it says little.</summary>
    private static Sentence? Widest(SeriesReport series)
    {
        var widest = series.Sorted.Max(part => part.Newest!.Result.InterquartileRange);
        if (widest is null or 0)
            return null;
        var names = series
            .Sorted.Where(part => part.Newest!.Result.InterquartileRange == widest)
            .Select(part => (object)part.Name)
            .ToList();
        return names.Count <= MostNames && names.Count < series.Sorted.Count
            ? new(
                "Am weitesten auseinander liegen die Antworten auf {0}: Die mittlere Hälfte umfasst {1:Punkt|Punkte} der Skala",
                new Names(names),
                widest
            )
            : null;
    }

    /// <summary>Only of the rule that is a threshold: what it says of a number, not what follows from it.</summary>
    internal static Sentence? Threshold(StudyReport report)
    {
        if (report.Settings.Consensus is not PercentAgreementRule { Threshold: var threshold, Strict: var strict })
            return null;
        var answers = report.Rated.Where(rated => rated.Newest?.Median is not null).ToList();
        if (answers.Count == 0)
            return null;
        object[] values = [answers.Count(rated => rated.Newest!.Side is not null), answers.Count, threshold];
        if (values[0] is 0)
            return strict
                ? new("Bei keiner Bewertung liegen mehr als {2} der Antworten in einem Bereich der Skala (0 von {1}).", values)
                : new("Bei keiner Bewertung liegen mindestens {2} der Antworten in einem Bereich der Skala (0 von {1}).", values);
        return strict
            ? new("Bei {0} von {1:Bewertung|Bewertungen} liegen mehr als {2} der Antworten in einem Bereich der Skala.", values)
            : new("Bei {0} von {1:Bewertung|Bewertungen} liegen mindestens {2} der Antworten in einem Bereich der Skala.", values);
    }

    private static Sentence Chosen(SingleChoiceItem choice, ItemResult result, IReadOnlyList<int> counts) =>
        MostOften(
            [.. choice.Options.Where((_, index) => counts[index] == counts.Max()).Select(option => option.Name)],
            counts.Max(),
            result
        );

    private static Sentence? Marked(ItemReport item)
    {
        var options = item.Parts.Where(part => part.Newest?.Result is { N: > 0, Counts: not null }).ToList();
        if (options.Count == 0)
            return null;
        var most = options.Max(part => part.Newest!.Result.Counts![1]);
        return MostOften(
            [.. options.Where(part => part.Newest!.Result.Counts![1] == most).Select(part => part.Part.Name!)],
            most,
            options[0].Newest!.Result
        );
    }

    private static Sentence MostOften(IReadOnlyList<LocalizedText> chosen, int most, ItemResult result)
    {
        object[] values = [new Names([.. chosen]), Frequencies.Percent(most, result.N)!, most, result.N];
        return chosen.Count == 1
            ? new("{0} wird am häufigsten gewählt: {1:0} % ({2} von {3})", values)
            : new("{0} werden gleich oft und am häufigsten gewählt: je {1:0} % ({2} von {3})", values);
    }

    private static Sentence? Ranked(RankingItem ranking, ItemReport item)
    {
        var options = item.Parts.Where(part => part.Newest?.Result is { N: > 0, Counts: not null }).ToList();
        if (options.Count == 0)
            return null;
        if (item.RankedWhole)
            return Foremost(options);
        var most = options.Max(Times);
        var first = options.Where(part => Times(part) == most).ToList();
        object[] values =
        [
            new Names([.. first.Select(part => (object)part.Part.Name!)]),
            ranking.Top,
            first[0].Newest!.Result.PercentRanked!,
            most,
            first[0].Newest!.Result.N,
        ];
        return first.Count == 1
            ? new("{0} steht am häufigsten auf einem der Ränge 1 bis {1}: {2:0} % ({3} von {4})", values)
            : new("{0} stehen gleich oft und am häufigsten auf einem der Ränge 1 bis {1}: je {2:0} % ({3} von {4})", values);

        static int Times(PartReport part) => part.Newest!.Result.Counts!.Sum();
    }

    /// <summary>Where everybody ranked everything, it is the place that tells.</summary>
    private static Sentence Foremost(List<PartReport> options)
    {
        var first = options.Min(part => part.Newest!.Result.MeanRank!.Value);
        var names = options.Where(part => part.Newest!.Result.MeanRank == first).Select(part => (object)part.Part.Name!).ToList();
        object[] values = [new Names(names), first, options[0].Newest!.Result.N];
        return names.Count == 1
            ? new("{0} steht am weitesten vorn: im Mittel auf Rang {1:0.0} (n = {2})", values)
            : new("{0} stehen gleich weit vorn: im Mittel auf Rang {1:0.0} (n = {2})", values);
    }

    private static Sentence? MostPoints(PointsItem points, ItemReport item)
    {
        var options = item.Parts.Where(part => part.Newest?.Result.Mean is not null).ToList();
        if (options.Count == 0)
            return null;
        var most = options.Max(part => part.Newest!.Result.Mean!.Value);
        var names = new Names([.. options.Where(part => part.Newest!.Result.Mean == most).Select(part => part.Part.Name!)]);
        return new(
            "Die meisten Punkte gehen an {0}: im Mittel {1:0.#} von {2} (n = {3})",
            names,
            most,
            points.Total,
            options[0].Newest!.Result.N
        );
    }

    /// <summary>Where half of the numbers lie, in words that need no statistics; experts are told of the middle half, whose picture they see.</summary>
    private static Sentence? Named(NumberPart part, ItemResult result)
    {
        if (result is not { Median: { } median, Quartile1: { } q1, Quartile3: { } q3 })
            return null;
        object Unit(Func<Unit, LocalizedText> form) => part.Unit is { } unit ? new Behind(form(unit)) : "";
        return q1 == q3
            ? new(
                "Mindestens die Hälfte nennt {0}{1} (n = {2})",
                part.Rounded(q1),
                Unit(unit => unit.Behind((decimal)part.Rounded(q1))),
                result.N
            )
            : new(
                "Die Hälfte der Antworten liegt zwischen {0} und {1}{2}, der Median bei {3} (n = {4})",
                part.Rounded(q1),
                part.Rounded(q3),
                Unit(unit => unit.InDative((decimal)part.Rounded(q3))),
                part.Rounded(median),
                result.N
            );
    }

    /// <summary>The medians of the three values, which are the panel's own estimate.</summary>
    private static Sentence? Pooled(EstimateItem estimate, ItemReport item)
    {
        var medians = item
            .Parts.Select(part => part.Newest?.Result.Median)
            .OfType<double>()
            .Select(median => (object)Math.Round(median, Math.Max(1, estimate.Decimals)))
            .ToList();
        if (medians.Count < item.Parts.Count)
            return null;
        return new(
            "Geschätzt werden am wahrscheinlichsten {1}, mindestens {0} und höchstens {2}{3} (jeweils der Median, n = {4})",
            [
                .. medians,
                estimate.Unit is { } unit ? new Behind(unit.Behind((decimal)(double)medians[^1])) : "",
                item.Parts[0].Newest!.Result.N,
            ]
        );
    }

    /// <summary>A unit with the blank before it.</summary>
    private sealed record Behind(LocalizedText Unit)
    {
        public override string ToString() => " " + Unit;
    }

    private static double? Agreement(PartReport part) => part.Newest!.Result.PercentAgreement;

    private static object[] Named(PartReport part, SeriesReport series) =>
        [part.Name, BandShares.AtTop(part.Newest!.Result, series.Scale, part.Newest.Limits)];
}
