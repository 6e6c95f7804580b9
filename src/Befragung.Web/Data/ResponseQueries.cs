using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How many handed in within an hour, which begins then.</summary>
public sealed record HandedInHour(DateTime Begins, int Sheets);

/// <summary>When sheets are handed in.</summary>
public static class ResponseQueries
{
    /// <summary>By hours of UTC: of these, whole ones make a day anywhere in Germany.</summary>
    public static async Task<IReadOnlyList<HandedInHour>> HandedInHoursAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var hours = await db
            .Sheets.Where(sheet => sheet.RoundId == roundId && sheet.HandedInAt != null)
            .GroupBy(sheet => new
            {
                sheet.HandedInAt!.Value.Year,
                sheet.HandedInAt.Value.Month,
                sheet.HandedInAt.Value.Day,
                sheet.HandedInAt.Value.Hour,
            })
            .Select(hour => new { hour.Key, Sheets = hour.Count() })
            .ToListAsync(cancel);
        return
        [
            .. hours.Select(hour => new HandedInHour(
                new(hour.Key.Year, hour.Key.Month, hour.Key.Day, hour.Key.Hour, 0, 0, DateTimeKind.Utc),
                hour.Sheets
            )),
        ];
    }
}
