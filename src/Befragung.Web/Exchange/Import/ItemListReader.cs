using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>A list of items in a table: each row a statement that is rated.</summary>
internal static class ItemListReader
{
    public static ImportedQuestionnaire Read(string title, SheetRows table, int sheets)
    {
        if (ItemColumns.Of(table.Header) is not { } columns)
            throw new UnreadableFileException(
                1,
                1,
                new Sentence(
                    "Diese Arbeitsmappe ist weder ein XLSForm noch eine Liste: In der ersten Zeile wird eine Spalte „Item“, „These“ oder „Aussage“ erwartet, dazu nach Belieben „Bereich“, „Erläuterung“ und „Nr“."
                )
            );
        var usual = LanguageGuess.Of(string.Join(' ', table.Rows.SelectMany(row => row.Cells).Take(4_000)));
        var named = columns.Select(column => column.Language).Where(language => language.Length > 0).Distinct().ToList();
        var isUnnamed = columns.Any(column => column is { Column: ItemColumn.Item, Language: "" });
        // A column that names no language is in the one that no other column has.
        var plain =
            isUnnamed && named is [var other]
                ? other == "de"
                    ? "en"
                    : "de"
                : usual;
        var target = new ImportDraft(
            [.. (isUnnamed ? named.Prepend(plain) : named.OrderBy(language => language == usual ? 0 : 1)).Distinct()],
            hasPlaceholders: false
        );
        if (isUnnamed)
            target.Note(
                ImportDraft.Whole,
                new Sentence("Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „{0}“.", plain)
            );
        if (sheets > 1)
            target.Note(ImportDraft.Whole, new Sentence("Gelesen ist nur das erste von {0:Blatt|Blättern}.", sheets));
        target.Title(Wording.None, title);
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Column == ItemColumn.Other && table.Header[i].Length > 0)
                target.Note(ImportDraft.Whole, new Sentence("Die Spalte „{0}“ ist nicht übernommen.", table.Header[i]));
        var statements = new ItemRows(target, columns, plain);
        foreach (var (line, cells) in table.Rows)
            statements.Add(new("Zeile {0}", line), cells);
        return target.Finished();
    }
}

/// <summary>Rows of a list, each as a rating in the section that it names; a section that is empty goes on.</summary>
internal sealed class ItemRows(
    ImportDraft target,
    IReadOnlyList<(ItemColumn Column, string Language)> columns,
    string usual,
    bool isInSection = false
)
{
    private string? section = isInSection ? "" : null;

    public void Add(Sentence place, IReadOnlyList<string> cells)
    {
        var item = Of(ItemColumn.Item, cells);
        var title = Of(ItemColumn.Section, cells);
        if (item.IsBlank)
        {
            target.Note(
                place,
                new Sentence(
                    "Hier steht keine Aussage; die Zeile ist nicht übernommen: „{0}“",
                    string.Join(" | ", cells.Where(cell => cell.Length > 0))
                )
            );
            return;
        }
        if (section is null || (!title.IsBlank && title.Any != section))
        {
            section = title.Any;
            target.Section(place, "", title.IsBlank ? Wording.Of("Aussagen", "Statements") : title, Wording.None);
        }
        target.Rating(
            new SourceQuestion(place, Of(ItemColumn.Key, cells).Any, item) { Note = Of(ItemColumn.Note, cells) },
            AssumedScale(target, ImportDraft.Whole),
            ""
        );
    }

    /// <summary>Where the source names no scale.</summary>
    public static MadeScale AssumedScale(ImportDraft target, Sentence place)
    {
        target.Note(
            place,
            new Sentence(
                "Die Aussagen nennen keine Skala; angenommen sind fünf Punkte von „stimme gar nicht zu“ bis „stimme voll zu“. Ändern lässt sie sich unter „scales“."
            )
        );
        return target.Scales.Numbered(
            place,
            5,
            lowest: Wording.Of("stimme gar nicht zu", "strongly disagree"),
            highest: Wording.Of("stimme voll zu", "strongly agree")
        );
    }

    private Wording Of(ItemColumn wanted, IReadOnlyList<string> cells)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count && i < cells.Count; i++)
            if (columns[i].Column == wanted && cells[i].Length > 0)
                texts.TryAdd(columns[i].Language.Length > 0 ? columns[i].Language : usual, cells[i]);
        return new(texts);
    }
}
