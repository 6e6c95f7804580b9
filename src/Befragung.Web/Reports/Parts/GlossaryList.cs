using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Befragung.Delphi.Reporting;

namespace Befragung.Web.Reports.Parts;

/// <summary>The glossary of a page that is made: it explains the words that the page uses and no others, and on screen the first of each chapter leads there.</summary>
internal static partial class GlossaryList
{
    /// <summary>Stands in a page where the list belongs; a page without it stays as it is.</summary>
    public const string Place = "<!--glossary-->";

    // Words of others stand as they were said, and a list of the terms itself explains them.
    private static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "blockquote",
        "q",
        "dt",
        "figcaption",
        "nav",
        "label",
        "button",
        "select",
        "textarea",
        "code",
    };

    /// <summary>The page with links from its words to the list, where it has one: each term once in a chapter.</summary>
    public static string Linked(string html, string language)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (!html.Contains(Place, StringComparison.Ordinal))
            return html;
        var explained = new HashSet<Term>();
        return PageWords
            .Rewritten(
                html,
                (page, text) =>
                {
                    var at = 0;
                    foreach (var use in Glossary.In(text, language))
                    {
                        if (!explained.Add(use.Term))
                            continue;
                        page.Append(text, at, use.Start - at);
                        page.Append("<a class=\"term\" href=\"#term-").Append(use.Term.Key).Append("\">");
                        page.Append(text, use.Start, use.Length).Append("</a>");
                        at = use.Start + use.Length;
                    }
                    page.Append(text, at, text.Length - at);
                },
                (tag, whole) =>
                {
                    if (tag.Equals("section", StringComparison.OrdinalIgnoreCase))
                        explained.Clear();
                    return Left.Contains(tag)
                        || whole.Contains("class=\"unseen", StringComparison.Ordinal)
                        || whole.Contains("aria-hidden", StringComparison.Ordinal)
                        || whole.Contains(" lang=", StringComparison.Ordinal) && tag is not ("html" or "body");
                }
            )
            .ToString();
    }

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
