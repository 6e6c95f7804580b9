using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The numbers of a picture.</summary>
[AllowAnonymous]
public sealed class BildCsvModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : FigurePage(db, reports, t)
{
    public Task<IActionResult> OnGetAsync(string key, string figure, CancellationToken cancel) =>
        SendAsync(
            key,
            figure,
            "csv",
            FileTypes.Csv,
            async (_, one) =>
            {
                using var content = new MemoryStream();
                await AnswerFiles.WriteTableAsync(
                    [one.Table.Head.Select(Cell.Of), .. one.Table.Rows.Select(row => row.Select(Cell.Of))],
                    content,
                    cancel
                );
                return content.ToArray();
            },
            cancel
        );
}
