using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>The letter of a round as it will be read in a language, to look at before any is written.</summary>
/// <param name="Count">How many are written in it.</param>
/// <param name="To">Who gets the first of them; null where nobody does.</param>
public sealed record LetterPreview(string Language, int Count, Recipient? To, string Subject, string Body)
{
    /// <summary>Stands in the place of a link's secret; no secret is like it.</summary>
    private const string NoSecret = "nur-ein-Beispiel";

    /// <summary>Where nobody reads the language, it is to somebody without a name.</summary>
    public static LetterPreview Of(IStringLocalizer<Texts> t, SiteAddress site, Round round, string language, int count, Recipient? to)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(round);
        var letter = Letters.Invitation(
            t,
            mark: "",
            round.Questionnaire,
            round.Number,
            to?.Name ?? Languages.In(language, () => t["Vorname Nachname"].Value),
            to?.Email ?? "",
            language,
            site.Of("/einladung/" + NoSecret)
        );
        return new(language, count, to, letter.Subject, letter.Body);
    }
}
