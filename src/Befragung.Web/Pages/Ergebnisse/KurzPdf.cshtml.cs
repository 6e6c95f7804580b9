using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>Its short version as a file.</summary>
[AllowAnonymous]
public sealed class KurzPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : ReleasedPaperPage(db, reports, delivery, ReportVersion.Brief);
