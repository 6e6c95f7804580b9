using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>Answers to a rated item of which a rule says whether there is consensus; a measure is made when a rule asks for it.</summary>
/// <param name="scale">Of the item.</param>
/// <param name="quantileType">Hyndman and Fan's number, for the quartiles.</param>
/// <param name="counts">How often each point was chosen.</param>
/// <param name="missing">Handed in without a valid answer.</param>
/// <param name="groups">COMET's classes of the groups that are shown: a hidden one must not speak through the verdict.</param>
internal sealed class RatedAnswers(Scale scale, int quantileType, int[] counts, int missing, IEnumerable<CometClass?> groups)
{
    public Scale Scale => scale;

    public int N { get; } = Frequencies.Total(counts);

    public int Missing => missing;

    public double Median => Quantiles.Median(counts)!.Value;

    public double InterquartileRange =>
        Quantiles.OfCounts(counts, 0.75, quantileType)!.Value - Quantiles.OfCounts(counts, 0.25, quantileType)!.Value;

    public double? AgreementA => Agreement.A(counts);

    public Ram? Ram => scale.Points == RamRule.Points ? Statistics.Ram.OfCounts(counts, quantileType) : null;

    public CometClass? Comet => Statistics.Comet.Of(counts, scale.Top, scale.Bottom);

    public IEnumerable<CometClass?> Groups => groups;

    public int In(Band band) => scale.Count(band, counts);
}
