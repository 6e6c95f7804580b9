using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>Every number of what is released.</summary>
[AllowAnonymous]
public sealed class DatenbandModel(SurveyDb db, StudyReports reports, TimeProvider clock, ResultsMeta meta)
    : ReleasedReportPage(db, reports, clock, meta, ReportVersion.Data);
