using Befragung.Web.Data;
using Befragung.Web.Reports;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Every number as the team sees it, with all closed rounds.</summary>
public sealed class BerichtDatenbandModel(SurveyDb db, StudyReports reports) : PreviewPage(db, reports, ReportVersion.Data);
