using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>What the columns need to know of the round beside the answers.</summary>
/// <param name="NotAsked">By item key: how many of those who handed in were not asked it, by group.</param>
/// <param name="Earlier">The results of the rounds before.</param>
/// <param name="Draws">Random numbers of their own for each part and purpose, the same every time.</param>
internal sealed record Evaluation(
    int HandedIn,
    IReadOnlyDictionary<string, int[]> NotAsked,
    List<string> GroupKeys,
    StudySettings Settings,
    LastAsked LastAsked,
    IReadOnlyList<RoundResult> Earlier,
    Func<string[], Draws> Draws
)
{
    public int QuantileType => Settings.QuantileType;

    public int SmallestCell => Settings.SmallestCell;

    /// <summary>Places of the groups of which so few handed in that no item shows them.</summary>
    public required IReadOnlySet<int> HiddenGroups { get; init; }

    public required KeptCounts Kept { get; init; }

    public required KnowingCounts Knowing { get; init; }

    /// <summary>
    /// Places of the groups that an item may not show, however many of them answered: those of <see cref="HiddenGroups"/>, and those that were hidden for it in an earlier
    /// round. What was hidden there would else be what changed since.
    /// </summary>
    public IReadOnlySet<int> HiddenFor(string itemKey)
    {
        var hidden = HiddenGroups.ToHashSet();
        // Where the groups that are shown make up the whole, nobody answered in the others.
        foreach (
            var item in Earlier
                .SelectMany(round => round.Items)
                .Where(item => item.Key.Split('.')[0] == itemKey && item.Groups.Sum(group => group.N) < item.N)
        )
        foreach (var group in item.Groups.Where(group => group.Suppressed))
            if (GroupKeys.IndexOf(group.Key) is >= 0 and var place)
                hidden.Add(place);
        return hidden;
    }

    /// <summary>How many were asked an item, or a part of it.</summary>
    public int Asked(string key) => HandedIn - (NotAsked.GetValueOrDefault(key.Split('.')[0])?.Sum() ?? 0);

    /// <summary>How many of a group handed in and were not asked an item, or a part of it.</summary>
    public int NotAskedOf(string key, int group) => NotAsked.GetValueOrDefault(key.Split('.')[0])?[group] ?? 0;
}

/// <summary>
/// Answers to one item, column by column, as they stream by: counts per group and value, never the single answers. What a column
/// keeps grows with the points of its scale, not with the number of sheets.
/// </summary>
/// <param name="type">The item's type, as in the questionnaire file.</param>
/// <param name="key">Of the item, or of its part.</param>
/// <param name="groups">How many groups are counted apart.</param>
internal abstract class Column(string type, string key, int groups)
{
    /// <summary>Key of the item, or of its part.</summary>
    public string Key => key;

    /// <summary>Valid answers per group.</summary>
    protected int[] N { get; } = new int[groups];

    public abstract IEnumerable<ItemResult> Results(Evaluation evaluation);

    /// <summary>How those who left had answered in round 1, against those who stayed.</summary>
    public virtual AttritionOfItem? Attrition(Evaluation evaluation) => null;

    protected ItemResult Empty(string key, Evaluation evaluation) =>
        new(key, type, N.Sum(), evaluation.Asked(key) - N.Sum())
        {
            HiddenAlike = Hidden(evaluation).Count > HiddenForSize(evaluation).Count ? true : null,
        };

    private IReadOnlySet<int> HiddenForSize(Evaluation evaluation) =>
        SmallCells.Hidden(N, evaluation.SmallestCell, evaluation.HiddenFor(key.Split('.')[0]));

    /// <summary>The last place holds those without a group: never shown, but what is left when all shown groups are subtracted.</summary>
    protected IReadOnlySet<int> Hidden(Evaluation evaluation) =>
        SmallCells.Hidden(N, evaluation.SmallestCell, evaluation.HiddenFor(key.Split('.')[0]), AnsweredAlike);

