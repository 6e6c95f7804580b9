using System.Globalization;
using System.Text.Encodings.Web;
using Befragung.Delphi;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Text;

/// <summary>
/// The Markdown of questionnaires as HTML or as plain words. HTML inside it is shown as it was written, never as HTML; headings are not
/// made, because the page decides about its order of headings; pictures become links, because a page loads nothing from elsewhere. What is nested too
/// deep to be rendered is shown as plain text.
/// </summary>
public static class Markdown
{
    private static readonly MarkdownPipeline Blocks = Pipeline(builder => builder.BlockParsers.TryRemove<HeadingBlockParser>());
    private static readonly MarkdownPipeline Inlines = Pipeline(builder => builder.BlockParsers.Clear());

    /// <summary>One line of text, without a paragraph of its own: for headings, labels and table cells.</summary>
    public static IHtmlContent Inline(string markdown)
    {
        var html = Html(markdown, Inlines).Trim();
        return new HtmlString(
            html.Length == 0 ? html : html["<p>".Length..^"</p>".Length].Replace("</p>\n<p>", "<br />", StringComparison.Ordinal)
        );
    }

    public static IHtmlContent Block(string markdown) => new HtmlString(Html(markdown, Blocks));

    /// <summary>The words alone: for pictures, titles and letters.</summary>
    public static string Plain(string markdown)
    {
        try
        {
            return Markdig.Markdown.ToPlainText(markdown, Inlines, context: null).ReplaceLineEndings(" ").Trim();
        }
        catch (ArgumentException)
        {
            return markdown.ReplaceLineEndings(" ").Trim();
        }
    }

    /// <summary>Why a text cannot be shown as Markdown; null where it can.</summary>
    public static Sentence? Refusal(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return TryHtml(markdown, Blocks) is not null && TryHtml(markdown, Inlines) is not null
            ? null
            : new(
                "In diesem Text sind Zitate, Listen oder Klammern zu tief ineinander verschachtelt, um sie anzuzeigen. Vereinfachen Sie ihn."
            );
    }

    /// <summary>What a text is made of; null where it is nested too deep.</summary>
    internal static MarkdownDocument? Parsed(string markdown, bool inline)
    {
        try
        {
            return Markdig.Markdown.Parse(markdown, inline ? Inlines : Blocks);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Html(string markdown, MarkdownPipeline pipeline) =>
        TryHtml(markdown, pipeline) ?? $"<p>{HtmlEncoder.Default.Encode(markdown)}</p>\n";

    private static string? TryHtml(string markdown, MarkdownPipeline pipeline)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        try
        {
            Markdig.Markdown.ToHtml(markdown, writer, pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's way of saying that something is nested too deep.
            return null;
        }
        return writer.ToString();
    }

    private static MarkdownPipeline Pipeline(Action<MarkdownPipelineBuilder> change)
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml();
        change(builder);
        builder.BlockParsers.TryRemove<ParagraphBlockParser>();
        builder.BlockParsers.Add(new ParagraphBlockParser { ParseSetextHeadings = false });
        builder.DocumentProcessed += Tidy;
        return builder.Build();
    }

    private static void Tidy(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            if (!IsHarmless(link.Url))
                link.Url = "#";
        }
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsHarmless(link.Url)).ToList())
            link.ReplaceBy(new LiteralInline($"<{link.Url}>"));
        // A line that ends in the file goes on in the page.
        foreach (var end in document.Descendants<LineBreakInline>().Where(end => !end.IsHard).ToList())
            end.ReplaceBy(new LiteralInline(" "));
    }

    private static bool IsHarmless(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeMailto);
}
