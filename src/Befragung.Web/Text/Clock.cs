using System.Globalization;

namespace Befragung.Web.Text;

/// <summary>Times as people in Germany read them; stored times are UTC.</summary>
public static class Clock
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static string Time(DateTime utc) => Local(utc).ToString("t", CultureInfo.CurrentCulture);

    public static string Day(DateTime utc) =>
        Local(utc).ToString(Languages.Current == "de" ? "d. MMMM yyyy" : "d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The day that it is there then.</summary>
    public static DateOnly Date(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The last minute of a day, which is at no change of clocks.</summary>
    public static DateTime EndOf(DateOnly day) => At(day, new TimeOnly(23, 59));

    /// <summary>A time of a day. Where the clocks go forward and it does not exist, the first after it that does; where it comes twice, the first.</summary>
    public static DateTime At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>A day as browsers write it, or as people do where there is no picker; null where it is none, or in no time that anybody plans for.</summary>
    public static DateOnly? ReadDay(string? typed) =>
        DateOnly.TryParseExact(
            (typed ?? "").Trim(),
            ["yyyy-MM-dd", "d.M.yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        ) && day.Year is > 2000 and < 9000
            ? day
            : null;

    /// <summary>A day and a time of it, typed in the same ways; null where that is none.</summary>
    public static DateTime? Read(string? day, string? time) =>
        ReadDay(day) is { } date
        && TimeOnly.TryParseExact(
            (time ?? "").Trim(),
            ["HH:mm", "H:mm", "HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var hour
        )
            ? At(date, hour)
            : null;

    /// <summary>Now, or at eight in the morning where it is night: nobody is to be woken by a letter.</summary>
    public static DateTime ByDay(DateTime utc)
    {
        var local = Local(utc);
        return local.Hour switch
        {
            < 8 => At(DateOnly.FromDateTime(local), new TimeOnly(8, 0)),
            >= 20 => At(DateOnly.FromDateTime(local).AddDays(1), new TimeOnly(8, 0)),
            _ => utc,
        };
    }

    private static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);
}
