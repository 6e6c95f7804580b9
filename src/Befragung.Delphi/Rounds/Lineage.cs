namespace Befragung.Delphi.Rounds;

/// <summary>What became of an item; stored by its number, so that new kinds stand at the end.</summary>
public enum LineageKind
{
    Kept,
    Dropped,

    /// <summary>Asked again in other words.</summary>
    Reworded,

    /// <summary>Not asked in any round before.</summary>
    New,

    /// <summary>Went with others into one new item.</summary>
    Merged,

    /// <summary>Went into several new items.</summary>
    Split,

    /// <summary>Not asked in the round before, but in an earlier one.</summary>
    Returned,
}

/// <summary>What became of one item from a round to the next, and why; told in the report. An item that others went into has no line of its own: theirs name it.</summary>
public sealed record Lineage(LineageKind Kind, string ItemKey, string? Reason)
{
    /// <summary>The items that a merged or a split one went into, as far as they are asked; null of all others.</summary>
    public IReadOnlyList<string>? Into { get; init; }

    /// <summary>That it was to be merged or split when the round was planned; stays, whatever is written in the editor since. Null of all others.</summary>
    public PlannedChange? Planned { get; init; }

    /// <summary>Whether the report has to say why, and cannot yet.</summary>
    public bool LacksReason() =>
        Kind is LineageKind.Dropped or LineageKind.Merged or LineageKind.Split && string.IsNullOrWhiteSpace(Reason);

    /// <summary>The lines of the items that an item came from; none where it was not merged or split from any.</summary>
    public static IReadOnlyList<Lineage> ParentsOf(IEnumerable<Lineage> lines, string itemKey)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. lines.Where(line => line.Into?.Contains(itemKey, StringComparer.Ordinal) == true)];
    }
}

/// <summary>What was to become of an item.</summary>
/// <param name="Kind">Merged or split.</param>
/// <param name="Into">Keys of the items it was to go into.</param>
public sealed record PlannedChange(LineageKind Kind, IReadOnlyList<string> Into, string? Reason);
