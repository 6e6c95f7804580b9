using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>As a Word document.</summary>
[AllowAnonymous]
public sealed class AussagenWordModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t)
    : RatingsFilePage(db, reports, t, RatingsKind.Word);
