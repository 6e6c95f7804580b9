using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
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
public sealed partial class BegruendungenModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>The steps that ask for words.</summary>
    public const string Shortening = "kurz",
        Withholding = "zurueck",
        Replying = "antwort";

    [BindProperty(SupportsGet = true)]
    public ReasonFilter Zeige { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>Key of the only item whose reasons are shown; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Frage { get; set; }

    /// <summary>Key of the only group whose reasons are shown; null for all, and where it may not be told.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Gruppe { get; set; }

    /// <summary>The only language; null for all, and where it may not be told.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sprache { get; set; }

    /// <summary>How long; null for any.</summary>
    [BindProperty(SupportsGet = true)]
    public ReasonLength? Laenge { get; set; }

    /// <summary>The only reason that is shown; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Nur { get; set; }

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

    /// <summary>The groups that may be looked for.</summary>
    public IReadOnlySet<string> Groups { get; private set; } = new HashSet<string>();

    /// <summary>The languages that may be looked for; none where they would tell too much.</summary>
    public IReadOnlyList<string> SpokenLanguages { get; private set; } = [];

    /// <summary>Whether anything but a state and an item is looked for.</summary>
    public bool IsSought => Gruppe is not null || Sprache is not null || Laenge is not null || Nur is not null;

    /// <summary>How many were found, on all pages.</summary>
    public int Found { get; private set; }

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

    /// <summary>Where a reason stands by itself, in the queue of its round.</summary>
    public string AddressOf(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var number = Study.Rounds.Single(round => round.Id == reason.RoundId).Number;
        return $"/team/studien/{Study.Key}/runden/{number}/begruendungen?zeige=alle&nur={reason.Id:N}#b-{reason.Id:N}";
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
        Guid? next = id;
        if (Zeige == ReasonFilter.Wartend)
        {
            var following = await (await QueueAsync(cancel)).NextAsync(reason, cancel);
            next = following?.Id;
            Seite = following?.Page ?? Seite;
        }
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
            : RowMark.Read(Antworten)?.Id == reason.Id ? Replying
            : null;
    }

    /// <summary>The id of the field in which a step of a decision asks for words; null for one that asks for none.</summary>
    public static string? FieldOf(string step, Guid id) => step.Length == 0 ? null : $"{step}-{id:N}";

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        var queue = await QueueAsync(cancel);
        Count = await Db.ReasonCountAsync(Round.Id, cancel);
        var items = await queue.CountedAsync(cancel);
        Found = items.Sum(item => item.Count);
        Pager = Pager.For(Seite, Found, ReasonQueue.PerPage, AddressOf(Zeige));
        var page = await queue.PageAsync(items, Pager.Here, cancel);
        Items = Ordered(page);
        await ReadRepliesAsync(page, cancel);
        Last = Zuletzt is { } last ? await Db.ReasonAsync(Round.Id, last, cancel) : null;
        return Page();
    }

    /// <summary>What of the filter may be told of writers is looked for, and nothing else.</summary>
    private async Task<ReasonQueue> QueueAsync(CancellationToken cancel)
    {
        Groups = Writers.GroupsShown(Study);
        var telling = await Writers.LanguagesToldAsync(Db, Study, Round, cancel);
        SpokenLanguages = telling.Count == 0 ? [] : Round.Questionnaire.Languages;
        Gruppe = Gruppe is not null && Groups.Contains(Gruppe) ? Gruppe : null;
        Sprache = Sprache is not null && SpokenLanguages.Contains(Sprache) ? Sprache : null;
        var (least, most) = Laenge switch
        {
            ReasonLength.Kurz => (0, 99),
            ReasonLength.Mittel => (100, 500),
            ReasonLength.Lang => (501, int.MaxValue),
            _ => (0, int.MaxValue),
        };
        return new(
            Db,
            Round,
            StateOf(Zeige),
            Frage,
            IsSought
                ? new(
                    least,
                    most,
                    Gruppe,
                    Sprache is null ? null : await Db.SheetsInLanguageAsync(Round.Id, Sprache, telling, Groups, cancel),
                    Nur
                )
                : null
        );
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
        $"{Address}?zeige={filter.ToString().ToLowerInvariant()}"
        + string.Concat(Sought(withItem: true).Select(one => $"&{one.Name}={Uri.EscapeDataString(one.Value)}"));

    /// <summary>What is looked for beside a state, as the address has it.</summary>
    public IEnumerable<(string Name, string Value)> Sought(bool withItem) =>
        from one in ((string, string?)[])
            [
                ("frage", withItem ? Frage : null),
                ("gruppe", Gruppe),
                ("sprache", Sprache),
                ("laenge", Laenge?.ToString().ToLowerInvariant()),
                ("nur", Nur?.ToString("N")),
            ]
        where one.Item2 is not null
        select (one.Item1, one.Item2!);

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
