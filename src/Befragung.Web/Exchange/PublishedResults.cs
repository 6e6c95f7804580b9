using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;

namespace Befragung.Web.Exchange;

/// <summary>
/// Results as JSON that may be published: the same names as <see cref="ResultsJson"/>, but no more told than in the report, and no number more exact. Full doubles of several
/// measures together give away the answers they were made of.
/// </summary>
public static class PublishedResults
{
    private const int Decimals = 2,
        DecimalsOfProbabilities = 3;

    private static readonly HashSet<string> Probabilities = new(StringComparer.Ordinal) { "p", "pHolm", "pairedChangeP", "coverage" };

    private static readonly HashSet<string> Percentages = new(StringComparer.Ordinal)
    {
        "percentAgreement",
        "percentDisagreement",
        "percentRanked",
        "percentChosen",
    };

    /// <param name="quantileType">Hyndman and Fan's number.</param>
    /// <param name="rounds">As others may read them, see <see cref="SmallTotals"/>.</param>
    public static string Write(int quantileType, IEnumerable<RoundResult> rounds)
    {
        var json = JsonNode.Parse(ResultsJson.Write(quantileType, rounds.Select(Withheld)))!;
        Round(json, null);
        return json.ToJsonString(new(ResultsJson.Format));
    }

    /// <param name="node">What is rounded, with all that is in it.</param>
    /// <param name="answers">How many answers it was made of; null where nobody counted them.</param>
    private static void Round(JsonNode? node, int? answers)
    {
        if (node is JsonArray list)
            foreach (var entry in list)
                Round(entry, answers);
        if (node is not JsonObject fields)
            return;
        answers = fields["n"] is JsonValue n && n.TryGetValue<int>(out var own) ? own : answers;
        foreach (var (name, value) in fields.ToList())
            if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
                fields[name] = Rounded(name, number, answers);
            else
                Round(value, answers);
    }

    private static RoundResult Withheld(RoundResult round) =>
        round with
        {
            Items = [.. round.Items.Select(item => item with { Groups = [.. item.Groups.Select(Withheld)] })],
        };

    private static GroupItemResult Withheld(GroupItemResult group) =>
        group.FewAnsweredAlike ? group with { PercentAgreement = null, Comet = null } : group;

    private static JsonNode Rounded(string name, JsonValue number, int? answers)
    {
        var value = number.GetValue<double>();
        if (value == Math.Truncate(value))
            return number.DeepClone();
        var decimals =
            Percentages.Contains(name) && answers is { } n ? Percent.InTable(value, n).Decimals
            : Probabilities.Contains(name) ? DecimalsOfProbabilities
            : Decimals;
        return JsonValue.Create(
            decimal.Parse(
                value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            )
        );
    }
}
