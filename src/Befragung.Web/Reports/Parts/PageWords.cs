using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Reports.Parts;

/// <summary>The words of a page that is made, between its tags: those that may get a link, and those that stay as they are.</summary>
internal static partial class PageWords
{
    // What is read aloud as a name, leads elsewhere, or is seen by nobody.
    private static readonly HashSet<string> Closed = new(StringComparer.OrdinalIgnoreCase)
    {
        "a",
        "head",
        "svg",
        "style",
        "script",
        "h1",
        "h2",
        "h3",
        "h4",
        "caption",
        "summary",
    };

    // Elements that have no end: nothing stands within them.
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "br",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "wbr",
    };

    /// <param name="html">The page.</param>
    /// <param name="words">Appends what stands between two tags.</param>
    /// <param name="opens">Learns of each tag that opens an element, and says whether that stays as it is, for other reasons than its name.</param>
    public static StringBuilder Rewritten(string html, Action<StringBuilder, string> words, Func<string, string, bool>? opens = null)
    {
        var page = new StringBuilder(html.Length + 20_000);
        string? within = null;
        var depth = 0;
        foreach (Match part in Parts().Matches(html))
        {
            var tag = part.Groups["tag"];
            if (!tag.Success)
            {
                if (within is null)
                    words(page, part.Value);
                else
                    page.Append(part.ValueSpan);
                continue;
            }
            var ends = part.Value.StartsWith("</", StringComparison.Ordinal);
            if (
                within is null
                && !ends
                && !Empty.Contains(tag.Value)
                && (Closed.Contains(tag.Value) || opens?.Invoke(tag.Value, part.Value) == true)
            )
                (within, depth) = (tag.Value, 1);
            else if (within is not null && tag.Value.Equals(within, StringComparison.OrdinalIgnoreCase))
                depth += ends ? -1 : 1;
            if (depth == 0)
                within = null;
            page.Append(part.ValueSpan);
        }
        return page;
    }

    // Comments are no tags, and what stands between tags is text.
    [GeneratedRegex(
        "<!--.*?-->|</?(?<tag>[A-Za-z][A-Za-z0-9]*)[^>]*>|[^<]+|<",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        20_000
    )]
    private static partial Regex Parts();
}
