using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>The letter of a round as it will be read in a language, to look at before any is written.</summary>
/// <param name="Count">How many are written in it.</param>
/// <param name="To">Who gets the first of them; null where nobody does.</param>
public sealed record LetterPreview(string Language, int Count, Recipient? To, Letter Letter)
{
    public string Subject => Letter.Subject;

    public string Body => Letter.Body;

    /// <summary>Stands in the place of a link's secret; no secret is like it.</summary>
    private const string NoSecret = "nur-ein-Beispiel";

    /// <summary>Where nobody reads the language, it is to somebody without a name.</summary>
    public static LetterPreview Of(
        IStringLocalizer<Texts> t,
        SiteAddress site,
        Questionnaire questionnaire,
        int round,
        DateTime? deadline,
        string? results,
        LetterTemplate template,
        string language,
        int count,
        Recipient? to
    )
    {
        ArgumentNullException.ThrowIfNull(site);
        var letter = LetterWriter.Write(
            t,
            template,
            new(
                to?.Name ?? Languages.In(language, () => t["Vorname Nachname"].Value),
                questionnaire,
                round,
                Duration.OfAll(questionnaire),
                deadline,
                site.Of("/einladung/" + NoSecret),
                results
            ),
            mark: "",
            to?.Email ?? "",
            language
        );
        return new(language, count, to, letter);
    }
}
