using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Takes one person in by hand.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class NeuModel(SurveyDb db, PanelEdits edits, IStringLocalizer<Texts> t) : PersonPage(db, t)
{
    public void OnGet() => Sprache = Languages[0];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var errors = new List<PageError>();
        if (Read(errors) is not { } details)
            return this.Refuse(T["Aufgenommen wurde noch niemand"], [.. errors]);
        var (id, refusal) = await edits.AddAsync(Study, details, cancel);
        return refusal is null
            ? LocalRedirect($"{Panel}/{id:N}?getan=neu")
            : this.Refuse(StatusCodes.Status409Conflict, T["Aufgenommen wurde noch niemand"], ErrorOf(refusal));
    }
}
