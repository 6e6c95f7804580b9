using System.Net;
using System.Text.RegularExpressions;

namespace Befragung.Web.Reports.Printing;

/// <summary>Whom a document names as its author: Chromium does not write it into its PDF.</summary>
internal static partial class DocumentAuthor
{
    /// <summary>Null where it names none.</summary>
    public static string? Of(string html) =>
        Meta().Match(html) is { Success: true } meta && WebUtility.HtmlDecode(meta.Groups["author"].Value).Trim() is { Length: > 0 } author
            ? author
            : null;

    /// <summary>As all documents of the program write it.</summary>
    [GeneratedRegex("<meta name=\"author\" content=\"(?<author>[^\"]*)\">", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Meta();
}
