using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// Something to fill in that has its label, hint and error elsewhere: on the sheet, where a question is the label of many fields. All attributes that are not named
/// here go to the control.
/// <code>&lt;kern-plain-radio name="a.t1" value="4" state="@…" /&gt;</code>
/// </summary>
[HtmlTargetElement("kern-plain-input", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("kern-plain-radio", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("kern-plain-checkbox", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("kern-plain-textarea")]
[HtmlTargetElement("kern-plain-select")]
public sealed class KernPlain : TagHelper
{
    private const string Prefix = "kern-plain-";

    /// <summary>Attributes that are there or not, as they stand in the element: "checked", "aria-invalid".</summary>
    public IHtmlContent? State { get; set; }

    /// <summary>For what is made without a view.</summary>
    /// <param name="kind">As in the name of the element: input, radio, checkbox, textarea, select.</param>
    public static string ClassOf(string kind) =>
        kind switch
        {
            "radio" or "checkbox" => $"kern-form-check__{kind}",
            "select" => "kern-form-input__select",
            _ => "kern-form-input__input",
        };

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var kind = context.TagName[Prefix.Length..];
        var isTick = kind is "radio" or "checkbox";
        output.TagName = isTick ? "input" : kind;
        output.TagMode = output.TagName == "input" ? TagMode.StartTagOnly : TagMode.StartTagAndEndTag;
        output.AddClasses(ClassOf(kind));
        if (isTick)
            output.Attributes.SetAttribute("type", kind);
        // Written as it is: an attribute without a value is its name.
        if (State?.ToString() is { Length: > 0 } state)
            output.Attributes.Add(new TagHelperAttribute(state));
        if (kind == "select")
            output.FrameSelect();
    }
}
