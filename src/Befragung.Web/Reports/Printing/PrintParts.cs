using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Reports.Printing;

/// <summary>A part of a document that is printed by itself and looks as it would within the whole.</summary>
internal sealed class PrintPart(string head, string content, string tail)
{
    /// <param name="pages">How many pages come before it.</param>
    public string Behind(int pages) =>
        pages == 0
            ? head + content + tail
            // The cover has no number; what is the first page of a later part has one.
            : head.Replace(
                "</style>",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""@page :first { counter-increment: page {{pages
                    + 1}}; @bottom-left { content: var(--footer, ""); } @bottom-right { content: counter(page); } }</style>"""
                ),
                StringComparison.Ordinal
            )
                + content
                + tail;
}

/// <summary>
/// Parts a long document where a new page begins anyway. Links from one part to another lead to <see cref="PdfJoin.Elsewhere"/> until they are joined, and
/// figures are counted on.
/// </summary>
internal static partial class PrintParts
{
    private const string Chapter = "<section class=\"chapter",
        Start = "<main>",
        End = "</main>";

    /// <param name="html">The document.</param>
    /// <param name="most">How many characters a part has at most, where it has several chapters.</param>
    /// <returns>The document alone, where it is short or cannot be parted.</returns>
    public static IReadOnlyList<PrintPart> Of(string html, int most)
    {
        var start = html.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var end = html.LastIndexOf(End, StringComparison.Ordinal);
        if (start < Start.Length || end - start <= most)
            return [new(html, "", "")];
        List<string> contents = [];
        var from = start;
        var before = start;
        foreach (var place in Beginnings(html, start).Append(end))
        {
            if (place - from > most && before > from)
            {
                contents.Add(html[from..before]);
                from = before;
            }
            before = place;
        }
        contents.Add(html[from..end]);
        return contents.Count == 1 ? [new(html, "", "")] : Parts(html[..start], contents, html[end..]);
    }

    /// <summary>Where chapters stand that begin a new page, in their order.</summary>
    private static IEnumerable<int> Beginnings(string html, int start) =>
        Beginning()
            .Matches(html[..start])
            .Select(beginning => beginning.Groups["id"].Value)
            .Select(id => html.IndexOf($" id=\"{id}\"", start, StringComparison.Ordinal))
            .Where(heading => heading > start)
            .Select(heading => html.LastIndexOf(Chapter, heading, heading - start, StringComparison.Ordinal))
            .Where(chapter => chapter > start)
            .Order();

    private static List<PrintPart> Parts(string head, List<string> contents, string tail)
    {
        var ids = contents.Select(content => Id().Matches(content).Select(id => id.Groups["id"].Value).ToHashSet()).ToList();
        var everywhere = ids.SelectMany(own => own).ToHashSet();
        // Chromium notes only where links of the same document lead: so each part has links to what others want of it, which nobody sees.
        var wanted = contents
            .SelectMany((content, part) => Links(content).Where(id => !ids[part].Contains(id) && everywhere.Contains(id)))
            .ToHashSet();
        var figures = 0;
        List<PrintPart> parts = [];
        foreach (var (content, own) in contents.Zip(ids))
        {
            var links = string.Concat(wanted.Where(own.Contains).Order(StringComparer.Ordinal).Select(id => $"<a href=\"#{id}\"></a>"));
            parts.Add(
                new(
                    head.Replace(
                        "</style>",
                        string.Create(CultureInfo.InvariantCulture, $"main {{ counter-reset: figure {figures}; }}</style>"),
                        StringComparison.Ordinal
                    ),
                    Link()
                        .Replace(
                            content,
                            link =>
                                link.Groups["id"].Value is var id && !own.Contains(id) && everywhere.Contains(id)
                                    ? $" href=\"{PdfJoin.Elsewhere}{id}\""
                                    : link.Value
                        ),
                    tail.Replace(End, $"{End}<div hidden>{links}</div>", StringComparison.Ordinal)
                )
            );
            figures += Figure().Count(content);
        }
        return parts;
    }

    private static IEnumerable<string> Links(string content) => Link().Matches(content).Select(link => link.Groups["id"].Value);

    [GeneratedRegex(""" href="#(?<id>[^"]+)["]""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(""" id="(?<id>[^"]+)["]""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Id();

    [GeneratedRegex("<figure[ >]", RegexOptions.None, 5000)]
    private static partial Regex Figure();

    /// <summary>A chapter with which a part begins, as the style sheet of the document's page heads says it.</summary>
    [GeneratedRegex("""\.chapter:has\(> #(?<id>[^)]+)\) \{ page: in-\k<id>; \}""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Beginning();
}
