using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Paper;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire as a Word document, which can be taken over again.</summary>
public sealed class PapierWordModel(SurveyDb db, Drafting drafting, TimeProvider clock, IStringLocalizer<Texts> t)
    : PaperPage(db, drafting, clock)
{
    public IActionResult OnGet() =>
        File(
            Languages.In(Language, () => QuestionnaireDocument.Of(Paper, new FileWords(t, Markdown.Plain), Made)),
            FileTypes.Word,
            Name + ".docx"
        );
}
