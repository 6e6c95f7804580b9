using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>A part of a scale whose points say about the same.</summary>
public enum Band
{
    Bottom,
    Middle,
    Top,
}

/// <summary>
/// An ordered scale of 2 to 11 points, 1 to <see cref="Points"/>, in three bands: the top and the bottom one, and what lies between them, if anything does.
/// Bands have names of their own, because an importance is not an agreement.
/// </summary>
/// <param name="Points">How many points.</param>
/// <param name="Labels">Words for points; ends at least, as a rule.</param>
/// <param name="NoAnswer">Whether "keine Angabe" is offered.</param>
/// <param name="Top">How many points from the top are the top band.</param>
/// <param name="Bottom">How many points from the bottom are the bottom band.</param>
public sealed record Scale(int Points, IReadOnlyDictionary<int, LocalizedText> Labels, bool NoAnswer, int Top, int Bottom)
{
    private static readonly LocalizedText UsualTop =
            new([new("de", "oben auf der Skala"), new("en", "top of the scale"), new("fr", "haut de l’échelle")]),
        UsualMiddle = new([new("de", "Mitte der Skala"), new("en", "middle of the scale"), new("fr", "milieu de l’échelle")]),
        UsualBottom = new([new("de", "unten auf der Skala"), new("en", "bottom of the scale"), new("fr", "bas de l’échelle")]);

    /// <summary>What an answer in the top band says ("wichtig"); null for where it lies.</summary>
    public LocalizedText? TopName { get; init; }

    /// <summary>What an answer between the two bands says; null for where it lies.</summary>
    public LocalizedText? MiddleName { get; init; }

    /// <summary>What an answer in the bottom band says; null for where it lies.</summary>
    public LocalizedText? BottomName { get; init; }

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

    /// <summary>How many points lie between the top and the bottom band.</summary>
    [JsonIgnore]
    public int Middle => Points - Top - Bottom;

    /// <summary>The same for scales that say the same: each item carries its own copy of the labels.</summary>
    [JsonIgnore]
    public string Signature =>
        $"{Points} {Top} {Bottom} {string.Join('|', Labels.OrderBy(label => label.Key).Select(label => $"{label.Key}{label.Value.Texts.First().Value}"))} {string.Join('|', new[] { TopName, MiddleName, BottomName }.Select(name => name?.Texts.First().Value))}";

    public LocalizedText? LabelOf(int point) => Labels.GetValueOrDefault(point);

    /// <summary>Whether somebody said what an answer in a band says.</summary>
    public bool HasNameOf(Band band) =>
        band switch
        {
            Band.Top => TopName,
            Band.Bottom => BottomName,
            _ => MiddleName,
        }
            is not null;

    /// <summary>What an answer in a band says; where nobody said, where it lies.</summary>
    public LocalizedText NameOf(Band band) =>
        band switch
        {
            Band.Top => TopName ?? UsualTop,
            Band.Bottom => BottomName ?? UsualBottom,
            _ => MiddleName ?? UsualMiddle,
        };

    /// <summary>The lowest and the highest point of a band; of a middle without points, the highest is below the lowest.</summary>
    public (int Lowest, int Highest) PointsOf(Band band) =>
        band switch
        {
            Band.Top => (LowestOfTop, Points),
            Band.Bottom => (1, Bottom),
            _ => (Bottom + 1, LowestOfTop - 1),
        };

    /// <summary>The band of a value between 1 and <see cref="Points"/>, which may be a median between two points.</summary>
    public Band BandOf(double value) =>
        value >= LowestOfTop ? Band.Top
        : value <= Bottom ? Band.Bottom
        : Band.Middle;

    /// <summary>How many answers lie in a band.</summary>
    /// <param name="band">The band.</param>
    /// <param name="counts">How often each point was chosen.</param>
    public int Count(Band band, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var (lowest, highest) = PointsOf(band);
        var sum = 0;
        for (var point = lowest; point <= highest; point++)
            sum += counts[point - 1];
        return sum;
    }
}
