using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>As a table for everything that reads tables.</summary>
public sealed class AussagenCsvModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t)
    : RatingsPreviewPage(db, reports, t, RatingsKind.Csv);
