using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>Its short version as a file.</summary>
[AllowAnonymous]
public sealed class KurzPdfModel(SurveyDb db, StudyReports reports, ReportCounter counter)
    : ReleasedPaperPage(db, reports, counter, ReportVersion.Brief);
