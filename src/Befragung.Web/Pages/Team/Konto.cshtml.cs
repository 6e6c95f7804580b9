using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Pages.Team;

/// <summary>Creates the account of a one-time link, and signs in.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.SignInLimit)]
public sealed class KontoModel(SurveyDb db, UserManager<TeamMember> users, SignInManager<TeamMember> signIn, TimeProvider clock) : PageModel
{
    public AccountLink? Link { get; private set; }

    public string Email { get; private set; } = "";

    public IReadOnlyList<string> Problems { get; private set; } = [];

    public Task OnGetAsync(string token, CancellationToken cancel) => FindAsync(token, cancel);

    public async Task<IActionResult> OnPostAsync(string token, string? email, string? password, CancellationToken cancel)
    {
        // The link is looked up and used up in one transaction, so that it makes one account even when posted twice at once.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await FindAsync(token, cancel);
        if (Link is null)
            return Page();
        Email = Link.Email ?? email?.Trim() ?? "";
        var member = new TeamMember
        {
            UserName = Email,
            Email = Email,
            Role = Link.Role,
        };
        Link.Use(clock.GetUtcNow().UtcDateTime);
        var created = await users.CreateAsync(member, password ?? "");
        if (!created.Succeeded)
        {
            Problems = [.. created.Errors.Select(error => error.Description).Distinct()];
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        await transaction.CommitAsync(cancel);
        await signIn.SignInAsync(member, isPersistent: false);
        return LocalRedirect("/team");
    }

    private async Task FindAsync(string token, CancellationToken cancel)
    {
        Link = await AccountLink.FindAsync(db, token, clock.GetUtcNow().UtcDateTime, cancel);
        if (Link is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
