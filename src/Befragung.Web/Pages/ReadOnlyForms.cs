using Befragung.Web.Access;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Pages;

/// <summary>
/// Forms of the team's pages, for members who only read: what stands in them can be read, but nothing be filled in, and there is no button to send it. The server would
/// refuse it; so nobody learns that only after having written. Forms that are everybody's (signing out, one's own account) say so by <c>data-own</c>.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class ReadOnlyForms : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Before anything in the form is made.</summary>
    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.AllAttributes.ContainsName("data-own") && OnlyReads(ViewContext.HttpContext))
            context.Items[typeof(ReadOnlyForms)] = true;
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        if (!context.Items.ContainsKey(typeof(ReadOnlyForms)))
            return;
        output.PreContent.AppendHtml("<fieldset class=\"bare\" disabled>");
        output.PostContent.AppendHtml("</fieldset>");
    }

    /// <summary>Whether a page of the team is shown to somebody who may only read it.</summary>
    public static bool OnlyReads(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return StudyAccess.Of(http) is { MayEdit: false }
            && http.Request.Path.StartsWithSegments("/team", StringComparison.OrdinalIgnoreCase)
            && http.GetEndpoint()?.Metadata.GetMetadata<OnlyTriesAttribute>() is null;
    }
}

/// <summary>The buttons in them; links that look like buttons stay.</summary>
[HtmlTargetElement("button")]
[HtmlTargetElement("kern-button")]
public sealed class ReadOnlyButtons : TagHelper
{
    /// <summary>After whatever makes the button.</summary>
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        if (context.Items.ContainsKey(typeof(ReadOnlyForms)) && !context.AllAttributes.ContainsName("href"))
            output.SuppressOutput();
    }
}
