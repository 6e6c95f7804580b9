using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>What the columns need to know of the round beside the answers.</summary>
/// <param name="NotAsked">By item key: how many of those who handed in were not asked it.</param>
internal sealed record Evaluation(
    int HandedIn,
    IReadOnlyDictionary<string, int> NotAsked,
    IReadOnlyList<string> GroupKeys,
    int QuantileType,
    int SmallestCell,
    RoundResult? Before
)
{
    /// <summary>Places of the groups of which so few handed in that no item shows them.</summary>
    public required IReadOnlySet<int> HiddenGroups { get; init; }

    /// <summary>How many were asked an item, or a part of it.</summary>
    public int Asked(string key) => HandedIn - NotAsked.GetValueOrDefault(key.Split('.')[0]);
}

/// <summary>
/// Answers to one item, column by column, as they stream by: counts per group and value, never the single answers. What a column
/// keeps grows with the points of its scale, not with the number of sheets.
/// </summary>
/// <param name="type">The item's type, as in the questionnaire file.</param>
/// <param name="groups">How many groups are counted apart.</param>
internal abstract class Column(string type, int groups)
{
    /// <summary>Valid answers per group.</summary>
    protected int[] N { get; } = new int[groups];

    public abstract IEnumerable<ItemResult> Results(Evaluation evaluation);

    /// <summary>How those who left had answered in round 1, against those who stayed.</summary>
    public virtual AttritionOfItem? Attrition(Evaluation evaluation) => null;

    protected ItemResult Empty(string key, Evaluation evaluation) => new(key, type, N.Sum(), evaluation.Asked(key) - N.Sum());

    /// <summary>The last place holds those without a group: never shown, but what is left when all shown groups are subtracted.</summary>
    protected IReadOnlySet<int> Hidden(Evaluation evaluation) => SmallCells.Hidden(N, evaluation.SmallestCell, evaluation.HiddenGroups);

    protected IReadOnlyList<GroupItemResult> Groups(Evaluation evaluation, Func<int, int, GroupItemResult, GroupItemResult> fill)
    {
        var hidden = Hidden(evaluation);
        return
        [
            .. evaluation.GroupKeys.Select(
                (key, group) =>
                    hidden.Contains(group)
                        ? new GroupItemResult(key, true)
                        : fill(group, N[group], new GroupItemResult(key, false) { N = N[group] })
            ),
        ];
    }

    protected static int[] Sum(int[][] byGroup, int length)
    {
        var total = new int[length];
        foreach (var counts in byGroup)
            for (var i = 0; i < length; i++)
                total[i] += counts[i];
        return total;
    }

    protected static int[][] Table(int groups, int values) => [.. Enumerable.Range(0, groups).Select(_ => new int[values])];

    protected static ItemResult? Comparable(ItemResult result, Evaluation evaluation) =>
        evaluation.Before?.Of(result.Key) is { Counts.Count: var count } before && count == result.Counts?.Count ? before : null;
}

/// <summary>One rated part; its counts are kept with those of all the others, see <see cref="RatedCounts"/>.</summary>
internal sealed class RatingColumn(string type, RatedPart part, RatedCounts table, int groups) : Column(type, groups)
{
    private readonly int index = table.Register(part);

    public override IEnumerable<ItemResult> Results(Evaluation evaluation)
    {
        var scale = part.Scale;
        var quantiles = evaluation.QuantileType;
        var counts = table.ByGroup(index);
        for (var group = 0; group < counts.Length; group++)
            N[group] = Frequencies.Total(counts[group]);
        var all = Sum(counts, scale.Points);
        var (q1, median, q3) = Quartiles(all, quantiles);
        var result = Empty(part.Key, evaluation) with
        {
            Counts = all,
            Mean = Moments.Mean(all),
            StandardDeviation = Moments.StandardDeviation(all),
            CoefficientOfVariation = Moments.CoefficientOfVariation(all),
            Median = median,
            Quartile1 = q1,
            Quartile3 = q3,
            InterquartileRange = q3 - q1,
            MedianInterval = MedianInterval.OfCounts(all),
            PercentAgreement = Frequencies.PercentInTop(all, scale.Top),
            PercentDisagreement = Frequencies.PercentInBottom(all, scale.Bottom),
            AgreementA = Agreement.A(all),
            TastleWiermanCns = Agreement.Cns(all),
            Ram = scale.Points == 9 ? Ram.OfCounts(all, quantiles) : null,
            Comet = Comet.Of(all, scale.Top, scale.Bottom),
            Groups = Groups(
                evaluation,
                (group, _, shown) =>
                {
                    var quartiles = Quartiles(counts[group], quantiles);
                    return shown with
                    {
                        Median = quartiles.Median,
                        Quartile1 = quartiles.Q1,
                        Quartile3 = quartiles.Q3,
                        PercentAgreement = Frequencies.PercentInTop(counts[group], scale.Top),
                        Comet = Comet.Of(counts[group], scale.Top, scale.Bottom),
                    };
                }
            ),
            GroupDifference = Difference(counts, evaluation),
        };
        yield return result with
        {
            Stability = Compared(result, evaluation),
        };
    }

    public override AttritionOfItem? Attrition(Evaluation evaluation)
    {
        var stayed = table.First(index, stayed: true);
        var left = table.First(index, stayed: false);
        var n = Frequencies.Total(stayed);
        var m = Frequencies.Total(left);
        // Few who left could be recognised by how they had answered.
        return n < evaluation.SmallestCell || m < evaluation.SmallestCell
            ? null
            : new(
                part.Key,
                n,
                Quantiles.OfCounts(stayed, 0.5, evaluation.QuantileType)!.Value,
                m,
                Quantiles.OfCounts(left, 0.5, evaluation.QuantileType)!.Value
            );
    }

