using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// Why a form was not taken in, above everything else on the page, with a link to each field that is concerned; nothing where nothing was refused. It takes the
/// focus, so that whoever listens, or sees only a part of the page, begins here.
/// </summary>
[HtmlTargetElement("kern-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernErrorSummary : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (PageErrors.Of(ViewContext.ViewData) is not { } errors)
        {
            output.SuppressOutput();
            return;
        }
        var lines = errors.Errors.Select(Line).ToList();
        var body = new HtmlContentBuilder();
        if (lines is [var only])
            body.AppendHtml(Html.Tag("p", "kern-body").With(only));
        else if (lines.Count > 1)
            body.AppendHtml(AlertParts.List(lines));
        output.Attributes.SetAttribute("id", "fehler");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
        AlertParts.Fill(output, AlertKind.Danger, errors.Heading, body);
    }

    private static IHtmlContent Line(PageError error)
    {
        if (error.Field is null)
            return Html.Text(error.Words);
        var link = new TagBuilder("a").With(error.Words);
        link.Attributes["href"] = "#" + error.Field;
        return link;
    }
}
