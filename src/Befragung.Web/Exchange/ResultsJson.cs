using System.Text.Json;
using System.Text.Json.Serialization;
using Befragung.Delphi.Results;

namespace Befragung.Web.Exchange;

/// <summary>Results as JSON for other programs: full doubles, absent values null, and the names that are promised.</summary>
public static class ResultsJson
{
    internal static readonly JsonSerializerOptions Format = new(RoundResult.Format)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
    };

    public static string Write(int quantileType, IEnumerable<RoundResult> rounds) =>
        JsonSerializer.Serialize(
            new
            {
                version = RoundResult.NewestVersion,
                quantileType,
                rounds = rounds.Select(round => new
                {
                    round = round.Round,
                    answered = round.Response.HandedIn,
                    items = round.Items,
                    concordance = round.Concordance,
                    apmo = round.Apmo,
                    medianCorrelation = round.MedianCorrelation,
                    attrition = round.Attrition,
                    knowing = round.Knowing,
                }),
            },
            Format
        );
}
