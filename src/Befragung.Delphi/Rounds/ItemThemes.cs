using System.Text.Json;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Rounds;

/// <summary>What was written to a question in own words, by the themes that the team found in it. What fewer named than the smallest cell has no name here.</summary>
/// <param name="Round">Number of the round that asked.</param>
/// <param name="People">How many wrote.</param>
/// <param name="SmallestCell">Of so few, no theme is named.</param>
/// <param name="Themes">The one that most people named first.</param>
public sealed record ItemThemes(string ItemKey, int Round, int People, int SmallestCell, IReadOnlyList<Theme> Themes)
{
    /// <summary>Whether there are themes that too few named.</summary>
    public bool HasOthers { get; init; }

    /// <summary>How many named any of these; null where they are too few, too, or there are none.</summary>
    public int? OtherPeople { get; init; }

    /// <summary>Whether some of what was written has not been coded yet.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What the team released of what was written, those on the first theme first. They are never frozen with the counts: a quotation that is taken back is gone.</summary>
    [JsonIgnore]
    public IReadOnlyList<ReleasedQuotation> Quotations { get; init; } = [];

    /// <summary>With those quotations that stand for one of its mentions, each once, at the first theme that it is about.</summary>
    /// <param name="quotations">To this question, with the codes that the mention has.</param>
    public ItemThemes Quoting(IEnumerable<(string Text, string? Language, IReadOnlySet<Guid> Codes)> quotations)
    {
        ArgumentNullException.ThrowIfNull(quotations);
        var placed = quotations
            .Select(one =>
                (
                    one.Text,
                    one.Language,
                    Place: Themes.Index().FirstOrDefault(theme => theme.Item.Has(one.Codes), (Themes.Count, null!)).Index
                )
            )
            .OrderBy(one => one.Place);
        return this with
        {
            Quotations =
            [
                .. placed.Select(one => new ReleasedQuotation(one.Text, one.Language, Themes.ElementAtOrDefault(one.Place)?.Name)),
            ],
        };
    }
}

/// <summary>Words that the team released, of one person of whom nothing else is told.</summary>
/// <param name="Language">That they are written in; null where it would tell too much.</param>
/// <param name="Theme">The name of the theme they are about; null where it has none in the report.</param>
public sealed record ReleasedQuotation(string Text, string? Language, string? Theme);

/// <summary>What the open answers of a round are about, as the team took it into the report, and how it was found. Frozen then; taken over anew, it is counted anew.</summary>
/// <param name="Items">Question by question.</param>
/// <param name="Coding">How it was coded.</param>
public sealed record RoundThemes(IReadOnlyList<ItemThemes> Items, RoundOrigins Coding, DateTime At, string By)
{
    /// <summary>Whether a report would say the same of both.</summary>
    public static bool TellTheSame(RoundThemes? one, RoundThemes? other) => Told(one) == Told(other);

    // Lists are compared by what is in them. What became of the mentions later, the report tells elsewhere.
    private static string Told(RoundThemes? themes) =>
        JsonSerializer.Serialize(
            themes is null
                ? null
                : new
                {
                    themes.Items,
                    themes.Coding.Texts,
                    themes.Coding.Mentions,
                    themes.Coding.Coded,
                    themes.Coding.Codes,
                    themes.Coding.Agreement,
                }
        );
}

/// <summary>A theme that enough people named.</summary>
/// <param name="Definition">What the team means by it; null where it did not say.</param>
/// <param name="People">How many named it, or what stands below it; each once.</param>
/// <param name="Mentions">How often they did.</param>
/// <param name="Below">What it consists of, as far as nobody can tell from it what few named.</param>
/// <param name="Codes">The code it is, and those below it, named or not.</param>
public sealed record Theme(string Name, string? Definition, int People, int Mentions, IReadOnlyList<Theme> Below, IReadOnlyList<Guid> Codes)
{
    internal bool Has(IReadOnlySet<Guid> codes) => Codes.Any(codes.Contains);
}
