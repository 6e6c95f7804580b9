namespace Befragung.Delphi.Statistics;

/// <summary>How often n coins show heads: the binomial distribution with ½.</summary>
internal static class Coin
{
    /// <summary>The probabilities of 0 … n heads. From the middle outwards, so that nothing underflows that counts.</summary>
    public static double[] Probabilities(int n)
    {
        var relative = new double[n + 1];
        var middle = n / 2;
        relative[middle] = 1;
        for (var k = middle; k > 0; k--)
            relative[k - 1] = relative[k] * k / (n - k + 1d);
        for (var k = middle; k < n; k++)
            relative[k + 1] = relative[k] * (n - k) / (k + 1d);
        var sum = 0.0;
        // From the small ones to the large ones, so that the small ones count.
        for (var k = 0; k <= n / 2; k++)
            sum += k == n - k ? relative[k] : relative[k] + relative[n - k];
        for (var k = 0; k <= n; k++)
            relative[k] /= sum;
        return relative;
    }

    /// <summary>The probabilities of at most 0 … n heads; the last is 1.</summary>
    public static double[] Cumulative(int n)
    {
        var cumulative = Probabilities(n);
        for (var k = 1; k <= n; k++)
            cumulative[k] += cumulative[k - 1];
        cumulative[n] = 1;
        return cumulative;
    }
}
