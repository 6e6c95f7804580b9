using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The logo of a study, for its team.</summary>
public sealed class LogoModel(SurveyDb db) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Study.Look.Logo is not { } logo || await Db.LogoAsync(logo.Id, cancel) is not { } picture)
            return NotFound();
        Response.Headers.CacheControl = "private, max-age=3600";
        return File(picture, logo.Type);
    }
}
