using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Befragung.Delphi;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>What a project or a codebook says, element by element; the namespace's version does not matter.</summary>
/// <param name="textOf">The text behind a path; null where the file does not have it.</param>
internal sealed partial class QdeReader(Func<string, string?> textOf)
{
    private static readonly string[] Examples = [QdpxWriter.Example, "Beispiel", "Example", "Anchor example"];

    private readonly CodedNotes told = new();
    private readonly List<ExchangedCode> codes = [];
    private readonly Dictionary<Guid, (string Name, string Text)> notes = [];
    private readonly List<ExchangedNote> placed = [];
    private readonly Dictionary<Guid, string> variables = [];
    private readonly HashSet<Guid> codeIds = [],
        placedNotes = [];

    public ReadCodedAnswers Read(XElement root)
    {
        var book = root.Name.LocalName == "CodeBook" ? root : Child(root, "CodeBook");
        foreach (var note in Children(Child(root, "Notes"), "Note"))
            if (IdOf(note, "guid") is { } id)
                notes.TryAdd(id, (Told(note, "name"), TextOf(note) ?? ""));
        foreach (var variable in Children(Child(root, "Variables"), "Variable"))
            Take(variable);
        Codes(Child(book, "Codes"), null, []);
        var coders = Children(Child(root, "Users"), "User")
            .Select(user => (Id: IdOf(user, "guid"), Name: Told(user, "name")))
            .Where(user => user.Id is not null)
            .DistinctBy(user => user.Id)
            .Select(user => new ExchangedCoder(user.Id!.Value, user.Name))
            .ToList();
        var sources = new QdeSources(this, [.. coders.Select(coder => coder.Id)]);
        foreach (var source in Child(root, "Sources")?.Elements() ?? [])
            sources.Take(source);
        var codings = sources.Codings();
        foreach (var part in root.Elements().Concat(book is null || book == root ? [] : book.Elements()))
            PassOver(part);
        foreach (var id in notes.Keys.Where(id => !placedNotes.Contains(id)))
            placed.Add(new(id, null, notes[id].Name, notes[id].Text));
        if (codes.Count == 0 && sources.All.Count == 0)
            throw Refused(root, new Sentence("In dieser Datei stehen weder Codes noch Texte, die sich übernehmen lassen."));
        return new(new(Told(root, "name"), codes, coders, sources.All, codings, placed), told.All);
    }

    public bool IsCode(Guid id) => codeIds.Contains(id);

    /// <summary>The text of a source or a note; null where the file does not have it as plain text.</summary>
    public string? TextOf(XElement source) =>
        Child(source, "PlainTextContent") is { } inline ? inline.Value
        : source.Attribute("plainTextPath") is { } path ? textOf(path.Value)
        : null;

    /// <summary>What a source is told to be, by the names of the variables that this program writes.</summary>
    public string Variable(XElement source, string name) =>
        Children(source, "VariableValue")
            .Where(value =>
                Child(value, "VariableRef") is { } reference
                && IdOf(reference, "targetGUID") is { } id
                && variables.GetValueOrDefault(id) == name
            )
            .Select(value => Child(value, "TextValue")?.Value.Trim() ?? "")
            .FirstOrDefault("");

    /// <summary>Puts the notes that an element refers to where they belong.</summary>
    public void Place(XElement element, Guid of)
    {
        foreach (var reference in Children(element, "NoteRef"))
            if (IdOf(reference, "targetGUID") is { } id && notes.TryGetValue(id, out var note))
                placed.Add(new(placedNotes.Add(id) ? id : Derived.From(id, of.ToString()), of, note.Name, note.Text));
    }

    public void Tell(string kind, XElement where, Func<int, Sentence> what) =>
        told.Add(kind, new Sentence("Projekt, Zeile {0}", Math.Max(1, ((IXmlLineInfo)where).LineNumber)), what);

    /// <summary>Tells of something that has no place here.</summary>
    public void Skipped(XElement what) =>
        Tell(
            what.Name.LocalName,
            what,
            count => new Sentence("„{0}“ wird hier nicht gebraucht und ist nicht übernommen (Anzahl: {1}).", what.Name.LocalName, count)
        );

    public static XElement? Child(XElement? parent, string name) => Children(parent, name).FirstOrDefault();

