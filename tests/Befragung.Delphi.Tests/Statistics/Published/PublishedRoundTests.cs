using Befragung.Delphi.Statistics;
using static Befragung.Delphi.Tests.Statistics.Published.Printed;

namespace Befragung.Delphi.Tests.Statistics.Published;

public class PublishedRoundTests
{
    /// <summary>Hollander and Wolfe (1973), p. 29, depression before and after tranquillisers; example of R's wilcox.test: V = 40, two-sided p = 0.0390625.</summary>
    [Fact]
    public void Signed_ranks_by_Hollander_and_Wolfe() =>
        IsTest(
            Wilcoxon.Of([1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30], [.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])!,
            40,
            9,
            0.0390625
        );

    /// <summary>Darwin's maize by Fisher (1935), The Design of Experiments, in eighths of an inch; exact p with R 4.2.2: wilcox.test(d).</summary>
    [Fact]
    public void Signed_ranks_of_Darwins_maize() =>
        IsTest(Wilcoxon.Of([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48], new double[15])!, 96, 15, 0.041259765625);

    /// <summary>
    /// "Student" (1908), sleep gained by two drugs, with ties and a zero; R's documentation of sleep. All nine who moved moved to one side: p = 2 / 2⁹.
    /// </summary>
    [Fact]
    public void Signed_ranks_of_Students_sleep() =>
        IsTest(
            Wilcoxon.Of([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])!,
            0,
            9,
            0.00390625
        );

    /// <summary>Wikipedia, "Wilcoxon signed-rank test", example of ten pairs, one of them a zero: T⁺ = 27, T⁻ = 18. p with R 4.2.2 over all 2⁹ signs of the ranks.</summary>
    [Fact]
    public void Signed_ranks_of_the_encyclopedia() =>
        IsTest(
            Wilcoxon.Of([125, 115, 130, 140, 140, 115, 140, 125, 140, 135], [110, 122, 125, 120, 140, 124, 123, 137, 135, 145])!,
            27,
            9,
            0.6328125
        );

    /// <summary>Wikipedia, "Cohen's kappa", its three examples; of two points all weights say the same.</summary>
    [Theory]
    [InlineData(new[] { 20, 5, 10, 15 }, 0.4)]
    [InlineData(new[] { 45, 15, 25, 15 }, 0.130434782608696)]
    [InlineData(new[] { 25, 35, 5, 35 }, 0.259259259259259)]
    public void Kappa_of_two_points(int[] table, double expected) => IsKappa(table, expected, expected, expected);

    /// <summary>
    /// Hout, Duncan and Sobel (1987), enjoyment of 91 couples, in Agresti (1990); the example of Kappa() in the R package vcd prints 0.1293 and 0.2374
    /// (linear). Digits with R 4.2.2 from the definition; quadratic also by psych 2.2.9, cohen.kappa.
    /// </summary>
    [Fact]
    public void Kappa_of_ninety_one_couples() =>
        IsKappa([7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14], 0.129330254041570, 0.237380627557981, 0.332045586246861);

    /// <summary>Agresti and Winner (1997), two film critics on 160 films: κ = 0.389. Digits with R 4.2.2 from the definition.</summary>
    [Fact]
    public void Kappa_of_two_film_critics() =>
        IsKappa([24, 8, 13, 8, 13, 11, 10, 9, 64], 0.388838534248349, 0.426874017123886, 0.457971628202414);

    /// <summary>Cohen (1968), table 1, 200 diagnoses by two psychiatrists: κ = 0.492. Digits with R 4.2.2 from the definition.</summary>
    [Fact]
    public void Kappa_by_Cohen() => IsKappa([88, 10, 2, 14, 40, 6, 18, 10, 12], 0.491525423728814, 0.473684210526316, 0.454545454545455);

    /// <summary>Wikipedia, "Spearman's rank correlation coefficient", intelligence and television: −29/165 = −0.175757575.</summary>
    [Fact]
    public void Spearmans_rho_of_television() =>
        Is(-29 / 165d, Correlation.Spearman([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]));

    /// <summary>Hollander and Wolfe (1973), pp. 185–187, tuna; example of R's cor.test: with method = "spearman", 0.6.</summary>
    [Fact]
    public void Spearmans_rho_of_tuna() =>
        Is(
            0.6,
            Correlation.Spearman([44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1], [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8])
        );

    /// <summary>The definition of Scheibe, Skutsch and Schofer (1975), by hand: of 20 answers 3 in net change places, 15 %.</summary>
    [Fact]
    public void Change_of_distribution_at_the_threshold() =>
        Assert.Equal(0.15, Stability.DistributionChange([2, 4, 8, 4, 2], [1, 2, 9, 5, 3]));

    private static void IsTest(Wilcoxon test, double v, int n, double p)
    {
        Assert.Equal((v, n, true), (test.V, test.N, test.Exact));
        Is(p, test.P);
    }

    private static void IsKappa(int[] table, double unweighted, double linear, double quadratic)
    {
        var pairs = new PairTable((int)Math.Sqrt(table.Length));
        foreach (var (index, count) in table.Index())
            for (var i = 0; i < count; i++)
                pairs.Add((index / pairs.Points) + 1, (index % pairs.Points) + 1);
        Is(unweighted, Kappa.Unweighted(pairs));
        Is(linear, Kappa.Linear(pairs));
        Is(quadratic, Kappa.Quadratic(pairs));
    }
}
