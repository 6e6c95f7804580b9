using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Takes somebody in in the place of another, for a reason that is kept.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class ErsetzenModel(SurveyDb db, PanelEdits edits, SecurityLog log, IStringLocalizer<Texts> t) : PersonPage(db, t)
{
    public PersonFile Person { get; private set; } = null!;

    [BindProperty]
    public string? Grund { get; set; }

    public override string? GivenGroup => Person.Row.GroupKey;

    public async Task<IActionResult> OnGetAsync(Guid panelist, CancellationToken cancel)
    {
        if (await Db.PersonFileAsync(Study, panelist, cancel) is not { } found)
            return NotFound();
        Person = found;
        Sprache = found.Row.Language;
        Merkmal = found.Trait;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid panelist, CancellationToken cancel)
    {
        if (await Db.PersonFileAsync(Study, panelist, cancel) is not { } found)
            return NotFound();
        Person = found;
        var errors = new List<PageError>();
        var reason = PanelFile.InOneLine(Grund);
        if (reason.Length is 0 or > PersonStep.LongestReason)
            errors.Add(new("grund", T["Bitte nennen Sie einen Grund, mit höchstens {0} Zeichen.", PersonStep.LongestReason]));
        if (Read(errors) is not { } details)
            return this.Refuse(T["Ersetzt ist noch niemand"], [.. errors]);
        var (id, refusal) = await edits.ReplaceAsync(Study, panelist, reason, details, cancel);
        if (refusal is not null)
            return this.Refuse(StatusCodes.Status409Conflict, T["Ersetzt ist noch niemand"], ErrorOf(refusal));
        log.Withdrawn(User, Study.Id);
        return LocalRedirect($"{Panel}/{id:N}?getan=neu");
    }
}
