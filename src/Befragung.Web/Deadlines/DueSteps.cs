using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Deadlines;

/// <summary>
/// Looks once a minute for rounds that open or close by themselves, and does as a person would. Of two servers one does it. What is not possible then, or would be regretted, is left to people,
/// and the round says so.
/// </summary>
internal sealed class DueSteps(
    IServiceScopeFactory scopes,
    SurveyDatabase database,
    LongSteps steps,
    TimeProvider clock,
    ILogger<DueSteps> log
) : EveryMinute(clock, log)
{
    /// <summary>Takes what is due; returns how many steps those are.</summary>
    public override async Task<int> LookAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var now = Now;
        var due = await db
            .Rounds.AsNoTracking()
            .Where(round =>
                (round.OpensAt <= now && round.OpenedAt == null && round.OpeningAt == null)
                || (round.ClosesAt <= now && round.OpenedAt != null && round.SealedAt == null)
            )
            .Select(round => new { round.StudyId, round.Number })
            .ToListAsync(cancel);
        foreach (var one in due)
            if (await db.StudyWithRoundsAsync(one.StudyId, cancel) is { } study)
                await TakeAsync(study, one.Number, cancel);
        return due.Count;
    }

    private Task TakeAsync(Study study, int number, CancellationToken cancel)
    {
        var opens = study.Round(number).OpensAt is not null;
        return steps.RunAsync(
            study,
            new(
                opens ? new("Runde {0} wird gerade geöffnet.", number) : new("Runde {0} wird gerade geschlossen und ausgezählt.", number),
                $"/team/studien/{study.Key}/runden/{number}"
            ),
            (services, found) => opens ? OpenAsync(services, found, found.Round(number)) : CloseAsync(services, found, found.Round(number)),
            cancel
        );
    }

    private async Task OpenAsync(IServiceProvider services, Study study, Round round)
    {
        // Another server may have been faster, or somebody may have changed their mind.
        if (!(round.OpensAt <= Now) || round.State != RoundState.Planned)
            return;
        if (Mailbox.ProblemOf(study, round.Questionnaire.Contact) is not null)
        {
            await MissAsync(study, round);
            return;
        }
        try
        {
            await services.GetRequiredService<Fieldwork>().OpenAsync(study, round, round.OpensBy!, CancellationToken.None);
        }
        catch (RuleBrokenException)
        {
            await MissAsync(study, round);
        }
    }

    /// <summary>A round of which nobody would see the answers is for people to close.</summary>
    private async Task CloseAsync(IServiceProvider services, Study study, Round round)
    {
        if (!(round.ClosesAt <= Now) || round is not { State: RoundState.Open, SealedAt: null })
            return;
        var db = services.GetRequiredService<SurveyDb>();
        if (await db.CountingAsync(round, CancellationToken.None) < round.Questionnaire.Settings.SmallestCell)
            await MissAsync(study, round);
        else
            await services.GetRequiredService<Fieldwork>().CloseAsync(study, round, round.ClosesBy!, CancellationToken.None);
    }

    /// <summary>With a context of its own: that of the step may hold what came to nothing.</summary>
    private async Task MissAsync(Study study, Round round)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), CancellationToken.None);
        var found = await db.Rounds.SingleAsync(one => one.Id == round.Id, CancellationToken.None);
        found.Miss(Now);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
