using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Tests.Statistics;

/// <summary>Agreement of coders at the borders, and where a unit carries several codes.</summary>
public class CoderAgreementTests
{
    [Fact]
    public void Without_two_values_of_a_unit_there_is_no_agreement()
    {
        var nothing = Told(new(2));
        Assert.Equal(new(0, 0, null, null, null, null), nothing);
        Assert.Equal(nothing, Told(Data(2, [1, null], [null, 1], [null, null])));
        Assert.Equal(nothing, Told(Data(1, [1], [2])));
    }

    [Fact]
    public void Where_all_values_are_the_same_only_percent_agreement_has_one() =>
        Assert.Equal(new(3, 3, 100, null, null, null), Told(Data(2, [7, 7], [7, 7], [7, 7])));

    [Fact]
    public void A_single_unit_on_which_they_disagree_has_a_value_and_every_resample_too()
    {
        var told = Told(Data(2, [1, 2]));
        Assert.Equal(0, told.Percent);
        Assert.Equal(new(0, 0, 0), told.Cohen);
        Assert.Equal(new(-1, -1, -1), told.Fleiss);
        Assert.Equal(new(0, 0, 0), told.Krippendorff);
    }

    [Fact]
    public void Full_agreement_is_one_with_an_interval_of_one()
    {
        var told = Told(Data(3, [.. Enumerable.Range(0, 20).Select(unit => Enumerable.Repeat((int?)(unit % 4), 3).ToArray())]));
        Assert.Null(told.Cohen);
        Assert.Equal(new(1, 1, 1), told.Fleiss);
        Assert.Equal(new(1, 1, 1), told.Krippendorff);
    }

    /// <summary>That one unit is missing in more than a third of the resamples; then all values are the same.</summary>
    [Fact]
    public void A_code_of_a_single_unit_has_no_interval()
    {
        var told = Told(
            Data(
                2,
                [
                    [1, 1],
                    .. Enumerable.Repeat(new int?[] { 0, 0 }, 40),
                ]
            )
        );
        Assert.Equal(new(1, null, null), told.Cohen);
        Assert.Equal(new(1, null, null), told.Krippendorff);
    }

    [Fact]
    public void Units_that_not_all_have_coded_count_for_alpha_and_not_for_Fleiss()
    {
        int?[][] complete =
        [
            [1, 1, 2],
            [2, 2, 2],
            [1, 2, 1],
            [1, 1, 1],
            [2, 2, 1],
        ];
        var (few, more) = (Data(3, complete), Data(3, [.. complete, [1, 2, null], [null, 1, null]]));
        Assert.Equal((7, 6, 5), (more.Units, more.PairableUnits, more.CompleteUnits));
        Assert.Equal(FleissKappa.Of(few), FleissKappa.Of(more));
        Assert.True(KrippendorffAlpha.Of(more) < KrippendorffAlpha.Of(few));
    }

    [Fact]
    public void Names_of_values_and_the_order_of_units_do_not_matter()
    {
        int?[][] units =
        [
            [1, 1, 3],
            [2, null, 2],
            [3, 1, 1],
            [1, 1, 1],
            [3, 3, 2],
            [2, 2, 2],
        ];
        var one = Data(3, units);
        var other = Data(3, [.. units.Reverse().Select(unit => unit.Select(value => -100 * value).ToArray())]);
        Assert.Equal(FleissKappa.Of(one)!.Value, FleissKappa.Of(other)!.Value, 1e-12);
        Assert.Equal(KrippendorffAlpha.Of(one)!.Value, KrippendorffAlpha.Of(other)!.Value, 1e-12);
        Assert.Equal(PairwiseAgreement.Percent(one)!.Value, PairwiseAgreement.Percent(other)!.Value, 1e-12);
    }