    /// <summary>Whether these groups together answered so alike that what is left when the others are subtracted would be the answer of each of them.</summary>
    protected virtual bool AnsweredAlike(IReadOnlySet<int> groups) => Chosen().Any(chosen => SmallCells.AnsweredAlike(groups, N, chosen));

    /// <summary>Part by part: by group, how many gave each answer; nothing where it is not counted, or not told of groups.</summary>
    protected virtual IEnumerable<int[][]> Chosen() => [];

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

    /// <summary>How the answers changed since the round that asked them last; null where none did.</summary>
    /// <param name="result">Of this round, with its counts.</param>
    /// <param name="counts">By group.</param>
    /// <param name="pairsOfGroups">Of who answered in both.</param>
    /// <param name="scale">Null where the answers are in no order.</param>
    /// <param name="evaluation">What is known beside.</param>
    /// <param name="firstThatTells">Index of the first answer that says something.</param>
    protected ItemStability? Compared(
        ItemResult result,
        int[][] counts,
        IReadOnlyList<PairTable> pairsOfGroups,
        Scale? scale,
        Evaluation evaluation,
        int firstThatTells = 0
    )
    {
        if (
            evaluation.LastAsked.Of(result.Key) is not { } round
            || evaluation.Earlier.FirstOrDefault(one => one.Round == round)?.Of(result.Key) is not { Counts: { } countsBefore } before
        )
            return null;
        var pairs = PairTable.Sum(pairsOfGroups);
        var change = PairedChange.Of(pairs, () => evaluation.Draws([result.Key]));
        var movement = Movement.Of(pairs, scale?.Top ?? 0, scale?.Bottom ?? 0);
        var kept = evaluation.Kept.Of(result.Key);
        double? ShareOf(int experts) => pairs.Total == 0 ? null : (double)experts / pairs.Total;
        var compared = new ItemStability(round, pairs.Total, Stability.DistributionChange([.. countsBefore], [.. result.Counts!]))
        {
            Moved = ShareOf(movement.Moved),
            PairedChange = change?.Delta,
            PairedChangeP = change?.P,
            Anew = pairs.Total - kept?.Singly - kept?.InBulk,
            KeptSingly = kept?.Singly,
            KeptInBulk = kept?.InBulk,
            LeaversChange = Stability.DistributionChange([.. countsBefore], pairs.Before()),
            TurnoverTells = Turnovers(before, counts, pairsOfGroups, Hidden(evaluation), evaluation)
                // Of ratings, groups tell how many are at the top. Where enough people changed the band, what changed in a group is theirs as well as of those who left it.
                .Take(scale is not null && movement.ChangedBand >= evaluation.SmallestCell ? 1 : int.MaxValue)
                .Any(turnover => turnover.Tells(evaluation.SmallestCell, firstThatTells)),
        };
        if (scale is not null)
            compared = compared with
            {
                Up = ShareOf(movement.Up),
                Down = ShareOf(movement.Down),
                ChangedBand = ShareOf(movement.ChangedBand),
                Crossed = ShareOf(movement.Crossed),
                CoefficientOfVariationChange = result.CoefficientOfVariation - before.CoefficientOfVariation,
                Wilcoxon = Wilcoxon.Of(pairs),
                KappaLinear = Kappa.Linear(pairs),
                KappaQuadratic = Kappa.Quadratic(pairs),
            };
        return compared with
        {
            State = StabilityStates.Of(new KnownChanges(compared, pairs), evaluation.Settings.Stability, ordered: scale is not null),
        };
    }

