using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Finds what an expert has before them, and saves it. What is asked for seldom comes by way of EF, and only then a context is taken.</summary>
public sealed class ExpertDesks(DeskQuery query, SheetWriter writer, FrozenRounds frozen, IServiceProvider services) : ISheetKeeper
{
    private SurveyDb Db => services.GetRequiredService<SurveyDb>();

    /// <summary>Null where the panelist is unknown or withdrawn.</summary>
    /// <param name="admission">What the session says; one from before a withdrawal opens nothing.</param>
    public async ValueTask<ExpertDesk?> FindAsync(Guid panelistId, int admission, CancellationToken cancel) =>
        await query.ReadAsync(panelistId, cancel) is { Count: > 0 } found && found[0].Panelist.Admission == admission
            ? await ExpertDesk.OfAsync(found, this, cancel)
            : null;

    internal async ValueTask<FrozenRound> RoundAsync(RoundShown round, CancellationToken cancel) =>
        frozen.Known(round) ?? await frozen.OfAsync(round.Id, Db, cancel);

    /// <summary>A round that is planned again, to tell what was typed for it; null where it is not planned.</summary>
    internal async Task<FrozenRound?> TakenBackAsync(Panelist panelist, int number, CancellationToken cancel) =>
        await Db
            .Rounds.AsNoTracking()
            .SingleOrDefaultAsync(round => round.StudyId == panelist.StudyId && round.Number == number && round.OpenedAt == null, cancel)
            is { } planned
            ? new(planned.Id, number, planned.Questionnaire, Array.Empty<ShownReason>().ToLookup(reason => reason.ItemKey))
            : null;

    internal ValueTask<RoundResult> ResultAsync(int roundId, CancellationToken cancel) => frozen.ResultOfAsync(roundId, Db, cancel);

    public Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented) => writer.SaveAsync(sheet, was, consented);

    /// <summary>A sheet as it is stored now.</summary>
    /// <exception cref="RuleBrokenException">Its round is sealed, or its opening was taken back and the sheet with it.</exception>
    public async Task<AnswerSheet> SheetAsync(AnswerSheet known, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(known);
        var round = await Db
            .Rounds.Where(one => one.Id == known.RoundId)
            .Select(one => new { one.OpenedAt, one.SealedAt })
            .SingleOrDefaultAsync(cancel);
        if (round is null or { SealedAt: not null })
            throw AnswerSheet.IsSealed();
        // It is gone, or about to go. Where the round was opened again meanwhile, there is another one.
        return round.OpenedAt is null
            ? throw AnswerSheet.IsTakenBack()
            : await Db.Sheets.AsNoTracking().SingleOrDefaultAsync(sheet => sheet.Id == known.Id, cancel) ?? throw AnswerSheet.IsTakenBack();
    }
}
