using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Text;

namespace Befragung.Web.Exchange;

/// <summary>A text that a translator's list has otherwise than the draft.</summary>
/// <param name="Row">Of the list.</param>
/// <param name="Before">"" where there was none.</param>
public sealed record TranslatedText(int Row, ListedText Text, string Language, string Before, string After);

/// <param name="Texts">What would change.</param>
/// <param name="Notes">What was not taken, and what has to be looked at, each with its row.</param>
public sealed record TranslatedTexts(IReadOnlyList<TranslatedText> Texts, IReadOnlyList<(int Row, Sentence What)> Notes);

/// <summary>
/// All texts of a questionnaire as a table for whoever translates it, and back. Only texts come back, each found by its path; the main language, and what is built, stay as they
/// are.
/// </summary>
public static partial class TranslationFile
{
    private const int MostRows = 20_000,
        LongestText = 20_000;

    /// <param name="draft">Whose texts they are.</param>
    /// <param name="words">How the file speaks.</param>
    /// <param name="place">What people call a place.</param>
    public static byte[] Write(Draft draft, FileWords words, Func<IReadOnlyList<string>, string> place)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(place);
        using var content = new MemoryStream();
        using (var xlsx = new XlsxWriter(content))
        {
            xlsx.StartSheet(words.T["Texte"], true, [40, 24, .. draft.Languages.Select(_ => 60d), 14]);
            xlsx.Row(
                ((string[])[words.T["Ort"], words.T["Schlüssel"], .. draft.Languages.Select(Head), words.T["fehlt"]]).Select(Cell.Words)
            );
            foreach (var text in TextList.Of(draft))
                xlsx.Row(
                    (
                        (string[])
                            [
                                place(text.Way),
                                text.Path,
                                .. draft.Languages.Select(language => text.Texts[language]),
                                string.Join(", ", draft.Languages.Where(language => text.Texts[language].Length == 0)),
                            ]
                    ).Select(Cell.Words)
                );
        }
        return content.ToArray();
    }

    /// <exception cref="UnreadableFileException">It is no such list.</exception>
    public static TranslatedTexts Read(Draft draft, Stream content)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(content);
        using var table = Table.Open(content);
        if (!table.Read() || Columns(table) is not { } columns)
            throw new UnreadableFileException(
                1,
                1,
                new Sentence(
                    "Das ist keine Textliste dieses Programms: In der ersten Zeile fehlen die Spalten „Schlüssel“ und eine Sprache wie „Englisch (en)“. Laden Sie die Liste hier herunter, und füllen Sie sie aus."
                )
            );
        var notes = new List<(int, Sentence)>();
        foreach (var strange in columns.Strange)
            notes.Add((table.Line, new Sentence("Die Spalte „{0}“ gehört nicht zur Liste und wird nicht gelesen.", Start(strange))));
        foreach (var language in columns.Languages.Keys.Where(language => !draft.Languages.Contains(language)))
            notes.Add(
                (
                    table.Line,
                    new Sentence(
                        "Die Sprache „{0}“ hat der Fragebogen nicht; ihre Spalte wird nicht gelesen. Sprachen stehen unter „Angaben“.",
                        language
                    )
                )
            );
        var known = TextList.Of(draft).GroupBy(text => text.Path).ToDictionary(same => same.Key, same => same.First());
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var changes = new List<TranslatedText>();
        while (table.Read())
        {
            if (table.Line > MostRows)
                throw new UnreadableFileException(table.Line, 1, new Sentence("Die Liste hat mehr als {0:Zeile|Zeilen}.", MostRows));
            if (Wrong(table, columns.Path, known, rows) is { } wrong)
            {
                notes.Add((table.Line, wrong));
                continue;
            }
            var text = known[Cell.Restored(table[columns.Path])];
            rows[text.Path] = table.Line;
            foreach (var (language, column) in columns.Languages)
                Compare(draft, table, text, language, Lines(table[column]), changes, notes);
        }
        return new(changes, notes);
    }

    private static void Compare(
        Draft draft,
        Table table,
        ListedText text,
        string language,
        string written,
        List<TranslatedText> changes,
        List<(int, Sentence)> notes
    )
    {
        if (!text.Texts.TryGetValue(language, out var before) || written.Length == 0 || written == Lines(before))
            return;
        if (language == draft.Languages[0])
            notes.Add(
                (
                    table.Line,
                    new Sentence(
                        "In der Spalte „{0}“ steht ein anderer Text als jetzt im Fragebogen. Er wird nicht übernommen; prüfen Sie, ob die Übersetzung noch passt.",
                        Head(language)
                    )
                )
            );
        else if (written.Length > LongestText)
            notes.Add((table.Line, new Sentence("Der Text hat {0} Zeichen, möglich sind hier {1}.", written.Length, LongestText)));
        else
            changes.Add(new(table.Line, text, language, before, written));
    }

    /// <summary>Why a row is passed over; null where it is not.</summary>
    private static Sentence? Wrong(Table table, int path, Dictionary<string, ListedText> known, Dictionary<string, int> rows)
    {
        var key = Cell.Restored(table[path]);
        if (table.HasFormula)
            return new("Hier steht eine Formel statt eines Textes. Die Zeile ist übersprungen.");
        if (key.Length == 0)
            return new("Hier fehlt der Schlüssel, der sagt, wohin die Texte gehören. Die Zeile ist übersprungen.");
        if (!known.ContainsKey(key))
            return new("Einen Text „{0}“ gibt es im Fragebogen nicht oder nicht mehr. Die Zeile ist übersprungen.", Start(key));
        return rows.TryGetValue(key, out var before) ? new("Diesen Text hat schon Zeile {0}. Die Zeile ist übersprungen.", before) : null;
    }

    private static ListColumns? Columns(Table table)
    {
        var languages = new Dictionary<string, int>(StringComparer.Ordinal);
        var strange = new List<string>();
        var path = -1;
        foreach (var (column, name) in table.Fields.Index())
            if (
                Language().Match(name) is { Success: true } language
                && LanguageTag.Read(language.Groups["code"].Value) is { } tag
                && languages.TryAdd(tag, column)
            )
                continue;
            else if (path < 0 && IsOne(name, "Schlüssel", "Key", "Keys"))
                path = column;
            else if (name.Length > 0 && !IsOne(name, "Ort", "Place", "fehlt", "missing"))
                strange.Add(name);
        return path < 0 || languages.Count == 0 ? null : new(path, languages, strange);
    }

    private static bool IsOne(string name, params ReadOnlySpan<string> names)
    {
        foreach (var one in names)
            if (name.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static string Head(string language) => $"{Languages.NameOf(language)} ({language})";

    private static string Lines(string text) => Cell.Restored(text).ReplaceLineEndings("\n").Trim();

    private static string Start(string text) => text.Length > 80 ? text[..79] + "…" : text;

    [GeneratedRegex(@"\((?<code>[a-z]{2,3}(-[a-z0-9]{1,8})*)\)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Language();

    private sealed record ListColumns(int Path, IReadOnlyDictionary<string, int> Languages, IReadOnlyList<string> Strange);
}
