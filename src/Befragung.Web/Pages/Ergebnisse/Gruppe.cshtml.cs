using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The ratings of one group beside those of all.</summary>
[AllowAnonymous]
public sealed class GruppeModel(SurveyDb db, StudyReports reports, ResultsMeta meta, IStringLocalizer<Texts> t) : ReleasedPage(db, reports)
{
    public GroupAnswers Answers { get; private set; } = null!;

    public string Name => Markdown.Plain(Answers.Group.Name.ToString());

    public IActionResult OnGet(string group)
    {
        if (GroupAnswers.Of(Report, group) is not { } answers)
            return NotFound();
        Answers = answers;
        if (IsOpen)
            ViewData["Meta"] = meta.Of(
                Study,
                Report,
                $"{t["Ergebnisse für {0}", Name].Value} – {Markdown.Plain(Report.Title.ToString())}",
                Addresses.Group(group)
            );
        return Page();
    }
}
