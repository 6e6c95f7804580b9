using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// A button that sends its form, with its words as content; with an <c>href</c>, a link that looks like one. All other attributes are those of HTML.
/// <code>&lt;kern-button kind="Secondary" href="/team"&gt;Zurück&lt;/kern-button&gt;</code>
/// </summary>
[HtmlTargetElement("kern-button")]
public sealed class KernButton : TagHelper
{
    /// <summary>How loud it is. One on a page is primary: what most come for.</summary>
    public ButtonKind Kind { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = output.Attributes.ContainsName("href") ? "a" : "button";
        output.AddClasses(
            "kern-btn",
            Kind switch
            {
                ButtonKind.Primary => "kern-btn--primary",
                ButtonKind.Secondary => "kern-btn--secondary",
                _ => "kern-btn--tertiary",
            }
        );
        output.PreContent.AppendHtml("<span class=\"kern-label\">");
        output.PostContent.AppendHtml("</span>");
    }
}

/// <summary>How loud a button is.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,
    Tertiary,
}
