using System.Globalization;
using System.Text.Encodings.Web;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Pages;

/// <summary>
/// What an installation has to tell by law and only those know who run it: of the protection of data (Art. 13 GDPR) and of accessibility (§ 12b BGG, BITV 2.0). Of what is
/// not set the pages say nothing, and the doctor says that it is missing.
/// </summary>
/// <param name="Controller">Name and postal address of who is responsible for the data.</param>
/// <param name="PrivacyOfficer">How the data protection officer is reached.</param>
/// <param name="LegalBasis">On what the invitation of experts rests: before they consent, their consent does not carry it.</param>
/// <param name="Retention">How long data are kept.</param>
/// <param name="Authority">Where people can complain.</param>
/// <param name="Declaration">Null where there is none.</param>
public sealed record LegalNotice(
    string? Controller,
    string? PrivacyOfficer,
    NoticeText? LegalBasis,
    NoticeText? Retention,
    string? Authority,
    AccessibilityDeclaration? Declaration
)
{
    public static LegalNotice From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(
            configuration["Site:Controller"],
            configuration["Site:PrivacyOfficer"],
            Text("LegalBasis"),
            Text("Retention"),
            configuration["Site:Authority"],
            // One that is written wrongly is told by those who look at all settings.
            DateOnly.TryParseExact(
                configuration["Site:AccessibilityDate"],
                AccessibilityDeclaration.Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
                ? new(date, Text("AccessibilityGaps"), configuration["Site:AccessibilityContact"], configuration["Site:AccessibilityBody"])
                : null
        );

        NoticeText? Text(string name) =>
            configuration[$"Site:{name}"] is { } german ? new(german, configuration[$"Site:{name}InEnglish"]) : null;
    }

    /// <summary>A name, an address or a sentence of a setting: a mailbox, or the address of a page, is a link; others may have links in them, as questionnaires do.</summary>
    public static IHtmlContent Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var link =
            Mailbox.TryRead(text, out var mailbox, out _) ? $"mailto:{mailbox.Ascii}"
            : Uri.TryCreate(text, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" ? page.AbsoluteUri
            : null;
        return link is null
            ? Markdown.Inline(text)
            : new HtmlString($"<a href=\"{HtmlEncoder.Default.Encode(link)}\">{HtmlEncoder.Default.Encode(text)}</a>");
    }
}

/// <summary>A text of the settings, and the same in English where there is that.</summary>
public sealed record NoticeText(string German, string? English)
{
    public string In(string language) => language == "de" ? German : English ?? German;

    /// <summary>What it is in, where that is not the language of the page.</summary>
    public string? OtherLanguage(string language) =>
        (language == "de" || English is null ? "de" : "en") is var other && other != language ? other : null;
}

/// <summary>The declaration on accessibility that public bodies give.</summary>
/// <param name="Date">When it was given, or looked through last.</param>
/// <param name="Gaps">What is not accessible, and why; null where nothing is known.</param>
/// <param name="Contact">Where a barrier is reported.</param>
/// <param name="Body">To whom one turns who gets no answer that helps.</param>
public sealed record AccessibilityDeclaration(DateOnly Date, NoticeText? Gaps, string? Contact, string? Body)
{
    public const string Format = "yyyy-MM-dd";
}
