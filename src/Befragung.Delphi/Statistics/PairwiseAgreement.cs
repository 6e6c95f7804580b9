namespace Befragung.Delphi.Statistics;

/// <summary>
/// Percent agreement: of the pairs of coders who both coded a unit, how many gave it the same value; the mean of all units that at least two have coded. Where every
/// unit has as many values it is Fleiss' P̄, and of two coders simply the share of units on which they agree. Chance is not taken off: of a rare code, nearly all agree nearly always.
/// </summary>
public static class PairwiseAgreement
{
    /// <summary>In per cent, 0 to 100; null without a unit that at least two have coded.</summary>
    public static double? Percent(ReliabilityData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var weights = data.Weights();
        var counts = new int[data.Categories];
        var units = 0;
        var sum = 0.0;
        for (var pattern = 0; pattern < weights.Length; pattern++)
        {
            var values = ReliabilityData.Count(data.Patterns[pattern], counts);
            if (values < 2)
                continue;
            units += weights[pattern];
            var agreeing = 0L;
            foreach (var count in counts)
                agreeing += (long)count * (count - 1);
            sum += weights[pattern] * (double)agreeing / ((long)values * (values - 1));
        }
        return units == 0 ? null : 100 * sum / units;
    }
}
