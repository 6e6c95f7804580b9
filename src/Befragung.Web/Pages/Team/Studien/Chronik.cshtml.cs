using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>What was done with a study: when, who, what.</summary>
public sealed class ChronikModel(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public ChronicleList List { get; private set; } = null!;

    public async Task OnGetAsync(ChronicleStep? schritt, int seite, CancellationToken cancel) =>
        List = await ChronicleList.OfAsync(
            Db,
            Db.ChronicleOf(Study.Id),
            $"/team/studien/{Study.Key}/chronik",
            schritt,
            seite,
            isOfStudy: true,
            cancel
        );

    public Task<FileContentResult> OnGetTabelleAsync(CancellationToken cancel) =>
        ChronicleList.CsvAsync(Db, Db.ChronicleOf(Study.Id), $"{Study.Key}-chronik.csv", t, cancel);
}
