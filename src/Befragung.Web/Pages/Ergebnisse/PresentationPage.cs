using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A page of the presentation.</summary>
public abstract class PresentationPage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : ReleasedPage(db, reports)
{
    private IReadOnlyList<Slide>? slides;

    public IReadOnlyList<Slide> Slides => slides ??= new Slides(t, Report).All;

    /// <summary>The address of a screen, in the language of this one.</summary>
    public string AddressOf(int number) => Here(Addresses.Screen(number));
}
