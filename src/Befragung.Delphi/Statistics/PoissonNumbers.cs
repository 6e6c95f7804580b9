namespace Befragung.Delphi.Statistics;

/// <summary>Poisson numbers of a mean, drawn by inversion: R's <c>qpois(u, mean)</c>.</summary>
internal sealed class PoissonNumbers
{
    /// <summary>What lies farther out than so many standard deviations is never drawn.</summary>
    private const int Reach = 9;

    private readonly int lowest;
    private readonly Inversion inversion;

    /// <param name="mean">A whole number above 0.</param>
    public PoissonNumbers(int mean)
    {
        var reach = (int)Math.Ceiling(Reach * Math.Sqrt(mean)) + Reach;
        lowest = Math.Max(0, mean - reach);
        var cumulative = new double[mean + reach + 1 - lowest];
        // From the mean outwards, so that nothing underflows that counts.
        cumulative[mean - lowest] = 1;
        for (var number = mean; number > lowest; number--)
            cumulative[number - 1 - lowest] = cumulative[number - lowest] * number / mean;
        for (var number = mean; number < mean + reach; number++)
            cumulative[number + 1 - lowest] = cumulative[number - lowest] * mean / (number + 1);
        var sum = cumulative.Sum();
        var below = 0.0;
        for (var place = 0; place < cumulative.Length; place++)
        {
            below += cumulative[place] / sum;
            cumulative[place] = below;
        }
        inversion = new(cumulative);
    }

    public int Next(Draws draws) => lowest + inversion.Next(draws);
}
