using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi;

/// <summary>
/// The culture in which a page is made whose questions are in another language than its sentences: the sentences and numbers are those of a language that the program speaks, the
/// questions those of any. It is a culture like others for whoever asks for no more than the sentences.
/// </summary>
public sealed class ContentCulture : CultureInfo
{
    /// <param name="sentences">The culture of sentences and numbers.</param>
    /// <param name="language">The language of the content.</param>
    public ContentCulture(CultureInfo sentences, string language)
        : base((sentences ?? throw new ArgumentNullException(nameof(sentences))).Name, useUserOverride: false) => Language = language;

    public string Language { get; }

    /// <summary>The language of the content of the page that is being made.</summary>
    public static string Current => Of(CurrentUICulture);

    public static string Of(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture is ContentCulture { Language: var language } ? language : culture.TwoLetterISOLanguageName;
    }

    /// <summary>In which language a text is shown on the page that is being made: not in that of the page where it is not written in it.</summary>
    public static string Of(LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.LanguageIn(Current);
    }
}
