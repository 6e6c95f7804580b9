using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// Answers to one item, column by column, as they stream by: counts per group and value, never the single answers. What a column
/// keeps grows with the points of its scale, not with the number of sheets.
/// </summary>
internal abstract class Column(string type, int groups)
{
    private readonly int[] n = new int[groups];
    private long lastSheet = -1;

    protected string Type => type;

    /// <summary>Takes in a value that is neither absent nor "keine Angabe".</summary>
    public void Take(int group, long sheet, int part, ReadOnlySpan<char> value)
    {
        // An item of several parts is answered once, however many of its parts are.
        if (lastSheet != sheet) n[group]++;
        lastSheet = sheet;
        Count(group, part, value);
    }

    protected abstract void Count(int group, int part, ReadOnlySpan<char> value);

    public abstract IEnumerable<ItemResult> Results(Evaluation evaluation);

    protected ItemResult Empty(string key, Evaluation evaluation) => new(key, type, n.Sum(), evaluation.HandedIn - n.Sum());

    protected IReadOnlyList<GroupItemResult> Groups(Evaluation evaluation, Func<int, int, GroupItemResult, GroupItemResult> fill)
    {
        var hidden = SmallCells.Hidden(n, evaluation.SmallestCell);
        return [.. evaluation.GroupKeys.Select((key, group) => hidden.Contains(group)
            ? new GroupItemResult(key, true)
            : fill(group, n[group], new GroupItemResult(key, false) { N = n[group] }))];
    }

    protected static ItemStability? ComparedWithBefore(ItemResult result, Evaluation evaluation) =>
        evaluation.Before?.Of(result.Key) is { Counts: { } before } && result.Counts is { } after && before.Count == after.Count
            ? new(evaluation.Before.Round, Stability.DistributionChange([.. before], [.. after]))
            : null;

    protected static int[] Sum(int[][] byGroup, int length)
    {
        var total = new int[length];
        foreach (var counts in byGroup)
            for (var i = 0; i < length; i++) total[i] += counts[i];
        return total;
    }

    protected static int[][] Table(int groups, int values) => [.. Enumerable.Range(0, groups).Select(_ => new int[values])];
}

/// <summary>What the columns need to know of the round beside the answers.</summary>
internal sealed record Evaluation(int HandedIn, IReadOnlyList<string> GroupKeys, int QuantileType, int SmallestCell, RoundResult? Before);

internal sealed class RatingColumn(string type, RatedPart part, int groups) : Column(type, groups)
{
    private readonly int[][] counts = Table(groups, part.Scale.Points);

    protected override void Count(int group, int _, ReadOnlySpan<char> value) =>
        counts[group][int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) - 1]++;

    public override IEnumerable<ItemResult> Results(Evaluation evaluation)
    {
        var scale = part.Scale;
        var all = Sum(counts, scale.Points);
        var (q1, median, q3) = Quartiles(all, evaluation);
        var result = Empty(part.Key, evaluation) with
        {
            Counts = all,
            Median = median, Quartile1 = q1, Quartile3 = q3, InterquartileRange = q3 - q1,
            PercentAgreement = Frequencies.PercentInTop(all, scale.Top),
            PercentDisagreement = Frequencies.PercentInBottom(all, scale.Bottom),
            Groups = Groups(evaluation, (group, _, shown) =>
            {
                var quartiles = Quartiles(counts[group], evaluation);
                return shown with
                {
                    Median = quartiles.Median, Quartile1 = quartiles.Q1, Quartile3 = quartiles.Q3,
                    PercentAgreement = Frequencies.PercentInTop(counts[group], scale.Top),
                };
            }),
        };
        yield return result with { Stability = ComparedWithBefore(result, evaluation) };
    }

    private static (double? Q1, double? Median, double? Q3) Quartiles(int[] counts, Evaluation evaluation) =>
        (Quantiles.OfCounts(counts, 0.25, evaluation.QuantileType), Quantiles.OfCounts(counts, 0.5, evaluation.QuantileType),
            Quantiles.OfCounts(counts, 0.75, evaluation.QuantileType));
}

internal sealed class ChoiceColumn(string type, ChoicePart part, int groups) : Column(type, groups)
{
    private readonly int[][] counts = Table(groups, part.Options.Count);

    protected override void Count(int group, int _, ReadOnlySpan<char> value)
    {
        for (var i = 0; i < part.Options.Count; i++)
            if (value.SequenceEqual(part.Options[i].Key)) { counts[group][i]++; return; }
        throw new InvalidOperationException($"The sheet holds “{value}”, which is no option of {part.Key}.");
    }

    public override IEnumerable<ItemResult> Results(Evaluation evaluation)
    {
        var result = Empty(part.Key, evaluation) with
        {
            Counts = Sum(counts, part.Options.Count),
            Groups = Groups(evaluation, (group, _, shown) => shown with { Counts = counts[group] }),
        };
        yield return result with { Stability = ComparedWithBefore(result, evaluation) };
    }
}

/// <summary>All options of one ranking, because whether an expert ranked at all is told by the whole of it.</summary>
internal sealed class RankingColumn(string type, RankingItem item, int groups) : Column(type, groups)
{
    private readonly int[][][] counts = [.. item.Options.Select(_ => Table(groups, item.Top))];

    protected override void Count(int group, int part, ReadOnlySpan<char> value) =>
        counts[part][group][int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) - 1]++;

    public override IEnumerable<ItemResult> Results(Evaluation evaluation) => item.Parts.Select((part, index) =>
    {
        var result = Empty(part.Key, evaluation);
        var all = Sum(counts[index], item.Top);
        return result with
        {
            Counts = all,
            PercentRanked = Frequencies.Percent(Frequencies.Total(all), result.N),
            Groups = Groups(evaluation, (group, n, shown) =>
                shown with { PercentRanked = Frequencies.Percent(Frequencies.Total(counts[index][group]), n) }),
        };
    });
}

/// <summary>Open items: how many wrote, and how many texts. The texts themselves are kept apart, for the team to read.</summary>
internal sealed class WordsColumn(string type, string key, int groups) : Column(type, groups)
{
    private int entries;

    protected override void Count(int group, int part, ReadOnlySpan<char> value) => entries++;

    public override IEnumerable<ItemResult> Results(Evaluation evaluation) => [Empty(key, evaluation) with { Entries = entries }];
}
