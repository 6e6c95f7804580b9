using System.Text;
using System.Text.Encodings.Web;
using Befragung.Delphi.Reporting;

namespace Befragung.Web.Reports.Parts;

/// <summary>
/// The list of references of a page that is made: it has the works that are cited in it and no others, whoever wrote the sentence, and each citation leads
/// there.
/// </summary>
internal static class Citations
{
    /// <summary>Stands in a page where the list belongs; a page without it stays as it is.</summary>
    public const string Place = "<!--references-->";

    /// <summary>The page with its list, and with links to it.</summary>
    public static string Linked(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (!html.Contains(Place, StringComparison.Ordinal))
            return html;
        var cited = new HashSet<Reference>();
        var page = PageWords.Rewritten(html, (page, text) => Append(page, text, cited));
        return page.Replace(Place, List(cited)).ToString();
    }

    private static void Append(StringBuilder page, string text, HashSet<Reference> cited)
    {
        var at = 0;
        foreach (var citation in References.In(text))
        {
            cited.Add(citation.Reference);
            page.Append(text, at, citation.Start - at);
            page.Append("<a class=\"cites\" href=\"#ref-").Append(citation.Reference.Key).Append("\">");
            page.Append(text, citation.Start, citation.Length).Append("</a>");
            at = citation.Start + citation.Length;
        }
        page.Append(text, at, text.Length - at);
    }

    private static string List(HashSet<Reference> cited)
    {
        var list = new StringBuilder("<ul class=\"references\">");
        foreach (var reference in References.All.Where(cited.Contains))
        {
            list.Append("<li id=\"ref-").Append(reference.Key).Append("\" lang=\"en\">").Append(HtmlEncoder.Default.Encode(reference.Text));
            if (reference.Address is { } address)
                list.Append(" <a href=\"").Append(address).Append("\">").Append(address).Append("</a>");
            list.Append("</li>");
        }
        return list.Append("</ul>").ToString();
    }
}
