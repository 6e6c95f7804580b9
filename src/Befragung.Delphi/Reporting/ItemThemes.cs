namespace Befragung.Delphi.Reporting;

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
}

/// <summary>A theme that enough people named.</summary>
/// <param name="Definition">What the team means by it; null where it did not say.</param>
/// <param name="People">How many named it, or what stands below it; each once.</param>
/// <param name="Mentions">How often they did.</param>
/// <param name="Below">What it consists of, as far as nobody can tell from it what few named.</param>
public sealed record Theme(string Name, string? Definition, int People, int Mentions, IReadOnlyList<Theme> Below);
