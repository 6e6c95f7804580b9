using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>
/// The correction round: begun, with a letter to those concerned, read and answered. Who said something is not on it, and of how many only where they are enough.
/// </summary>
public sealed class RueckmeldungModel(
    SurveyDb db,
    Corrections corrections,
    CorrectionLetters letters,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : CodingPage(db)
{
    /// <summary>Null before it began.</summary>
    public CorrectionState? State { get; private set; }

    /// <summary>What it would show; null once it began.</summary>
    public CorrectionPlan? Plan { get; private set; }

    /// <summary>Why it cannot begin; null where it can.</summary>
    public Sentence? Hindrance { get; private set; }

    public string Frist { get; private set; } = "";

    /// <summary>Whether only what is not answered is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Offene { get; set; }

    /// <summary>What was typed as the answer to a remark, where it was refused.</summary>
    public (Guid Id, string? Outcome, string? Answer)? Typed { get; private set; }

    /// <summary>The statements of those shown that are still there.</summary>
    public IReadOnlySet<Guid> There { get; private set; } = new HashSet<Guid>();

    public string Address => $"{Root}/kodierung/rueckmeldung";

    public int Smallest => Round.Questionnaire.Settings.SmallestCell;

    public bool IsOpen => State!.Correction.IsOpen(Now);

    public bool IsReadable => State!.IsReadable(Now);

    /// <summary>How many they are, where that singles out nobody.</summary>
    public string Count(int people) => people >= Smallest ? $"{people}" : t["weniger als {0}", Smallest];

    public IEnumerable<Remark> RemarksOf(Guid? statement) =>
        State!.Remarks.Where(one => one.StatementId == statement && (!Offene || one.Outcome is null));

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    /// <param name="frist">The last day.</param>
    /// <param name="gesehen">What the page showed.</param>
    /// <param name="sicher">Whether whoever sends it knows that it cannot be taken back.</param>
    public async Task<IActionResult> OnPostBeginnenAsync(string? frist, string? gesehen, bool sicher, CancellationToken cancel)
    {
        var errors = new List<PageError>();
        if (Clock.ReadDay(frist) is not { } day)
            errors.Add(new("frist", t["Das ist kein Tag. Wählen Sie einen aus, oder schreiben Sie ihn so: {0}.", "2026-12-31"]));
        else if (!sicher)
            errors.Add(new("sicher", t["Bitte bestätigen Sie, dass die Anschreiben hinausgehen sollen."]));
        else
            try
            {
                await letters.BeginAsync(Study, Round, day, gesehen, Member, cancel);
                return LocalRedirect(Address);
            }
            catch (RuleBrokenException broken)
            {
                Db.ChangeTracker.Clear();
                errors.Add(new(null, t.Say(broken.Sentence)));
            }
        await ReadAsync(cancel);
        Frist = frist?.Trim() ?? "";
        return this.Refuse(t["Die Korrekturrunde hat nicht begonnen"], errors);
    }

    /// <param name="sicher">Whether whoever ends it knows that it cannot be taken back.</param>
    public async Task<IActionResult> OnPostBeendenAsync(bool sicher, CancellationToken cancel)
    {
        if (!sicher)
        {
            await ReadAsync(cancel);
            return this.Refuse(
                t["Die Korrekturrunde läuft weiter"],
                new PageError("sicher", t["Bitte bestätigen Sie, dass sie jetzt enden soll."])
            );
        }
        await corrections.EndAsync(Round, Member, cancel);
        return LocalRedirect(Address);
    }

    /// <param name="id">Of the remark.</param>
    public async Task<IActionResult> OnPostAntwortenAsync(Guid id, string? ergebnis, string? antwort, CancellationToken cancel)
    {
        try
        {
            // What nobody reads yet, nobody answers.
            await ReadAsync(cancel);
            if (State is null || !IsReadable)
                throw new RuleBrokenException("Diese Rückmeldung gibt es nicht mehr.");
            await corrections.ReplyAsync(Round, id, OutcomeOf(ergebnis), antwort, Member, cancel);
            return LocalRedirect($"{Address}{(Offene ? "?offene=true" : "")}#r-{id:N}");
        }
        catch (RuleBrokenException broken)
        {
            return await RefusedAsync(t.Say(broken.Sentence));
        }
        catch (DbUpdateConcurrencyException)
        {
            return await RefusedAsync(t["Diese Rückmeldung ist schon beantwortet."]);
        }

        async Task<IActionResult> RefusedAsync(string words)
        {
            Db.ChangeTracker.Clear();
            await ReadAsync(cancel);
            Typed = (id, ergebnis, antwort);
            return this.Refuse(t["Die Antwort ist nicht gespeichert"], new PageError($"antwort-{id:N}", words));
        }
    }

    public static string NameOf(RemarkOutcome outcome) =>
        outcome switch
        {
            RemarkOutcome.Taken => "uebernommen",
            RemarkOutcome.NotTaken => "nicht",
            _ => "antwort",
        };

    private static RemarkOutcome? OutcomeOf(string? name) =>
        Enum.GetValues<RemarkOutcome>().Where(one => NameOf(one) == name).Select(one => (RemarkOutcome?)one).FirstOrDefault();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task ReadAsync(CancellationToken cancel)
    {
        State = await Db.CorrectionStateAsync(Round.Id, cancel);
        if (State is not null)
        {
            There = await Db.StatementsThereAsync(Round.Id, cancel);
            return;
        }
        Plan = await corrections.PlanAsync(Study, Round, cancel);
        try
        {
            CorrectionLetters.RequireTime(Study, Round);
            Plan.RequireEnough(Smallest);
        }
        catch (RuleBrokenException broken)
        {
            Hindrance = broken.Sentence;
        }
    }
}
