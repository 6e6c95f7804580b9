namespace Befragung.Delphi.Statistics;

/// <summary>
/// Cohen's κ of two coders: chance is what each coder's own frequencies would bring. Of the units that both have coded.
/// Cohen (1960), A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20(1), 37–46.
/// </summary>
/// <remarks>
/// From −1 over 0 (no more than by chance) to 1. Null with fewer or more than two coders, without a unit that both have coded, and where both always gave one and the same value,
/// because chance then explains everything.
/// </remarks>
public static class CohenKappa
{
    /// <summary>κ; null where it has no value.</summary>
    public static double? Of(ReliabilityData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Disagreement(data, data.Weights())?.Agreement;
    }

    /// <summary>Where units with each pattern occur so often; null without any that counts.</summary>
    internal static Disagreement? Disagreement(ReliabilityData data, ReadOnlySpan<int> weights)
    {
        if (data.Coders != 2 || data.Categories == 0)
            return null;
        var pairs = new PairTable(data.Categories);
        for (var pattern = 0; pattern < weights.Length; pattern++)
            if (data.Patterns[pattern] is [not ReliabilityData.Missing and var one, not ReliabilityData.Missing and var other])
                pairs.Add(one + 1, other + 1, weights[pattern]);
        return pairs.Total == 0 ? null : Kappa.Disagreement(pairs);
    }
}
