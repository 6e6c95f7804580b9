using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// An ordered scale of 2 to 11 points, 1 to <see cref="Points"/>, with the two bands that agreement is counted in.
/// </summary>
/// <param name="Points">How many points.</param>
/// <param name="Labels">Words for points; ends at least, as a rule.</param>
/// <param name="NoAnswer">Whether "keine Angabe" is offered.</param>
/// <param name="Top">How many points from the top count as agreement.</param>
/// <param name="Bottom">How many points from the bottom count as disagreement.</param>
public sealed record Scale(int Points, IReadOnlyDictionary<int, LocalizedText> Labels, bool NoAnswer, int Top, int Bottom)
{
    /// <summary>The usual bands: 5 and 7 points 2, 9 points 3 (RAND/UCLA, COMET).</summary>
    public static int UsualBand(int points) =>
        points switch
        {
            < 5 => 1,
            < 8 => 2,
            _ => 3,
        };

    [JsonIgnore]
    public int LowestOfTop => Points - Top + 1;

    /// <summary>The same for scales that say the same: each item carries its own copy of the labels.</summary>
    [JsonIgnore]
    public string Signature =>
        $"{Points} {Top} {Bottom} {string.Join('|', Labels.OrderBy(label => label.Key).Select(label => $"{label.Key}{label.Value.Texts.First().Value}"))}";

    public LocalizedText? LabelOf(int point) => Labels.GetValueOrDefault(point);
}
