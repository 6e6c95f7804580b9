using Befragung.Web.Data;
using Befragung.Web.Reports;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The report as the team sees it, as a file to print and to send.</summary>
public sealed class BerichtPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : PreviewPaperPage(db, reports, delivery, ReportVersion.Whole);
