using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using static Befragung.Delphi.Tests.Statistics.Tables;

namespace Befragung.Delphi.Tests.Statistics;

/// <summary>What must hold for any answers.</summary>
public class PropertyTests
{
    private static readonly int[] SymmetricTypes = [2, 5, 6, 7, 8, 9];

    [Fact]
    public void Reversing_a_scale_mirrors_median_quartiles_and_interval() =>
        Hold(
            Counts,
            counts =>
            {
                var reversed = Reversed(counts);
                double mirror = counts.Length + 1;
                foreach (var type in SymmetricTypes)
                foreach (var probability in new[] { 0.25, 0.3, 0.5, 0.7, 0.75 })
                    Same(mirror - Quantiles.OfCounts(counts, 1 - probability, type), Quantiles.OfCounts(reversed, probability, type));
                Same(mirror - Moments.Mean(counts), Moments.Mean(reversed));
                Same(mirror - MedianInterval.OfCounts(counts)?.Upper, MedianInterval.OfCounts(reversed)?.Lower);
                Same(MedianInterval.OfCounts(counts)?.Coverage, MedianInterval.OfCounts(reversed)?.Coverage);
            }
        );

    [Fact]
    public void Reversing_a_scale_changes_no_measure_of_spread() =>
        Hold(
            Counts,
            counts =>
            {
                Same(Agreement.A(counts), Agreement.A(Reversed(counts)));
                Same(Agreement.Cns(counts), Agreement.Cns(Reversed(counts)));
                Same(Moments.StandardDeviation(counts), Moments.StandardDeviation(Reversed(counts)));
            }
        );

    [Fact]
    public void Reversing_a_scale_swaps_agreement_and_disagreement() =>
        Hold(
            Counts,
            counts =>
            {
                var reversed = Reversed(counts);
                Assert.Equal(Frequencies.PercentInTop(counts, 2), Frequencies.PercentInBottom(reversed, 2));
                Assert.Equal(
                    Comet.Of(counts, 1, 1) switch
                    {
                        CometClass.In => CometClass.Out,
                        CometClass.Out => CometClass.In,
                        var other => other,
                    },
                    Comet.Of(reversed, 1, 1)
                );
            }
        );

    [Fact]
    public void Reversing_a_scale_mirrors_RAND_UCLA_but_for_the_halves() =>
        Hold(
            CountsOf(9),
            counts =>
            {
                Ram? ram = Ram.OfCounts(counts, 7),
                    mirrored = Ram.OfCounts(Reversed(counts), 7);
                Same(10 - ram?.P30, mirrored?.P70);
                Same(ram?.Ipras, mirrored?.Ipras);
                Same(ram?.DisagreementIndex, mirrored?.DisagreementIndex);
                Assert.Equal(ram?.Disagreement, mirrored?.Disagreement);
                if (ram is null || Quantiles.OfCounts(counts, 0.5, 7) is 3.5 or 6.5)
                    return;
                Assert.Equal(2 - (int)ram.Classification, (int)mirrored!.Classification);
            }
        );

    [Fact]
    public void Reversing_a_scale_changes_no_test() =>
        Hold(
            Groups,
            groups =>
            {
                int[][] reversed = [.. groups.Select(Reversed)];
                Same(KruskalWallis.OfCounts(groups)?.H, KruskalWallis.OfCounts(reversed)?.H);
                foreach (var (pair, mirrored) in MannWhitney.AllPairs(groups).Zip(MannWhitney.AllPairs(reversed)))
                {
                    Same((double)Frequencies.Total(groups[pair.First]) * Frequencies.Total(groups[pair.Second]) - pair.U, mirrored.U);
                    Same(pair.PHolm, mirrored.PHolm);
                }
            }
        );

    [Fact]
    public void Reversing_a_scale_or_time_changes_no_comparison_of_rounds() =>
        Hold(
            Pairs,
            pairs =>
            {
                PairTable table = Table(pairs),
                    mirrored = Table(pairs.Select(pair => (8 - pair.Before, 8 - pair.After))),
                    backwards = Table(pairs.Select(pair => (pair.After, pair.Before)));
                var test = Wilcoxon.Of(table);
                foreach (var other in new[] { mirrored, backwards })
                {
                    Same(test?.N * (test?.N + 1) / 2.0 - test?.V, Wilcoxon.Of(other)?.V);
                    Same(test?.P, Wilcoxon.Of(other)?.P);
                    Same(Kappa.Linear(table), Kappa.Linear(other));
                    Same(Kappa.Quadratic(table), Kappa.Quadratic(other));
                    PairedChange? change = Change(table),
                        otherChange = Change(other);
                    Same(change?.Delta, otherChange?.Delta);
                    // Where all outcomes are looked at, it makes no difference in which order.
                    if (change is { Exact: true })
                        Same(change.P, otherChange!.P);
                }
                var movement = Movement.Of(table, 2, 2);
                Assert.Equal(movement with { Up = movement.Down, Down = movement.Up }, Movement.Of(mirrored, 2, 2));
                Assert.Equal(movement with { Up = movement.Down, Down = movement.Up }, Movement.Of(backwards, 2, 2));
            }
        );

