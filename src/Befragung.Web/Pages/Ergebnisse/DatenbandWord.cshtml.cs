using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>Its data volume as a Word document.</summary>
[AllowAnonymous]
public sealed class DatenbandWordModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : ReleasedPaperPage(db, reports, delivery, ReportVersion.Data, PaperKind.Word);
