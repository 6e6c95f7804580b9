using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The short version of what is released.</summary>
[AllowAnonymous]
public sealed class KurzModel(SurveyDb db, StudyReports reports, TimeProvider clock, ResultsMeta meta)
    : ReleasedReportPage(db, reports, clock, meta, ReportVersion.Brief);
