using System.Globalization;
using Befragung.Delphi;
using Befragung.Web.Data.Providers;
using Befragung.Web.Text;

namespace Befragung.Web.Operation;

/// <summary>Whether the time can be right: it is not before what has happened already, and Germany's is known.</summary>
internal static class ClockCheck
{
    private static readonly Sentence Subject = new("Uhr");

    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(5);

    public static IEnumerable<Diagnosis> Look(SurveyDatabase database, TimeProvider clock)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _))
            yield return Diagnosis.Fault(
                Subject,
                new("Die Zeitzone Europe/Berlin fehlt."),
                new("Installieren Sie das Debian-Paket „tzdata“.")
            );
        var now = clock.GetUtcNow().UtcDateTime;
        var written = database
            .Files.Append(typeof(ClockCheck).Assembly.Location)
            .Where(File.Exists)
            .Select(File.GetLastWriteTimeUtc)
            .DefaultIfEmpty()
            .Max();
        yield return now < written - Tolerated
            ? Diagnosis.Fault(
                Subject,
                new("Sie geht nach und zeigt den {0}; aber schon am {1} wurde geschrieben.", Full(now), Full(written)),
                new("Stellen Sie die Uhr des Rechners, am besten über das Netz (NTP).")
            )
            : Diagnosis.Good(Subject, new("Es ist der {0}.", Full(now)));
    }

    /// <summary>Not as on pages: the zone may be what is missing.</summary>
    private static string Full(DateTime utc) =>
        utc.ToString(
            Languages.Current == "en" ? "d MMMM yyyy, HH:mm 'UTC'" : "d. MMMM yyyy, HH:mm 'Uhr (UTC)'",
            CultureInfo.CurrentCulture
        );
}
