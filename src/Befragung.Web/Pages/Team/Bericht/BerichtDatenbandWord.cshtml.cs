using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Its data volume as a Word document.</summary>
public sealed class BerichtDatenbandWordModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : PreviewPaperPage(db, reports, delivery, ReportVersion.Data, PaperKind.Word);
