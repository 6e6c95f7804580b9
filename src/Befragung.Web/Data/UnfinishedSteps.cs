using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// Steps in portions that were begun and are not at their end: each has left a fact with a time, by which it is found, and is carried on from what is there. One that
/// cannot be carried on is undone. To be called by whoever has the turn of the study's long steps.
/// </summary>
public sealed class UnfinishedSteps(SurveyDb db, Panels panels, Fieldwork fieldwork, Deletions deletions)
{
    /// <summary>The studies that have some.</summary>
    public Task<List<Study>> StudiesAsync(CancellationToken cancel) =>
        db
            .Studies.IgnoreQueryFilters()
            .AsNoTracking()
            .Where(study =>
                study.DeletedAt != null
                || study.ContactsDeletedAt != null
                || db.PanelDrafts.Any(draft => draft.StudyId == study.Id && draft.Intake != null)
                || study.Rounds.Any(round =>
                    (round.OpeningAt != null && round.OpenedAt == null)
                    || (round.SealedAt != null && round.ClosedAt == null)
                    || round.DiscardedAt != null
                )
            )
            .ToListAsync(cancel);

    /// <summary>Carries on what there is of a study.</summary>
    public async Task FinishAsync(int studyId, CancellationToken cancel)
    {
        if (
            await db.Studies.IgnoreQueryFilters().Include(one => one.Rounds).SingleOrDefaultAsync(one => one.Id == studyId, cancel)
            is not { } study
        )
            return;
        if (study.DeletedAt is not null)
        {
            await deletions.FinishStudyAsync(study, cancel);
            return;
        }
        if (study.ContactsDeletedAt is not null)
            await deletions.FinishContactsAsync(study, cancel);
        await panels.FinishAsync(study, cancel);
        foreach (var round in study.Rounds)
        {
            if (round.DiscardedAt is not null)
                await fieldwork.EmptyAsync(study, round, cancel);
            if (round.IsOpening)
                await fieldwork.FinishOpeningAsync(study, round, cancel);
            if (round.IsClosing)
                await fieldwork.FinishClosingAsync(study, round, cancel);
        }
    }
}
