using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team;

/// <summary>One round and its steps: open, watch, close, release.</summary>
public sealed class RundeModel(SurveyDb db, Fieldwork fieldwork, StudyReports reports, TimeProvider clock) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    public int PanelSize { get; private set; }

    public IReadOnlyDictionary<string, Response> Participation { get; private set; } = new Dictionary<string, Response>();

    public Response All =>
        new(
            Participation.Values.Sum(one => one.Invited),
            Participation.Values.Sum(one => one.Started),
            Participation.Values.Sum(one => one.HandedIn)
        );

    /// <summary>Letters that are still to be sent, and those of them that were tried already.</summary>
    public int Waiting { get; private set; }
    public int Failing { get; private set; }

    /// <summary>What the report says nothing of yet, when the last planned round is about to be released.</summary>
    public IReadOnlyList<ReportTopic> MissingTexts { get; private set; } = [];

    /// <summary>The reasons of this round; while it is planned, those of the round before, which only join it when they are released by then.</summary>
    public ReasonCount Reasons { get; private set; } = new(0, 0, 0);

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        PanelSize = await Db.Panelists.CountAsync(panelist => panelist.StudyId == Study.Id && panelist.WithdrawnAt == null, cancel);
        Participation = await Db.ParticipationAsync(Round.Id, cancel);
        if (
            (Round.State == RoundState.Planned ? Study.Rounds.SingleOrDefault(round => round.Number == number - 1) : Round) is
            { Result: not null } closed
        )
            Reasons = await Db.ReasonCountAsync(closed.Id, cancel);
        if (Round.State == RoundState.Closed && Round.Number >= Round.Questionnaire.Settings.Rounds)
            MissingTexts = reports.Of(Study, []).MissingTopics;
        if (Round.State != RoundState.Open)
            return Page();
        var unsent = Db.Outbox.Where(entry => entry.RoundId == Round.Id && entry.SentAt == null && entry.Panelist.WithdrawnAt == null);
        (Waiting, Failing) = (await unsent.CountAsync(cancel), await unsent.CountAsync(entry => entry.Attempts > 0, cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostOeffnenAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        await fieldwork.OpenAsync(Study, Round, Member, cancel);
        return Back();
    }

    public async Task<IActionResult> OnPostSchliessenAsync(int number, bool sure, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        if (!sure)
            throw new RuleBrokenException("Bitte bestätigen Sie mit dem Häkchen, dass die Runde jetzt schließen soll.");
        await fieldwork.CloseAsync(Study, Round, Member, cancel);
        return Back();
    }

    public async Task<IActionResult> OnPostFreigebenAsync(int number, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        Round.Release(clock.GetUtcNow().UtcDateTime, Member);
        await Db.SaveChangesAsync(cancel);
        return Back();
    }

    /// <summary>What an item of the round before asked.</summary>
    public string Before(string itemKey) =>
        Study.Round(Round.Number - 1).Questionnaire.Items.First(item => item.Key == itemKey).Text.ToString();

    private bool Find(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number)!;
        return Round is not null;
    }

    private LocalRedirectResult Back() => LocalRedirect($"/team/studien/{Study.Key}/runden/{Round.Number}");
}
