using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// What a section was answered, in the words of its scales and options and before any verdict: of ratings that stand side by side the ones most often at the top
/// of the scale and those least often, of every other question what was named most: of open ones the themes that the team found. Every number is of the newest round that asked, and says of how many it is;
/// where a condition decided who was asked, it says so. Who shares the last place that is named is not passed over.
/// </summary>
/// <param name="Question">What was asked, or by which criterion; null where the section alone says it.</param>
/// <param name="Said">What came out, without a full stop.</param>
public sealed record SectionAnswer(LocalizedText? Question, Sentence Said);

/// <summary>See <see cref="SectionAnswer"/>.</summary>
public static class SectionAnswers
{
    /// <summary>How many are named at the top; and at the bottom, where there are enough to tell them apart.</summary>
    private const int Highest = 3,
        Lowest = 2,
        EnoughForLowest = 7;

    /// <summary>How many are named where several share the last place.</summary>
    private const int MostNames = 5;

    internal static IReadOnlyList<SectionAnswer> Of(SectionReport section, IReadOnlyList<RoundReport> rounds)
    {
        var answers = new List<SectionAnswer>();
        var told = new HashSet<SeriesReport>(ReferenceEqualityComparer.Instance);
        // In the order in which the questions were asked; ratings that stand side by side are told where the first of them was.
        foreach (var item in section.Items)
            if (item.Item is RatingItem or MultiRatingItem)
                foreach (var series in section.Rated.Where(series => item.Parts.Any(series.Parts.Contains) && told.Add(series)))
                {
                    if (OfSeries(series) is { } said)
                        answers.Add(new(series.Sorted.Count == 1 ? series.Sorted[0].Name.Item : series.Name, said));
                }
            else if (OfItem(item, rounds) is { } said)
                answers.Add(new(item.Item.Text, said));
        return answers;
    }

    /// <summary>Null where nobody answered, or too few.</summary>
    public static Sentence? OfSeries(SeriesReport series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Sorted.Count == 0)
            return null;
        if (series.Sorted is [var only])
            return ReportFindings.OfRating(only.Newest, series.Scale);
        var highest = First(series.Sorted, AtTop, Highest, Named);
        var n = Asked([.. series.Sorted.Select(part => part.Newest!.Result.N)]);
        var lowest = series.Sorted.Count < EnoughForLowest ? null : First([.. series.Sorted.Reverse()], AtTop, Lowest, Named);
        var named = series.Scale.HasNameOf(Band.Top);
        object[] values = [series.Scale.NameOf(Band.Top), highest, n, .. lowest is null ? (object[])[] : [lowest]];
        return (named, lowest) switch
        {
            (true, null) => new Sentence("Am häufigsten „{0}“: {1} ({2})", values),
            (true, _) => new Sentence("Am häufigsten „{0}“: {1}. Am seltensten: {3} ({2})", values),
            (_, null) => new Sentence("Am häufigsten {0}: {1} ({2})", values),
            _ => new Sentence("Am häufigsten {0}: {1}. Am seltensten: {3} ({2})", values),
        };

