using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Befragung.Web.Exchange.Paper;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Text;

namespace Befragung.Web.Exchange.Import;

internal enum WordList
{
    None,
    Bullet,
    Number,
}

/// <summary>What stands in a Word document one below the other.</summary>
/// <param name="Number">Which paragraph it is, counted from 1 as people would.</param>
internal abstract record WordBlock(int Number);

/// <param name="Heading">0 for the title, 1 to 9 for headings; null for all else.</param>
/// <param name="Level">How deep it is in a list.</param>
/// <param name="Text">With bold and italics as Markdown.</param>
/// <param name="Words">The words alone.</param>
internal sealed record WordParagraph(int Number, int? Heading, WordList List, int Level, string Text, string Words) : WordBlock(Number)
{
    /// <summary>The name of its style; "" for none.</summary>
    public string Style { get; init; } = "";

    /// <summary>Names of the bookmarks in it.</summary>
    public IReadOnlyList<string> Bookmarks { get; init; } = [];

    /// <summary>Words that have a style of their own, by its name.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The text as Markdown that says these words and no others.</summary>
    public string Faithful { get; init; } = "";
}

internal sealed record WordTable(int Number, IReadOnlyList<IReadOnlyList<string>> Rows) : WordBlock(Number);

/// <summary>Reads the paragraphs and tables of a Word document, and what kind of paragraph each is.</summary>
internal sealed partial class WordBlocks
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly HashSet<string> OwnStyles = [.. WordStyles.Paragraphs];

    private readonly Dictionary<string, XElement> styles;
    private readonly Dictionary<string, string> abstractOf;
    private readonly Dictionary<(string Abstract, string Level), string> formats;
    private int count;

    private WordBlocks(XDocument? styles, XDocument? numbering)
    {
        this.styles = (styles?.Root?.Elements(W + "style") ?? [])
            .Where(style => style.Attribute(W + "styleId") is not null)
            .DistinctBy(style => style.Attribute(W + "styleId")!.Value)
            .ToDictionary(style => style.Attribute(W + "styleId")!.Value);
        abstractOf = (numbering?.Root?.Elements(W + "num") ?? [])
            .DistinctBy(num => num.Attribute(W + "numId")?.Value ?? "")
            .ToDictionary(num => num.Attribute(W + "numId")?.Value ?? "", num => Value(num.Element(W + "abstractNumId")));
        formats = (numbering?.Root?.Elements(W + "abstractNum") ?? [])
            .SelectMany(list =>
                list.Elements(W + "lvl")
                    .Select(level =>
                        (
                            Key: (list.Attribute(W + "abstractNumId")?.Value ?? "", level.Attribute(W + "ilvl")?.Value ?? "0"),
                            Format: Value(level.Element(W + "numFmt"))
                        )
                    )
            )
            .DistinctBy(one => one.Key)
            .ToDictionary(one => one.Key, one => one.Format);
    }

    /// <summary>Whether there was anything besides texts and tables.</summary>
    public LostMarkup Lost { get; private set; }

    public bool HasFootnotes { get; private set; }

    /// <summary>Whether it is a questionnaire that this program wrote as a document.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Such as "de-DE"; "" where it does not say.</summary>
    public string Language { get; private set; } = "";

    public static (IReadOnlyList<WordBlock> Blocks, WordBlocks Reader) Read(Stream content)
    {
        var document = SafePackage.Part(content, "word/document.xml");
        if (document?.Root?.Element(W + "body") is not { } body)
            throw SafePackage.Damaged();
        var reader = new WordBlocks(SafePackage.Part(content, "word/styles.xml"), SafePackage.Part(content, "word/numbering.xml"));
        reader.Language = reader
            .styles.Values.FirstOrDefault()
            ?.Parent?.Element(W + "docDefaults")
            ?.Descendants(W + "lang")
            .FirstOrDefault()
            is { } lang
            ? Value(lang)
            : "";
        return ([.. reader.In(body)], reader);
    }

    private IEnumerable<WordBlock> In(XElement owner)
    {
        foreach (var element in owner.Elements())
            if (element.Name == W + "p")
            {
                count++;
                if (Paragraph(element) is { Words.Length: > 0 } paragraph)
                    yield return paragraph;
            }
            else if (element.Name == W + "tbl")
            {
                count++;
                var rows = element
                    .Elements(W + "tr")
                    .Select(row =>
                        (IReadOnlyList<string>)
                            [
                                .. row.Elements(W + "tc")
                                    .Select(cell =>
                                        string.Join(' ', cell.Descendants(W + "p").Select(WordsOf).Where(words => words.Length > 0))
                                    ),
                            ]
                    )
                    .Where(row => row.Any(cell => cell.Length > 0))
                    .ToList();
                if (rows.Count > 0)
                    yield return new WordTable(count, rows);
            }
            else if (
                element.Name == W + "sdt"
                || element.Name == W + "sdtContent"
                || element.Name == W + "ins"
                || element.Name == W + "customXml"
            )
            {
                foreach (var block in In(element))
                    yield return block;
            }
    }

    private WordParagraph Paragraph(XElement paragraph)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var (text, words) = TextOf(paragraph, values);
        var properties = paragraph.Element(W + "pPr");
        var style = Value(properties?.Element(W + "pStyle"));
        var name = NameOf(style);
        var heading = HeadingOf(style) ?? OutlineOf(properties);
        var (list, level) = heading is null ? ListOf(properties, style) : (WordList.None, 0);
        if (OwnStyles.Contains(name))
        {
            IsOwn |= WordStyles.Types.ContainsKey(name);
            return new(count, heading, list, level, text.Trim(), words.Trim())
            {
                Style = name,
                Bookmarks =
                [
                    .. paragraph.Descendants(W + "bookmarkStart").Select(mark => mark.Attribute(W + "name")?.Value).OfType<string>(),
                ],
                Values = values,
                Faithful = Faithful(text.Trim(), words.Trim()),
            };
        }
        if (list == WordList.None && heading is null)
        {
            if (TypedBullet().Match(words) is { Success: true } bullet)
            {
                list = WordList.Bullet;
                words = words[bullet.Length..];
                text = words;
            }
            else if (TypedNumber().Match(words) is { Success: true } number)
            {
                list = WordList.Number;
                words = words[number.Length..];
                text = words;
            }
        }
        else if (list == WordList.Bullet && TypedBullet().Match(words) is { Success: true } box)
        {
            words = words[box.Length..];
            text = words;
        }
        return new(count, heading, list, level, text.Trim(), words.Trim()) { Style = name };
    }

    /// <summary>Words that are marks in Markdown lose that, where they would be taken for some.</summary>
    public static string Faithful(string text, string words) =>
        Same(Markdown.Plain(text), words) && !Beginning().IsMatch(text) ? text : Mark().Replace(words, @"\$0");

    private static bool Same(string one, string other) =>
        one.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .SequenceEqual(other.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string NameOf(string style) => styles.TryGetValue(style, out var found) ? Value(found.Element(W + "name")) : "";

    private int? HeadingOf(string id)
    {
        // A style that is based on itself, by way of others, ends somewhere.
        for (var depth = 0; depth < 20 && styles.TryGetValue(id, out var style); depth++)
        {
            var name = Value(style.Element(W + "name")).ToLowerInvariant();
            if (name == "title")
                return 0;
            if (HeadingName().Match(name) is { Success: true } heading)
                return heading.Groups["level"].Value[0] - '0';
            if (OutlineOf(style.Element(W + "pPr")) is { } level)
                return level;
            id = Value(style.Element(W + "basedOn"));
        }
        return id switch
        {
            "Title" or "Titel" => 0,
            _ when HeadingId().Match(id) is { Success: true } found => found.Groups["level"].Value[0] - '0',
            _ => null,
        };
    }

    private static int? OutlineOf(XElement? properties) =>
        Value(properties?.Element(W + "outlineLvl")) is [>= '0' and <= '8' and var level] ? level - '0' + 1 : null;

    private (WordList, int) ListOf(XElement? properties, string style)
    {
        var numbered = properties?.Element(W + "numPr");
        var name = "";
        for (var (depth, id) = (0, style); depth < 20 && styles.TryGetValue(id, out var one); depth++)
        {
            numbered ??= one.Element(W + "pPr")?.Element(W + "numPr");
            name += " " + Value(one.Element(W + "name")).ToLowerInvariant();
            id = Value(one.Element(W + "basedOn"));
        }
        name += " " + style.ToLowerInvariant();
        var level = int.TryParse(Value(numbered?.Element(W + "ilvl")), NumberStyles.None, CultureInfo.InvariantCulture, out var written)
            ? Math.Min(written, 8)
            : 0;
        if (numbered is not null && Value(numbered.Element(W + "numId")) is { Length: > 0 } and not "0" and var number)
        {
            var format = abstractOf.TryGetValue(number, out var list)
                ? formats.GetValueOrDefault((list, level.ToString(CultureInfo.InvariantCulture)), "")
                : "";
            if (format is "none")
                return (WordList.None, 0);
            if (format.Length > 0)
                return (format == "bullet" ? WordList.Bullet : WordList.Number, level);
        }
        if (
            name.Contains("list bullet", StringComparison.Ordinal)
            || name.Contains("listbullet", StringComparison.Ordinal)
            || name.Contains("aufzhlungszeichen", StringComparison.Ordinal)
        )
            return (WordList.Bullet, level);
        return
            name.Contains("list number", StringComparison.Ordinal)
            || name.Contains("listnumber", StringComparison.Ordinal)
            || name.Contains("listennummer", StringComparison.Ordinal)
            ? (WordList.Number, level)
            : (WordList.None, 0);
    }

    private string WordsOf(XElement paragraph) => TextOf(paragraph, []).Words;

    /// <param name="paragraph">What is read.</param>
    /// <param name="values">Takes the words that have a style of their own.</param>
    private (string Text, string Words) TextOf(XElement paragraph, Dictionary<string, string> values)
    {
        var text = new StringBuilder();
        var words = new StringBuilder();
        var open = "";
        foreach (var run in paragraph.Descendants(W + "r"))
        {
            // What was deleted, and what stands in a box or a paragraph of its own.
            if (
                run.Ancestors()
                    .TakeWhile(above => above != paragraph)
                    .Any(above =>
                        above.Name == W + "del"
                        || above.Name == W + "moveFrom"
                        || above.Name.LocalName is "txbxContent" or "Fallback"
                        || above.Name == W + "p"
                    )
            )
                continue;
            var piece = RunText(run);
            if (piece.Length == 0)
                continue;
            var properties = run.Element(W + "rPr");
            var style = NameOf(Value(properties?.Element(W + "rStyle")));
            // What was added for whoever reads on paper.
            if (style == WordStyles.Added)
                continue;
            if (style.Length > 0)
                values[style] = values.GetValueOrDefault(style, "") + piece;
            words.Append(piece);
            var mark = (IsOn(properties, "b") ? "**" : "") + (IsOn(properties, "i") ? "*" : "");
            if (mark != open)
            {
                text.Append(open.Length > 0 ? "</" + open + ">" : "").Append(mark.Length > 0 ? "<" + mark + ">" : "");
                open = mark;
            }
            text.Append(piece);
        }
        text.Append(open.Length > 0 ? "</" + open + ">" : "");
        var plain = string.Join(' ', words.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return (Marked(text.ToString(), plain), plain);
    }

    private string RunText(XElement run)
    {
        var text = new StringBuilder();
        foreach (var piece in run.Elements())
            switch (piece.Name.LocalName)
            {
                case "t":
                    text.Append(piece.Value);
                    break;
                case "tab" or "br" or "cr":
                    text.Append(' ');
                    break;
                case "noBreakHyphen":
                    text.Append('-');
                    break;
                case "sym":
                    text.Append('☐');
                    break;
                case "drawing" or "pict" or "object" or "AlternateContent":
                    Lost |= piece.Descendants().Any(one => one.Name.LocalName == "txbxContent") ? LostMarkup.Media : LostMarkup.Picture;
                    break;
                case "footnoteReference" or "endnoteReference" or "commentReference":
                    HasFootnotes = true;
                    break;
            }
        return TextFile.FormC(text.ToString());
    }

    /// <summary>Emphasis within a paragraph; one that is emphasised as a whole only looks so.</summary>
    private static string Marked(string text, string plain)
    {
        var marked = Emphasis()
            .Replace(
                text,
                found =>
                    string.IsNullOrWhiteSpace(found.Groups["words"].Value)
                        ? found.Groups["words"].Value
                        : (char.IsWhiteSpace(found.Groups["words"].Value[0]) ? " " : "")
                            + found.Groups["mark"].Value
                            + found.Groups["words"].Value.Trim()
                            + found.Groups["mark"].Value
                            + (char.IsWhiteSpace(found.Groups["words"].Value[^1]) ? " " : "")
            );
        marked = string.Join(' ', marked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return marked.Trim('*') == plain ? plain : marked;
    }

    private static bool IsOn(XElement? properties, string name) =>
        properties?.Element(W + name) is { } element && element.Attribute(W + "val")?.Value is not ("0" or "false" or "none");

    private static string Value(XElement? element) => element?.Attribute(W + "val")?.Value ?? "";

    /// <summary>What would begin a list, a quotation or a heading.</summary>
    [GeneratedRegex(@"^([-+>#=~|]|\d+[.)]|\*\s|    )", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"[\\`*_\[\]<>#&!|~=]|^[-+]|(?<=^\d{1,9})[.)]", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^heading (?<level>[1-9])$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex HeadingName();

    [GeneratedRegex(@"^(Heading|berschrift|Überschrift)(?<level>[1-9])$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex HeadingId();

    [GeneratedRegex(@"^([•▪●○◯❍☐□◻]|[-–o](?=\s))\s*", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypedBullet();

    [GeneratedRegex(@"^([A-Z]{0,2}\d{1,3}[.):])\s+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypedNumber();

    [GeneratedRegex(@"<(?<mark>\*{1,3})>(?<words>[^<]*)</\k<mark>>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Emphasis();
}
