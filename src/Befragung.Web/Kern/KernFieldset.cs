using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>Fields that answer one question, which is their legend.</summary>
[HtmlTargetElement("kern-fieldset")]
public sealed class KernFieldset : TagHelper
{
    public string Legend { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "fieldset";
        output.AddClasses("kern-fieldset");
        output.PreContent.AppendHtml(Html.Tag("legend", "kern-label").With(Legend)).AppendHtml("<div class=\"kern-fieldset__body\">");
        output.PostContent.AppendHtml("</div>");
    }
}
