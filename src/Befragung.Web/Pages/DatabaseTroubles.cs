using System.Globalization;
using Befragung.Delphi;
using Befragung.Web.Data.Providers;

namespace Befragung.Web.Pages;

/// <summary>What people are told of a database that is in trouble: that it is none of their doing, and to try again.</summary>
internal static partial class DatabaseTroubles
{
    /// <summary>Of two steps taken at once, the second meets a newer version, or a row that is there already.</summary>
    public static Sentence Overtaken { get; } =
        new("Jemand anderes hat das soeben geändert. Bitte laden Sie die Seite neu und sehen Sie nach.");

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    /// <summary>The status of the answer and its sentence.</summary>
    public static (int Status, Sentence Sentence) Words(DatabaseTrouble trouble) =>
        trouble switch
        {
            DatabaseTrouble.TakenAlready => (StatusCodes.Status409Conflict, Overtaken),
            DatabaseTrouble.Away => (
                StatusCodes.Status503ServiceUnavailable,
                new(
                    "Die Datenbank ist gerade nicht zu erreichen. Was Sie zuvor gespeichert haben, ist sicher. Bitte versuchen Sie es in einer Minute noch einmal."
                )
            ),
            DatabaseTrouble.Full => (
                StatusCodes.Status503ServiceUnavailable,
                new("Auf dem Server ist kein Platz mehr, um etwas zu speichern. Bitte sagen Sie denen Bescheid, die ihn betreiben.")
            ),
            _ => (
                StatusCodes.Status503ServiceUnavailable,
                new("Die Datenbank ist gerade beschäftigt. Bitte versuchen Sie es in einer Minute noch einmal.")
            ),
        };

    /// <summary>Says it on the page of errors, and to programs when to come again.</summary>
    public static void Tell(HttpContext http, int status, Sentence sentence, TimeSpan? wait = null)
    {
        http.Items[typeof(Sentence)] = sentence;
        if ((wait ?? (status == StatusCodes.Status503ServiceUnavailable ? Wait : null)) is { TotalSeconds: var seconds })
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Answers so wherever it was met: on the way to a page, or in one that goes without MVC.</summary>
    public static void UseDatabaseTroubles(this WebApplication app)
    {
        var database = app.Services.GetRequiredService<SurveyDatabase>();
        app.Use(
            async (http, next) =>
            {
                try
                {
                    await next(http);
                }
                catch (Exception failure) when (!http.Response.HasStarted && database.TroubleOf(failure) is { } met)
                {
                    Met(app.Logger, met, failure.Message);
                    var (status, sentence) = Words(met);
                    http.Response.Clear();
                    http.Response.StatusCode = status;
                    Tell(http, status, sentence);
                }
            }
        );
    }

    [LoggerMessage(LogLevel.Warning, "The database is in trouble ({Trouble}): {What}")]
    public static partial void Met(ILogger log, DatabaseTrouble trouble, string what);
}
