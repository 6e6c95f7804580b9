using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>As a Word document.</summary>
public sealed class AussagenWordModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t)
    : RatingsPreviewPage(db, reports, t, RatingsKind.Word);