    [Fact]
    public void A_mirrored_scale_mirrors_the_sides_and_no_verdict() =>
        Hold(
            Pairs,
            pairs =>
            {
                // On few pairs all outcomes are looked at, so p is the same in any order.
                var few = pairs.Take(12).ToList();
                var item = Delphi.Tests.Results.Panel.Second(SevenPoints, few).Of("q1")!;
                var mirrored = Delphi
                    .Tests.Results.Panel.Second(SevenPoints, few.Select(pair => (8 - pair.Before, 8 - pair.After)))
                    .Of("q1")!;
                Assert.Equal(item.Verdict, mirrored.Verdict);
                Assert.Equal(
                    item.Side switch
                    {
                        Band.Top => Band.Bottom,
                        Band.Bottom => Band.Top,
                        var side => side,
                    },
                    mirrored.Side
                );
            }
        );

    private static readonly Questionnaire SevenPoints = Delphi.Tests.Results.Panel.Asking(new Delphi.Studies.PercentAgreementRule(75), 7);

    private static PairedChange? Change(PairTable table) => PairedChange.Of(table, () => new Draws(1, 2, 3, 4, 5, 6));

    [Fact]
    public void The_order_of_experts_changes_nothing() =>
        Hold(
            Experts,
            experts =>
            {
                ConcordanceResult? result = Concord(experts),
                    other = Concord(Reversed(experts));
                Same(result?.W, other?.W);
                Same(result?.P, other?.P);
                Same(result?.W, Concord(experts.Select(Reversed))?.W);
                if (experts.Length < 2)
                    return;
                double[] x = [.. experts[0]],
                    y = [.. experts[1]];
                Same(Correlation.Spearman(x, y), Correlation.Spearman(Reversed(x), Reversed(y)));
                Same(Correlation.Spearman(x, y), Correlation.Spearman(y, x));
            }
        );

    [Fact]
    public void The_order_of_pairs_and_their_table_change_nothing() =>
        Hold(
            Pairs,
            pairs =>
            {
                var expected = Wilcoxon.Of(Table(pairs));
                Assert.Equal(expected, Wilcoxon.Of(Table(pairs.OrderBy(pair => pair.After))));
                Assert.Equal(
                    expected,
                    Wilcoxon.Of([.. pairs.Select(pair => (double)pair.Before)], [.. pairs.Select(pair => (double)pair.After)])
                );
                Assert.Equal(Kappa.Linear(Table(pairs)), Kappa.Linear(Table(Reversed(pairs))));
            }
        );

    [Fact]
    public void The_order_of_groups_changes_no_test() =>
        Hold(
            Groups,
            groups =>
            {
                Same(KruskalWallis.OfCounts(groups)?.H, KruskalWallis.OfCounts(Reversed(groups))?.H);
                var last = groups.Length - 1;
                foreach (var pair in MannWhitney.AllPairs(groups))
                    Same(
                        pair.PHolm,
                        MannWhitney
                            .AllPairs(Reversed(groups))
                            .Single(other => (other.First, other.Second) == (last - pair.Second, last - pair.First))
                            .PHolm
                    );
            }
        );

    [Fact]
    public void A_group_of_missing_answers_changes_nothing() =>
        Hold(
            Groups,
            groups =>
            {
                int[][] more = [.. groups, new int[groups[0].Length]];
                Assert.Equal(KruskalWallis.OfCounts(groups), KruskalWallis.OfCounts(more));
                Assert.Equal(MannWhitney.AllPairs(groups), MannWhitney.AllPairs(more));
            }
        );

    [Fact]
    public void Two_groups_have_the_same_probability_by_either_test() =>
        Hold(
            Groups,
            groups =>
            {
                if (groups.Length != 2 || KruskalWallis.OfCounts(groups) is not { } test)
                    return;
                Same(test.P, MannWhitney.AllPairs(groups)[0].P);
            }
        );

