using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>One screen, to be shown in a room.</summary>
[AllowAnonymous]
public sealed class VorstellungModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : PresentationPage(db, reports, t)
{
    public int Number { get; private set; }

    public Slide Slide => Slides[Number - 1];

    public IActionResult OnGet(int number = 1)
    {
        Number = number;
        return number >= 1 && number <= Slides.Count ? Page() : NotFound();
    }
}
