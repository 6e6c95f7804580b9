using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The report as the team sees it, as a Word document to be edited.</summary>
public sealed class BerichtWordModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : PreviewPaperPage(db, reports, delivery, ReportVersion.Whole, PaperKind.Word);
