using System.Text.Encodings.Web;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Text;

/// <summary>
/// In which language what stands on a page of an expert is, so that it is read aloud and written in the right direction. The page is in the language of its questions; sentences, and questions that are
/// not translated, may be in another.
/// </summary>
public static class Tongue
{
    // As on pages: letters as themselves.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>The language of all on a page that is not said to be in another: that of the questions where the sentences are in it as well, and else that of the sentences.</summary>
    public static string Main =>
        LanguageTag.Primary(Languages.Content).Equals(Languages.Current, StringComparison.OrdinalIgnoreCase)
            ? Languages.Content
            : Languages.Current;

    /// <summary>The language of the frame around a page; null where it is that of the page.</summary>
    public static string? OfSentences => Main == Languages.Content ? null : Languages.Current;

    /// <summary>The language of a text; null where it is that of all on the page.</summary>
    public static string? Lang(LocalizedText text) => ContentCulture.Of(text) is var language && language != Main ? language : null;

    /// <summary>Its direction; null where it is that of the page.</summary>
    public static string? Dir(LocalizedText text)
    {
        var direction = Languages.Direction(ContentCulture.Of(text));
        return direction == Languages.Direction(Languages.Content) ? null : direction;
    }

    /// <summary>The direction of a field in which a language is written; null where it is the usual one.</summary>
    public static string? Typed(string language) => LanguageTag.IsRightToLeft(language) ? "rtl" : null;

    /// <summary>A text, with its language where it needs saying.</summary>
    public static IHtmlContent Said(this LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Marked(text, Encoder.Encode(text.ToString()));
    }

    /// <summary>A text in Markdown and in one line, with its language where it needs saying.</summary>
    public static IHtmlContent SaidInline(this LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Marked(text, $"{Markdown.Inline(text.ToString())}");
    }

    /// <summary>The words of a text in Markdown alone, with its language where it needs saying.</summary>
    public static IHtmlContent SaidPlainly(this LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Marked(text, Encoder.Encode(Markdown.Plain(text.ToString())));
    }

    /// <summary>HTML made of a text, with its language where it needs saying.</summary>
    public static IHtmlContent Marked(this LocalizedText text, string html) =>
        new HtmlString(
            Lang(text) is not { } language ? html
            : Dir(text) is { } direction ? $"<span lang=\"{language}\" dir=\"{direction}\">{html}</span>"
            : $"<span lang=\"{language}\">{html}</span>"
        );
}
