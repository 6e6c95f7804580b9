using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// What is to be filled in, within a <see cref="KernField"/>: it takes the field's id, is named like it unless the page says otherwise, and is described by the
/// field's hint and error. All other attributes are the page's own.
/// </summary>
public abstract class KernControl : TagHelper
{
    /// <summary>Turns the output into the control.</summary>
    /// <param name="part">The KERN class without its "kern-form-input__".</param>
    private protected static void Become(string element, string part, TagHelperContext context, TagHelperOutput output)
    {
        var field =
            context.Items.TryGetValue(typeof(FieldParts), out var known) && known is FieldParts found
                ? found
                : throw new InvalidOperationException($"<{context.TagName}> has to stand in a <kern-field>, which gives it its label.");
        output.TagName = element;
        output.AddClasses($"kern-form-input__{part}", field.IsWrong ? $"kern-form-input__{part}--error" : null);
        output.Attributes.SetAttribute("id", field.Id);
        if (!output.Attributes.ContainsName("name"))
            output.Attributes.SetAttribute("name", field.Id);
        if (field.DescribedBy(output.Given("aria-describedby")) is { } description)
            output.Attributes.SetAttribute("aria-describedby", description);
        if (field.IsWrong)
            output.Attributes.SetAttribute("aria-invalid", "true");
    }
}

/// <summary>One line, a file, a password: whatever <c>input</c> is for, but ticks (<see cref="KernCheck"/>).</summary>
[HtmlTargetElement("kern-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KernInput : KernControl
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        Become("input", "input", context, output);
        output.TagMode = TagMode.StartTagOnly;
    }
}

/// <summary>Several lines.</summary>
[HtmlTargetElement("kern-textarea")]
public sealed class KernTextarea : KernControl
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        Become("textarea", "input", context, output);
    }
}

/// <summary>One of several, whose options are its content.</summary>
[HtmlTargetElement("kern-select")]
public sealed class KernSelect : KernControl
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        Become("select", "select", context, output);
        output.FrameSelect();
    }
}
