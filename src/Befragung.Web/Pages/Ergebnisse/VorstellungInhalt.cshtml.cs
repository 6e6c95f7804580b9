using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>All screens, to find one.</summary>
[AllowAnonymous]
public sealed class VorstellungInhaltModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : PresentationPage(db, reports, t);
