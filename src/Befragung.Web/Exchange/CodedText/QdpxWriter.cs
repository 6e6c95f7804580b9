using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Befragung.Web.Exchange.CodedText;

/// <summary>
/// Coded answers as a project that MAXQDA, ATLAS.ti, NVivo and QualCoder read: REFI-QDA 1.5 (www.qdasoftware.org), an XML file and a text file for each answer, packed. The order of elements is that
/// of the schema; positions count characters of Unicode, and the end is the first one that does not belong to the place, as those programs have it.
/// </summary>
public static class QdpxWriter
{
    public const string Type = "application/zip",
        Extension = ".qdpx";

    /// <summary>The heading by which a note is known to be the example of a code.</summary>
    internal const string Example = "Ankerbeispiel";

    internal const string Project = "project.qde",
        SourceFolder = "sources/",
        Inside = "internal://";

    private const int LongestName = 80;

    internal static readonly XNamespace Space = "urn:QDA-XML:project:1.0";

    /// <summary>What is told of an answer beside its text, by names that stay and under numbers that stay.</summary>
    internal static readonly IReadOnlyList<(Guid Id, string Name, string English, Func<ExchangedSource, string> Of)> Variables =
    [
        (new("6f5d3a0c-2b0e-4a55-9d0a-7a3b6b1c0001"), "Frage", "Question", source => source.Question),
        (new("6f5d3a0c-2b0e-4a55-9d0a-7a3b6b1c0002"), "Gruppe", "Group", source => source.Group),
        (new("6f5d3a0c-2b0e-4a55-9d0a-7a3b6b1c0003"), "Sprache", "Language", source => source.Language),
    ];

