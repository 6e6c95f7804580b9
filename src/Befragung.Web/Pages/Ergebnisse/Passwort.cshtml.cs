using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>Asks for the password of a results page, and leads on to what was asked for.</summary>
[AllowAnonymous, BeforeResultsGate, EnableRateLimiting(Policies.ResultsLimit)]
public sealed class PasswortModel(ResultsEntry entry, IStringLocalizer<Texts> t) : PageModel
{
    private ResultsDoor door = null!;

    public LocalizedText Title => door.Title;

    /// <summary>The address that was asked for; the page of results where it was none of this study.</summary>
    public string Onward { get; private set; } = "";

    public override void OnPageHandlerSelected(PageHandlerSelectedContext context) =>
        door = (ResultsDoor)HttpContext.Items[typeof(ResultsDoor)]!;

    public IActionResult OnGet(string? weiter)
    {
        Ask(weiter);
        return entry.IsOpen(HttpContext, door) ? LocalRedirect(Onward) : Page();
    }

    public IActionResult OnPost(string? password, string? weiter)
    {
        Ask(weiter);
        if (entry.Open(HttpContext, door, password))
            return LocalRedirect(Onward);
        return this.Refuse(
            t["Das hat nicht geklappt"],
            new PageError("password", t["Das Passwort stimmt nicht. Achten Sie auf Groß- und Kleinschreibung."])
        );
    }

    private void Ask(string? weiter)
    {
        var home = ReportAddresses.Public(door.Key).Page(ReportVersion.Whole);
        var rest =
            weiter?.StartsWith(home, StringComparison.Ordinal) == true && System.Text.Ascii.IsValid(weiter) ? weiter[home.Length..] : null;
        // The key of another study may begin like this one's; and what leads back here would turn in a circle.
        Onward =
            rest is ['/' or '?', ..] && !rest.StartsWith("/passwort", StringComparison.Ordinal) && Url.IsLocalUrl(weiter)
                ? weiter!
                : ReportAddresses.In(Languages.Current, home);
        // Where the other language leads: to what was asked for, and from there here again.
        HttpContext.Items["path"] = Onward.Split('?')[0];
    }
}
