namespace Befragung.Delphi.Statistics;

/// <summary>
/// Measures of the agreement of coders, and of units drawn anew: as many as at least two coders have coded, each time any of them (Efron 1979, Bootstrap Methods, Annals of
/// Statistics 7(1), 1–26). Of several codes they are the same units, because codes of a unit belong together.
/// </summary>
internal sealed class AgreementResamples
{
    private const double Lower = 0.025,
        Upper = 0.975;

    private const int QuantileType = 7;

    private readonly IReadOnlyList<ReliabilityData> codes;
    private readonly Measure[] measures;

    /// <summary>By measure and code, the last being all codes together: its values, of which the first is that of what there is.</summary>
    private readonly double?[][][] values;

    public AgreementResamples(ReliabilityData whole, IReadOnlyList<ReliabilityData> codes, Draws draws, params Measure[] measures)
    {
        this.codes = codes;
        this.measures = measures;
        values =
        [
            .. measures.Select(_ => Enumerable.Range(0, codes.Count + 1).Select(_ => new double?[1 + CoderAgreement.Resamples]).ToArray()),
        ];
        var units = Enumerable
            .Range(0, whole.Units)
            .Where(unit => whole.Patterns[whole.PatternOfUnit[unit]].Count(value => value != ReliabilityData.Missing) >= 2)
            .ToArray();
        Take(0, units);
        var drawn = new int[units.Length];
        for (var resample = 1; resample <= CoderAgreement.Resamples; resample++)
        {
            for (var unit = 0; unit < units.Length; unit++)
                drawn[unit] = units[(int)(draws.Next() * units.Length)];
            Take(resample, drawn);
        }
    }

    public delegate Disagreement? Measure(ReliabilityData data, ReadOnlySpan<int> weights);

    /// <summary>One of the measures, of one code or (the last) of all together.</summary>
    public AgreementEstimate? Estimate(int measure, int code)
    {
        var all = values[measure][code];
        if (all[0] is not { } value)
            return null;
        var sorted = all.Skip(1).OfType<double>().Order().ToArray();
        return sorted.Length < CoderAgreement.Resamples * CoderAgreement.LeastWithValue
            ? new(value, null, null)
            : new(value, Quantiles.OfSorted(sorted, Lower, QuantileType), Quantiles.OfSorted(sorted, Upper, QuantileType));
    }

    private void Take(int resample, ReadOnlySpan<int> units)
    {
        var pooled = new Disagreement?[measures.Length];
        for (var code = 0; code < codes.Count; code++)
        {
            var weights = new int[codes[code].Patterns.Count];
            var patterns = codes[code].PatternOfUnit;
            foreach (var unit in units)
                weights[patterns[unit]]++;
            for (var measure = 0; measure < measures.Length; measure++)
            {
                if (measures[measure](codes[code], weights) is not { } one)
                    continue;
                values[measure][code][resample] = one.Agreement;
                pooled[measure] = (pooled[measure] ?? default) + one;
            }
        }
        for (var measure = 0; measure < measures.Length; measure++)
            values[measure][codes.Count][resample] = pooled[measure]?.Agreement;
    }
}
