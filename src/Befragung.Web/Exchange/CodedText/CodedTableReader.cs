using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>Codebook and codings from tables. Where numbers are missing, what is called the same is the same.</summary>
internal sealed partial class CodedTableReader
{
    private const int MostRows = 200_000;

    private readonly CodedNotes told = new();
    private readonly Dictionary<Guid, ExchangedCode> codes = [];
    private readonly Dictionary<string, Guid> codeByPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Guid> onlyNamed = [];
    private readonly Dictionary<Guid, ExchangedSource> sources = [];
    private readonly Dictionary<Guid, ExchangedCoder> coders = [];
    private readonly Dictionary<Guid, ExchangedCoding> codings = [];

    public ReadCodedAnswers Read() =>
        new(
            new(
                "",
                // Parents first.
                [.. codes.Values.Select(code => code with { Parent = TopOf(code) }).OrderBy(code => code.Parent is not null)],
                [.. coders.Values],
                [.. sources.Values],
                [.. codings.Values],
                []
            ),
            told.All
        );

    /// <summary>The code on the upper level that a code is under; null of one that is there itself, or under itself by a detour.</summary>
    private Guid? TopOf(ExchangedCode code)
    {
        var seen = new HashSet<Guid> { code.Id };
        Guid? top = null;
        for (var next = code.Parent; next is { } above; next = codes[above].Parent)
        {
            if (!seen.Add(above))
                return null;
            top = above;
        }
        return top;
    }

    /// <summary>Takes what a table has.</summary>
    /// <param name="wantsCodings">Which of both it has to be; null where either is welcome.</param>
    /// <returns>Whether it is one of both.</returns>
    public bool Take(Table table, bool? wantsCodings = null)
    {
        if (!table.Read() || ColumnOf(table, CodedTables.Code) is not { } code)
            return false;
        var answer = ColumnOf(table, CodedTables.Answer);
        var source = ColumnOf(table, CodedTables.SourceId);
        var isOfCodings = answer is not null || source is not null;
        if (isOfCodings != (wantsCodings ?? isOfCodings))
            return false;
        string Cell(int? column) => column is { } at ? Exchange.Cell.Restored(table[at]) : "";
        int? Column((string, string) name) => ColumnOf(table, name);
        var (id, above, colour) = (Column(CodedTables.CodeId), Column(CodedTables.Above), Column(CodedTables.Colour));
        var (definition, example) = (Column(CodedTables.Definition), Column(CodedTables.Example));
        var (question, group, language) = (Column(CodedTables.Question), Column(CodedTables.Group), Column(CodedTables.Language));
        var (place, from, coder) = (Column(CodedTables.Place), Column(CodedTables.From), Column(CodedTables.Coder));
        var rows = new List<(int Line, string Name, string Above, string Id, string Colour, string Definition, string Example)>();
        while (table.Read())
        {
            if (table.Line > MostRows)
                throw new UnreadableFileException(table.Line, 1, new Sentence("Die Tabelle hat mehr als {0:Zeile|Zeilen}.", MostRows));
            if (isOfCodings)
                TakeCoding(
                    table.Line,
                    new(default, "", Lines(Cell(answer)), Cell(language), Cell(group), Cell(question)),
                    Cell(source),
                    Lines(Cell(place)),
                    Cell(from),
                    Cell(code),
                    Cell(id),
                    Cell(coder)
                );
            else
                rows.Add((table.Line, Cell(code), Cell(above), Cell(id), Cell(colour), Cell(definition), Cell(example)));
        }
        // Whoever sorts a codebook by name must not lose what stands above what.
        foreach (var row in rows.OrderBy(row => row.Above.Length > 0))
            TakeCode(row.Line, row.Name, row.Above, row.Id, row.Colour, row.Definition, row.Example);
        return true;
    }

