using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// A tick, or one choice of several, with its words as content. All attributes that are not named here go to the <c>input</c>.
/// <code>&lt;kern-checkbox id="sicher" name="sure" value="true" required&gt;Ja, jetzt löschen.&lt;/kern-checkbox&gt;</code>
/// </summary>
[HtmlTargetElement("kern-checkbox")]
[HtmlTargetElement("kern-radio")]
public sealed class KernCheck : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public string Id { get; set; } = "";

    public string? Hint { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var label = Html.Tag("label", "kern-label").With(await output.GetChildContentAsync());
        label.Attributes["for"] = Id;
        var error = PageErrors.Of(ViewContext.ViewData)?.At(Id);
        var type = context.TagName["kern-".Length..];
        output.TagName = "input";
        output.TagMode = TagMode.StartTagOnly;
        output.AddClasses($"kern-form-check__{type}", error is null ? null : $"kern-form-check__{type}--error");
        output.Attributes.SetAttribute("type", type);
        output.Attributes.SetAttribute("id", Id);
        var field = new FieldParts(Id, Hint is not null, error is not null);
        if (field.DescribedBy(output.Given("aria-describedby")) is { } description)
            output.Attributes.SetAttribute("aria-describedby", description);
        if (error is not null)
            output.Attributes.SetAttribute("aria-invalid", "true");
        output.PreElement.AppendHtml(
            error is null ? "<div class=\"kern-form-check\">" : "<div class=\"kern-form-check kern-form-check--error\">"
        );
        output.PostElement.AppendHtml(label);
        if (error is not null)
            output.PostElement.AppendHtml(FieldParts.ErrorOf(Id, error));
        output.PostElement.AppendHtml("</div>");
        if (Hint is not null)
            output.PostElement.AppendHtml(FieldParts.HintOf(Id, Hint));
    }
}