    /// <summary>Of all who are told together: everybody, each group that is shown, and the hidden ones.</summary>
    private static IEnumerable<Turnover> Turnovers(
        ItemResult before,
        int[][] counts,
        IReadOnlyList<PairTable> pairs,
        IReadOnlySet<int> hidden,
        Evaluation evaluation
    )
    {
        yield return new(before.Counts, before.N, Sum(counts, before.Counts!.Count), PairTable.Sum(pairs));
        var rest = before.Counts.ToArray();
        var restKnown = true;
        var answered = before.N;
        for (var group = 0; group < evaluation.GroupKeys.Count; group++)
        {
            if (hidden.Contains(group))
                continue;
            // Where it was hidden then, nothing is told of the same people.
            if (before.Groups.FirstOrDefault(one => one.Key == evaluation.GroupKeys[group]) is not { N: { } n } then)
                yield break;
            yield return new(then.Counts, n, counts[group], pairs[group]);
            answered -= n;
            restKnown &= then.Counts is not null;
            for (var answer = 0; answer < rest.Length; answer++)
                rest[answer] -= then.Counts?[answer] ?? 0;
        }
        // The last place holds those without a group.
        List<int> others =
        [
            .. Enumerable.Range(0, counts.Length).Where(group => hidden.Contains(group) || group == evaluation.GroupKeys.Count),
        ];
        yield return new(
            restKnown ? rest : null,
            answered,
            Sum([.. others.Select(group => counts[group])], rest.Length),
            PairTable.Sum([.. others.Select(group => pairs[group])])
        );
    }
}

/// <summary>One rated part; its counts are kept with those of all the others, see <see cref="RatedCounts"/>.</summary>
internal sealed class RatingColumn(string type, RatedPart part, RatedCounts table, int groups) : Column(type, part.Key, groups)
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
            AgreementInterval = WilsonInterval.Of(scale.Count(Band.Top, all), Frequencies.Total(all)),
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
            Stability = Compared(result, counts, [.. counts.Select((_, group) => table.Answers(index, group).Pairs())], scale, evaluation),
        };
    }

    /// <summary>The item with its verdict, and with how firm it is.</summary>
    /// <param name="item">The result of this column.</param>
    /// <param name="evaluation">What is known beside.</param>
    /// <param name="apmo">Of the round.</param>
    public ItemResult Judged(ItemResult item, Evaluation evaluation, double? apmo)
    {
        var settings = evaluation.Settings;
        var answers = new RatedAnswers(
            part.Scale,
            settings.QuantileType,
            [.. item.Counts!],
            item.Missing,
            Verdicts.Shown(item).Select(group => group.Comet)
        );
        var (verdict, side) = Verdicts.Of(answers, item.Stability?.Pairs, item.Stability?.State, settings.Consensus, apmo);
        var judged = item with { Verdict = verdict, Side = side };
        return verdict == Verdict.Open
            ? judged
            : judged with
            {
                Firmness = Trials(evaluation, item.Stability!.ComparedWith, apmo).Of(judged, evaluation.Draws([part.Key, "firmness"])),
            };
    }

    protected override IEnumerable<int[][]> Chosen() => [table.ByGroup(index)];

    /// <summary>Few may not lie on one side of the top band either, the share of which is told of each group that is shown.</summary>
    protected override bool AnsweredAlike(IReadOnlySet<int> groups)
    {
        int[] Sides(int[] counts) => [Frequencies.Total(counts) - part.Scale.Count(Band.Top, counts), part.Scale.Count(Band.Top, counts)];
        return base.AnsweredAlike(groups)
            || (
                groups.Sum(group => N[group]) < GroupItemResult.FewInGroup
                && SmallCells.AnsweredAlike(groups, N, [.. table.ByGroup(index).Select(Sides)])
            );
    }

    private VerdictTrials Trials(Evaluation evaluation, int comparedWith, double? apmo)
    {
        var hidden = Hidden(evaluation);
        var tables = Enumerable.Range(0, N.Length).Select(group => OfGroup(group, evaluation)).ToList();
        var isShown = Enumerable.Range(0, N.Length).Select(group => group < evaluation.GroupKeys.Count && !hidden.Contains(group)).ToList();
        AnswerTable Rest(Func<int, AnswerTable> of) =>
            // The last place holds those without a group.
            AnswerTable.Sum(part.Scale.Points, Enumerable.Range(0, N.Length).Where(group => !isShown[group]).Select(of));
        AnswerTable InBulk(int group) => evaluation.Kept.InBulk(part.Key, group);
        AnswerTable Knowing(int group) => evaluation.Knowing.Rated(part.Key)![group];
        List<AnswerTable> Each(Func<int, AnswerTable> of) =>
            [.. Enumerable.Range(0, N.Length).Where(group => isShown[group]).Select(of), Rest(of)];
        return new(
            part.Scale,
            evaluation.Settings,
            apmo,
            () => evaluation.Draws([part.Key]),
            [
                .. from @group in Enumerable.Range(0, evaluation.GroupKeys.Count)
                where isShown[@group]
                select (evaluation.GroupKeys[@group], tables[@group]),
            ],
            Rest(group => tables[group]),
            evaluation.Earlier.First(round => round.Round == comparedWith).Of(part.Key)!.Counts!,
            evaluation.Kept.IsKnown ? Each(InBulk) : [],
            evaluation.Knowing.Rated(part.Key) is null ? [] : Each(Knowing)
        );
    }

    /// <summary>Those of a group who handed in and were asked.</summary>
    private AnswerTable OfGroup(int group, Evaluation evaluation)
    {
        var answers = table.Answers(index, group);
        answers.Leave(evaluation.NotAskedOf(part.Key, group));
        return answers;
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
            : new(part.Key, n, Quantiles.Median(stayed)!.Value, m, Quantiles.Median(left)!.Value);
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

    private static (double? Q1, double? Median, double? Q3) Quartiles(int[] counts, int type) =>
        (Quantiles.OfCounts(counts, 0.25, type), Quantiles.Median(counts), Quantiles.OfCounts(counts, 0.75, type));
}