    /// <summary>Between the groups that may be shown; the others would speak through it.</summary>
    private GroupDifference? Difference(int[][] counts, Evaluation evaluation)
    {
        var hidden = Hidden(evaluation);
        var shown = Enumerable.Range(0, evaluation.GroupKeys.Count).Where(group => !hidden.Contains(group)).ToList();
        var tables = shown.ConvertAll(group => counts[group]);
        return KruskalWallis.OfCounts(tables) is not { } test
            ? null
            : new(test.H, test.DegreesOfFreedom, test.P, test.EpsilonSquared)
            {
                Pairs =
                [
                    .. MannWhitney
                        .AllPairs(tables)
                        .Select(pair => new GroupPair(
                            evaluation.GroupKeys[shown[pair.First]],
                            evaluation.GroupKeys[shown[pair.Second]],
                            pair.U,
                            pair.P,
                            pair.PHolm
                        )),
                ],
            };
    }

    private ItemStability? Compared(ItemResult result, Evaluation evaluation)
    {
        if (Comparable(result, evaluation) is not { } before)
            return null;
        var pairs = table.Pairs(index);
        return new(evaluation.Before!.Round, pairs.Total, Stability.DistributionChange([.. before.Counts!], [.. result.Counts!]))
        {
            CoefficientOfVariationChange = result.CoefficientOfVariation - before.CoefficientOfVariation,
            Wilcoxon = Wilcoxon.Of(pairs),
            KappaLinear = Kappa.Linear(pairs),
            KappaQuadratic = Kappa.Quadratic(pairs),
        };
    }

    private static (double? Q1, double? Median, double? Q3) Quartiles(int[] counts, int type) =>
        (Quantiles.OfCounts(counts, 0.25, type), Quantiles.OfCounts(counts, 0.5, type), Quantiles.OfCounts(counts, 0.75, type));
}

/// <summary>A column that counts for itself, from its slots in the row.</summary>
/// <param name="slot">The first of its slots.</param>
/// <param name="slots">How many it has.</param>
internal abstract class SlotColumn(string type, int slot, int slots, int groups) : Column(type, groups)
{
    protected int Slot => slot;

    public void Take(int group, ReadOnlySpan<short> row)
    {
        var mine = row.Slice(slot, slots);
        // An item of several parts is answered once, however many of its parts are.
        if (!mine.ContainsAnyExcept((short)0))
            return;
        N[group]++;
        Count(group, mine);
    }

    /// <summary>Takes an expert's row of the round before beside the one of now.</summary>
    public virtual void TakePair(ReadOnlySpan<short> before, ReadOnlySpan<short> now) { }

    protected abstract void Count(int group, ReadOnlySpan<short> mine);
}

internal sealed class ChoiceColumn(string type, ChoicePart part, int slot, int groups) : SlotColumn(type, slot, 1, groups)
{
    private readonly int[][] counts = Table(groups, part.Options.Count);
    private int pairs;

    protected override void Count(int group, ReadOnlySpan<short> mine) => counts[group][mine[0] - 1]++;

    public override void TakePair(ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        if (before[Slot] > 0 && now[Slot] > 0)
            pairs++;
    }

    public override IEnumerable<ItemResult> Results(Evaluation evaluation)
    {
        var result = Empty(part.Key, evaluation) with
        {
            Counts = Sum(counts, part.Options.Count),
            Groups = Groups(evaluation, (group, _, shown) => shown with { Counts = counts[group] }),
        };
        yield return result with
        {
            Stability = Comparable(result, evaluation) is { } before
                ? new(evaluation.Before!.Round, pairs, Stability.DistributionChange([.. before.Counts!], [.. result.Counts!]))
                : null,
        };
    }
}

/// <summary>All options of one ranking, because whether an expert ranked at all is told by the whole of it.</summary>
internal sealed class RankingColumn(string type, RankingItem item, int slot, int groups)
    : SlotColumn(type, slot, item.Options.Count, groups)
{
    private readonly int[][][] counts = [.. item.Options.Select(_ => Table(groups, item.Top))];

    protected override void Count(int group, ReadOnlySpan<short> mine)
    {
        for (var option = 0; option < mine.Length; option++)
            if (mine[option] > 0)
                counts[option][group][mine[option] - 1]++;
    }

    public override IEnumerable<ItemResult> Results(Evaluation evaluation) =>
        item.Parts.Select(
            (part, index) =>
            {
                var result = Empty(part.Key, evaluation);
                var all = Sum(counts[index], item.Top);
                return result with
                {
                    Counts = all,
                    MeanRank = Rankings.MeanRank(all),
                    PercentRanked = Frequencies.Percent(Frequencies.Total(all), result.N),
                    Groups = Groups(
                        evaluation,
                        (group, n, shown) =>
                            shown with
                            {
                                MeanRank = Rankings.MeanRank(counts[index][group]),
                                PercentRanked = Frequencies.Percent(Frequencies.Total(counts[index][group]), n),
                            }
                    ),
                };
            }
        );
}

/// <summary>Open items: how many wrote, and how many texts. The texts themselves are kept apart, for the team to read.</summary>
internal sealed class WordsColumn(string type, string key, int slot, int slots, int groups) : SlotColumn(type, slot, slots, groups)
{
    private int entries;

    protected override void Count(int group, ReadOnlySpan<short> mine) => entries += mine.Length - mine.Count((short)0);

    public override IEnumerable<ItemResult> Results(Evaluation evaluation) => [Empty(key, evaluation) with { Entries = entries }];
}
