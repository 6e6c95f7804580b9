using Befragung.Delphi.Statistics;
using static Befragung.Delphi.Tests.Statistics.Published.Printed;

namespace Befragung.Delphi.Tests.Statistics.Published;

public class PublishedGroupTests
{
    /// <summary>R's data set airquality: ozone in New York by month (Chambers et al. 1983), May to September, without missing values.</summary>
    private static readonly int[][] Ozone =
    [
        Counts(168, 41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37),
        Counts(168, 29, 71, 39, 23, 21, 37, 20, 12, 13),
        Counts(168, 135, 49, 32, 64, 40, 77, 97, 97, 85, 10, 27, 7, 48, 35, 61, 79, 63, 16, 80, 108, 20, 52, 82, 50, 64, 59),
        Counts(168, 39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85),
        Counts(168, 96, 78, 73, 91, 47, 32, 20, 23, 21, 24, 44, 21, 28, 9, 13, 46, 18, 13, 24, 16, 13, 23, 36, 7, 14, 30, 14, 18, 20),
    ];

    /// <summary>Hollander and Wolfe (1973), p. 116, mucociliary efficiency, in tenths; example of R's kruskal.test.</summary>
    [Fact]
    public void Kruskal_Wallis_by_Hollander_and_Wolfe()
    {
        var test = KruskalWallis.OfCounts([Counts(40, 29, 30, 25, 26, 32), Counts(40, 38, 27, 40, 24), Counts(40, 28, 34, 37, 22, 20)])!;
        Is(0.771428571429, test.H);
        Is(0.679964773579, test.P);
        Is(0.771428571429 / 13, test.EpsilonSquared);
        Assert.Equal(2, test.DegreesOfFreedom);
    }

    /// <summary>Kruskal and Wallis (1952), table 1.1: bottle caps of three machines, H = 5.656 and p = 0.059; digits with R 4.2.2: kruskal.test(list(…)).</summary>
    [Fact]
    public void Kruskal_Wallis_by_Kruskal_and_Wallis()
    {
        var test = KruskalWallis.OfCounts([
            Counts(355, 340, 345, 330, 342, 338),
            Counts(355, 339, 333, 344),
            Counts(355, 347, 343, 349, 355),
        ])!;
        Is(5.6564102564102541, test.H);
        Is(0.0591188692897961, test.P);
    }

    /// <summary>Example of R's kruskal.test: 29.267, df = 4, p = 6.901e-06; digits with R 4.2.2: kruskal.test(Ozone ~ Month, data = airquality).</summary>
    [Fact]
    public void Kruskal_Wallis_with_ties()
    {
        var test = KruskalWallis.OfCounts(Ozone)!;
        Is(29.2665763061169, test.H);
        Is(6.90071411854678e-06, test.P, 1e-15);
        Assert.Equal(4, test.DegreesOfFreedom);
    }

    /// <summary>
    /// Example of R's pairwise.wilcox.test, with R 4.2.2: pairwise.wilcox.test(Ozone, Month, exact = FALSE, correct = FALSE) of airquality, and the same with
    /// p.adjust = "none".
    /// </summary>
    [Fact]
    public void Pairs_of_months_by_Mann_Whitney_and_Holm()
    {
        (int, int, double, double)[] expected =
        [
            (0, 1, 1.86134404351589e-01, 0.558403213054768255),
            (0, 2, 2.87822244313789e-05, 0.000287822244313789),
            (0, 3, 1.16377260043533e-04, 0.001047395340391801),
            (0, 4, 1.16614746143047e-01, 0.466458984572187707),
            (1, 2, 0.0134112524428052, 0.0804675146568313),
            (1, 3, 0.0246739509522471, 0.1233697547612355),
            (1, 4, 0.9451772527006937, 1),
            (2, 3, 0.854764152491317986, 1),
            (2, 4, 0.000721791874510419, 0.00577433499608335),
            (3, 4, 0.00316056091625469, 0.0221239264137828),
        ];
        var pairs = MannWhitney.AllPairs(Ozone);
        Assert.Equal(expected.Select(pair => (pair.Item1, pair.Item2)), pairs.Select(pair => (pair.First, pair.Second)));
        foreach (var ((_, _, p, holm), pair) in expected.Zip(pairs))
        {
            Is(p, pair.P);
            Is(holm, pair.PHolm);
        }
    }

