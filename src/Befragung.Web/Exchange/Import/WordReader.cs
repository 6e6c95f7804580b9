using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;

namespace Befragung.Web.Exchange.Import;

/// <summary>
/// A Word document as a questionnaire, by a rule that people can keep to: headings are sections; a paragraph that ends with a question mark, or stands in a numbered
/// list, is a question; the list directly below it are its answers; a table whose header names a scale has a rating in each row; all else is read, not answered.
/// </summary>
internal sealed partial class WordReader
{
    private readonly IReadOnlyList<WordBlock> blocks;
    private readonly string language;
    private readonly ImportDraft target;

    /// <summary>What is read before the next question.</summary>
    private readonly List<(Sentence Place, string Text)> told = [];

    private Pending? question;

    private WordReader(IReadOnlyList<WordBlock> blocks)
    {
        this.blocks = blocks;
        language = LanguageGuess.Of(string.Join(' ', blocks.SelectMany(WordsOf).Take(2_000)));
        target = new([language], hasPlaceholders: false);
        target.Note(
            ImportDraft.Whole,
            new Sentence("Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „{0}“.", language)
        );
    }

    public static ImportedQuestionnaire Read(string title, Stream content)
    {
        var (blocks, reader) = WordBlocks.Read(content);
        if (reader.IsOwn)
            return OwnDocumentReader.Read(title, blocks, reader.Language);
        var word = new WordReader(blocks);
        Markup.Note(word.target, ImportDraft.Whole, reader.Lost);
        if (reader.HasFootnotes)
            word.target.Note(ImportDraft.Whole, new Sentence("Fußnoten und Kommentare sind nicht übernommen."));
        return word.Read(title);
    }

    private ImportedQuestionnaire Read(string fileName)
    {
        var title =
            blocks.OfType<WordParagraph>().FirstOrDefault(paragraph => paragraph.Heading == 0)
            ?? (blocks.Count > 0 && blocks[0] is WordParagraph { Heading: not null } first ? first : null);
        target.Title(Text(title?.Words ?? ""), fileName);
        WordParagraph? heading = null;
        var part = new List<WordBlock>();
        foreach (var block in blocks.Where(block => block != title))
        {
            if (block is WordParagraph { Heading: not null } next)
            {
                Part(heading, part);
                heading = next;
                part = [];
                continue;
            }
            part.Add(block);
        }
        Part(heading, part);
        return target.Finished();
    }

    /// <summary>What stands below a heading; without one, what stands before the first.</summary>
    private void Part(WordParagraph? heading, List<WordBlock> part)
    {
        var opening = part.TakeWhile(block => block is WordParagraph paragraph && !IsQuestion(paragraph)).Cast<WordParagraph>().ToList();
        var introduction = Text(Joined(opening.Select(Line)));
        if (heading is null)
        {
            target.Introduction(introduction);
            if (opening.Count == part.Count)
                return;
            target.Section(PlaceOf(part[opening.Count]), "", Wording.Of("Fragen", "Questions"), Wording.None);
        }
        else if (part.Count == 0)
        {
            target.Note(PlaceOf(heading), new Sentence("Unter der Überschrift „{0}“ steht nichts; sie ist weggefallen.", heading.Words));
            return;
        }
        else if (opening.Count == part.Count)
        {
            // A section has to have something in it.
            target.Section(PlaceOf(heading), "", Text(heading.Words), Wording.None);
            target.Information(new(PlaceOf(opening[0]), "", introduction));
            return;
        }
        else
        {
            target.Section(PlaceOf(heading), "", Text(heading.Words), introduction);
        }
        foreach (var block in part.Skip(opening.Count))
            if (block is WordTable table)
                Table(table);
            else
                Paragraph((WordParagraph)block);
        Ask();
        Tell();
    }

    private void Paragraph(WordParagraph paragraph)
    {
        if (question is { } asked && IsAnswer(asked, paragraph))
        {
            asked.Answers.Add(paragraph);
            return;
        }
        // What stands in brackets below a question explains it.
        if (question is { Answers.Count: 0 } explained && paragraph.Words is ['(', .., ')'])
        {
            explained.Notes.Add(paragraph.Words[1..^1].Trim());
            return;
        }
        Ask();
        if (IsQuestion(paragraph))
        {
            Tell();
            question = new(paragraph);
        }
        else
        {
            told.Add((PlaceOf(paragraph), Line(paragraph)));
        }
    }

    private static bool IsQuestion(WordParagraph paragraph) => paragraph.List == WordList.Number || paragraph.Words.EndsWith('?');

    /// <summary>A list directly below a question: with bullets, or numbered where the question is not, or deeper than it.</summary>
    private static bool IsAnswer(Pending question, WordParagraph paragraph) =>
        !paragraph.Words.EndsWith('?')
        && (
            paragraph.List == WordList.Bullet
            || (paragraph.List == WordList.Number && (question.Asked.List != WordList.Number || paragraph.Level > question.Asked.Level))
        );

    /// <summary>What was read since the last question, as one information.</summary>
    private void Tell()
    {
        if (told.Count > 0)
            target.Information(new(told[0].Place, "", Text(Joined(told.Select(one => one.Text)))));
        told.Clear();
    }

    /// <summary>Ends the question that was read last.</summary>
    private void Ask()
    {
        if (question is not { } asked)
            return;
        question = null;
        var place = PlaceOf(asked.Asked);
        var notes = string.Join(' ', asked.Notes);
        var item = new SourceQuestion(place, "", Text(asked.Asked.Text)) { Note = Text(notes) };
        var hints = asked.Asked.Words + " " + notes;
        if (asked.Answers.Count > 0)
            Choice(item, asked.Answers, hints);
        else if (asked.Asked.Words.EndsWith('?'))
            target.LongText(item, null);
        else
            target.Rating(item, ItemRows.AssumedScale(target, ImportDraft.Whole), "");
    }

