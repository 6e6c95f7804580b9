using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Its short version as a Word document.</summary>
public sealed class BerichtKurzWordModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : PreviewPaperPage(db, reports, delivery, ReportVersion.Brief, PaperKind.Word);
