using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team;

/// <summary>The panel: taken in from a file after a preview, all or nothing; an invitation can be withdrawn.</summary>
public sealed class PanelModel(SurveyDb db, Panels panels, TimeProvider clock) : StudyPage(db)
{
    public PanelFile? Preview { get; private set; }

    public IReadOnlyList<PanelRow> Panel { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostVorschauAsync(IFormFile? upload, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        if (upload is not null)
            await upload.CopyToAsync(content, cancel);
        Preview = await panels.ReadAsync(Study, content.ToArray(), cancel);
        await DiscardAsync(cancel);
        if (Preview.Problems.Count > 0)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        else
        {
            Db.PanelDrafts.Add(new PanelDraft(Study.Id, content.ToArray(), clock.GetUtcNow().UtcDateTime));
            await Db.SaveChangesAsync(cancel);
        }
        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAufnehmenAsync(CancellationToken cancel)
    {
        var draft =
            await Db.PanelDrafts.SingleOrDefaultAsync(one => one.StudyId == Study.Id, cancel)
            ?? throw new RuleBrokenException(
                "Diese Vorschau ist schon aufgenommen oder verworfen. Bitte laden Sie die Datei noch einmal hoch."
            );
        var file = await panels.ReadAsync(Study, draft.Content, cancel);
        if (file.Problems.Count > 0)
            throw new RuleBrokenException("Das Panel hat sich seit der Vorschau geändert. Bitte laden Sie die Datei noch einmal hoch.");
        Db.PanelDrafts.Remove(draft);
        await panels.TakeInAsync(Study, file, cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/panel");
    }

    public async Task<IActionResult> OnPostVerwerfenAsync(CancellationToken cancel)
    {
        await DiscardAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/panel");
    }

    public async Task<IActionResult> OnPostZurueckziehenAsync(Guid panelist, CancellationToken cancel)
    {
        var found = await Db.Panelists.SingleOrDefaultAsync(one => one.Id == panelist && one.StudyId == Study.Id, cancel);
        if (found is null)
            return NotFound();
        found.Withdraw(clock.GetUtcNow().UtcDateTime);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/panel");
    }

    private Task DiscardAsync(CancellationToken cancel) =>
        Db.PanelDrafts.Where(draft => draft.StudyId == Study.Id).ExecuteDeleteAsync(cancel);

    private async Task LoadAsync(CancellationToken cancel) =>
        Panel = await Db.PanelAsync(Study.Id, Study.CurrentRound.State == RoundState.Open ? Study.CurrentRound.Id : null, cancel);
}