    private void Choice(SourceQuestion item, List<WordParagraph> answers, string hints)
    {
        var others = answers.Where(answer => Other().IsMatch(answer.Words)).ToList();
        var isMultiple = Multiple().IsMatch(hints);
        var isRanked = !isMultiple && Ranked().IsMatch(hints);
        var hasOther = others.Count == 1 && !isRanked && answers.Count > 2;
        if (answers.Exists(answer => answer.Level > answers[0].Level))
            target.Note(item.Place, new Sentence("Die Liste der Antworten war gestuft; jetzt stehen alle auf einer Stufe."));
        var options = answers
            .Where(answer => !hasOther || answer != others[0])
            .Select(answer => new SourceOption("", Text(Blanks().Replace(answer.Words, "")), isMultiple && Alone().IsMatch(answer.Words)))
            .ToList();
        if (isMultiple)
            target.MultipleChoice(item, options, hasOther, null, null, "");
        else if (isRanked)
            target.Ranking(item, options, null);
        else
            target.SingleChoice(item, options, hasOther, "");
    }

    private void Table(WordTable table)
    {
        var place = PlaceOf(table);
        var header = table.Rows[0];
        var rows = table.Rows.Skip(1).ToList();
        if (header.Count is >= 3 and <= ImportScales.Most + 2 && rows.Count > 0 && rows.TrueForAll(row => IsGrid(row)))
        {
            var asked = question;
            question = null;
            if (asked is { Answers.Count: > 0 })
            {
                question = asked;
                Ask();
                asked = null;
            }
            Tell();
            var points = header
                .Skip(1)
                .Select((words, index) => new SourceOption((index + 1).ToString(CultureInfo.InvariantCulture), Text(words)))
                .ToList();
            var isCounted = points.Select((point, index) => point.Name.Any == point.Code).All(same => same);
            if (
                (
                    isCounted && points.Count <= ImportScales.Most
                        ? target.Scales.Numbered(place, points.Count)
                        : target.Scales.Named(place, points)
                ) is
                { } scale
            )
            {
                target.Ratings(
                    new(place, "", Text(asked?.Asked.Text ?? header[0])) { Note = Text(string.Join(' ', asked?.Notes ?? [])) },
                    [.. rows.Select(row => new SourceOption("", Text(row[0])))],
                    scale
                );
                return;
            }
            question = asked;
        }
        Ask();
        if (ItemColumns.Of(header) is { } columns && rows.Count > 0)
        {
            Tell();
            var statements = new ItemRows(target, columns, language, isInSection: true);
            for (var i = 0; i < rows.Count; i++)
                statements.Add(new("Tabelle bei Absatz {0}, Zeile {1}", table.Number, i + 2), rows[i]);
            return;
        }
        target.Note(place, new Sentence("Die Tabelle ist weder eine Skala noch eine Liste von Aussagen; sie steht jetzt als Text da."));
        told.Add((place, string.Join("\n\n", table.Rows.Select(row => string.Join(" | ", row.Where(cell => cell.Length > 0))))));
    }

    /// <summary>A statement, and cells to tick.</summary>
    private static bool IsGrid(IReadOnlyList<string> row) => row[0].Length > 0 && row.Skip(1).All(cell => Tick().IsMatch(cell));

    private Wording Text(string text) => text.Length == 0 ? Wording.None : new(new Dictionary<string, string> { [language] = text });

    private static string Line(WordParagraph paragraph) =>
        paragraph.List == WordList.Bullet ? new string(' ', 2 * Math.Min(paragraph.Level, 3)) + "- " + paragraph.Text : paragraph.Text;

    /// <summary>Paragraphs apart, lines of a list below each other.</summary>
    private static string Joined(IEnumerable<string> lines)
    {
        var text = "";
        var wasList = false;
        foreach (var line in lines)
        {
            var isList = line.TrimStart().StartsWith("- ", StringComparison.Ordinal);
            text +=
                (
                    text.Length == 0 ? ""
                    : wasList && isList ? "\n"
                    : "\n\n"
                ) + line;
            wasList = isList;
        }
        return text;
    }

    private static IEnumerable<string> WordsOf(WordBlock block) =>
        block is WordParagraph paragraph ? [paragraph.Words] : ((WordTable)block).Rows.SelectMany(row => row);

    private static Sentence PlaceOf(WordBlock block) => new("Absatz {0}", block.Number);

    [GeneratedRegex(
        @"mehrfach|mehrere|multiple|all that apply|select all|alle zutreffenden",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Multiple();

    [GeneratedRegex(@"rangfolge|reihenfolge|\brang\b|\brank|in order", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Ranked();

    [GeneratedRegex(
        @"^(sonstige[rs]?|andere[rs]?|other|etwas anderes)(\s*\([^)]*\))?\s*[:_.…]*\s*_*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Other();

    [GeneratedRegex(@"^(nichts|keine?[rs]?) (davon|der genannten)|^none of", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"[\s_…]*_[\s_…]*$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[\s☐□○❍◯oO0_.\-–\d]{0,4}$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tick();

    /// <summary>A question whose answers may still follow.</summary>
    private sealed class Pending(WordParagraph asked)
    {
        public WordParagraph Asked => asked;

        public List<WordParagraph> Answers { get; } = [];

        public List<string> Notes { get; } = [];
    }
}
