using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team;

/// <summary>
/// The reasons of a closed round, one decision each: released as written, shortened, or withheld. After a decision the next one that waits comes up. Forms carry
/// the version that was on the page, so that of two people who decide at once the second is told.
/// </summary>
public sealed class BegruendungenModel(SurveyDb db, FrozenRounds frozen, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    // As many as one looks through at a sitting.
    private const int PerPage = 100;

    [BindProperty(SupportsGet = true)]
    public ReasonFilter Zeige { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Seite { get; set; } = 1;

    /// <summary>The reason that was decided on last.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Zuletzt { get; set; }

    public Round Round { get; private set; } = null!;

    public ReasonCount Count { get; private set; } = new(0, 0, 0);

    public IReadOnlyList<(Item Item, IReadOnlyList<Reason> Reasons)> Items { get; private set; } = [];

    public int Pages { get; private set; }

    public Reason? Last { get; private set; }

    /// <summary>A later round that is open already, or was: what is released now does not join in there.</summary>
    public Round? Later =>
        Study.Rounds.Where(round => round.Number > Round.Number && round.OpenedAt is not null).MinBy(round => round.Number);

    /// <summary>What is wrong with a decision, with what was typed.</summary>
    public (Guid Id, string Step, string? Text, string Words)? Problem { get; private set; }

    public Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        Find(number) ? ShowAsync(cancel) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostFreigebenAsync(int number, Guid id, int version, CancellationToken cancel) =>
        DecideAsync(number, id, version, "", null, (reason, now) => reason.Release(null, now, Member), cancel);

    public Task<IActionResult> OnPostKuerzenAsync(int number, Guid id, int version, string? text, CancellationToken cancel) =>
        DecideAsync(
            number,
            id,
            version,
            "kurz",
            text,
            (reason, now) =>
            {
                if (string.IsNullOrWhiteSpace(text))
                    throw new RuleBrokenException(
                        "Es ist kein Text übrig. Soll niemand die Begründung lesen, halten Sie sie bitte zurück."
                    );
                reason.Release(text, now, Member);
            },
            cancel
        );

    public Task<IActionResult> OnPostZurueckhaltenAsync(int number, Guid id, int version, string? text, CancellationToken cancel) =>
        DecideAsync(number, id, version, "zurueck", text, (reason, now) => reason.Withhold(text, now, Member), cancel);

    /// <summary>Releases those that were on the page as waiting, and no others.</summary>
    /// <param name="shown">Ids with versions: "…:0".</param>
    public async Task<IActionResult> OnPostAlleAsync(int number, string[] shown, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (!Find(number))
            return NotFound();
        foreach (var one in shown)
        {
            if (
                one.Split(':') is not [var key, var version]
                || !Guid.TryParse(key, out var id)
                || !int.TryParse(version, CultureInfo.InvariantCulture, out var seen)
            )
                return BadRequest();
            if (await Db.ReasonAsync(Round.Id, id, cancel) is not { } reason)
                return NotFound();
            reason.Release(null, clock.GetUtcNow().UtcDateTime, Member);
            Db.Entry(reason).Property(known => known.Version).OriginalValue = seen;
        }
        await Db.SaveChangesAsync(cancel);
        return Back(null, null);
    }

    private async Task<IActionResult> DecideAsync(
        int number,
        Guid id,
        int version,
        string step,
        string? text,
        Action<Reason, DateTime> decide,
        CancellationToken cancel
    )
    {
        if (!Find(number) || await Db.ReasonAsync(Round.Id, id, cancel) is not { } reason)
            return NotFound();
        var next = Zeige == ReasonFilter.Wartend ? await NextAsync(id, cancel) : id;
        var wasReleased = reason.State == ReasonState.Released;
        try
        {
            decide(reason, clock.GetUtcNow().UtcDateTime);
        }
        catch (RuleBrokenException broken)
        {
            Problem = (id, step, text, t.Say(broken.Sentence));
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancel);
        }
        Db.Entry(reason).Property(known => known.Version).OriginalValue = version;
        await Db.SaveChangesAsync(cancel);
        // An open round may show what is no longer to be read as it was.
        if (wasReleased)
            frozen.Forget();
        return Back(id, next);
    }

    /// <summary>The next one that waits, in the order of the page; after the last one the first. The page that it will stand on comes with it.</summary>
    private async Task<Guid?> NextAsync(Guid id, CancellationToken cancel)
    {
        var waiting = Ordered(await Db.ReasonsAsync(Round.Id, ReasonState.Waiting, cancel))
            .SelectMany(one => one.Reasons)
            .Select(reason => reason.Id)
            .ToList();
        var place = waiting.IndexOf(id);
        waiting.Remove(id);
        if (waiting.Count == 0)
            return null;
        if (place < 0 || place >= waiting.Count)
            place = 0;
        Seite = (place / PerPage) + 1;
        return waiting[place];
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Count = await Db.ReasonCountAsync(Round.Id, cancel);
        var reasons = await Db.ReasonsAsync(Round.Id, StateOf(Zeige), cancel);
        Pages = Math.Max(1, (reasons.Count + PerPage - 1) / PerPage);
        Seite = Math.Clamp(Seite, 1, Pages);
        var here = Ordered(reasons).SelectMany(one => one.Reasons).Skip((Seite - 1) * PerPage).Take(PerPage);
        Items = Ordered(here);
        Last = Zuletzt is { } last ? await Db.ReasonAsync(Round.Id, last, cancel) : null;
        return Page();
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
        return Round is not null;
    }

    private LocalRedirectResult Back(Guid? decided, Guid? next) =>
        LocalRedirect(
            $"/team/studien/{Study.Key}/runden/{Round.Number}/begruendungen?zeige={Zeige.ToString().ToLowerInvariant()}"
                + (Seite > 1 ? $"&seite={Seite}" : "")
                + (decided is null ? "" : $"&zuletzt={decided:N}")
                + (next is null ? "" : $"#b-{next:N}")
        );
}

/// <summary>Which reasons the page shows; named as in its address.</summary>
public enum ReasonFilter
{
    Wartend,
    Freigegeben,
    Zurueckgehalten,
    Alle,
}
