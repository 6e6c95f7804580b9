using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Befragung.Delphi.Reporting;

namespace Befragung.Web.Reports.Parts;

/// <summary>The glossary of a page that is made: it explains the words that the page uses and no others.</summary>
internal static partial class GlossaryList
{
    /// <summary>Stands in a page where the list belongs; a page without it stays as it is.</summary>
    public const string Place = "<!--glossary-->";

    /// <summary>The page with its list.</summary>
    public static string Filled(string html, string language)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (!html.Contains(Place, StringComparison.Ordinal))
            return html;
        var text = WebUtility.HtmlDecode(Unseen().Replace(html, " ")).Replace("\u00AD", "", StringComparison.Ordinal);
        var list = new StringBuilder("<dl class=\"glossary\">");
        foreach (var term in Glossary.UsedIn(text, language))
            list.Append("<dt id=\"term-")
                .Append(term.Key)
                .Append("\">")
                .Append(HtmlEncoder.Default.Encode(term.Word(language)))
                .Append("</dt><dd>")
                .Append(HtmlEncoder.Default.Encode(term.Explanation(language)))
                .Append("</dd>");
        return html.Replace(Place, list.Append("</dl>").ToString(), StringComparison.Ordinal);
    }

    // What is no word of the page: its head, and its tags.
    [GeneratedRegex("<head>.*?</head>|<[^>]*>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 20_000)]
    private static partial Regex Unseen();
}
