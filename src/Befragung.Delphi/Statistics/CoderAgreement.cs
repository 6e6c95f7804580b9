namespace Befragung.Delphi.Statistics;

/// <summary>A measure of agreement, and the interval in which it lies with 95 % confidence.</summary>
/// <param name="Value">1 is full agreement, 0 no more than by chance.</param>
/// <param name="Lower">Null together with <paramref name="Upper"/> where no interval is to be had; see <see cref="CoderAgreement.LeastWithValue"/>.</param>
/// <param name="Upper">Never below <paramref name="Lower"/>.</param>
public sealed record AgreementEstimate(double Value, double? Lower, double? Upper);

/// <summary>
/// How far coders agree: percent agreement, Cohen's κ (two coders), Fleiss' κ (units that all have coded) and Krippendorff's α (any units). A measure is null where it has no value.
/// </summary>
/// <remarks>
/// <para>
/// The overall measures, where a unit may carry several codes, pool those of the codes: 1 − Σ observed / Σ expected disagreement, sums over all codes (De Vries, Elliott, Kanouse and Teleki
/// 2008, Using Pooled Kappa to Summarize Interrater Agreement across Many Items, Field Methods 20(3), 272–282). A code that nobody used changes nothing, and a rare one little; chance is taken
/// off for each code by its own frequency, so that the many units to which a rare code was rightly not applied do not make agreement look better, as they do in one table of all decisions.
/// The pooled α is Krippendorff's α of the sets themselves, with the number of codes in which two sets differ as the distance. The overall percent agreement counts only sets
/// that are wholly the same.
/// </para>
/// <para>
/// Intervals draw the units anew, with everything that all coders made of each (percentile bootstrap, quantiles of type 7). Of a complete agreement, every resample says 1, and so does the
/// interval; of few units, it promises more than it can hold.
/// </para>
/// </remarks>
/// <param name="Units">Units that at least two coders have coded.</param>
/// <param name="CompleteUnits">Units that all coders have coded; Fleiss' κ knows no others.</param>
/// <param name="Percent">Percent agreement, 0 to 100.</param>
/// <param name="Cohen">Cohen's κ.</param>
/// <param name="Fleiss">Fleiss' κ.</param>
/// <param name="Krippendorff">Krippendorff's α.</param>
public sealed record CoderAgreement(
    int Units,
    int CompleteUnits,
    double? Percent,
    AgreementEstimate? Cohen,
    AgreementEstimate? Fleiss,
    AgreementEstimate? Krippendorff
)
{
    /// <summary>How often all units are drawn anew.</summary>
    public const int Resamples = 2000;

    /// <summary>Which share of the resamples has to have a value; else there is no interval, because the measure hangs on a few units that are easily not among those drawn.</summary>
    public const double LeastWithValue = 0.95;

    /// <summary>Of one value for each unit.</summary>
    /// <param name="data">Units × coders.</param>
    /// <param name="draws">What resamples are drawn with.</param>
    public static CoderAgreement Of(ReliabilityData data, Draws draws)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Of(data, [data], draws).Overall;
    }

    /// <summary>Of sets of codes: overall, and for each code in their order. All are of the same resamples.</summary>
    /// <param name="sets">Units × coders.</param>
    /// <param name="draws">What resamples are drawn with.</param>
    public static (CoderAgreement Overall, IReadOnlyList<CoderAgreement> OfCodes) Of(CodedSets sets, Draws draws)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return Of(sets.Whole, sets.OfCodes, draws);
    }

    private static (CoderAgreement Overall, IReadOnlyList<CoderAgreement> OfCodes) Of(
        ReliabilityData whole,
        IReadOnlyList<ReliabilityData> codes,
        Draws draws
    )
    {
        ArgumentNullException.ThrowIfNull(draws);
        var resamples = new AgreementResamples(
            whole,
            codes,
            draws,
            CohenKappa.Disagreement,
            FleissKappa.Disagreement,
            KrippendorffAlpha.Disagreement
        );
        CoderAgreement Told(ReliabilityData data, int code) =>
            new(
                whole.PairableUnits,
                whole.CompleteUnits,
                PairwiseAgreement.Percent(data),
                resamples.Estimate(0, code),
                resamples.Estimate(1, code),
                resamples.Estimate(2, code)
            );
        return (Told(whole, codes.Count), [.. codes.Select(Told)]);
    }
}
