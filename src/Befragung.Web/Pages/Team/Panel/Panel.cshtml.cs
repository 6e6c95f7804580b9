using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>The panel: taken in from a file after a preview, all or nothing; an invitation can be withdrawn.</summary>
public sealed class PanelModel(SurveyDb db, Panels panels, LongSteps steps, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>A file that can be taken in as it is.</summary>
    public PanelFile? Preview { get; private set; }

    /// <summary>What is looked for in names and addresses.</summary>
    [BindProperty]
    public string? Suche { get; set; }

    [BindProperty]
    public string? Gruppe { get; set; }

    [BindProperty]
    public PanelStanding Stand { get; set; }

    [BindProperty]
    public int Seite { get; set; } = 1;

    public PanelFilter Filter => new(Suche, Gruppe, Stand);

    /// <summary>A page of those that were looked for, by name, for those who may see that.</summary>
    public IReadOnlyList<PanelRow> Panel { get; private set; } = [];

    /// <summary>How many were found on all pages.</summary>
    public PanelFound Found { get; private set; } = new(0);

    public Pager Pager { get; private set; } = new(1, 1);

    /// <summary>The same in numbers, for everybody.</summary>
    public IReadOnlyList<PanelCount> Counts { get; private set; } = [];

    /// <summary>How far somebody is in the open round, and whether their invitation is withdrawn.</summary>
    public static string Standing(IStringLocalizer<Texts> t, PanelRow row, bool isOpen)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(row);
        var round =
            row.State is { } state ? Words.State(state)
            : row.WasInvited ? "nicht eingeladen"
            : "nie eingeladen";
        var gone = row.DeclinedAt is null ? t["zurückgezogen"].Value : t["abgesagt"].Value;
        return (isOpen, row.WithdrawnAt) switch
        {
            (true, null) => t[round],
            (true, _) => $"{t[round].Value}, {gone}",
            (false, null) => t["im Panel"],
            (false, _) => gone,
        };
    }

    public bool MayDelete => Rights.IsOwner;

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

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
        var read = await panels.ReadAsync(Study, content, cancel);
        await DiscardAsync(cancel);
        if (await Db.PanelDrafts.AnyAsync(draft => draft.StudyId == Study.Id, cancel))
            throw Panels.IsUnderWay();
        if (read.Problems.Count > 0)
        {
            await LoadAsync(cancel);
            return this.Refuse(
                t["Aufgenommen wurde noch niemand: Die Datei hat {0} Fehler", read.Problems.Count + read.MoreProblems],
                [.. Errors(read)]
            );
        }
        Preview = read;
        Db.PanelDrafts.Add(new PanelDraft(Study.Id, content, clock.GetUtcNow().UtcDateTime));
        await Db.SaveChangesAsync(cancel);
        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAufnehmenAsync(CancellationToken cancel) =>
        LocalRedirect(
            await steps.RunAsync(
                Study,
                new(new("Das Panel wird gerade aufgenommen."), $"/team/studien/{Study.Key}/panel"),
                (services, study) => services.GetRequiredService<Panels>().TakeInPreviewAsync(study, CancellationToken.None),
                cancel
            )
        );

    public async Task<IActionResult> OnPostVerwerfenAsync(CancellationToken cancel)
    {
        await DiscardAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}/panel");
    }

    /// <summary>What is wrong with a file, line by line, and what to do.</summary>
    private IEnumerable<PageError> Errors(PanelFile read)
    {
        foreach (var problem in read.Problems)
            yield return new(null, $"{t["Zeile {0}:", problem.Line].Value} {t.Say(problem.What)}");
        if (read.MoreProblems > 0)
            yield return new(null, t["… und {0} weitere.", read.MoreProblems]);
        if (Counts.Any(group => group.Withdrawn > 0))
            yield return new(
                null,
                t["Auch wer zurückgezogen wurde, ist noch im Panel. In der Liste unten können Sie die Person wieder einladen."]
            );
        yield return new("datei", t["Bitte verbessern Sie die Datei und laden Sie sie noch einmal hoch."]);
    }

    private Task DiscardAsync(CancellationToken cancel) =>
        Db.PanelDrafts.Where(draft => draft.StudyId == Study.Id && draft.Intake == null).ExecuteDeleteAsync(cancel);

    private async Task LoadAsync(CancellationToken cancel)
    {
        Counts = await Db.PanelCountsAsync(Study.Id, cancel);
        if (!SeesContacts)
            return;
        int? open = Study.CurrentRound.State == RoundState.Open ? Study.CurrentRound.Id : null;
        Found = await Db.FindInPanelAsync(Study.Id, open, Filter, Counts.Sum(group => group.All - group.WithoutContact), Seite, cancel);
        Pager = Pager.For(Seite, Found.Count, PanelList.PerPage, form: "suchen");
        Panel = await Db.PanelPageAsync(Study.Id, open, Found, Pager.Here, cancel);
    }
}
