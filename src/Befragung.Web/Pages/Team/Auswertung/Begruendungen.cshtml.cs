using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>
/// The reasons of a closed round, one decision each: released as written, shortened, or withheld. After a decision the next one that waits comes up. Forms carry
/// the version that was on the page, so that of two people who decide at once the second is told.
/// </summary>
public sealed class BegruendungenModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>The steps that ask for words.</summary>
    public const string Shortening = "kurz",
        Withholding = "zurueck";

    // Each holds a text that may be long.
    private const int PerPage = 50;

    [BindProperty(SupportsGet = true)]
    public ReasonFilter Zeige { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>Key of the only item whose reasons are shown; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Frage { get; set; }

    /// <summary>The reason that was decided on last.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Zuletzt { get; set; }

    /// <summary>The reason whose shortening is to be filled in, as <see cref="Mark"/> has it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kuerzen { get; set; }

    /// <summary>The reason for whose withholding words are to be filled in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zurueckhalten { get; set; }

    public Round Round { get; private set; } = null!;

    public ReasonCount Count { get; private set; } = new(0, 0, 0);

    public IReadOnlyList<(Item Item, IReadOnlyList<Reason> Reasons)> Items { get; private set; } = [];

    public Pager Pager { get; private set; } = new(1, 1);

    public Reason? Last { get; private set; }

    /// <summary>A later round that is open already, or was: what is released now does not join in there.</summary>
    public Round? Later =>
        Study.Rounds.Where(round => round.Number > Round.Number && round.OpenedAt is not null).MinBy(round => round.Number);

    /// <summary>A decision that was refused, with what was typed for it.</summary>
    public (Guid Id, string Step, string? Text)? Refused { get; private set; }

    public Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        Find(number) ? ShowAsync(cancel) : Task.FromResult<IActionResult>(NotFound());

    /// <param name="mark">As <see cref="Mark"/> has it.</param>
    public Task<IActionResult> OnPostFreigebenAsync(int number, string? mark, CancellationToken cancel) =>
        DecideAsync(number, mark, "", null, (decided, now) => decided.Release(null, now, Member), cancel);

    public Task<IActionResult> OnPostKuerzenAsync(int number, string? mark, string? text, CancellationToken cancel) =>
        DecideAsync(
            number,
            mark,
            Shortening,
            text,
            (decided, now) =>
            {
                if (string.IsNullOrWhiteSpace(text))
                    throw new RuleBrokenException(
                        "Es ist kein Text übrig. Soll niemand die Begründung lesen, halten Sie sie bitte zurück."
                    );
                decided.Release(text, now, Member);
            },
            cancel
        );

    public Task<IActionResult> OnPostZurueckhaltenAsync(int number, string? mark, string? text, CancellationToken cancel) =>
        DecideAsync(number, mark, Withholding, text, (decided, now) => decided.Withhold(text, now, Member), cancel);

    /// <summary>Releases those that were on the page as waiting, and no others.</summary>
    /// <param name="shown">Their marks, with blanks between them.</param>
    public async Task<IActionResult> OnPostAlleAsync(int number, string? shown, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        var versions = new Dictionary<Guid, int>();
        foreach (var one in (shown ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (RowMark.Read(one) is { } known)
                versions[known.Id] = known.Version;
            else
                return BadRequest();
        var reasons = await Db.ReasonsAsync(Round.Id, versions.Keys, cancel);
        if (reasons.Count < versions.Count)
            return NotFound();
        foreach (var reason in reasons)
        {
            reason.Release(null, clock.GetUtcNow().UtcDateTime, Member);
            Db.Entry(reason).Property(known => known.Version).OriginalValue = versions[reason.Id];
        }
        await Db.SaveChangesAsync(cancel);
        return Back(null, null);
    }

    private async Task<IActionResult> DecideAsync(
        int number,
        string? mark,
        string step,
        string? text,
        Action<Reason, DateTime> decide,
        CancellationToken cancel
    )
    {
        if (!Find(number) || RowMark.Read(mark) is not { } known || await Db.ReasonAsync(Round.Id, known.Id, cancel) is not { } reason)
            return NotFound();
        var id = reason.Id;
        var next = Zeige == ReasonFilter.Wartend ? await NextAsync(reason, cancel) : id;
        var wasReleased = reason.State == ReasonState.Released;
        try
        {
            decide(reason, clock.GetUtcNow().UtcDateTime);
        }
        catch (RuleBrokenException broken)
        {
            Refused = (id, step, text);
            await ShowAsync(cancel);
            return this.Refuse(t["Die Entscheidung ist nicht gespeichert"], new PageError(FieldOf(step, id), t.Say(broken.Sentence)));
        }
        Db.Entry(reason).Property(one => one.Version).OriginalValue = known.Version;
        await using (var transaction = await Db.Database.BeginTransactionAsync(cancel))
        {
            await Db.SaveChangesAsync(cancel);
            // An open round may show what is no longer to be read as it was.
            if (wasReleased)
                await FrozenRounds.TakeBackAsync(Db, Study.Id, Round.Number, cancel);
            await transaction.CommitAsync(cancel);
        }
        return Back(id, next);
    }

    /// <summary>What a form names a reason by: its id, and the version that was on the page.</summary>
    public static string Mark(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new RowMark(reason.Id, reason.Version).ToString();
    }

    /// <summary>Which step's words are to be filled in at a reason; null for none.</summary>
    public string? OpenStepOf(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        if (Refused is { } refused)
            return refused.Id == reason.Id && refused.Step.Length > 0 ? refused.Step : null;
        return RowMark.Read(Kuerzen)?.Id == reason.Id ? Shortening
            : RowMark.Read(Zurueckhalten)?.Id == reason.Id ? Withholding
            : null;
    }

    /// <summary>The id of the field in which a step of a decision asks for words; null for one that asks for none.</summary>
    public static string? FieldOf(string step, Guid id) => step.Length == 0 ? null : $"{step}-{id:N}";

    /// <summary>The next one that waits, in the order of the page; after the last one the first. The page that it will stand on comes with it.</summary>
    private async Task<Guid?> NextAsync(Reason decided, CancellationToken cancel)
    {
        var own = await Db.ReasonIdsAsync(Round.Id, decided.ItemKey, ReasonState.Waiting, cancel);
        var place = own.IndexOf(decided.Id);
        own.Remove(decided.Id);
        var items = (await CountedAsync(ReasonState.Waiting, cancel))
            .Select(item => item.Key == decided.ItemKey ? (item.Key, own.Count) : item)
            .Where(item => item.Count > 0)
            .ToList();
        if (items.Count == 0)
            return null;
        var before = items.TakeWhile(item => IsBefore(item.Key, decided.ItemKey)).Sum(item => item.Count);
        var index = place < 0 ? 0 : before + place;
        if (index >= items.Sum(item => item.Count))
            index = 0;
        Seite = (index / PerPage) + 1;
        if (place >= 0 && place < own.Count)
            return own[place];
        // The first of the item that follows, or of the first one.
        var next = index == 0 ? items[0].Key : items.First(item => !IsBefore(item.Key, decided.ItemKey) && item.Key != decided.ItemKey).Key;
        return next == decided.ItemKey ? own[0] : (await Db.ReasonIdsAsync(Round.Id, next, ReasonState.Waiting, cancel)).FirstOrDefault();
    }

    private bool IsBefore(string itemKey, string other)
    {
        var first = Round.Questionnaire.Items.First(item => item.Key == itemKey || item.Key == other);
        return first.Key == itemKey && itemKey != other;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Count = await Db.ReasonCountAsync(Round.Id, cancel);
        var state = StateOf(Zeige);
        var items = await CountedAsync(state, cancel);
        Pager = Pager.For(Seite, items.Sum(item => item.Count), PerPage, AddressOf(Zeige));
        Items = Ordered(await Db.ReasonPageAsync(Round.Id, state, items, (Pager.Here - 1) * PerPage, PerPage, cancel));
        Last = Zuletzt is { } last ? await Db.ReasonAsync(Round.Id, last, cancel) : null;
        return Page();
    }

    /// <summary>The items of the page in the order of the questionnaire, with how many reasons each has.</summary>
    private async Task<List<(string Key, int Count)>> CountedAsync(ReasonState? state, CancellationToken cancel)
    {
        var counts = await Db.ReasonsByItemAsync(Round.Id, state, cancel);
        return
        [
            .. Round
                .Questionnaire.Items.Where(item => Frage is null || item.Key == Frage)
                .Select(item => (item.Key, counts.GetValueOrDefault(item.Key)))
                .Where(item => item.Item2 > 0),
        ];
    }

    private List<(Item Item, IReadOnlyList<Reason> Reasons)> Ordered(IEnumerable<Reason> reasons)
    {
        var byItem = reasons.ToLookup(reason => reason.ItemKey);
        return
        [
            .. Round
                .Questionnaire.Items.Where(item => byItem.Contains(item.Key))
                .Select(item => (item, (IReadOnlyList<Reason>)[.. byItem[item.Key]])),
        ];
    }

    /// <summary>Of the list in a state, of the same item as now.</summary>
    public string AddressOf(ReasonFilter filter) =>
        $"{Address}?zeige={filter.ToString().ToLowerInvariant()}" + (Frage is null ? "" : $"&frage={Uri.EscapeDataString(Frage)}");

    /// <summary>Where a decision is sent, with the place in the list that one comes back to.</summary>
    public string StepOf(string handler) => $"{AddressOf(Zeige)}&seite={Pager.Here}&handler={handler}";

    public string Address => $"/team/studien/{Study.Key}/runden/{Round.Number}/begruendungen";

    public static ReasonState? StateOf(ReasonFilter filter) =>
        filter switch
        {
            ReasonFilter.Wartend => ReasonState.Waiting,
            ReasonFilter.Freigegeben => ReasonState.Released,
            ReasonFilter.Zurueckgehalten => ReasonState.Withheld,
            _ => null,
        };

    /// <summary>Enough to know it again, without halves of characters.</summary>
    public static string Shortened(string text) =>
        new StringInfo(text) is var letters && letters.LengthInTextElements > 60 ? letters.SubstringByTextElements(0, 59) + "…" : text;

    private bool Find(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number && round.Result is not null)!;
        if (Round is null)
            return false;
        RequireEnough(Round);
        return true;
    }

    private LocalRedirectResult Back(Guid? decided, Guid? next) =>
        LocalRedirect(
            AddressOf(Zeige)
                + (Seite > 1 ? $"&seite={Seite}" : "")
                + (decided is null ? "" : $"&zuletzt={decided:N}")
                + (next is null ? "" : $"#b-{next:N}")
        );
}

/// <summary>A form for the words of a step.</summary>
/// <param name="Reason">Null where a script puts it into whichever card.</param>
public sealed record StepForm(BegruendungenModel Queue, string Step, Reason? Reason = null)
{
    public string Field => Reason is null ? Step : BegruendungenModel.FieldOf(Step, Reason.Id)!;

    /// <summary>Whether the page came to show it; after a refusal it came to show what was wrong.</summary>
    public bool IsAskedFor => Reason is not null && Queue.Refused is null;
}

/// <summary>Which reasons the page shows; named as in its address.</summary>
public enum ReasonFilter
{
    Wartend,
    Freigegeben,
    Zurueckgehalten,
    Alle,
}