    [Fact]
    public void Quantiles_rise_with_their_probability() =>
        Hold(
            Counts,
            counts =>
            {
                if (Frequencies.Total(counts) == 0)
                    return;
                for (var type = 1; type <= 9; type++)
                {
                    var values = Enumerable
                        .Range(0, 101)
                        .Select(percent => Quantiles.OfCounts(counts, percent / 100.0, type)!.Value)
                        .ToList();
                    Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-12));
                    Assert.All(values, value => Assert.InRange(value, 1, counts.Length));
                }
            }
        );

    [Fact]
    public void Measures_stay_within_their_bounds() =>
        Hold(
            Groups,
            groups =>
            {
                foreach (var counts in groups)
                {
                    Within(-1, Agreement.A(counts), 1);
                    Within(0, Agreement.Polarisation(counts), 1);
                    Within(0, Agreement.Cns(counts), 1);
                    Within(1, Moments.Mean(counts), counts.Length);
                    if (MedianInterval.OfCounts(counts) is not { } interval)
                        continue;
                    Within(0.95, interval.Coverage, 1);
                    Within(interval.Lower, Quantiles.OfCounts(counts, 0.5, 7), interval.Upper);
                }
                var test = KruskalWallis.OfCounts(groups);
                Within(0, test?.P, 1);
                Within(0, test?.EpsilonSquared, 1);
                foreach (var pair in MannWhitney.AllPairs(groups))
                {
                    Within(0, pair.P, pair.PHolm);
                    Within(0, pair.PHolm, 1);
                }
                Within(0, Stability.DistributionChange(groups[0], groups[^1]), 1);
                var items = groups.Select(counts => (counts[^1], counts[0], Frequencies.Total(counts))).ToList();
                Within(0, Apmo.Of(items), 100);
            }
        );

    [Fact]
    public void Concordance_and_kappa_stay_within_their_bounds()
    {
        Hold(
            Experts,
            experts =>
            {
                Within(0, Concord(experts)?.W, 1);
                Within(0, Concord(experts)?.P, 1);
            }
        );
        Hold(
            Pairs,
            pairs =>
            {
                Within(-1, Kappa.Linear(Table(pairs)), 1);
                Within(-1, Kappa.Quadratic(Table(pairs)), 1);
                Within(-1, Kappa.Unweighted(Table(pairs)), 1);
                Within(0, Wilcoxon.Of(Table(pairs))?.P, 1);
                Within(
                    -1,
                    Correlation.Spearman([.. pairs.Select(pair => (double)pair.Before)], [.. pairs.Select(pair => (double)pair.After)]),
                    1
                );
            }
        );
    }

    [Fact]
    public void Percentages_of_all_points_sum_to_a_hundred() =>
        Hold(
            Counts,
            counts =>
            {
                var n = Frequencies.Total(counts);
                if (n > 0)
                    Same(100, counts.Sum(count => Frequencies.Percent(count, n)));
                for (var band = 0; band <= counts.Length; band++)
                    if (n > 0)
                        Same(100, Frequencies.PercentInBottom(counts, band) + Frequencies.PercentInTop(counts, counts.Length - band));
            }
        );

    /// <summary>What subtracting the visible groups from the total leaves is the sum of two hidden groups or more, and of no fewer answers than the smallest cell.</summary>
    [Fact]
    public void Suppression_cannot_be_undone_by_subtraction() =>
        Hold(
            Groups,
            groups =>
            {
                const int smallest = 5;
                int[] sizes = [.. groups.Select(counts => Frequencies.Total(counts))];
                var hidden = SmallCells.Hidden(sizes, smallest);
                int[] rest =
                [
                    .. Enumerable
                        .Range(0, groups[0].Length)
                        .Select(point =>
                            groups.Sum(counts => counts[point])
                            - groups.Index().Where(group => !hidden.Contains(group.Index)).Sum(group => group.Item[point])
                        ),
                ];
                Assert.All(sizes.Index().Where(group => group.Item < smallest), group => Assert.Contains(group.Index, hidden));
                if (hidden.Count == groups.Length || Frequencies.Total(rest) == 0)
                    return;
                Assert.True(Frequencies.Total(rest) >= smallest);
                Assert.All(hidden, group => Assert.NotEqual(rest, groups[group]));
            }
        );

    private static PairTable Table(IEnumerable<(int Before, int After)> pairs)
    {
        var table = new PairTable(7);
        foreach (var (before, after) in pairs)
            table.Add(before, after);
        return table;
    }

    private static ConcordanceResult? Concord(IEnumerable<int[]> experts)
    {
        var list = experts.ToList();
        var concordance = new Concordance(list[0].Length);
        foreach (var expert in list)
            concordance.Add(expert);
        return concordance.Result();
    }

    private static void Same(double? expected, double? actual) =>
        Assert.True(
            expected is null ? actual is null : actual is { } value && Math.Abs(value - expected.Value) < 1e-9,
            $"{expected:R} is not {actual:R}."
        );

    private static void Within(double low, double? value, double high) =>
        Assert.True(
            value is not { } number || (number >= low - 1e-12 && number <= high + 1e-12),
            $"{value:R} lies outside {low:R} … {high:R}."
        );
}
