using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Befragung.Web.Kern;

/// <summary>
/// A message in a box: a heading, and below it a sentence, a list of them, or whatever the content is. Read out when it appears, and at once where it is of danger.
/// Why a form was refused is none of these: <see cref="PageErrors"/> says that in the summary.
/// <code>&lt;kern-alert kind="Success" heading="Die Farben sind gespeichert" /&gt;</code>
/// </summary>
[HtmlTargetElement("kern-alert")]
public sealed class KernAlert : TagHelper
{
    public AlertKind Kind { get; set; }

    public string Heading { get; set; } = "";

    /// <summary>A sentence below the heading.</summary>
    public string? Text { get; set; }

    /// <summary>Several sentences, as a list; a single one is none.</summary>
    public IEnumerable<string> Lines { get; set; } = [];

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var body = new HtmlContentBuilder();
        var lines = Lines.ToList();
        if ((Text ?? (lines is [var only] ? only : null)) is { } text)
            body.AppendHtml(Html.Tag("p", "kern-body").With(text));
        if (lines.Count > 1)
            body.AppendHtml(AlertParts.List(lines.Select(Html.Text)));
        var content = await output.GetChildContentAsync();
        if (!content.IsEmptyOrWhiteSpace)
            body.AppendHtml(content);
        AlertParts.Fill(output, Kind, Heading, body);
    }
}

/// <summary>What a message is about.</summary>
public enum AlertKind
{
    Info,
    Success,
    Warning,
    Danger,
}
