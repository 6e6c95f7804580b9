using Befragung.Web.Data;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>A day of a round, in Germany.</summary>
/// <param name="New">How many handed in on it.</param>
/// <param name="Total">How many had by its end.</param>
public sealed record ResponseDay(DateOnly Day, int New, int Total);

/// <summary>How the sheets of a round came in, day by day from its opening on.</summary>
public sealed record ResponseCurve(IReadOnlyList<ResponseDay> Days)
{
    /// <summary>From so many days on something is expected, and from so many the rate is told.</summary>
    private const int Fewest = 3,
        Lately = 7;

    public int Total => Days[^1].Total;

    /// <param name="hours">When sheets were handed in.</param>
    /// <param name="opened">When the round opened.</param>
    /// <param name="until">Now, or when it closed.</param>
    public static ResponseCurve Of(IReadOnlyList<HandedInHour> hours, DateTime opened, DateTime until)
    {
        var byDay = hours.GroupBy(hour => Clock.Date(hour.Begins)).ToDictionary(day => day.Key, day => day.Sum(hour => hour.Sheets));
        var first = Clock.Date(opened);
        var last = Clock.Date(until);
        var days = new List<ResponseDay>();
        var total = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var fresh = byDay.GetValueOrDefault(day);
            total += fresh;
            days.Add(new(day, fresh, total));
        }
        return new(days);
    }

    /// <summary>How many came on an average day of the last seven whole ones; null where there were not enough.</summary>
    public double? PerDay
    {
        get
        {
            var whole = Days.SkipLast(1).TakeLast(Lately).ToList();
            return whole.Count < Fewest ? null : whole.Average(day => day.New);
        }
    }

    /// <summary>How many there are on the last day, if as many come each day as lately; null where that is not to be said.</summary>
    public int? ExpectedOn(DateOnly deadline, int invited)
    {
        var left = deadline.DayNumber - Days[^1].Day.DayNumber;
        return left > 0 && PerDay is { } perDay
            ? Math.Min(invited, Total + (int)Math.Round(perDay * left, MidpointRounding.AwayFromZero))
            : null;
    }

    /// <summary>How many there were by the end of so many days after the opening.</summary>
    public int After(int days) => Days[Math.Min(days, Days.Count - 1)].Total;
}
