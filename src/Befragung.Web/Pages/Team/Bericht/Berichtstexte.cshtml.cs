using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>What only the team can say in the report, chapter by chapter: what is written, what is missing, and what has to be looked at again.</summary>
public sealed class BerichtstexteModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : ReportTextsPage(db, reports, t)
{
    public void OnGet() => Find();
}
