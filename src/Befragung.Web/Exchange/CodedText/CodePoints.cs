namespace Befragung.Web.Exchange.CodedText;

/// <summary>
/// Places in a text counted by characters of Unicode, as other programs do, and by the units of a string: an emoji is one of the first and two of the second.
/// </summary>
internal sealed class CodePoints
{
    private readonly string text;

    /// <summary>By character: at which unit it begins; and the end of the text. Null where each is one unit.</summary>
    private readonly List<int>? starts;

    public CodePoints(string text)
    {
        this.text = text;
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
            return;
        starts = [];
        for (var at = 0; at < text.Length; at++)
        {
            starts.Add(at);
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                at++;
        }
        starts.Add(text.Length);
    }

    /// <summary>How many characters there are.</summary>
    public int Count => starts is null ? text.Length : starts.Count - 1;

    /// <summary>The unit at which a character begins, or the end.</summary>
    public int UnitOf(int character) => starts is null ? character : starts[character];

    /// <summary>The character that a unit is in, or their number at the end.</summary>
    public int CharacterOf(int unit)
    {
        if (starts is null)
            return unit;
        var found = starts.BinarySearch(unit);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The characters from one unit to another, at least one of them; where a place begins or ends within a character, it has all of that.</summary>
    public (int Start, int End) Range(int from, int to)
    {
        var end = to == 0 ? 0 : CharacterOf(to - 1) + 1;
        return (Math.Max(0, Math.Min(CharacterOf(from), end - 1)), end);
    }
}
