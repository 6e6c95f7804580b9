using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>Its short version as a Word document.</summary>
[AllowAnonymous]
public sealed class KurzWordModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : ReleasedPaperPage(db, reports, delivery, ReportVersion.Brief, PaperKind.Word);
