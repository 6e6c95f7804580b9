using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>The panel in numbers, and for those who may see that by name: looked for, and the ways in, by a file or by hand.</summary>
public sealed class PanelModel(SurveyDb db, PanelFiles files, PaperPost post, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>Since when a file waits in its preview; null where none does.</summary>
    public DateTime? WaitingSince { get; private set; }

    /// <summary>With how many people something was just done.</summary>
    public int? Done { get; private set; }

    /// <summary>What is looked for in names and addresses.</summary>
    [BindProperty]
    public string? Suche { get; set; }

    [BindProperty]
    public string? Gruppe { get; set; }

    [BindProperty]
    public PanelStanding Stand { get; set; }

    [BindProperty]
    public string? Sprache { get; set; }

    [BindProperty]
    public int Seite { get; set; } = 1;

    public PanelFilter Filter => new(Suche, Gruppe, Stand, Sprache);

    /// <summary>A page of those that were looked for, by name, for those who may see that.</summary>
    public IReadOnlyList<PanelRow> Panel { get; private set; } = [];

    /// <summary>How many were found on all pages.</summary>
    public PanelFound Found { get; private set; } = new(0);

    public Pager Pager { get; private set; } = new(1, 1);

    /// <summary>The same in numbers, for everybody.</summary>
    public IReadOnlyList<PanelCount> Counts { get; private set; } = [];

    /// <summary>How many of those who are asked have no address for mails.</summary>
    public int OnPaper { get; private set; }

    public bool MayDelete => Rights.IsOwner;

    public Task OnGetAsync(int? getan, CancellationToken cancel)
    {
        Done = getan;
        return LoadAsync(cancel);
    }

    /// <summary>Looks for some of them. Sent as a form: names and addresses belong into no address, which logs and browsers keep.</summary>
    public async Task<IActionResult> OnPostSuchenAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostVorschauAsync(IFormFile? upload, CancellationToken cancel)
    {
        if (upload is null)
        {
            await LoadAsync(cancel);
            return this.Refuse(t["Aufgenommen wurde noch niemand"], new PageError("datei", t["Bitte wählen Sie eine Datei."]));
        }
        var content = new byte[upload.Length];
        await using (var file = upload.OpenReadStream())
            await file.ReadExactlyAsync(content, cancel);
        var read = await files.ReadAsync(Study, content, cancel);
        // Where nothing of it could be taken whatever one chose, there is nothing to preview.
        var isOfUse = read.HasGood || read.There.Count > 0 || (read.File.LacksColumns && read.File.Columns.Count > 0);
        if (!isOfUse)
        {
            await files.DiscardAsync(Study, cancel);
            await LoadAsync(cancel);
            return this.Refuse(
                t["Aufgenommen wurde noch niemand: Die Datei hat {0} Fehler", read.Problems.Count + read.MoreProblems],
                [.. Errors(read)]
            );
        }
        await files.KeepAsync(Study, content, cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/panel/vorschau");
    }

    /// <summary>What is wrong with a file, line by line, and what to do.</summary>
    private IEnumerable<PageError> Errors(PanelPreview read)
    {
        foreach (var problem in read.Problems)
            yield return new(null, $"{t["Zeile {0}:", problem.Line].Value} {t.Say(problem.What)}");
        if (read.MoreProblems > 0)
            yield return new(null, t["… und {0} weitere.", read.MoreProblems]);
        yield return new("datei", t["Bitte verbessern Sie die Datei und laden Sie sie noch einmal hoch."]);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Counts = await Db.PanelCountsAsync(Study.Id, cancel);
        if (!SeesContacts)
            return;
        int? open = Study.CurrentRound.State == RoundState.Open ? Study.CurrentRound.Id : null;
        Found = await Db.FindInPanelAsync(Study.Id, open, Filter, Counts.Sum(group => group.All - group.WithoutContact), Seite, cancel);
        Pager = Pager.For(Seite, Found.Count, PanelList.PerPage, form: "suchen");
        Panel = await Db.WithCompleteAsync(Study, await Db.PanelPageAsync(Study.Id, open, Found, Pager.Here, cancel), cancel);
        OnPaper = await post.WithoutMailAsync(Study, cancel);
        WaitingSince = await files.WaitingSinceAsync(Study, cancel);
    }
}
