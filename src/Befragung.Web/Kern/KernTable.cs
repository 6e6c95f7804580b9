using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// A table in a frame of its own, which scrolls sideways on narrow screens, by keyboard as well; what is in the table is its content. It is named by
/// <c>caption</c>, or by a heading that is on the page already (<c>labelled-by</c>).
/// </summary>
[HtmlTargetElement("kern-table")]
public sealed class KernTable : TagHelper
{
    /// <summary>What the table shows, for listeners: others see where it stands.</summary>
    public string? Caption { get; set; }

    /// <summary>The id of the heading that says what the table shows.</summary>
    public string? LabelledBy { get; set; }

    /// <summary>With less room in its cells: for tables with many.</summary>
    public bool Small { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var content = await output.GetChildContentAsync();
        output.Content.SetHtmlContent(Html.WithoutIndentation(content.GetContent()));
        output.TagName = "table";
        output.AddClasses("kern-table", Small ? "kern-table--small" : null);
        var frame = Html.Tag("div", "scroll");
        frame.Attributes["tabindex"] = "0";
        frame.Attributes["role"] = "region";
        if (Caption is not null)
        {
            frame.Attributes["aria-label"] = Caption;
            output.PreContent.AppendHtml(Html.Tag("caption", "kern-sr-only").With(Caption));
        }
        else
            frame.Attributes["aria-labelledby"] = LabelledBy;
        output.PreElement.AppendHtml(frame.RenderStartTag());
        output.PostElement.AppendHtml(frame.RenderEndTag());
    }
}