    [Fact]
    public void The_same_draws_give_the_same_intervals() =>
        Assert.Equal(
            Told(
                Data(
                    2,
                    [
                        [1, 1],
                        [1, 2],
                        [2, 2],
                        [2, 2],
                        [3, 3],
                        [1, 1],
                        [3, 1],
                    ]
                )
            ),
            Told(
                Data(
                    2,
                    [
                        [1, 1],
                        [1, 2],
                        [2, 2],
                        [2, 2],
                        [3, 3],
                        [1, 1],
                        [3, 1],
                    ]
                )
            )
        );

    /// <summary>Computed here as Krippendorff defines it for any distance: all pairs within units, and all pairs of values.</summary>
    [Fact]
    public void Pooled_alpha_is_that_of_the_sets_with_the_codes_in_which_they_differ_as_distance()
    {
        var units = Units(60, coders: 3, codes: 5);
        var pairable = units.Select(unit => unit.OfType<int[]>().ToList()).Where(values => values.Count >= 2).ToList();
        var all = pairable.SelectMany(values => values).ToList();
        static double Distance(int[] one, int[] other) => one.Except(other).Count() + other.Except(one).Count();
        static double Sum(List<int[]> sets) => sets.Sum(one => sets.Sum(other => Distance(one, other)));
        var observed = pairable.Sum(values => Sum(values) / (values.Count - 1)) / all.Count;
        var expected = Sum(all) / ((double)all.Count * (all.Count - 1));
        var (overall, _) = Told(units, coders: 3, codes: 5);
        Assert.Equal(1 - (observed / expected), overall.Krippendorff!.Value, 1e-12);
    }

    [Fact]
    public void A_code_that_nobody_used_changes_nothing_and_has_no_value()
    {
        var units = Units(50, coders: 2, codes: 4);
        var (overall, codes) = Told(units, coders: 2, codes: 4);
        var (with, more) = Told(units, coders: 2, codes: 5);
        Assert.Equal(overall, with);
        Assert.Equal(codes, more.Take(4));
        Assert.Equal(new(overall.Units, overall.CompleteUnits, 100, null, null, null), more[4]);
    }

    [Fact]
    public void With_a_single_code_overall_is_what_that_code_is()
    {
        var (overall, codes) = Told(Units(40, coders: 2, codes: 1), coders: 2, codes: 1);
        Assert.Equal(overall, codes[0]);
        Assert.NotNull(overall.Cohen?.Lower);
        Assert.InRange(overall.Cohen.Value, overall.Cohen.Lower.Value, overall.Cohen.Upper!.Value);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ReliabilityData(2).Add(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliabilityData(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CodedSets(2, 3).Add([3], []));
        Assert.Throws<ArgumentException>(() => new CodedSets(2, 3).Add([1]));
    }

    private static ReliabilityData Data(int coders, params int?[][] units)
    {
        var data = new ReliabilityData(coders);
        foreach (var unit in units)
            data.Add(unit);
        return data;
    }

    private static CoderAgreement Told(ReliabilityData data) => CoderAgreement.Of(data, Draws.Of("coders"));

    private static (CoderAgreement Overall, IReadOnlyList<CoderAgreement> OfCodes) Told(int[]?[][] units, int coders, int codes)
    {
        var sets = new CodedSets(coders, codes);
        foreach (var unit in units)
            sets.Add(unit);
        return CoderAgreement.Of(sets, Draws.Of("coders"));
    }

    /// <summary>Coders who mostly see what is there; one in ten has not coded a unit.</summary>
    private static int[]?[][] Units(int units, int coders, int codes)
    {
        var draws = Draws.Of("units");
        return
        [
            .. Enumerable
                .Range(0, units)
                .Select(_ =>
                {
                    var there = Enumerable.Range(0, codes).Select(_ => draws.Next() < 0.4).ToArray();
                    return Enumerable
                        .Range(0, coders)
                        .Select(_ =>
                            draws.Next() < 0.1
                                ? null
                                : Enumerable.Range(0, codes).Where(code => draws.Next() < 0.8 == there[code]).ToArray()
                        )
                        .ToArray();
                }),
        ];
    }
}
