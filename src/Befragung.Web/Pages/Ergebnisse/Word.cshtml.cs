using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Microsoft.AspNetCore.Authorization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The released report as a Word document, to be edited.</summary>
[AllowAnonymous]
public sealed class WordModel(SurveyDb db, StudyReports reports, ReportDelivery delivery)
    : ReleasedPaperPage(db, reports, delivery, ReportVersion.Whole, PaperKind.Word);
