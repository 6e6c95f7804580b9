using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Fragebogen.Vorschau;

/// <summary>Which sheet is looked at; it is all in the address.</summary>
/// <param name="Screen">What it is looked at on: each has a sheet of its own.</param>
public sealed record PreviewAddress(string Study, int Round, string Group, string Language, string Screen)
{
    public const string Phone = "telefon";
    public const string Desktop = "rechner";

    public string Root =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/team/studien/{Study}/vorschau/{Round}/{Uri.EscapeDataString(Group)}/{Language}/{Screen}"
        );

    /// <summary>A pseudonym of nobody: the same for the same member at the same place, so that each finds their own sheet again.</summary>
    internal Guid PanelistFor(string? member) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{member}\n{Root}")).AsSpan(0, 16));

    public static PreviewAddress Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return new(
            Value(StudyPolicies.Parameter),
            int.Parse(Value("runde"), CultureInfo.InvariantCulture),
            Value("gruppe"),
            Value(Languages.Parameter),
            Value("flaeche")
        );

        string Value(string name) => Convert.ToString(http.GetRouteValue(name), CultureInfo.InvariantCulture)!;
    }
}

/// <summary>Sheets of nobody, for the team to look at: filled in by the same pages, and kept nowhere.</summary>
public sealed class PreviewSite(SurveyDb db, PreviewRounds rounds, PreviewSheets sheets, TimeProvider clock) : SheetSite
{
    public override string Root(HttpContext http) => PreviewAddress.Of(http).Root;

    public override async ValueTask<ExpertDesk?> FindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Frame(Framing.Framed);
        var address = PreviewAddress.Of(http);
        if (await db.StudyWithRoundsAsync(address.Study, http.RequestAborted) is not { } study)
            return null;
        var shown = await rounds.FindAsync(study, address.Round, http.RequestAborted);
        var questionnaire = shown.Round.Questionnaire;
        if (questionnaire.Groups.All(group => group.Key != address.Group))
            throw new RuleBrokenException(
                "Diese Gruppe steht nicht mehr im Fragebogen. Laden Sie die Vorschau neu, und wählen Sie eine andere."
            );
        if (!questionnaire.Languages.Contains(address.Language))
            throw new RuleBrokenException(
                "Diese Sprache hat der Fragebogen nicht mehr. Laden Sie die Vorschau neu, und wählen Sie eine andere."
            );
        var now = clock.GetUtcNow().UtcDateTime;
        var nobody = new Panelist(
            address.PanelistFor(SecurityLog.IdOf(http.User)),
            study.Id,
            address.Group,
            address.Language,
            consentedAt: now,
            admission: 0,
            intake: 0
        );
        var sheet = sheets.Of(nobody, shown.Round, shown.Edition, now);
        return shown.DeskOf(nobody, sheet, sheet.Copy());
    }

    public override Task<IActionResult> RefuseAsync(HttpContext http) => Task.FromResult<IActionResult>(new NotFoundResult());
}
