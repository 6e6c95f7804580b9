namespace Befragung.Delphi.Drafts;

/// <summary>One line of a list that was pasted from a text or a table.</summary>
/// <param name="Texts">The text in each language that it has.</param>
/// <param name="Note">Help that stands below the text; "" for none.</param>
public sealed record PastedLine(IReadOnlyDictionary<string, string> Texts, string Note);

/// <summary>
/// A list from Word or Excel as items: one a line. From a table, columns are the languages of the draft in their order, and behind them a note. Numbers and bullets in front
/// of a line, which Word pastes along, are no part of the text.
/// </summary>
public static class PastedList
{
    public const int MostLines = 500;

    private static readonly char[] Bullets = ['•', '·', '–', '-', '*', '▪', '◦', '‣', '\uF0B7'];

    public static IReadOnlyList<PastedLine> Read(string text, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(languages);
        return
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => line.Split('\t'))
                .Select(cells => cells.Select(cell => cell.Trim().Trim('"').Trim()).ToList())
                .Where(cells => cells.Exists(cell => cell.Length > 0))
                .Select(cells => Line(cells, languages)),
        ];
    }

    /// <summary>Adds the lines to a section, each as an item of a kind.</summary>
    /// <param name="complete">What an item of that kind has besides its texts.</param>
    public static IReadOnlyList<DraftMap> AddTo(
        Draft draft,
        DraftMap section,
        IEnumerable<PastedLine> lines,
        string type,
        Action<DraftMap> complete
    )
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(complete);
        var taken = draft.Items.Select(item => item.TextOf("key")).ToHashSet(StringComparer.Ordinal);
        var added = new List<DraftMap>();
        foreach (var line in lines)
        {
            var key = Draft.KeyFor(line.Texts.Values.FirstOrDefault("")!, taken, "frage");
            taken.Add(key);
            var item = new DraftMap().SetPlain("key", key).SetPlain("type", type);
            draft.SetTexts(item, "text", line.Texts.GetValueOrDefault, isNeeded: true);
            if (line.Note.Length > 0)
                draft.SetTexts(item, "note", language => language == draft.Languages[0] ? line.Note : null);
            complete(item);
            section.ListOf("items").Entries.Add(item);
            added.Add(item);
        }
        return added;
    }

    private static PastedLine Line(List<string> cells, IReadOnlyList<string> languages)
    {
        // A table may begin with a column of numbers or bullets.
        if (cells.Count > 1 && IsMark(cells[0]))
            cells = cells[1..];
        return new(
            languages
                .Zip(cells)
                .Select((pair, place) => KeyValuePair.Create(pair.First, place == 0 ? WithoutMark(pair.Second) : pair.Second))
                .Where(one => one.Value.Length > 0)
                .ToDictionary(),
            string.Join(' ', cells.Skip(languages.Count)).Trim()
        );
    }

    private static bool IsMark(string cell) =>
        cell is [var only] && Bullets.Contains(only)
        || (cell.TrimEnd('.', ')') is { Length: > 0 and <= 3 } number && number.All(char.IsAsciiDigit));

    /// <summary>Without "1.", "2)", "a)" or a bullet in front.</summary>
    private static string WithoutMark(string text)
    {
        if (text.Length > 1 && Bullets.Contains(text[0]) && char.IsWhiteSpace(text[1]))
            return text[2..].Trim();
        var end = 0;
        while (end < text.Length && end < 3 && char.IsAsciiDigit(text[end]))
            end++;
        if (end == 0 && text.Length > 1 && char.IsAsciiLetterLower(text[0]) && text[1] == ')')
            end = 1;
        return end > 0 && end + 1 < text.Length && text[end] is '.' or ')' && char.IsWhiteSpace(text[end + 1])
            ? text[(end + 2)..].Trim()
            : text.Trim();
    }
}
