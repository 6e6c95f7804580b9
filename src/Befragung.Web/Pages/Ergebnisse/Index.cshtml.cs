using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>What is released of a study, for everyone who has the address.</summary>
[AllowAnonymous]
public sealed class IndexModel(SurveyDb db, StudyReports reports, TimeProvider clock, ResultsMeta meta)
    : ReleasedReportPage(db, reports, clock, meta, ReportVersion.Whole);
