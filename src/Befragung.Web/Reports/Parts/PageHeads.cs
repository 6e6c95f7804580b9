namespace Befragung.Web.Reports.Parts;

/// <summary>What stands at the head of each printed page, as a part of the style sheet: it differs from report to report.</summary>
internal static class PageHeads
{
    /// <summary>What a line has room for.</summary>
    private const int MostLetters = 90;

    /// <summary>
    /// Lets each page say at its head to which chapters it belongs. Every part has a kind of page of its own, and so begins a new one; within it, chapters follow
    /// each other. A long document is printed in these parts (PrintParts reads them here).
    /// </summary>
    public static string Css(IEnumerable<OutlinePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return string.Concat(
            parts.Select(part =>
                string.Concat(
                    part.Chapters.Select(
                        (chapter, place) =>
                            $".chapter:has(> #{chapter.Id}) {{ page: in-{part.Chapters[0].Id};{(place > 0 ? " break-before: auto; margin-top: 12mm;" : "")} }} "
                    )
                )
                + $"@page in-{part.Chapters[0].Id} {{ @top-left {{ content: \"{ReportStyle.Escaped(Wording.Shortened(part.Head, MostLetters))}\"; }} }}\n"
            )
        );
    }
}
