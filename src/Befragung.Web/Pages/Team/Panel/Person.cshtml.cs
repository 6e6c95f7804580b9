using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Somebody of the panel: how far they are, what was done with them, and the steps with them; never an answer.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class PersonModel(SurveyDb db, PanelEdits edits, IStringLocalizer<Texts> t) : PersonPage(db, t)
{
    public PersonFile Person { get; private set; } = null!;

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    /// <summary>What was just done.</summary>
    public string? Done { get; private set; }

    /// <summary>What somebody else has made of it meanwhile.</summary>
    public IReadOnlyList<string>? Changed { get; private set; }

    public override string? GivenGroup => Person.HasAnswered ? Person.Row.GroupKey : null;

    public override string? GroupHint => T["Sie steht fest, seit die Person geantwortet hat."];

    /// <summary>Whether a letter more can be sent.</summary>
    public bool MaySendAgain => MayPrint && Person.Row.HasMail;

    /// <summary>Whether a letter more makes sense: in an open round, to whoever was asked and has not handed in, and for whom none waits.</summary>
    public bool MayPrint =>
        Study.CurrentRound is { State: RoundState.Open, SealedAt: null }
        && Person.Row is { WithdrawnAt: null, State: SheetState.Invited or SheetState.Started }
        && !Person.Letters.Any(letter => letter.Round == Study.CurrentRound.Number && letter is { SentAt: null, GivenUpAt: null });

    public async Task<IActionResult> OnGetAsync(Guid panelist, string? getan, CancellationToken cancel)
    {
        if (!await FindAsync(panelist, cancel))
            return NotFound();
        Done = getan switch
        {
            "geaendert" => T["Die Angaben sind geändert"].Value,
            "geschickt" => T["Das Anschreiben geht noch einmal hinaus"].Value,
            "neu" when !Person.Row.HasMail => Study.CurrentRound.State == RoundState.Open
                ? T["Aufgenommen; den Brief erstellen Sie hier"].Value
                : T["Aufgenommen; der Brief kommt mit der nächsten Runde"].Value,
            "neu" => Study.CurrentRound.State == RoundState.Open
                ? T["Aufgenommen; das Anschreiben geht sofort hinaus"].Value
                : T["Aufgenommen; das Anschreiben kommt mit der nächsten Runde"].Value,
            _ => null,
        };
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid panelist, string? seen, CancellationToken cancel)
    {
        if (!await FindAsync(panelist, cancel))
            return NotFound();
        var errors = new List<PageError>();
        if (Read(errors) is not { } details)
            return this.Refuse(T["Geändert ist noch nichts"], [.. errors]);
        if (await edits.EditAsync(Study, panelist, details, seen, cancel) is not { } refusal)
            return LocalRedirect($"{Panel}/{panelist:N}?getan=geaendert");
        // What the refused step has read is not what is there.
        Db.ChangeTracker.Clear();
        await FindAsync(panelist, cancel);
        if (refusal.Field is null)
            Changed =
            [
                Person.Row.Name,
                Person.Row.HasMail ? Person.Row.Email : T["keine E-Mail-Adresse"],
                Person.Row.Post?.Replace("\n", ", ", StringComparison.Ordinal) ?? T["keine Postanschrift"],
                .. Groups.Where(group => group.Key == Person.Row.GroupKey).Select(group => group.Name.ToString()),
                Wording.LanguageName(Person.Row.Language),
            ];
        return this.Refuse(StatusCodes.Status409Conflict, T["Geändert ist noch nichts"], ErrorOf(refusal));
    }

    public async Task<IActionResult> OnPostSchickenAsync(Guid panelist, CancellationToken cancel)
    {
        if (!await FindAsync(panelist, cancel))
            return NotFound();
        await edits.SendAgainAsync(Study, panelist, cancel);
        return LocalRedirect($"{Panel}/{panelist:N}?getan=geschickt");
    }

    private async Task<bool> FindAsync(Guid panelist, CancellationToken cancel)
    {
        if (await Db.PersonFileAsync(Study, panelist, cancel) is not { } found)
            return false;
        Person = found;
        var names = await Db.NamesOfAccountsAsync(found.Steps.Select(step => step.By), cancel);
        History = PersonHistory.Of(T, found, names);
        return true;
    }

    private void Fill()
    {
        Name = Person.Row.Name;
        Email = Person.Row.Email;
        Postanschrift = Person.Row.Post;
        Gruppe = Person.Row.GroupKey;
        Sprache = Person.Row.Language;
        Merkmal = Person.Trait;
    }
}