    public static IEnumerable<XElement> Children(XElement? parent, string name) =>
        parent?.Elements().Where(one => one.Name.LocalName == name) ?? [];

    public static string Told(XElement element, string attribute) => element.Attribute(attribute)?.Value.Trim() ?? "";

    /// <summary>The number of something; what is no number as the standard has it gets one that is the same wherever it stands.</summary>
    public static Guid? IdOf(XElement element, string attribute) =>
        Told(element, attribute) is not { Length: > 0 } text ? null
        : Guid.TryParse(text, out var id) ? id
        : Derived.From(text);

    private static Reading.UnreadableFileException Refused(XElement at, Sentence sentence) =>
        new(Math.Max(1, ((IXmlLineInfo)at).LineNumber), Math.Max(1, ((IXmlLineInfo)at).LinePosition), sentence);

    /// <summary>Tells what a part has that is not read.</summary>
    private void PassOver(XElement part)
    {
        if (part.Name.LocalName is "Users" or "CodeBook" or "Codes" or "Variables" or "Sources" or "Notes" or "NoteRef" or "Description")
            return;
        if (part.Name.LocalName is not ("Cases" or "Links" or "Sets" or "Graphs"))
            Skipped(part);
        else
            foreach (var one in part.Elements())
                Skipped(one);
    }

    /// <param name="above">The code on the upper level; null for the codes on it.</param>
    /// <param name="names">Of those between it and here.</param>
    private void Codes(XElement? parent, Guid? above, IReadOnlyList<string> names)
    {
        foreach (var code in Children(parent, "Code"))
        {
            var name = Told(code, "name");
            if (IdOf(code, "guid") is not { } id || name.Length == 0)
            {
                Tell("nameless", code, count => new Sentence("Codes ohne Namen oder Nummer sind nicht übernommen (Anzahl: {0}).", count));
                continue;
            }
            if (!codeIds.Add(id))
            {
                Tell(
                    "twice",
                    code,
                    count => new Sentence("Codes, die zweimal in der Datei stehen: Es gilt der erste (Anzahl: {0}).", count)
                );
                continue;
            }
            if (names.Count > 0)
                Tell(
                    "deep",
                    code,
                    count => new Sentence(
                        "Codes, die tiefer als auf zwei Ebenen standen, stehen jetzt auf der zweiten; ihr Name sagt, worunter sie standen (Anzahl: {0}).",
                        count
                    )
                );
            var references = Children(code, "NoteRef")
                .Select(reference => IdOf(reference, "targetGUID"))
                .Where(note =>
                    note is { } known && notes.ContainsKey(known) && Examples.Contains(notes[known].Name, StringComparer.OrdinalIgnoreCase)
                )
                .ToList();
            var example = references.FirstOrDefault();
            codes.Add(
                new(
                    id,
                    above,
                    string.Join(" / ", names.Append(name)),
                    ColourOf(Told(code, "color")),
                    Child(code, "Description")?.Value.Trim() ?? "",
                    example is { } shown ? notes[shown].Text : ""
                )
            );
            if (example is { } taken)
                placedNotes.Add(taken);
            foreach (var reference in Children(code, "NoteRef").Where(reference => IdOf(reference, "targetGUID") != example))
                Place(new XElement("Code", reference), id);
            Codes(code, above ?? id, above is null ? [] : [.. names, name]);
        }
    }

    private void Take(XElement variable)
    {
        if (IdOf(variable, "guid") is not { } id)
            return;
        var name = Told(variable, "name");
        var known = QdpxWriter.Variables.FirstOrDefault(one =>
            one.Id == id
            || name.Equals(one.Name, StringComparison.OrdinalIgnoreCase)
            || name.Equals(one.English, StringComparison.OrdinalIgnoreCase)
        );
        if (known.Name is null)
            Skipped(variable);
        else
            variables.TryAdd(id, known.Name);
    }

    private static string? ColourOf(string colour) =>
        !Colour().IsMatch(colour) ? null
        : colour.Length == 7 ? colour.ToLowerInvariant()
        : string.Create(CultureInfo.InvariantCulture, $"#{colour[1]}{colour[1]}{colour[2]}{colour[2]}{colour[3]}{colour[3]}")
            .ToLowerInvariant();

    [GeneratedRegex("^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();
}
