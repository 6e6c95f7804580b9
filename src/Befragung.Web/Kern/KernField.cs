using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// A field of a form: label, hint, whatever is to be filled in (<see cref="KernInput"/>, <see cref="KernSelect"/> or <see cref="KernTextarea"/>), and what is wrong
/// with it, which comes from <see cref="PageErrors"/>.
/// <code>
/// &lt;kern-field for="email" label="E-Mail-Adresse" hint="…"&gt;
///     &lt;kern-input type="email" required /&gt;
/// &lt;/kern-field&gt;
/// </code>
/// </summary>
[HtmlTargetElement("kern-field")]
public sealed class KernField : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The id of what is to be filled in.</summary>
    public string For { get; set; } = "";

    public string Label { get; set; } = "";

    /// <summary>What only listeners need of the label, because others see where the field is.</summary>
    public string? LabelHidden { get; set; }

    public string? Hint { get; set; }

    private string? Error => PageErrors.Of(ViewContext.ViewData)?.At(For);

    /// <summary>Before the control is made, which asks for this.</summary>
    public override void Init(TagHelperContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[typeof(FieldParts)] = new FieldParts(For, Hint is not null, Error is not null);
    }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.AddClasses("kern-form-input", Error is null ? null : "kern-form-input--error");
        output.PreContent.AppendHtml(LabelPart());
        if (Hint is not null)
            output.PreContent.AppendHtml(FieldParts.HintOf(For, Hint));
        if (Error is { } error)
            output.PostContent.AppendHtml(FieldParts.ErrorOf(For, error));
    }

    private TagBuilder LabelPart()
    {
        var label = Html.Tag("label", "kern-label");
        label.Attributes["for"] = For;
        label.InnerHtml.Append(Label);
        if (LabelHidden is not null)
            label.InnerHtml.AppendHtml(Html.Tag("span", "kern-sr-only").With(": " + LabelHidden));
        return label;
    }
}
