using Befragung.Web.Data;
using Befragung.Web.Reports;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Its short version as a file.</summary>
public sealed class BerichtKurzPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : PreviewPaperPage(db, reports, delivery, ReportVersion.Brief);
