using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>A template as it reads, before it is taken.</summary>
public sealed class VorlageModel(ReportPage page, IStringLocalizer<Texts> t) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string file)
    {
        if (QuestionnaireLibrary.All().FirstOrDefault(one => one.File == file).Questionnaire is not { } asked)
            return NotFound();
        var language = asked.Languages.Contains(Languages.Current) ? Languages.Current : asked.Languages[0];
        QuestionnaireLink[] links =
        [
            new("/team/studien/neu", t["Zurück zu „Studie anlegen“"]),
            new($"/team/studien/neu?handler=Vorlage&datei={file}", t["Vorlage herunterladen"]),
            .. asked
                .Languages.Where(other => other != language)
                .Select(other => new QuestionnaireLink(
                    $"/team/vorlagen/{file}?sprache={other}",
                    other == "en" ? "English" : "Deutsch",
                    other
                )),
        ];
        return Content(await page.ForScreen(PaperQuestionnaire.Of(asked), language, "", links), "text/html; charset=utf-8");
    }
}