    private void TakeCode(int line, string name, string above, string id, string colour, string definition, string example)
    {
        if (name.Length == 0)
        {
            Tell("nameless", line, count => new Sentence("Codes ohne Namen oder Nummer sind nicht übernommen (Anzahl: {0}).", count));
            return;
        }
        Guid? parent = above.Length > 0 ? CodeOf(above, "") : null;
        // What is written under a code that is itself below another belongs to the upper one.
        if (parent is { } under && codes[under].Parent is { } upper)
            parent = upper;
        var path = PathOf(parent, name);
        var own =
            Guid.TryParse(id, out var known) ? known
            : codeByPath.TryGetValue(path, out var there) ? there
            // So far it was only named, as what stands above another.
            : codeByPath.TryGetValue(name, out var named) && onlyNamed.Contains(named) ? named
            : Derived.From("code\n" + path);
        onlyNamed.Remove(own);
        if (parent == own)
            parent = null;
        Add(new(own, parent, name, Colour().IsMatch(colour) ? colour.ToLowerInvariant() : null, definition, example));
    }

    private void TakeCoding(
        int line,
        ExchangedSource source,
        string id,
        string place,
        string from,
        string code,
        string codeId,
        string coder
    )
    {
        if (source.Text.Length == 0 && id.Length == 0)
        {
            Tell(
                "sourceless",
                line,
                count => new Sentence("Zeilen, die keine Antwort nennen, sind nicht übernommen (Anzahl: {0}).", count)
            );
            return;
        }
        var own = Guid.TryParse(id, out var known) ? known : Derived.From("source\n" + (id.Length > 0 ? id : source.Text));
        if (!sources.TryGetValue(own, out var first))
            sources.Add(own, first = source with { Id = own });
        if (code.Length == 0 && codeId.Length == 0)
            return;
        var start = place.Length == 0 ? 0 : StartOf(first.Text, place, from);
        if (start < 0)
        {
            Tell(
                "outside",
                line,
                count => new Sentence(
                    "Stellen, die nicht so in der Antwort derselben Zeile stehen, sind nicht übernommen (Anzahl: {0}).",
                    count
                )
            );
            return;
        }
        var length = place.Length == 0 ? first.Text.Length : place.Length;
        Guid? by = null;
        if (coder.Length > 0)
        {
            by = Derived.From("coder\n" + coder);
            coders.TryAdd(by.Value, new(by.Value, coder));
        }
        var used = CodeOf(code, codeId);
        var coding = Derived.From(own, $"{start} {length} {used} {by}");
        codings.TryAdd(coding, new(coding, own, start, length, used, by));
    }

    /// <summary>Where a place begins: where the line says so, and it stands there; else where it comes first.</summary>
    private static int StartOf(string text, string place, string from) =>
        int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var told)
        && told > 0
        && told - 1 <= text.Length - place.Length
        && text.AsSpan(told - 1).StartsWith(place, StringComparison.Ordinal)
            ? told - 1
            : text.IndexOf(place, StringComparison.Ordinal);

    /// <summary>The code that a cell names, by its number or its path; a new one where it is not there yet.</summary>
    private Guid CodeOf(string path, string id)
    {
        if (Guid.TryParse(id, out var known) && (codes.ContainsKey(known) || path.Length == 0))
        {
            if (path.Length == 0 && !codes.ContainsKey(known))
                Add(new(known, null, known.ToString(), null, "", ""));
            return known;
        }
        if (id.Length == 0 && codeByPath.TryGetValue(path, out var there))
            return there;
        var parts = path.Split(CodedTables.Below, 2, StringSplitOptions.TrimEntries);
        Guid? parent = parts.Length == 2 && parts[0].Length > 0 ? CodeOf(parts[0], "") : null;
        var own = known != default ? known : Derived.From("code\n" + path);
        onlyNamed.Add(own);
        Add(new(own, parent, parts[^1].Length > 0 ? parts[^1] : path, null, "", ""));
        return own;
    }

    private void Add(ExchangedCode code)
    {
        codes[code.Id] = code;
        codeByPath.TryAdd(PathOf(code.Parent, code.Name), code.Id);
        codeByPath.TryAdd(code.Name, code.Id);
    }

    private string PathOf(Guid? parent, string name) => parent is { } above ? codes[above].Name + CodedTables.Below + name : name;

    private void Tell(string kind, int line, Func<int, Sentence> what) => told.Add(kind, new Sentence("Zeile {0}", line), what);

    private static int? ColumnOf(Table table, (string German, string English) name)
    {
        foreach (var (column, head) in table.Fields.Index())
            if (
                head.Equals(name.German, StringComparison.OrdinalIgnoreCase)
                || head.Equals(name.English, StringComparison.OrdinalIgnoreCase)
            )
                return column;
        return null;
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.None, 1000)]
    private static partial Regex Colour();
}
