using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Reports.Parts;

/// <summary>
/// A table that may be wider than the screen can be reached and scrolled by keyboard, and says by its caption what it is. On paper nothing scrolls, and a group
/// around each table would only be in the way of whoever listens.
/// </summary>
[HtmlTargetElement("div", Attributes = "[class=scroll]")]
public sealed partial class ScrollTagHelper : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (View.ViewData[nameof(ReportView.Printed)] is true || output.Attributes.ContainsName("tabindex"))
            return;
        var content = (await output.GetChildContentAsync()).GetContent();
        if (Caption().Match(content) is not { Success: true } caption)
            return;
        output.Attributes.SetAttribute("tabindex", "0");
        output.Attributes.SetAttribute("role", "group");
        output.Attributes.SetAttribute("aria-label", WebUtility.HtmlDecode(Tag().Replace(caption.Groups["text"].Value, "")).Trim());
    }

    [GeneratedRegex("<caption>(?<text>.*?)</caption>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Caption();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
