using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>Short words for making elements.</summary>
internal static partial class Html
{
    /// <summary>Indentation is for those who write views: of a long list, half would be blanks.</summary>
    public static string WithoutIndentation(string html) => Indentation().Replace(html, "\n");

    [GeneratedRegex(@"\n\s+", RegexOptions.None, 1000)]
    private static partial Regex Indentation();

    public static TagBuilder Tag(string name, string classes) => new(name) { Attributes = { ["class"] = classes } };

    /// <summary>Words, with what HTML would take otherwise made harmless.</summary>
    public static IHtmlContent Text(string words) => new HtmlContentBuilder().Append(words);

    /// <summary>The element with these words in it.</summary>
    public static TagBuilder With(this TagBuilder tag, string words)
    {
        tag.InnerHtml.Append(words);
        return tag;
    }

    /// <summary>The element with this in it.</summary>
    public static TagBuilder With(this TagBuilder tag, IHtmlContent content)
    {
        tag.InnerHtml.AppendHtml(content);
        return tag;
    }

    /// <summary>Beside those that the page gives itself.</summary>
    public static void AddClasses(this TagHelperOutput output, params IEnumerable<string?> classes)
    {
        foreach (var one in classes.OfType<string>())
            output.AddClass(one, HtmlEncoder.Default);
    }

    /// <summary>A select is drawn by what stands around it.</summary>
    public static void FrameSelect(this TagHelperOutput output)
    {
        output.PreElement.AppendHtml("<div class=\"kern-form-input__select-wrapper\">");
        output.PostElement.AppendHtml("</div>");
    }

    /// <summary>The value of an attribute that the page gives; null where it gives none.</summary>
    public static string? Given(this TagHelperOutput output, string attribute) => output.Attributes[attribute]?.Value?.ToString();
}