    /// <param name="answers">What is written.</param>
    /// <param name="made">When.</param>
    /// <param name="to">Where to; it stays open.</param>
    public static void Write(CodedAnswers answers, DateTimeOffset made, Stream to)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(to);
        using var package = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        using (var project = package.CreateEntry(Project).Open())
        using (
            var xml = XmlWriter.Create(
                project,
                new XmlWriterSettings
                {
                    Indent = true,
                    Encoding = new UTF8Encoding(false),
                    NewLineChars = "\n",
                }
            )
        )
            Document(answers, made).Save(xml);
        foreach (var source in answers.Sources)
        {
            using var text = package.CreateEntry(SourceFolder + FileOf(source)).Open();
            text.Write(Encoding.UTF8.GetBytes(Written(source.Text)));
        }
    }

    /// <summary>As it stands in the file: lines end as other programs end them, so that they count the same characters.</summary>
    internal static string Written(string text) => text.ReplaceLineEndings("\n");

    private static XDocument Document(CodedAnswers answers, DateTimeOffset made)
    {
        var notes = answers.Notes.ToLookup(note => note.Of);
        var examples = answers
            .Codes.Where(code => code.Example.Length > 0)
            .ToDictionary(code => code.Id, code => Derived.From(code.Id, Example));
        var at = made.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new(
            new XElement(
                Space + "Project",
                new XAttribute("name", Clean(answers.Title)),
                new XAttribute("origin", "Befragung"),
                new XAttribute("creationDateTime", at),
                new XAttribute("modifiedDateTime", at),
                Some(
                    "Users",
                    answers.Coders.Select(coder => new XElement(Space + "User", Id(coder.Id), new XAttribute("name", Clean(coder.Name))))
                ),
                answers.Codes.Count == 0
                    ? null
                    : new XElement(
                        Space + "CodeBook",
                        new XElement(
                            Space + "Codes",
                            answers.Codes.Where(code => code.Parent is null).Select(code => CodeOf(code, answers, notes, examples))
                        )
                    ),
                new XElement(
                    Space + "Variables",
                    Variables.Select(variable => new XElement(
                        Space + "Variable",
                        Id(variable.Id),
                        new XAttribute("name", variable.Name),
                        new XAttribute("typeOfVariable", "Text")
                    ))
                ),
                Sources(answers, notes, at),
                Some(
                    "Notes",
                    answers
                        .Notes.Select(note => NoteOf(note.Id, note.Name, note.Text, at))
                        .Concat(
                            answers
                                .Codes.Where(code => examples.ContainsKey(code.Id))
                                .Select(code => NoteOf(examples[code.Id], Example, code.Example, at))
                        )
                ),
                Refs(notes[null])
            )
        );
    }

    private static XElement? Sources(CodedAnswers answers, ILookup<Guid?, ExchangedNote> notes, string at)
    {
        var codings = answers.Codings.ToLookup(coding => coding.Source);
        return Some("Sources", answers.Sources.Select(source => SourceOf(source, codings[source.Id], notes, at)));
    }

    private static XElement SourceOf(
        ExchangedSource source,
        IEnumerable<ExchangedCoding> codings,
        ILookup<Guid?, ExchangedNote> notes,
        string at
    )
    {
        var text = Written(source.Text);
        var count = new CodePoints(text);
        (int Start, int End) Range((int Start, int Length, Guid?) place) =>
            count.Range(Written(source.Text[..place.Start]).Length, Written(source.Text[..(place.Start + place.Length)]).Length);
        var places = codings.GroupBy(coding => (coding.Start, coding.Length, coding.Coder)).ToList();
        return new(
            Space + "TextSource",
            Id(source.Id),
            new XAttribute("name", Clean(source.Name)),
            new XAttribute("plainTextPath", Inside + FileOf(source)),
            new XAttribute("creationDateTime", at),
            places
                .Where(place => place.Key.Length > 0)
                .Select(place => new XElement(
                    Space + "PlainTextSelection",
                    Id(Derived.From(source.Id, place.Key.ToString())),
                    new XAttribute("name", Name(source.Text.Substring(place.Key.Start, place.Key.Length))),
                    new XAttribute("startPosition", Range(place.Key).Start),
                    new XAttribute("endPosition", Range(place.Key).End),
                    By(place.Key.Coder),
                    new XAttribute("creationDateTime", at),
                    place.Select(coding => CodingOf(coding, notes, at))
                )),
            places.Where(place => place.Key.Length == 0).SelectMany(place => place.Select(coding => CodingOf(coding, notes, at))),
            Refs(notes[source.Id]),
            Variables
                .Where(variable => variable.Of(source).Length > 0)
                .Select(variable => new XElement(
                    Space + "VariableValue",
                    Ref("VariableRef", variable.Id),
                    new XElement(Space + "TextValue", Clean(variable.Of(source)))
                ))
        );
    }

    private static XElement CodeOf(
        ExchangedCode code,
        CodedAnswers answers,
        ILookup<Guid?, ExchangedNote> notes,
        Dictionary<Guid, Guid> examples
    ) =>
        new(
            Space + "Code",
            Id(code.Id),
            new XAttribute("name", Clean(code.Name)),
            new XAttribute("isCodable", true),
            code.Colour is { } colour ? new XAttribute("color", colour) : null,
            code.Definition.Length > 0 ? new XElement(Space + "Description", Clean(code.Definition)) : null,
            examples.TryGetValue(code.Id, out var example) ? Ref("NoteRef", example) : null,
            Refs(notes[code.Id]),
            answers.Codes.Where(child => child.Parent == code.Id).Select(child => CodeOf(child, answers, notes, examples))
        );

    private static XElement CodingOf(ExchangedCoding coding, ILookup<Guid?, ExchangedNote> notes, string at) =>
        new(
            Space + "Coding",
            Id(coding.Id),
            By(coding.Coder),
            new XAttribute("creationDateTime", at),
            Ref("CodeRef", coding.Code),
            Refs(notes[coding.Id])
        );

    /// <summary>With a time, for QualCoder reads no project that has a note without one.</summary>
    private static XElement NoteOf(Guid id, string name, string text, string at) =>
        new(
            Space + "Note",
            Id(id),
            new XAttribute("name", Clean(name)),
            new XAttribute("creationDateTime", at),
            new XElement(Space + "PlainTextContent", Clean(Written(text)))
        );

    private static IEnumerable<XElement> Refs(IEnumerable<ExchangedNote> notes) => notes.Select(note => Ref("NoteRef", note.Id));

    /// <summary>An element that the schema does not let be empty.</summary>
    private static XElement? Some(string name, IEnumerable<XElement> children) =>
        children.ToList() is { Count: > 0 } there ? new(Space + name, there) : null;

    private static XElement Ref(string name, Guid target) => new(Space + name, new XAttribute("targetGUID", Told(target)));

    private static XAttribute Id(Guid id) => new("guid", Told(id));

    private static XAttribute? By(Guid? coder) => coder is { } by ? new("creatingUser", Told(by)) : null;

    private static string Told(Guid id) => id.ToString("D").ToUpperInvariant();

    private static string FileOf(ExchangedSource source) => Told(source.Id) + ".txt";

    private static string Name(string text)
    {
        var line = Clean(text).ReplaceLineEndings(" ");
        return line.Length <= LongestName
            ? line
            : line[..(char.IsHighSurrogate(line[LongestName - 2]) ? LongestName - 2 : LongestName - 1)] + "…";
    }

    /// <summary>Without what no XML file can hold.</summary>
    private static string Clean(string text) => XlsxText.Held(text);
}
