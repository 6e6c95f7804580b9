using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire as a page to be read, with the ways to its files.</summary>
public sealed class PapierModel(SurveyDb db, Drafting drafting, TimeProvider clock, ReportPage page, IStringLocalizer<Texts> t)
    : PaperPage(db, drafting, clock)
{
    public async Task<IActionResult> OnGetAsync() =>
        Content(await page.ForScreen(Paper, Language, Made, [.. Links()]), "text/html; charset=utf-8");

    private IEnumerable<QuestionnaireLink> Links()
    {
        yield return new(Root, t["Zurück zum Fragebogen"], Languages.Current == Language ? null : Languages.Current);
        yield return new(Address(".pdf", Language), "PDF");
        yield return new(Address(".docx", Language), "Word");
        foreach (var other in Paper.Asked.Languages.Where(one => one != Language))
            yield return new(Address("", other), Languages.OwnName(other), other);
    }
}
