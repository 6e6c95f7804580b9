using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>What was done on the whole installation, accounts and deleted studies included; for administrators, of whose own studies it tells too.</summary>
[Authorize(Policies.Administrator)]
public sealed class ChronikGesamtModel(SurveyDb db, IStringLocalizer<Texts> t) : PageModel
{
    public ChronicleList List { get; private set; } = null!;

    public async Task OnGetAsync(ChronicleStep? schritt, int seite, CancellationToken cancel) =>
        List = await ChronicleList.OfAsync(
            db,
            db.InstallationChronicle(SecurityLog.IdOf(User)),
            "/team/chronik",
            schritt,
            seite,
            isOfStudy: false,
            cancel
        );

    public Task<FileContentResult> OnGetTabelleAsync(CancellationToken cancel) =>
        ChronicleList.CsvAsync(db, db.InstallationChronicle(SecurityLog.IdOf(User)), "chronik.csv", t, cancel);
}
