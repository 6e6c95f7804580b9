using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>As a table for everything that reads tables.</summary>
[AllowAnonymous]
public sealed class AussagenCsvModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t)
    : RatingsFilePage(db, reports, t, RatingsKind.Csv);
