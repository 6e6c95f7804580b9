using System.Globalization;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Tests.Statistics;

/// <summary>Every measure against R, on the random data sets of tests/r/reference.R.</summary>
public class ReferenceTests
{
    [Fact]
    public void Measures_of_an_item_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("items"))
        {
            var counts = row.Wholes("counts");
            Assert.Equal(row.Whole("n"), Frequencies.Total(counts));
            row.Is("mean", Moments.Mean(counts));
            row.Is("s", Moments.StandardDeviation(counts));
            row.Is("cv", Moments.CoefficientOfVariation(counts));
            row.Is("lower", MedianInterval.OfCounts(counts)?.Lower);
            row.Is("upper", MedianInterval.OfCounts(counts)?.Upper);
            row.Is("a", Agreement.A(counts));
            row.Is("cns", Agreement.Cns(counts));
        }
    }

    [Fact]
    public void Quantiles_of_every_type_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("quantiles"))
        {
            var counts = row.Wholes("counts");
            foreach (
                var (column, probability) in new[] { ("quartile1", 0.25), ("p30", 0.3), ("median", 0.5), ("p70", 0.7), ("quartile3", 0.75) }
            )
                row.Is(column, Quantiles.OfCounts(counts, probability, row.Whole("type")));
        }
    }

    [Fact]
    public void Median_intervals_are_those_of_Rs_binomial_distribution()
    {
        foreach (var row in ReferenceTable.Read("intervals"))
        {
            var ranks = MedianInterval.Ranks(row.Whole("n"));
            row.Is("lower", ranks?.Lower);
            row.Is("upper", ranks?.Upper);
            row.Is("coverage", ranks?.Coverage);
        }
    }

    [Fact]
    public void Rand_ucla_is_that_of_R()
    {
        foreach (var row in ReferenceTable.Read("ram"))
        {
            var ram = Ram.OfCounts(row.Wholes("counts"), row.Whole("type"))!;
            row.Is("p30", ram.P30);
            row.Is("p70", ram.P70);
            row.Is("ipr", ram.Ipr);
            row.Is("ipras", ram.Ipras);
            row.Is("index", ram.DisagreementIndex);
            Assert.Equal(row.Text("disagreement"), ram.Disagreement ? "true" : "false");
            Assert.Equal(row.Text("class"), ram.Classification.ToString());
        }
    }

    [Fact]
    public void Differences_of_groups_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("groups"))
        {
            var groups = row.WholeLists("groups");
            var test = KruskalWallis.OfCounts(groups);
            row.Is("h", test?.H);
            row.Is("df", test?.DegreesOfFreedom);
            row.Is("p", test?.P);
            row.Is("epsilon", test?.EpsilonSquared);
            var expected = row.NumberLists("pairs");
            var pairs = MannWhitney.AllPairs(groups);
            Assert.Equal(expected.Length, pairs.Count);
            foreach (var (numbers, pair) in expected.Zip(pairs))
            {
                Assert.Equal((numbers[0], numbers[1], numbers[2]), (pair.First, pair.Second, pair.U));
                row.Close(numbers[3], pair.P, "p of a pair");
                row.Close(numbers[4], pair.PHolm, "p of a pair, by Holm");
            }
        }
    }

    [Fact]
    public void Concordance_is_that_of_Rs_Friedman_test()
    {
        foreach (var row in ReferenceTable.Read("concordance"))
        {
            var concordance = new Concordance(row.Whole("items"));
            foreach (var ratings in row.WholeLists("ratings"))
                concordance.Add(ratings);
            var result = concordance.Result();
            row.Is("w", result?.W);
            row.Is("chiSquare", result?.ChiSquare);
            row.Is("p", result?.P);
            if (result is null)
                continue;
            row.Is("raters", result.Raters);
            row.Is("df", result.DegreesOfFreedom);
        }
    }

    [Fact]
    public void Change_between_two_rounds_is_that_of_R()
    {
        foreach (var row in ReferenceTable.Read("pairs"))
        {
            var pairs = new PairTable(row.Whole("points"));
            foreach (var (before, after) in row.Wholes("before").Zip(row.Wholes("after")))
                pairs.Add(before, after);
            IsSignedRank(row, Wilcoxon.Of(pairs));
            IsSignedRank(row, Wilcoxon.Of(row.Numbers("before"), row.Numbers("after")));
            row.Is("linear", Kappa.Linear(pairs));
            row.Is("quadratic", Kappa.Quadratic(pairs));
            row.Is("unweighted", Kappa.Unweighted(pairs));
        }
    }

    [Fact]
    public void Change_of_the_same_experts_answers_is_that_of_R_enumerated_or_drawn()
    {
        var exact = 0;
        foreach (var row in ReferenceTable.Read("changes"))
        {
            var pairs = new PairTable(row.Whole("points"));
            foreach (var (before, after) in row.Wholes("before").Zip(row.Wholes("after")))
                pairs.Add(before, after);
            var change = PairedChange.Of(pairs, () => new Draws(1, 2, 3, 4, 5, 6))!;
            row.Is("delta", change.Delta);
            row.Is("p", change.P);
            Assert.Equal(row.Text("exact"), change.Exact ? "true" : "false");
            exact += change.Exact ? 1 : 0;
        }
        Assert.InRange(exact, 50, ReferenceTable.Read("changes").Count() - 10);
    }

    [Fact]
    public void Intervals_of_shares_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("wilson"))
        {
            var interval = WilsonInterval.Of(row.Whole("count"), row.Whole("n"))!;
            row.Is("lower", interval.Lower);
            row.Is("upper", interval.Upper);
        }
    }

    [Fact]
    public void Signed_ranks_of_numbers_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("wilcoxon"))
            IsSignedRank(row, Wilcoxon.Of(row.Numbers("before"), row.Numbers("after")));
    }

    [Fact]
    public void Rank_correlation_is_that_of_R()
    {
        foreach (var row in ReferenceTable.Read("correlation"))
        {
            Assert.Equal(row.Numbers("ranks"), Ranks.MidRanks(row.Numbers("x")));
            row.Is("rho", Correlation.Spearman(row.Numbers("x"), row.Numbers("y")));
        }
    }

    [Fact]
    public void Summaries_of_numbers_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("values"))
        {
            var summary = Values.Summary(row.Numbers("values"), row.Whole("type"))!;
            row.Is("mean", summary.Mean);
            row.Is("s", summary.StandardDeviation);
            row.Is("minimum", summary.Minimum);
            row.Is("quartile1", summary.Quartile1);
            row.Is("median", summary.Median);
            row.Is("quartile3", summary.Quartile3);
            row.Is("maximum", summary.Maximum);
        }
    }

    [Fact]
    public void Agreement_of_coders_is_that_of_R()
    {
        foreach (var row in ReferenceTable.Read("coders"))
        {
            var data = new ReliabilityData(row.Whole("coders"));
            foreach (var unit in Units(row))
                data.Add([.. unit.Select(value => value == "-" ? (int?)null : Number(value))]);
            IsAgreement(row, CoderAgreement.Of(data, Draws.Of(row.Text("key"))), told => told.Krippendorff);
        }
    }

    [Fact]
    public void Agreement_on_several_codes_of_a_unit_is_that_of_R()
    {
        foreach (var row in ReferenceTable.Read("codes"))
        {
            var sets = new CodedSets(row.Whole("coders"), row.Whole("codes"));
            foreach (var unit in Units(row))
                sets.Add([
                    .. unit.Select(set =>
                        set == "-" ? null : set[1..].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray()
                    ),
                ]);
            var (overall, codes) = CoderAgreement.Of(sets, Draws.Of(row.Text("key")));
            IsAgreement(row, overall, told => told.Cohen ?? told.Fleiss);
            foreach (var (code, alpha) in row.Text("alphas").Split('|').Index())
                if (alpha.Length == 0)
                    Assert.Null(codes[code].Krippendorff);
                else
                    row.Close(double.Parse(alpha, CultureInfo.InvariantCulture), codes[code].Krippendorff?.Value, "alpha of " + code);
        }
    }

    private static IEnumerable<string[]> Units(ReferenceRow row) => row.Text("units").Split('|').Select(unit => unit.Split(' '));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void IsAgreement(ReferenceRow row, CoderAgreement told, Func<CoderAgreement, AgreementEstimate?> drawn)
    {
        row.Is("percent", told.Percent);
        row.Is("cohen", told.Cohen?.Value);
        row.Is("fleiss", told.Fleiss?.Value);
        row.Is("alpha", told.Krippendorff?.Value);
        // R draws anew for some of them only.
        if (row.Text("drawn") == "false")
            return;
        row.Is("lower", drawn(told)?.Lower);
        row.Is("upper", drawn(told)?.Upper);
    }

    private static void IsSignedRank(ReferenceRow row, Wilcoxon? test)
    {
        row.Is("v", test?.V);
        row.Is("n", test?.N);
        row.Is("p", test?.P);
        Assert.Equal(
            row.Text("exact"),
            test is null ? ""
                : test.Exact ? "true"
                : "false"
        );
    }
}
