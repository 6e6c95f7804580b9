using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>The whole panel with names, addresses and how far everybody is, as a file that can be read again. For owners, and told in the chronicle.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class ListeModel(SurveyDb db, WorkFolder work, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(string art, CancellationToken cancel)
    {
        if (!Rights.IsOwner)
            return OwnersOnly(new("Das ganze Panel als Datei gibt es nur für die, denen die Studie anvertraut ist (Rolle „Leitung“)."));
        var isOpen = Study.CurrentRound.State == RoundState.Open;
        var rows = await Db.WholePanelAsync(Study, cancel);
        var trait = await Db.TraitNameAsync(Study.Id, cancel) ?? t["Fachgebiet"].Value;
        var content = await work.WholeAsync(to =>
            PanelTable.WriteAsync(
                [t["Name"], t["E-Mail"], t["Gruppe"], t["Sprache"], trait, t["Postanschrift"], t["Stand"]],
                rows.Select(one =>
                    (string[])
                        [
                            one.Row.Name,
                            one.Row.Email,
                            one.Row.GroupKey,
                            one.Row.Language,
                            one.Trait ?? "",
                            one.Row.Post ?? "",
                            PanelWords.Standing(t, one.Row, isOpen),
                        ]
                ),
                art == "xlsx",
                to,
                cancel
            )
        );
        Db.Note(clock, ChronicleStep.PanelExported, Study.Id, about: $"panel.{art}");
        await Db.SaveChangesAsync(cancel);
        return new FileStreamResult(content, art == "xlsx" ? FileTypes.Workbook : FileTypes.Csv)
        {
            FileDownloadName = $"{Study.Key}-panel.{art}",
        };
    }
}
