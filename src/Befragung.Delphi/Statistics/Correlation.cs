namespace Befragung.Delphi.Statistics;

/// <summary>Correlation between two series, such as the medians of the same items in two rounds.</summary>
public static class Correlation
{
    /// <summary>
    /// Spearman's ρ: the product-moment correlation of the mid-ranks; R's <c>cor(x, y, method = "spearman")</c>.
    /// Spearman (1904), The proof and measurement of association between two things, American Journal of Psychology 15(1).
    /// </summary>
    /// <returns>−1 (opposite order) to 1 (same order); null with fewer than two pairs, and where all values of a series are equal.</returns>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double? Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException("Both series need one value per item.", nameof(y));
        var first = Ranks.MidRanks(x);
        var second = Ranks.MidRanks(y);
        var mean = (x.Length + 1) / 2.0;
        double xx = 0,
            yy = 0,
            xy = 0;
        for (var i = 0; i < first.Length; i++)
        {
            double a = first[i] - mean,
                b = second[i] - mean;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        return xx == 0 || yy == 0 ? null : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }
}
