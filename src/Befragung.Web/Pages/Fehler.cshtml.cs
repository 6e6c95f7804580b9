using System.Globalization;
using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>Every answer that is not what was asked for, in words: what happened, and what to do.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class FehlerModel(IStringLocalizer<Texts> t) : PageModel
{
    private string? path;

    private bool OfSection => path?.StartsWith("/bogen/abschnitt/", StringComparison.Ordinal) == true;

    public string Heading { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>What was typed into a section of the sheet and could not be taken in: shown, so that it can be copied.</summary>
    public IReadOnlyList<string> Typed { get; private set; } = [];

    /// <summary>Whatever the method was.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        Say();
        if (OfSection)
            Typed = await TypedTexts.InAsync(Request);
        await next();
    }

    private void Say()
    {
        // Not by binding, which reads the form too: it may be the form that could not be read.
        var asked = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        // After an exception the path names 500, and the answer's own status knows better.
        var status = HttpContext.Features.Get<IExceptionHandlerFeature>() is null ? asked : Response.StatusCode;
        if (status is < 400 or > 599)
            status = 404;
        Response.StatusCode = status;
        path =
            HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        HttpContext.Items["path"] = Request.Method == HttpMethods.Get ? path : null;
        if (path?.StartsWith("/team", StringComparison.OrdinalIgnoreCase) == true)
            HttpContext.Items["back"] = "/team";
        if (path?.StartsWith("/bogen", StringComparison.OrdinalIgnoreCase) == true)
            HttpContext.Items["back"] = HttpMethods.IsPost(Request.Method) && OfSection ? path : "/bogen";
        (Heading, Text) = status switch
        {
            400 when HttpMethods.IsPost(Request.Method) && Request.Cookies.Count == 0 => (
                t["Ihr Browser nimmt keine Cookies an"],
                t[
                    "Ohne ein Cookie nimmt die Seite kein Formular an. Erlauben Sie in den Einstellungen Ihres Browsers Cookies für diese Seite, laden Sie sie neu und versuchen Sie es noch einmal."
                ]
            ),
            400 => (
                t["Das hat nicht geklappt"],
                t[
                    "Die Angaben sind unvollständig, oder die Seite war zu lange offen. Laden Sie die Seite neu und versuchen Sie es noch einmal."
                ]
            ),
            401 => (
                t["Ihre Sitzung ist abgelaufen"],
                t["Öffnen Sie Ihren persönlichen Link noch einmal. Er steht in Ihrem Anschreiben und gilt weiter."]
            ),
            403 when path?.StartsWith("/team/studien/", StringComparison.OrdinalIgnoreCase) != true => (
                t["Dafür fehlt Ihnen die Berechtigung"],
                t["Konten und Betrieb sieht, wer die Rolle „Verwaltung“ hat. Bitte wenden Sie sich an jemanden, der sie hat."]
            ),
            403 => (
                t["Dafür fehlt Ihnen die Berechtigung"],
                t["In dieser Studie lesen Sie mit und können nichts ändern. Bitte wenden Sie sich an jemanden, der sie leitet."]
            ),
            404 => (t["Diese Seite gibt es nicht"], t["Vielleicht fehlt ein Teil des Links, oder er gilt nicht mehr."]),
            409 => (t["Das geht jetzt nicht"], t["Der Stand hat sich geändert. Bitte laden Sie die Seite neu."]),
            410 when HttpContext.Items[typeof(WithdrawnResults)] is WithdrawnResults withdrawn => (
                t["Diese Ergebnisse sind zurückgezogen"],
                $"{t["Das Projektteam hat sie am {0} zurückgezogen.", Clock.Day(withdrawn.At)].Value} {withdrawn.Offer.Said(Languages.Current)}".TrimEnd()
            ),
            413 when UploadLimit.WasText(HttpContext) => (
                t["Das ist zu viel Text auf einmal"],
                t[
                    "Möglich sind {0} MB. Gespeichert wurde nichts; gehen Sie im Browser zurück, und schicken Sie weniger auf einmal.",
                    UploadLimit.MegabytesAt(path)
                ]
            ),
            413 => (
                t["Die Datei ist zu groß"],
                t[
                    "Möglich sind {0} MB. Bitte verkleinern oder teilen Sie die Datei; gespeichert wurde nichts.",
                    UploadLimit.MegabytesAt(path)
                ]
            ),
            429 => (
                t["Zu viele Versuche"],
                Minutes() is > 1 and var minutes
                    ? t["Bitte warten Sie {0:Minute|Minuten} und versuchen Sie es dann noch einmal.", minutes]
                    : t["Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal."]
            ),
            >= 500 => (
                t["Da ist etwas schiefgegangen"],
                t["Der Fehler liegt bei uns und ist vermerkt. Was Sie zuvor gespeichert haben, ist sicher."]
            ),
            _ => (t["Das hat nicht geklappt"], t["Die Anfrage war so nicht möglich."]),
        };
        if (HttpContext.Items[typeof(Sentence)] is Sentence sentence)
            Text = t.Say(sentence);
    }

    /// <summary>How long to wait, as the answer tells programs in seconds.</summary>
    private int Minutes() =>
        int.TryParse(Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? (seconds + 59) / 60
            : 1;
}
