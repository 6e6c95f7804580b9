using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Finds what an expert has before them, and saves it. What is asked for seldom comes by way of EF, and only then a context is taken.</summary>
public sealed class ExpertDesks(DeskQuery query, SheetWriter writer, FrozenRounds frozen, IServiceProvider services)
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

    internal ValueTask<RoundResult> ResultAsync(int roundId, CancellationToken cancel) => frozen.ResultOfAsync(roundId, Db, cancel);

    internal Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented) => writer.SaveAsync(sheet, was, consented);

    /// <summary>A sheet as it is stored now.</summary>
    /// <exception cref="RuleBrokenException">Its round is sealed, or was discarded and its sheets with it.</exception>
    internal async Task<AnswerSheet> SheetAsync(long id, CancellationToken cancel)
    {
        var unsealed =
            from sheet in Db.Sheets.AsNoTracking()
            join round in Db.Rounds on sheet.RoundId equals round.Id
            where sheet.Id == id && round.SealedAt == null
            select sheet;
        return await unsealed.SingleOrDefaultAsync(cancel) ?? throw AnswerSheet.IsSealed();
    }
}
