using Befragung.Web.Data;
using Befragung.Web.Reports;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The same as a file.</summary>
public sealed class BerichtDatenbandPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : PreviewPaperPage(db, reports, delivery, ReportVersion.Data);
