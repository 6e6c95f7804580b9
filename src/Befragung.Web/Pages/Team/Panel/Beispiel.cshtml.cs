using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>A panel file to fill in: somebody who is none in each group of the study.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class BeispielModel(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private static readonly string[] Names = ["Dr. Anna Beispiel", "Bernd Muster", "Çiğdem Probe", "Prof. Dr. Jörg Vorlage"];

    public async Task<IActionResult> OnGetAsync(string art, CancellationToken cancel)
    {
        var questionnaire = Study.CurrentRound.Questionnaire;
        var rows = questionnaire.Groups.Select(
            (group, index) =>
                (string[])
                    [
                        Names[index % Names.Length],
                        // Whoever has no mail gets paper.
                        index == 1
                            ? ""
                            : $"beispiel-{index + 1}@example.org",
                        group.Key,
                        questionnaire.Languages[index % questionnaire.Languages.Count],
                        "",
                        .. index == 1 ? (string[])["Musterweg 1", "01067", "Musterstadt"] : ["", "", ""],
                    ]
        );
        var content = new MemoryStream();
        await PanelTable.WriteAsync(
            [t["Name"], t["E-Mail"], t["Gruppe"], t["Sprache"], t["Fachgebiet"], t["Straße"], t["PLZ"], t["Ort"]],
            rows,
            art == "xlsx",
            content,
            cancel
        );
        return File(content.ToArray(), art == "xlsx" ? FileTypes.Workbook : FileTypes.Csv, $"{Study.Key}-panel-beispiel.{art}");
    }
}