        double AtTop(PartReport part) =>
            Math.Round(Frequencies.Percent(part.Newest!.In(series.Scale, Band.Top)!.Value, part.Newest.Result.N)!.Value, 6);
        ListedName Named(PartReport part) =>
            new(part.Name.Item, new Sentence("{0} %", part.Newest!.PercentIn(series.Scale, Band.Top)!.Value));
    }

    /// <summary>What a question that is no rating was answered; null where nobody did, or too few, and for open ones that are not coded.</summary>
    private static Sentence? OfItem(ItemReport item, IReadOnlyList<RoundReport> rounds)
    {
        var some = AskedOfSome(item.Item, rounds);
        return item.Item switch
        {
            SingleChoiceItem choice when item.Parts[0].Newest?.Result is { N: > 0 and var n, Counts: { } counts } => new(
                some ? "{0} (n = {1}; gefragt war nur ein Teil)" : "{0} (n = {1})",
                First(
                    [.. choice.Options.Select((option, index) => (option.Name, Count: counts[index])).OrderByDescending(one => one.Count)],
                    one => one.Count,
                    Highest,
                    one => new(one.Name, new Sentence("{0} %", Percent.Of(one.Count, n)))
                ),
                n
            ),
            MultipleChoiceItem when Answered(item) is [var first, ..] options => new(
                some
                    ? "{0} (n = {1}; mehrere Antworten waren möglich, gefragt war nur ein Teil)"
                    : "{0} (n = {1}; mehrere Antworten waren möglich)",
                First(
                    [.. options.OrderByDescending(part => part.Newest!.Result.Counts![1])],
                    part => part.Newest!.Result.Counts![1],
                    Highest,
                    part => new(part.Part.Name!, new Sentence("{0} %", Percent.Of(part.Newest!.Result.Counts![1], part.Newest.Result.N)))
                ),
                first.Newest!.Result.N
            ),
            RankingItem when item.RankedWhole => new(
                "Im Mittel am weitesten vorn: {0} (n = {1})",
                First(
                    [.. item.Parts.Where(part => part.Newest is not null).OrderBy(part => part.Newest!.Result.MeanRank)],
                    part => part.Newest!.Result.MeanRank!.Value,
                    Highest,
                    part => new(part.Part.Name!, new Sentence("Rang {0:0.0}", part.Newest!.Result.MeanRank!.Value))
                ),
                item.Parts.First(part => part.Newest is not null).Newest!.Result.N
            ),
            RankingItem ranking when Answered(item) is [var first, ..] options => new(
                "Am häufigsten auf den Rängen 1 bis {2}: {0} (n = {1})",
                First(
                    [.. options.OrderByDescending(Ranked)],
                    part => Ranked(part),
                    Highest,
                    part => new(part.Part.Name!, new Sentence("{0} %", Percent.Of(Ranked(part), part.Newest!.Result.N)))
                ),
                first.Newest!.Result.N,
                ranking.Top
            ),
            PointsItem points when item.Parts.Where(part => part.Newest?.Result.Mean is not null).ToList() is [var first, ..] options =>
                new(
                    "Im Mittel von {2:Punkt|Punkten}: {0} (n = {1})",
                    First(
                        [.. options.OrderByDescending(part => part.Newest!.Result.Mean)],
                        part => part.Newest!.Result.Mean!.Value,
                        Highest,
                        part => new(part.Part.Name!, new Sentence("{0:0.#}", part.Newest!.Result.Mean!.Value))
                    ),
                    first.Newest!.Result.N,
                    points.Total
                ),
            NumberItem or EstimateItem when ReportFindings.OfItem(item) is { } said => said,
            { IsOpen: true } when item.Themes is [.., { Themes.Count: > 0 } found] => new(
                "Am häufigsten genannt: {0} (von {1:Person, die schrieb|Personen, die schrieben})",
                First(found.Themes, theme => theme.People, Highest, theme => new(theme.Name, new Sentence("({0})", theme.People))),
                found.People
            ),
            _ => null,
        };

        static int Ranked(PartReport part) => part.Newest!.Result.Counts!.Sum();
    }

    /// <summary>Whether a condition decided who was asked, in the newest round that did.</summary>
    public static bool AskedOfSome(Item item, IReadOnlyList<RoundReport> rounds)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(rounds);
        return rounds.LastOrDefault(round => round.Questionnaire.ItemOf(item.Key) is not null) is { Questionnaire: var asked }
            && (asked.ItemOf(item.Key)!.When is not null || asked.SectionOf(item.Key)!.When is not null);
    }

    private static List<PartReport> Answered(ItemReport item) =>
        [.. item.Parts.Where(part => part.Newest?.Result is { N: > 0, Counts: not null })];

    /// <summary>The first of those that are in order, with all who share the last place; where these are many, how many they are.</summary>
    private static Listed First<T>(IReadOnlyList<T> ordered, Func<T, double> valueOf, int most, Func<T, ListedName> named)
    {
        var last = valueOf(ordered[Math.Min(most, ordered.Count) - 1]);
        var shared = ordered.Take(most).Concat(ordered.Skip(most).TakeWhile(one => valueOf(one) == last)).ToList();
        return new([.. shared.Take(MostNames).Select(named)]) { More = Math.Max(0, shared.Count - MostNames) };
    }

    private static Sentence Asked(IReadOnlyList<int> numbers) =>
        numbers.Min() == numbers.Max() ? new("n = {0}", numbers[0]) : new("n = {0} bis {1}", numbers.Min(), numbers.Max());
}
