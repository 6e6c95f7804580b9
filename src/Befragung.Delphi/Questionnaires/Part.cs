using System.Globalization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// What takes one value: an item itself ("t1"), or a part of it ("t2.wichtigkeit"). Answers are kept, exported and counted by part;
/// the empty value is "keine Angabe".
/// </summary>
/// <param name="Key">The item's key, with the part's behind a dot where an item has several.</param>
/// <param name="Name">The name of a part; null where the item is its own part.</param>
public abstract record Part(string Key, LocalizedText? Name)
{
    /// <summary>Whether "keine Angabe" may be said.</summary>
    public virtual bool NoAnswer => true;

    /// <summary>Says what is wrong with a value, or null.</summary>
    public Sentence? Check(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0
            ? NoAnswer
                ? null
                : new Sentence("„Keine Angabe“ ist hier nicht vorgesehen.")
            : CheckValue(value);
    }

    protected abstract Sentence? CheckValue(string value);

    /// <summary>A whole number from 1 to <paramref name="highest"/> written plainly: no sign, no blanks, no leading zero.</summary>
    protected static bool IsPoint(string value, int highest) =>
        // Parsing alone would let a NUL at the end pass.
        value.All(char.IsAsciiDigit)
        && value[0] != '0'
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var point)
        && point >= 1
        && point <= highest;
}

/// <summary>A point of a scale.</summary>
public sealed record RatedPart(string Key, LocalizedText? Name, Scale Scale) : Part(Key, Name)
{
    public override bool NoAnswer => Scale.NoAnswer;

    protected override Sentence? CheckValue(string value) =>
        IsPoint(value, Scale.Points)
            ? null
            : new Sentence("„{0}“ liegt nicht auf der Skala von 1 bis {1}.", Shortened(value), Scale.Points);

    internal static string Shortened(string value) => value.Length <= 30 ? value : value[..30] + "…";
}

/// <summary>One of several options, by its key.</summary>
public sealed record ChoicePart(string Key, IReadOnlyList<Option> Options, bool MayPass) : Part(Key, null)
{
    public override bool NoAnswer => MayPass;

    protected override Sentence? CheckValue(string value) =>
        Options.Any(option => option.Key == value) ? null : new Sentence("„{0}“ ist keine der Antworten.", RatedPart.Shortened(value));
}

/// <summary>The rank of one option, 1 being the first; options beyond the last rank have none.</summary>
public sealed record RankPart(string Key, LocalizedText? Name, int Ranks) : Part(Key, Name)
{
    protected override Sentence? CheckValue(string value) =>
        IsPoint(value, Ranks) ? null : new Sentence("„{0}“ ist kein Rang von 1 bis {1}.", RatedPart.Shortened(value), Ranks);
}

/// <summary>A free text.</summary>
public sealed record TextPart(string Key, int MaxLength) : Part(Key, null)
{
    /// <summary>Whether it has no line breaks.</summary>
    public bool OneLine { get; init; }

    protected override Sentence? CheckValue(string value) =>
        value.Length <= MaxLength ? null : new Sentence("Der Text hat {0} Zeichen, möglich sind {1}.", value.Length, MaxLength);
}
