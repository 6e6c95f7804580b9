using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>How things stood after one round, and what had changed since the one before.</summary>
[AllowAnonymous]
public sealed class RundeModel(SurveyDb db, StudyReports reports, ResultsMeta meta, IStringLocalizer<Texts> t) : ReleasedPage(db, reports)
{
    public int Number { get; private set; }

    public IActionResult OnGet(int number)
    {
        if (Report.Rounds.Count < 2 || Report.Rounds.All(round => round.Number != number))
            return NotFound();
        Number = number;
        if (IsOpen)
            ViewData["Meta"] = meta.Of(
                Study,
                Report,
                $"{t["Stand nach Runde {0}", number].Value} – {Markdown.Plain(Report.Title.ToString())}",
                Addresses.Round(number)
            );
        return Page();
    }
}
