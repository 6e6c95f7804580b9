using System.Globalization;
using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>Codebook and codings as tables: for whoever codes in a spreadsheet, and for whoever reads. An answer that nobody has coded has a line without a code.</summary>
public static class CodedTables
{
    /// <summary>Between a code and the one above it.</summary>
    internal const string Below = " > ";

    /// <summary>The columns, as they are called here and in English.</summary>
    internal static readonly (string German, string English) Code = ("Code", "Code"),
        Above = ("Übergeordneter Code", "Parent code"),
        Colour = ("Farbe", "Colour"),
        Definition = ("Definition", "Definition"),
        Example = ("Beispiel", "Example"),
        CodeId = ("Kennung des Codes", "ID of the code"),
        SourceId = ("Kennung der Antwort", "ID of the answer"),
        Question = ("Frage", "Question"),
        Group = ("Gruppe", "Group"),
        Language = ("Sprache", "Language"),
        Answer = ("Antwort", "Answer"),
        Place = ("Kodierte Stelle", "Coded passage"),
        From = ("Beginn der Stelle", "Start of the passage"),
        Coder = ("Kodiert von", "Coded by");

    /// <summary>The codebook with its head, for a table.</summary>
    public static IEnumerable<IReadOnlyList<string>> Codebook(CodedAnswers answers, FileWords words)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(words);
        yield return Head(words, Code, Above, Colour, Definition, Example, CodeId);
        var names = answers.Codes.ToDictionary(code => code.Id, code => code.Name);
        foreach (var code in answers.Codes)
            yield return
            [
                code.Name,
                code.Parent is { } parent ? names[parent] : "",
                code.Colour ?? "",
                code.Definition,
                code.Example,
                code.Id.ToString(),
            ];
    }

    /// <summary>The codings with their head, one a line, for a table.</summary>
    public static IEnumerable<IReadOnlyList<string>> Codings(CodedAnswers answers, FileWords words)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(words);
        yield return Head(words, Question, Group, Language, Answer, Place, From, Code, Coder, SourceId, CodeId);
        var paths = Paths(answers.Codes);
        var coders = answers.Coders.ToDictionary(coder => coder.Id, coder => coder.Name);
        var codings = answers.Codings.ToLookup(coding => coding.Source);
        foreach (var source in answers.Sources)
        {
            IReadOnlyList<string> Row(string place, string from, string code, string coder, string id) =>
                [source.Question, source.Group, source.Language, source.Text, place, from, code, coder, source.Id.ToString(), id];
            if (!codings[source.Id].Any())
                yield return Row(source.Text, "", "", "", "");
            foreach (var coding in codings[source.Id].OrderBy(coding => coding.Start).ThenBy(coding => coding.Length))
                yield return Row(
                    source.Text.Substring(coding.Start, coding.Length),
                    // Two places of one answer may have the same words.
                    (coding.Start + 1).ToString(CultureInfo.InvariantCulture),
                    paths[coding.Code],
                    coding.Coder is { } coder ? coders.GetValueOrDefault(coder, "") : "",
                    coding.Code.ToString()
                );
        }
    }

    /// <summary>Both as a workbook.</summary>
    public static void WriteWorkbook(CodedAnswers answers, FileWords words, Stream to)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var xlsx = new XlsxWriter(to);
        xlsx.StartSheet(words.T["Kodierungen"], true, 30, 20, 9, 60, 60, 9, 34, 20, 38);
        foreach (var row in Codings(answers, words))
            xlsx.Row(row.Select(Cell.Words));
        xlsx.StartSheet(words.T["Codebuch"], true, 34, 34, 10, 60, 60, 38);
        foreach (var row in Codebook(answers, words))
            xlsx.Row(row.Select(Cell.Words));
    }

    /// <summary>A code with the one above it, as a cell names it.</summary>
    internal static Dictionary<Guid, string> Paths(IReadOnlyList<ExchangedCode> codes)
    {
        var names = codes.ToDictionary(code => code.Id, code => code.Name);
        return codes.ToDictionary(code => code.Id, code => code.Parent is { } parent ? names[parent] + Below + code.Name : code.Name);
    }

    /// <summary>Reads either or both back, from CSV or a workbook.</summary>
    /// <exception cref="UnreadableFileException">It is no such table, or damaged.</exception>
    public static ReadCodedAnswers Read(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var reader = new CodedTableReader();
        if (!FileKind.IsWorkbook(content))
        {
            using var table = Table.Open(content);
            if (!reader.Take(table))
                throw Strange();
            return reader.Read();
        }
        var any = false;
        // The codebook first, so that codings find their codes there.
        foreach (var wantsCodings in (bool[])[false, true])
        foreach (var sheet in WorkbookTable.SheetsOf(content))
        {
            using var table = new WorkbookTable(content, sheet);
            any |= reader.Take(table, wantsCodings);
        }
        return any ? reader.Read() : throw Strange();
    }

    private static string[] Head(FileWords words, params ReadOnlySpan<(string German, string English)> columns)
    {
        var head = new string[columns.Length];
        for (var column = 0; column < head.Length; column++)
            head[column] = words.T[columns[column].German];
        return head;
    }

    private static UnreadableFileException Strange() =>
        new(
            1,
            1,
            new Sentence(
                "Das ist weder ein Codebuch noch eine Liste von Kodierungen: In der ersten Zeile fehlt die Spalte „Code“ und, bei Kodierungen, „Antwort“. Laden Sie die Tabelle hier herunter, und füllen Sie sie aus."
            )
        );
}
