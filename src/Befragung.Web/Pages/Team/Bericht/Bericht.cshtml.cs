using Befragung.Web.Data;
using Befragung.Web.Reports;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The report as the team sees it, with all closed rounds, released or not.</summary>
public sealed class BerichtModel(SurveyDb db, StudyReports reports) : PreviewPage(db, reports, ReportVersion.Whole);
