using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>One round and its steps: open, watch, close, release.</summary>
public sealed class RundeModel(
    SurveyDb db,
    LongSteps steps,
    RoundLetters letters,
    PaperPost post,
    StudyReports reports,
    TimeProvider clock,
    IStringLocalizer<Texts> t
) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    /// <summary>How many would be written to if the planned round opened.</summary>
    public int PanelSize { get; private set; }

    /// <summary>Whether nobody would be asked.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether people may come by an open link.</summary>
    public bool IsOpenToAll { get; private set; }

    /// <summary>How many of those with a sheet came by an open link.</summary>
    public int CameByThemselves { get; private set; }

    public IReadOnlyDictionary<string, Response> Participation { get; private set; } = new Dictionary<string, Response>();

    public Response All => Delphi.Results.Response.Sum([.. Participation.Values]);

    /// <summary>The step of this study that is under way; null where there is none.</summary>
    public LongStep? UnderWay { get; private set; }

    /// <summary>How many of those who were invited to the round were withdrawn since.</summary>
    public int Withdrawn { get; private set; }

    /// <summary>What became of the letters; null before the round opens.</summary>
    public LetterState? Letters { get; private set; }

    /// <summary>What the report says nothing of yet, when the last planned round is about to be released.</summary>
    public IReadOnlyList<ReportTopic> MissingTexts { get; private set; } = [];

    /// <summary>The reasons of this round; while it is planned, those of the round before, which only join it when they are released by then.</summary>
    public ReasonCount Reasons { get; private set; } = new(0, 0, 0);

    /// <summary>The closed round whose answers a correction round is, or was, about: this one, or while it is not closed the one before; null where there is none.</summary>
    public Round? Corrected { get; private set; }

    /// <summary>Its correction round; null where none was begun.</summary>
    public Correction? Correction { get; private set; }

    /// <summary>Whether one may be begun: its answers are coded, and no later round was opened.</summary>
    public bool MayCorrect { get; private set; }

    /// <summary>Whether its answers still have to be coded for that.</summary>
    public bool MayCorrectOnceCoded { get; private set; }

    /// <summary>Whether this round asks for words that a correction round could be about.</summary>
    public bool AsksForWords => Round.Questionnaire.Items.Any(item => item.IsOpen);

    /// <summary>Whether something can still be said in it.</summary>
    public bool IsCorrecting => Correction?.IsOpen(clock.GetUtcNow().UtcDateTime) == true;

    /// <summary>What was just done: "geoeffnet" or "zurueckgenommen"; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>How many have no address for mails, and no letter of the round on paper.</summary>
    public int ToPrint { get; private set; }

    /// <summary>Whether there is nothing on any sheet that could be lost.</summary>
    public bool CanTakeBack { get; private set; }

    /// <summary>Planned and sent ones.</summary>
    public IReadOnlyList<Reminder> Reminders { get; private set; } = [];

    /// <summary>When a reminder goes, or went, and to how many.</summary>
    public string Say(Reminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return reminder.SentAt is { } sent ? t["Erinnert am {0}: {1:=eine Person|# Personen}", Clock.Day(sent), reminder.People]
            : Reminding.DueAt(Round, reminder.Day!) is { } due ? t["Erinnert wird am {0}", Clock.Day(due)]
            : reminder.DaysAfter is { } after ? t["Erinnert wird {0:Tag|Tage} nach dem Öffnen", after]
            : t["Erinnert wird {0:Tag|Tage} vor der Frist", reminder.DaysBefore!.Value];
    }

    public async Task<IActionResult> OnGetAsync(int number, string? getan, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        Done = getan;
        Reminders = await Reminding.OfAsync(Db, Round, cancel);
        UnderWay = await steps.OfAsync(Study, cancel) is { IsUnderWay: true } step ? step : null;
        if (Round.State == RoundState.Planned)
        {
            var without = await Db.WithoutLetterAsync(Study, cancel);
            var asked = await Db.Panelists.CountAsync(panelist => panelist.StudyId == Study.Id && panelist.WithdrawnAt == null, cancel);
            PanelSize = asked - without;
            IsEmpty = asked == 0;
            IsOpenToAll = await OpenLinks.AnyAsync(Db, Study, clock.GetUtcNow().UtcDateTime, cancel);
        }
        else
            await WatchAsync(cancel);
        if (
            (Round.State == RoundState.Planned ? Study.Rounds.SingleOrDefault(round => round.Number == number - 1) : Round) is
            { Result: not null } closed
        )
            Reasons = await Db.ReasonCountAsync(closed.Id, cancel);
        await CorrectAsync(cancel);
        if (Round.State == RoundState.Closed && Round.Number >= Round.Questionnaire.Settings.Rounds)
            MissingTexts = reports.Of(Study, ToldAnswers.None).MissingTopics;
        return Page();
    }

    public async Task<IActionResult> OnPostVerschicktAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        await letters.ConfirmAsync(Round, cancel);
        return LocalRedirect(Address);
    }

    public async Task<IActionResult> OnPostFreigebenAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        Round.Release(clock.GetUtcNow().UtcDateTime, Member);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect(Address);
    }

    /// <summary>What an item of the round before asked.</summary>
    public string Before(string itemKey) =>
        Study.Round(Round.Number - 1).Questionnaire.Items.First(item => item.Key == itemKey).Text.ToString();

    private async Task WatchAsync(CancellationToken cancel)
    {
        Participation = await Db.ParticipationAsync(Round.Id, cancel);
        CameByThemselves = await Db.CameByThemselvesAsync(Round, cancel);
        Withdrawn = await Db.WithdrawnAsync(Round, cancel);
        Letters = await letters.StateAsync(Round, cancel);
        if (Round is { State: RoundState.Open, SealedAt: null })
            ToPrint = await post.CountAsync(Round, PaperReach.WithoutMail, cancel);
        CanTakeBack = Round is { State: RoundState.Open, IsClosing: false } && await Db.AnsweredAsync(Round.Id, cancel) == 0;
    }

    private async Task CorrectAsync(CancellationToken cancel)
    {
        var number = Round.ClosedAt is null ? Round.Number - 1 : Round.Number;
        if (Study.Rounds.SingleOrDefault(round => round.Number == number) is not { Result.IsTooSmall: false } closed)
            return;
        Corrected = closed;
        Correction = await Db.CorrectionAsync(closed.Id, cancel);
        if (Correction is not null || !CorrectionLetters.IsTime(Study, closed))
            return;
        MayCorrect = await Db.RoundCodingAsync(closed.Id, cancel) is not null;
        MayCorrectOnceCoded = !MayCorrect;
    }

    private bool Find(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number)!;
        return Round is not null;
    }

    private string Address => $"/team/studien/{Study.Key}/runden/{Round.Number}";
}
