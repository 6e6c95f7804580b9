using System.Data.Common;
using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Somebody who may decline, or has.</summary>
/// <param name="DeclinedAt">Null for whoever takes part.</param>
public sealed record Decliner(Guid PanelistId, string StudyKey, LocalizedText Title, string Language, DateTime? DeclinedAt);

/// <summary>An expert says that they will not take part, and may change their mind as long as the study asks anything.</summary>
public sealed partial class Declining(
    SurveyDb db,
    SurveyDatabase database,
    Fieldwork fieldwork,
    Outbox outbox,
    TimeProvider clock,
    DeletionJournal journal,
    ILogger<Declining> log
)
{
    /// <summary>How long a reason may be.</summary>
    public const int LongestReason = 500;

    /// <summary>Whose a personal link is; null where it is unknown, or the team has withdrawn the invitation.</summary>
    public async Task<Decliner?> FindAsync(string? arrived, CancellationToken cancel)
    {
        if (Token.Read(arrived) is not { } token)
            return null;
        var hash = Token.Hash(token);
        return await Of(db.Invitations.Where(one => one.TokenHash == hash).Select(one => one.PanelistId)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>By the pseudonym of a session.</summary>
    public Task<Decliner?> FindAsync(Guid panelistId, CancellationToken cancel) =>
        Of(db.Panelists.Where(one => one.Id == panelistId).Select(one => one.Id)).SingleOrDefaultAsync(cancel);

    public Task DeclineAsync(Decliner decliner, string? reason, CancellationToken cancel) =>
        LeaveAsync(
            decliner,
            reason,
            (panelist, now) =>
            {
                panelist.Decline(now);
                return Task.FromResult(new PersonStep(panelist.Id, PersonStepKind.Declined, now, Actor.Stranger));
            },
            cancel
        );

    /// <summary>Declines, and takes the consent back with it.</summary>
    /// <param name="withAnswers">Also what was answered in a round that is not closed: it is deleted. What is in a result stays there.</param>
    /// <returns>Whether answers were deleted.</returns>
    public async Task<bool> WithdrawConsentAsync(Decliner decliner, bool withAnswers, CancellationToken cancel)
    {
        var deleted = 0;
        await LeaveAsync(
            decliner,
            null,
            async (panelist, now) =>
            {
                // The only place where it is still to be seen that there was one.
                var consented = panelist.ConsentedAt?.ToString("O", CultureInfo.InvariantCulture);
                panelist.WithdrawConsent(now);
                journal.Note(
                    db,
                    withAnswers ? DeletionKind.ConsentWithAnswers : DeletionKind.Consent,
                    panelist.StudyId,
                    panelist.Id.ToString()
                );
                if (withAnswers)
                    deleted = await db
                        .Sheets.Where(sheet => sheet.PanelistId == panelist.Id && sheet.SealedAt == null)
                        .ExecuteDeleteAsync(cancel);
                return new(panelist.Id, PersonStepKind.ConsentWithdrawn, now, Actor.Stranger, consented);
            },
            cancel
        );
        await journal.CompleteFileAsync(db);
        if (deleted > 0)
            await EraseAsync();
        return deleted > 0;
    }

    /// <summary>It is withdrawn and deleted by now, whatever becomes of this: the next erasing takes along what this one leaves.</summary>
    private async Task EraseAsync()
    {
        try
        {
            await database.EraseDeletedAsync(db, CancellationToken.None);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or InvalidOperationException)
        {
            NotErased(log, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "What was deleted is not erased from the files of the database yet", EventName = nameof(NotErased))]
    private static partial void NotErased(ILogger log, Exception failure);

    private async Task LeaveAsync(
        Decliner decliner,
        string? reason,
        Func<Panelist, DateTime, Task<PersonStep>> leave,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(decliner);
        var study = (await db.StudyWithRoundsAsync(decliner.StudyKey, cancel))!;
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            var panelist = await db.Panelists.SingleAsync(one => one.Id == decliner.PanelistId, cancel);
            var isNew = panelist.DeclinedAt is null;
            var step = await leave(panelist, now);
            if (panelist.DeclinedAt is not null && await CardAsync(panelist.Id, cancel) is { } card)
            {
                card.Declined(reason);
                if (isNew)
                    db.PersonSteps.Add(step);
                // Where an opening was taken back, there may be no round that has begun.
                if (isNew && card.HasMail && study.Rounds.LastOrDefault(round => round.OpenedAt is not null) is { } round)
                    db.Outbox.Add(new OutboxEntry(panelist.Id, round, LetterKind.Declined, 0, now, now));
            }
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        outbox.WakeUp();
    }

    /// <summary>Takes part after all: with the sheet of before, or with one of the round that has opened since.</summary>
    /// <exception cref="RuleBrokenException">Nobody declined, or the study asks nothing any more.</exception>
    public async Task TakePartAfterAllAsync(Decliner decliner, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(decliner);
        var study = (await db.StudyWithRoundsAsync(decliner.StudyKey, cancel))!;
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            var round = study.CurrentRound;
            await db.Entry(round).ReloadAsync(cancel);
            if (round.IsOpening)
                throw new RuleBrokenException("Runde {0} wird gerade geöffnet. Bitte warten Sie, bis sie offen ist.", round.Number);
            var panelist = await db.Panelists.SingleAsync(one => one.Id == decliner.PanelistId, cancel);
            panelist.TakePartAfterAll();
            var card = await CardAsync(panelist.Id, cancel);
            if (card is not null)
            {
                card.Declined(null);
                db.PersonSteps.Add(new(panelist.Id, PersonStepKind.TookPartAfterAll, clock.GetUtcNow().UtcDateTime, Actor.Stranger));
            }
            var opening = LetterKinds.Opening(round.Number);
            var isAsked = round is { State: RoundState.Open, SealedAt: null };
            if (isAsked && !await db.Sheets.AnyAsync(sheet => sheet.PanelistId == panelist.Id && sheet.RoundId == round.Id, cancel))
                fieldwork.Invite(
                    panelist,
                    round,
                    clock.GetUtcNow().UtcDateTime,
                    // Whoever had the sheet deleted was written to when the round opened.
                    isWritten: card is { HasMail: true }
                        && !await db.Outbox.AnyAsync(
                            letter => letter.PanelistId == panelist.Id && letter.RoundId == round.Id && letter.Kind == opening,
                            cancel
                        )
                );
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        outbox.WakeUp();
    }

    private IQueryable<Decliner> Of(IQueryable<Guid> people) =>
        from panelist in db.Panelists
        where people.Contains(panelist.Id) && (panelist.WithdrawnAt == null || panelist.DeclinedAt != null)
        join study in db.Studies on panelist.StudyId equals study.Id
        select new Decliner(panelist.Id, study.Key, study.Title, panelist.Language, panelist.DeclinedAt);

    private Task<ContactCard?> CardAsync(Guid panelistId, CancellationToken cancel) =>
        db.ContactCards.SingleOrDefaultAsync(one => one.PanelistId == panelistId, cancel);
}
