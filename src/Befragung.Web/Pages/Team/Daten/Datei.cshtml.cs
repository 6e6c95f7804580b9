using Befragung.Delphi;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Daten;

/// <summary>One file of a study's data. The complete ones are handed out on the page of data, where their purpose is asked for.</summary>
public sealed class DateiModel(SurveyDb db, StudyExports exports, WorkFolder work, IStringLocalizer<Texts> t, TimeProvider clock)
    : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(string file, CancellationToken cancel)
    {
        if (ExportFiles.Find(file) is not var (kind, complete))
            return NotFound();
        if (!complete)
        {
            var export = await exports.OfAsync(Study, complete: false, cancel);
            Db.Note(clock, ChronicleStep.DataExported, Study.Id, about: kind.NameFor(export));
            await Db.SaveChangesAsync(cancel);
            return await ExportDownload.OfAsync(kind, export, new(t, Markdown.Plain), work, cancel);
        }
        return Rights.IsOwner ? LocalRedirect($"/team/studien/{Study.Key}/daten#vollstaendig") : OwnersOnly(DatenModel.OwnersOnlySentence);
    }
}
