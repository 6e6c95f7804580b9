using Befragung.Web.Data;
using Befragung.Web.Reports;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The short version as the team sees it, with all closed rounds.</summary>
public sealed class BerichtKurzModel(SurveyDb db, StudyReports reports) : PreviewPage(db, reports, ReportVersion.Brief);