/// <summary>A column that counts for itself, from its slots in the row.</summary>
/// <param name="slot">The first of its slots.</param>
/// <param name="slots">How many it has.</param>
internal abstract class SlotColumn(string type, string key, int slot, int slots, int groups) : Column(type, key, groups)
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

    /// <summary>Takes an expert's row of what was asked last beside the one of now.</summary>
    public virtual void TakePair(int group, ReadOnlySpan<short> before, ReadOnlySpan<short> now) { }

    protected abstract void Count(int group, ReadOnlySpan<short> mine);
}

internal sealed class ChoiceColumn(string type, ChoicePart part, int slot, int groups) : SlotColumn(type, part.Key, slot, 1, groups)
{
    private readonly int[][] counts = Table(groups, part.Options.Count);
    private readonly PairTable[] pairs = [.. Enumerable.Range(0, groups).Select(_ => new PairTable(part.Options.Count))];

    protected override void Count(int group, ReadOnlySpan<short> mine) => counts[group][mine[0] - 1]++;

    protected override IEnumerable<int[][]> Chosen() => [counts];

    public override void TakePair(int group, ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        if (before[Slot] > 0 && now[Slot] > 0)
            pairs[group].Add(before[Slot], now[Slot]);
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
            Stability = Compared(result, counts, pairs, null, evaluation),
        };
    }
}

/// <summary>All options of one ranking, because whether an expert ranked at all is told by the whole of it.</summary>
internal sealed class RankingColumn(string type, RankingItem item, int slot, int groups)
    : SlotColumn(type, item.Key, slot, item.Options.Count, groups)
{
    private readonly int[][][] counts = [.. item.Options.Select(_ => Table(groups, item.Top))];

    protected override void Count(int group, ReadOnlySpan<short> mine)
    {
        for (var option = 0; option < mine.Length; option++)
            if (mine[option] > 0)
                counts[option][group][mine[option] - 1]++;
    }

    protected override IEnumerable<int[][]> Chosen() => counts;

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
internal sealed class WordsColumn(string type, string key, int slot, int slots, int groups) : SlotColumn(type, key, slot, slots, groups)
{
    private int entries;

    protected override void Count(int group, ReadOnlySpan<short> mine) => entries += mine.Length - mine.Count((short)0);

    public override IEnumerable<ItemResult> Results(Evaluation evaluation) => [Empty(Key, evaluation) with { Entries = entries }];
}
