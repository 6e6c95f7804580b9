using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>How many of the answers to a rated item lie in a band of its scale, as sentences and tables tell it: "75 % „wichtig“ (15 von 20)".</summary>
public static class BandShares
{
    /// <summary>The share of a band in a sentence, by its name and never rounded across a limit that decides.</summary>
    /// <param name="item">With answers.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="band">The band.</param>
    /// <param name="limits">In per cent; see <see cref="LimitsOf"/>.</param>
    public static Sentence Of(ItemResult item, Scale scale, Band band, params ReadOnlySpan<double> limits)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(scale);
        var count = CountOf(item, scale, band);
        object[] values = [Percent.Of(count, item.N, limits), scale.NameOf(band), count, item.N];
        return scale.HasNameOf(band)
            ? new("{0} % „{1}“ ({2} von {3})", values)
            // Where an answer lies is not what it says, and not quoted.
            : new("{0} % {1} ({2} von {3})", values);
    }

    /// <summary>The same where a sentence has said already that it is about the top of the scale: what an answer there says is added only where somebody said it.</summary>
    public static Sentence AtTop(ItemResult item, Scale scale, params ReadOnlySpan<double> limits)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(scale);
        var count = CountOf(item, scale, Band.Top);
        return scale.HasNameOf(Band.Top)
            ? Of(item, scale, Band.Top, limits)
            : new("{0} % ({1} von {2})", Percent.Of(count, item.N, limits), count, item.N);
    }

    /// <summary>How many answers lie in a band; 0 without answers.</summary>
    public static int CountOf(ItemResult item, Scale scale, Band band)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(scale);
        return item.Counts is { } counts ? scale.Count(band, counts) : 0;
    }

    /// <summary>The band that most answers lie in; of as many, an end before the middle and the top before the bottom.</summary>
    public static Band LargestOf(ItemResult item, Scale scale) =>
        ((Band[])[Band.Top, Band.Bottom, Band.Middle]).MaxBy(band => CountOf(item, scale, band));

    /// <summary>What shares are held against, in per cent: by the study's rule, and by what makes two camps or a dissent.</summary>
    public static double[] LimitsOf(ConsensusRule rule, double? apmo) =>
        [
            Verdicts.CampFrom,
            Verdicts.SideFrom,
            .. rule switch
            {
                PercentAgreementRule { Threshold: var threshold } => [threshold.InPercent],
                CometRule => [70, 15],
                ApmoRule when apmo is { } average => [average],
                _ => (double[])[],
            },
        ];
}
