using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Exchange.Import;

/// <summary>What a text of another tool has that a questionnaire has not.</summary>
[Flags]
internal enum LostMarkup
{
    None = 0,
    Script = 1,
    Picture = 2,
    Media = 4,
    Form = 8,
    Table = 16,
}

/// <summary>
/// HTML as Markdown: paragraphs, bold, italics, lists and links stay, all other markup goes. It is read as browsers do, so whatever is not closed or not
/// known does no harm. Takes time in proportion to the text.
/// </summary>
internal sealed partial class HtmlText
{
    private const int DeepestList = 4,
        LongestLink = 1_000;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address",
        "article",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    };

    private static readonly HashSet<string> Known =
    [
        .. Blocks,
        "a",
        "abbr",
        "audio",
        "b",
        "big",
        "br",
        "button",
        "canvas",
        "caption",
        "code",
        "col",
        "colgroup",
        "del",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "font",
        "form",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "label",
        "legend",
        "li",
        "link",
        "map",
        "area",
        "mark",
        "meta",
        "nav",
        "nobr",
        "noscript",
        "object",
        "option",
        "param",
        "q",
        "s",
        "script",
        "select",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "svg",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "tt",
        "u",
        "var",
        "video",
        "wbr",
        "html",
        "head",
        "body",
    ];

    private readonly StringBuilder text = new();
    private readonly Stack<(bool IsNumbered, int Number)> lists = new();
    private readonly Stack<(string? Url, int From)> links = new();
    private readonly bool isEscaped;
    private readonly bool isPlain;
    private readonly bool isLined;
    private string? atStart;
    private bool isBlank = true;
    private bool inCell;

    private HtmlText(bool isEscaped, bool isPlain, bool isLined)
    {
        this.isEscaped = isEscaped;
        this.isPlain = isPlain;
        this.isLined = isLined;
    }

    public LostMarkup Lost { get; private set; }

    /// <summary>A text with paragraphs.</summary>
    /// <param name="html">As the source has it.</param>
    /// <param name="isEscaped">Whether what looks like Markdown in it is none.</param>
    public static (string Text, LostMarkup Lost) Read(string html, bool isEscaped = true) => Read(html, isEscaped, isPlain: false);

    /// <summary>Words in one line, without any markup.</summary>
    public static (string Text, LostMarkup Lost) Words(string html)
    {
        var (text, lost) = Read(html, isEscaped: false, isPlain: true);
        return (string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), lost);
    }

    private static (string Text, LostMarkup Lost) Read(string html, bool isEscaped, bool isPlain)
    {
        var reader = new HtmlText(
            isEscaped,
            isPlain,
            !Tags().Matches(html).Any(tag => Blocks.Contains(NameOf(tag)) || NameOf(tag) is "br" or "li")
        );
        reader.Take(html);
        return (Tidy(reader.text.ToString()), reader.Lost);
    }

    public static bool HasMarkup(string text) => Tags().Matches(text).Any(tag => Known.Contains(NameOf(tag)));

    private void Take(string html)
    {
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
            {
                Words(html[at..], html);
                return;
            }
            Words(html[at..open], html);
            at = AfterTag(html, open);
        }
    }

    /// <summary>Takes the tag, remark or lonely sign that stands there.</summary>
    private int AfterTag(string html, int open)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
            return html.IndexOf("-->", open + 4, StringComparison.Ordinal) is >= 0 and var end ? end + 3 : html.Length;
        var tag = Tag().Match(html, open);
        if (!tag.Success || !(Known.Contains(NameOf(tag)) || NameOf(tag).Contains(':', StringComparison.Ordinal)))
        {
            Words("<", html);
            return open + 1;
        }
        var name = NameOf(tag);
        var isEnd = tag.Groups["end"].Length > 0;
        var after = tag.Index + tag.Length;
        if (
            name is "script" or "style" or "svg" or "iframe" or "object" or "video" or "audio" or "select" or "textarea" or "head"
            && !isEnd
        )
        {
            Lost |= name switch
            {
                "script" => LostMarkup.Script,
                "select" or "textarea" => LostMarkup.Form,
                "style" or "head" => LostMarkup.None,
                _ => LostMarkup.Media,
            };
            return html.IndexOf("</" + name, after, StringComparison.OrdinalIgnoreCase) is >= 0 and var close
                ? html.IndexOf('>', close) is >= 0 and var end
                    ? end + 1
                    : html.Length
                : html.Length;
        }
        if (isEnd)
            End(name);
        else
            Begin(name, tag.Groups["rest"].Value);
        return after;
    }

    private void Begin(string name, string attributes)
    {
        switch (name)
        {
            case "br":
                Break("\n");
                break;
            case "ul" or "ol":
                if (lists.Count > 0)
                    EndLine();
                else
                    Break("\n\n");
                if (lists.Count < DeepestList)
                    lists.Push((name == "ol", 0));
                break;
            case "li":
                EndLine();
                isBlank = true;
                var (isNumbered, number) = lists.Count > 0 ? lists.Pop() : default;
                lists.Push((isNumbered, number + 1));
                atStart =
                    new string(' ', 3 * (lists.Count - 1))
                    + (isNumbered ? string.Create(CultureInfo.InvariantCulture, $"{number + 1}. ") : "- ");
                break;
            case "tr":
                Break("\n");
                Lost |= LostMarkup.Table;
                inCell = false;
                break;
            case "td" or "th":
                if (inCell && !isBlank)
                    Plain(" | ");
                inCell = true;
                break;
            case "b" or "strong":
                Mark("**", begins: true);
                break;
            case "i" or "em":
                Mark("*", begins: true);
                break;
            case "a":
                if (isBlank && atStart is not null)
                    Plain("");
                links.Push(
                    (
                        Address().Match(attributes) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups["url"].Value) : null,
                        text.Length
                    )
                );
                break;
            case "img":
                Lost |= LostMarkup.Picture;
                if (Alternative().Match(attributes) is { Success: true } alternative)
                    Words(alternative.Groups["text"].Value, "");
                break;
            case "input" or "button" or "form":
                Lost |= LostMarkup.Form;
                break;
            case "embed" or "canvas":
                Lost |= LostMarkup.Media;
                break;
            default:
                if (Blocks.Contains(name))
                    Break("\n\n");
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "ul" or "ol":
                lists.TryPop(out _);
                if (lists.Count > 0)
                    EndLine();
                else
                    Break("\n\n");
                break;
            case "b" or "strong":
                Mark("**", begins: false);
                break;
            case "i" or "em":
                Mark("*", begins: false);
                break;
            case "a":
                if (links.TryPop(out var link) && !isPlain && link.Url is not null && IsWeb(link.Url))
                    Link(link.Url, link.From);
                break;
            default:
                if (Blocks.Contains(name) && name is not ("hr" or "table"))
                    Break("\n\n");
                break;
        }
    }

    private void Link(string url, int from)
    {
        // What is longer is no link that anybody wrote.
        var words = from < text.Length && text.Length - from <= LongestLink ? text.ToString(from, text.Length - from) : "";
        if (words.Trim().Length == 0 || words.Contains('\n', StringComparison.Ordinal) || words.Trim() == url)
            return;
        text.Length = from;
        text.Append(words[..^words.TrimStart().Length])
            .Append('[')
            .Append(words.Trim())
            .Append("](")
            .Append(
                url.Replace("(", "%28", StringComparison.Ordinal)
                    .Replace(")", "%29", StringComparison.Ordinal)
                    .Replace(" ", "%20", StringComparison.Ordinal)
            )
            .Append(')')
            .Append(words[words.TrimEnd().Length..]);
    }

    private void Words(string piece, string whole)
    {
        var plain = WebUtility.HtmlDecode(piece);
        // Without any block, lines are those of the author.
        if (isLined && whole.Length > 0)
        {
            var isFirst = true;
            foreach (var line in plain.ReplaceLineEndings("\n").Split('\n'))
            {
                if (!isFirst)
                    Break(text.Length > 0 && text[^1] == '\n' ? "\n\n" : "\n");
                Line(line);
                isFirst = false;
            }
            return;
        }
        Line(plain);
    }

    private void Line(string plain)
    {
        var words = string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0)
        {
            if (plain.Length > 0 && !isBlank)
                Space();
            return;
        }
        if (char.IsWhiteSpace(plain[0]) && !isBlank)
            Space();
        Plain(isEscaped ? Escaped(words, isBlank && atStart is null) : words);
        if (char.IsWhiteSpace(plain[^1]))
            Space();
    }

    private void Space()
    {
        if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            text.Append(' ');
    }

    private void Plain(string words)
    {
        if (isBlank && atStart is not null)
            text.Append(atStart);
        else if (isBlank)
            words = words.TrimStart();
        atStart = null;
        text.Append(words);
        isBlank = false;
    }

    /// <summary>Marks of emphasis stand next to a word, or they are none.</summary>
    private void Mark(string mark, bool begins)
    {
        if (isPlain)
            return;
        if (begins)
        {
            if (isBlank && atStart is not null)
                Plain("");
            text.Append('\u0001').Append(mark);
            return;
        }
        text.Append(mark).Append('\u0002');
    }

    private void Break(string lines)
    {
        inCell = false;
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        text.Append(lines);
        isBlank = true;
    }

    /// <summary>Ends a line, where it has not ended already.</summary>
    private void EndLine()
    {
        if (text.Length == 0 || text[^1] != '\n')
            Break("\n");
    }

    private static string Tidy(string text)
    {
        // The inner first.
        var left = Left().Replace(Emphasis().Replace(Emphasis().Replace(text, Emphasised), Emphasised), "");
        return Lines().Replace(string.Join('\n', left.Split('\n').Select(line => line.TrimEnd())), "\n\n").Trim();
    }

    private static string Emphasised(Match found)
    {
        var words = found.Groups["words"].Value;
        var mark = found.Groups["mark"].Value;
        return string.IsNullOrWhiteSpace(words)
            ? words
            : words[..^words.TrimStart().Length] + mark + words.Trim() + mark + words[words.TrimEnd().Length..];
    }

    private static string Escaped(string words, bool isAtStart)
    {
        var escaped = Special().Replace(words, "\\$0");
        return isAtStart && Starting().Match(escaped) is { Success: true } start
            ? escaped[..(start.Length - 1)] + "\\" + escaped[(start.Length - 1)..]
            : escaped;
    }

    private static bool IsWeb(string url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(Match tag) => tag.Groups["name"].Value.ToLowerInvariant();

    [GeneratedRegex("""\G<(?<end>/?)(?<name>[A-Za-z][A-Za-z0-9:]*)(?<rest>(\s|/)[^<>]*)?>""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tag();

    [GeneratedRegex("""<(?<end>/?)(?<name>[A-Za-z][A-Za-z0-9:]*)(?<rest>(\s|/)[^<>]*)?>""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Tags();

    [GeneratedRegex("""href\s*=\s*["']?(?<url>[^"'\s>]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Address();

    [GeneratedRegex("""alt\s*=\s*"(?<text>[^"]+)["]""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Alternative();

    [GeneratedRegex("\u0001(?<mark>\\*{1,2})(?<words>[^\u0001\u0002\n]*?)\\k<mark>\u0002", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Emphasis();

    /// <summary>Marks without their other half.</summary>
    [GeneratedRegex("\u0001\\*{0,2}|\\*{0,2}\u0002", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Left();

    [GeneratedRegex(@"\n{3,}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Lines();

    [GeneratedRegex(@"[\\`]|\*(?=\S)|(?<=\S)\*|\b_|_\b|\](?=\()", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Special();

    [GeneratedRegex(@"^([-+>#]|\d{1,9}[.)])(?=\s)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Starting();
}