    /// <summary>
    /// Hollander and Wolfe (1973), p. 69, permeability of the chorioamnion, in hundredths: W = 35; example of R's wilcox.test. The p of the approximation
    /// with R 4.2.2: wilcox.test(x, y, exact = FALSE, correct = FALSE).
    /// </summary>
    [Fact]
    public void Mann_Whitney_by_Hollander_and_Wolfe()
    {
        var (u, p) = MannWhitney
            .Between(Counts(191, 80, 83, 189, 104, 145, 138, 191, 164, 73, 146), Counts(191, 115, 88, 90, 74, 121))!
            .Value;
        Assert.Equal(35, u);
        Is(0.220671361919847, p);
    }

    /// <summary>Wikipedia, "Mann–Whitney U test", Aesop's tortoises and hares: U = 11 and 25; p with R 4.2.2 as above.</summary>
    [Fact]
    public void Mann_Whitney_of_tortoises_and_hares()
    {
        int[] tortoises = Counts(12, 12, 6, 5, 4, 3, 2),
            hares = Counts(12, 11, 10, 9, 8, 7, 1);
        Assert.Equal(11, MannWhitney.Between(tortoises, hares)!.Value.U);
        Assert.Equal(25, MannWhitney.Between(hares, tortoises)!.Value.U);
        Is(0.262331675408357, MannWhitney.Between(tortoises, hares)!.Value.P);
    }

    /// <summary>Wikipedia, "Holm–Bonferroni method", example: at 0.05 the first and the fourth hypothesis are rejected.</summary>
    [Fact]
    public void Holms_correction_of_four_probabilities()
    {
        double[] expected = [0.03, 0.06, 0.06, 0.02];
        foreach (var (value, corrected) in expected.Zip(MannWhitney.Holm([0.01, 0.04, 0.03, 0.005])))
            Is(value, corrected);
    }

    /// <summary>Siegel and Castellan (1988): three raters of eight reasons for attending a conference; W = 0.656, χ² = 13.78. p with R 4.2.2: friedman.test.</summary>
    [Fact]
    public void Kendalls_W_by_Siegel_and_Castellan() =>
        IsConcordant(
            Concord([5, 6, 7, 1, 2, 4, 3, 8], [1, 7, 6, 2, 3, 5, 4, 8], [4, 5, 1, 3, 2, 7, 6, 8]),
            3,
            0.656084656085,
            13.7777777778,
            7,
            0.0552779298915745
        );

    /// <summary>Four judges with ties, computed with R 4.2.2: friedman.test(rbind(c(2, 5, 4, 5, 1), …)), whose χ² is k(m − 1)W.</summary>
    [Fact]
    public void Kendalls_W_with_ties() =>
        IsConcordant(
            Concord([2, 5, 4, 5, 1], [3, 3, 4, 5, 3], [3, 4, 4, 6, 2], [2, 4, 3, 6, 2]),
            4,
            0.856164383562,
            13.698630137,
            4,
            0.0083216993772959
        );

    /// <summary>
    /// Hollander and Wolfe (1973), p. 140, three ways to round first base, in hundredths of a second; example of R's friedman.test: 11.143, df = 2,
    /// p = 0.003805. W is χ² / (22 · 2).
    /// </summary>
    [Fact]
    public void Kendalls_W_of_rounding_first_base() =>
        IsConcordant(
            Concord(
                [540, 550, 555],
                [585, 570, 575],
                [520, 560, 550],
                [555, 550, 540],
                [590, 585, 570],
                [545, 555, 560],
                [540, 540, 535],
                [545, 550, 535],
                [525, 515, 500],
                [585, 580, 570],
                [525, 520, 510],
                [565, 555, 545],
                [560, 535, 545],
                [505, 500, 495],
                [550, 550, 540],
                [545, 555, 550],
                [555, 555, 535],
                [545, 550, 555],
                [550, 545, 525],
                [565, 560, 540],
                [570, 565, 555],
                [630, 630, 625]
            ),
            22,
            0.25324675324675322,
            11.14285714285714235,
            2,
            0.00380504077551136
        );

    private static ConcordanceResult Concord(params int[][] experts)
    {
        var concordance = new Concordance(experts[0].Length);
        foreach (var expert in experts)
            concordance.Add(expert);
        return concordance.Result()!;
    }

    private static void IsConcordant(ConcordanceResult result, int raters, double w, double chiSquare, int degreesOfFreedom, double p)
    {
        Assert.Equal((raters, degreesOfFreedom, degreesOfFreedom + 1), (result.Raters, result.DegreesOfFreedom, result.Items));
        Is(w, result.W);
        Is(chiSquare, result.ChiSquare);
        Is(p, result.P);
    }
}
