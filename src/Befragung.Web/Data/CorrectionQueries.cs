using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What an expert sees of the newest correction round they are asked in, with what they said and what the team answered.</summary>
public sealed record OwnCorrection(Correction Correction, CorrectionSheet Sheet, IReadOnlyList<Remark> Remarks)
{
    public string? TextOf(Guid statement) => Correction.Find(statement)?.Text.ToString();
}

/// <summary>What came of a correction round so far.</summary>
/// <param name="Answered">How many experts sent something.</param>
/// <param name="Confirmed">By statement, how many said that it was meant so.</param>
/// <param name="Remarks">In an order that tells nothing.</param>
public sealed record CorrectionState(
    Correction Correction,
    int Answered,
    IReadOnlyDictionary<Guid, int> Confirmed,
    IReadOnlyList<Remark> Remarks
)
{
    /// <summary>Whether the team reads what was said: not while so few have answered that somebody who just did could be told by it.</summary>
    public bool IsReadable(DateTime at) => Answered >= Correction.SmallestCell || !Correction.IsOpen(at);

    public OriginCorrection Told =>
        OriginCorrection.Of(
            Correction.SmallestCell,
            Correction.Asked,
            Answered,
            Remarks.Count(remark => remark.StatementId is not null),
            Remarks.Count(remark => remark.StatementId is null),
            Remarks.Count(remark => remark.Outcome == RemarkOutcome.Taken)
        );
}

/// <summary>The named queries of the correction round.</summary>
public static class CorrectionQueries
{
    public static Task<Correction?> CorrectionAsync(this SurveyDb db, int roundId, CancellationToken cancel) =>
        db.Corrections.SingleOrDefaultAsync(one => one.RoundId == roundId, cancel);

    /// <summary>Null where none was begun.</summary>
    public static async Task<CorrectionState?> CorrectionStateAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.CorrectionAsync(roundId, cancel) is not { } correction)
            return null;
        var confirmed = await db
            .CorrectionSheets.Where(sheet => sheet.RoundId == roundId && sheet.IsSent)
            .Select(sheet => sheet.Confirmed)
            .ToListAsync(cancel);
        var remarks = await db
            .Remarks.AsNoTracking()
            .Where(remark => remark.RoundId == roundId)
            .OrderBy(remark => remark.Id)
            .ToListAsync(cancel);
        return new(correction, confirmed.Count, confirmed.SelectMany(one => one).CountBy(one => one).ToDictionary(), remarks);
    }

    /// <summary>How many remarks the team has not answered yet, of those it may read.</summary>
    public static async Task<int> OpenRemarksAsync(this SurveyDb db, int roundId, DateTime at, CancellationToken cancel) =>
        await db.CorrectionStateAsync(roundId, cancel) is { } state && state.IsReadable(at)
            ? state.Remarks.Count(remark => remark.Outcome is null)
            : 0;

    /// <summary>The statements of a round that nobody has removed.</summary>
    public static Task<HashSet<Guid>> StatementsThereAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Statements.Where(one => one.RoundId == roundId && one.RemovedAt == null).Select(one => one.Id).ToHashSetAsync(cancel);
    }

    /// <summary>What somebody of the panel sees; null for nothing.</summary>
    public static async Task<OwnCorrection?> OwnCorrectionAsync(this SurveyDb db, Guid panelistId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var own = await db
            .CorrectionSheets.Where(one => db.Sheets.Any(sheet => sheet.Id == one.SheetId && sheet.PanelistId == panelistId))
            .OrderByDescending(one => one.RoundId)
            .FirstOrDefaultAsync(cancel);
        if (own is null)
            return null;
        return new(
            (await db.CorrectionAsync(own.RoundId, cancel))!,
            own,
            await db
                .Remarks.AsNoTracking()
                .Where(remark => remark.SheetId == own.SheetId && remark.RoundId == own.RoundId)
                .OrderBy(remark => remark.Id)
                .ToListAsync(cancel)
        );
    }
}
