using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>The parts of a message in a box.</summary>
internal static class AlertParts
{
    /// <summary>Turns the output into the box.</summary>
    /// <param name="body">What stands below the heading; without a body where there is nothing.</param>
    public static void Fill(TagHelperOutput output, AlertKind kind, string heading, HtmlContentBuilder body)
    {
        var name = NameOf(kind);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("kern-alert", $"kern-alert--{name}");
        if (!output.Attributes.ContainsName("role"))
            output.Attributes.SetAttribute("role", kind == AlertKind.Danger ? "alert" : "status");
        var icon = Html.Tag("span", $"kern-icon kern-icon--{name}");
        icon.Attributes["aria-hidden"] = "true";
        var header = Html.Tag("div", "kern-alert__header");
        header.InnerHtml.AppendHtml(icon).AppendHtml(Html.Tag("span", "kern-title").With(heading));
        output.Content.SetHtmlContent(header);
        if (body.Count > 0)
            output.Content.AppendHtml(Html.Tag("div", "kern-alert__body").With(body));
    }

    public static TagBuilder List(IEnumerable<IHtmlContent> lines)
    {
        var list = Html.Tag("ul", "kern-list");
        foreach (var line in lines)
            list.InnerHtml.AppendHtml(new TagBuilder("li").With(line));
        return list;
    }

    private static string NameOf(AlertKind kind) =>
        kind switch
        {
            AlertKind.Info => "info",
            AlertKind.Success => "success",
            AlertKind.Warning => "warning",
            _ => "danger",
        };
}
