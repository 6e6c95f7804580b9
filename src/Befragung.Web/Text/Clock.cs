using System.Globalization;

namespace Befragung.Web.Text;

/// <summary>Times as people in Germany read them; stored times are UTC.</summary>
public static class Clock
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static string Time(DateTime utc) => Local(utc).ToString("t", CultureInfo.CurrentCulture);

    public static string Day(DateTime utc) =>
        Local(utc).ToString(Languages.Current == "en" ? "d MMMM yyyy" : "d. MMMM yyyy", CultureInfo.CurrentCulture);

    private static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);
}
