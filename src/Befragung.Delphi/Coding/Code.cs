namespace Befragung.Delphi.Coding;

/// <summary>
/// What mentions have in common, as the team calls it: a name, what is meant by it, an example. Codes stand in a tree of two levels, and belong to the study: later rounds go on with them.
/// </summary>
public sealed class Code
{
    public const int LongestName = 100,
        LongestDefinition = 2000;

    /// <summary>So many colours there are; several codes may have the same.</summary>
    public const int Colours = 8;

    /// <summary>A codebook with more is none.</summary>
    public const int Most = 500;

    private Code() { }

    /// <param name="parent">The code it stands below; null for one of the first level.</param>
    /// <exception cref="RuleBrokenException">It has no name, too long a one, or would stand on a third level.</exception>
    public Code(int studyId, string? name, Code? parent, int colour)
    {
        Id = Guid.NewGuid();
        StudyId = studyId;
        Describe(name, null, null, colour);
        PutBelow(parent);
    }

    /// <summary>The one that says that none fits: read, and given no code.</summary>
    public static Code ForNone(int studyId) =>
        new()
        {
            Id = Guid.NewGuid(),
            StudyId = studyId,
            IsNone = true,
        };

    public Guid Id { get; private set; }

    public int StudyId { get; private set; }

    public Guid? ParentId { get; private set; }

    /// <summary>No code of the codebook, but the decision that none fits.</summary>
    public bool IsNone { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>From 1 to <see cref="Colours"/>.</summary>
    public int Colour { get; private set; } = 1;

    public string? Definition { get; private set; }

    public string? Example { get; private set; }

    /// <summary>Since when it is not given any more. What it was given to remembers it, so that it can be brought back.</summary>
    public DateTime? RemovedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public void Describe(string? name, string? definition, string? example, int colour)
    {
        Name = Plain(name, LongestName) ?? throw new RuleBrokenException("Der Code braucht einen Namen.");
        Definition = Plain(definition, LongestDefinition);
        Example = Plain(example, LongestDefinition);
        Colour = Math.Clamp(colour, 1, Colours);
        Version++;
    }

    public void PutBelow(Code? parent)
    {
        if (parent is { ParentId: not null } || parent?.Id == Id)
            throw new RuleBrokenException("Codes haben zwei Ebenen. Unter „{0}“ kann kein weiterer stehen.", parent.Name);
        ParentId = parent?.Id;
        Version++;
    }

    public void Remove(DateTime at)
    {
        RemovedAt = at;
        Version++;
    }

    public void BringBack()
    {
        RemovedAt = null;
        Version++;
    }

    private static string? Plain(string? text, int longest)
    {
        var plain = text?.ReplaceLineEndings("\n").Trim();
        if (plain?.Length > longest)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", plain.Length, longest);
        return string.IsNullOrEmpty(plain) ? null : plain;
    }
}
