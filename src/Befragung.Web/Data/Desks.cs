using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Where experts find their desks. What is asked for seldom comes by way of EF, and only then a context is taken.</summary>
public sealed class Desks(DeskQuery query, SheetWriter writer, FrozenRounds frozen, IServiceProvider services)
{
    private SurveyDb Db => services.GetRequiredService<SurveyDb>();

    /// <summary>Null where the panelist is unknown or withdrawn.</summary>
    public async ValueTask<ExpertDesk?> FindAsync(Guid panelistId, CancellationToken cancel) =>
        query.Read(panelistId) is { Count: > 0 } found ? await ExpertDesk.OfAsync(found, this, cancel) : null;

    internal async ValueTask<FrozenRound> RoundAsync(int id, CancellationToken cancel) =>
        frozen.Known(id) ?? await frozen.OfAsync(id, Db, cancel);

    internal ValueTask<RoundResult> ResultAsync(int roundId, CancellationToken cancel) => frozen.ResultOfAsync(roundId, Db, cancel);

    internal Task<bool> SaveAsync(AnswerSheet sheet, int was, Panelist? consented) => writer.SaveAsync(sheet, was, consented);

    /// <summary>A sheet as it is stored now.</summary>
    internal Task<AnswerSheet> SheetAsync(long id, CancellationToken cancel) =>
        Db.Sheets.AsNoTracking().SingleAsync(sheet => sheet.Id == id, cancel);
}
