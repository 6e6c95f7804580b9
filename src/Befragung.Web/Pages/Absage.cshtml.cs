using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>What the part of a page shows that asks whether somebody declines.</summary>
/// <param name="Back">Where their sheet is.</param>
/// <param name="Typed">The reason that was typed, and refused.</param>
public sealed record DeclineView(Decliner Decliner, string Back, string? Typed = null)
{
    /// <summary>What is wrong with a reason; null for nothing.</summary>
    public static Sentence? ProblemOf(string? reason) =>
        reason?.Trim().Length > Declining.LongestReason
            ? new("Der Text hat {0} Zeichen, möglich sind hier {1}.", reason.Trim().Length, Declining.LongestReason)
            : null;
}

/// <summary>
/// Where the second link of a letter leads: one says that one will not take part, or changes one's mind. Opening it changes nothing, since mail gateways open every link.
/// </summary>
[AllowAnonymous]
public sealed class AbsageModel(Declining declining, GuessedLinks guesses, IStringLocalizer<Texts> t) : PageModel
{
    public Decliner? Decliner { get; private set; }

    public bool HasDeclined => Decliner?.DeclinedAt is not null;

    public string? Typed { get; private set; }

    public string Sheet => "/einladung/" + RouteData.Values["token"];

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) =>
        await FindAsync(token, cancel) ? Page() : Refuse();

    public async Task<IActionResult> OnPostAbsagenAsync(string token, string? grund, CancellationToken cancel)
    {
        if (!await FindAsync(token, cancel))
            return Refuse();
        if (DeclineView.ProblemOf(grund) is { } problem)
        {
            Typed = grund;
            return this.Refuse(t["Abgesagt haben Sie noch nicht"], new PageError("grund", t.Say(problem)));
        }
        await declining.DeclineAsync(Decliner!, grund, cancel);
        return LocalRedirect(Sheet + "/absage");
    }

    public async Task<IActionResult> OnPostDochAsync(string token, CancellationToken cancel)
    {
        if (!await FindAsync(token, cancel))
            return Refuse();
        if (HasDeclined)
            await declining.TakePartAfterAllAsync(Decliner!, cancel);
        return LocalRedirect(Sheet);
    }

    private async Task<bool> FindAsync(string token, CancellationToken cancel) =>
        (Decliner = await declining.FindAsync(token, cancel)) is not null;

    private IActionResult Refuse()
    {
        if (guesses.AreTooMany(HttpContext))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
