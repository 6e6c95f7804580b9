using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The same as a file.</summary>
[AllowAnonymous]
public sealed class DatenbandPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : ReleasedPaperPage(db, reports, delivery, ReportVersion.Data);
