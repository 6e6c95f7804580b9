using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Konto;

/// <summary>The second step of one's own sign-in: setting it up, new codes on paper, giving it up. Whatever weakens it takes the password again.</summary>
public sealed class ZweiterSchrittModel(
    UserManager<TeamMember> users,
    TeamSignIn signIn,
    SecondSteps steps,
    SecondStepRule rule,
    AccountPost post,
    Institution institution,
    IStringLocalizer<Texts> t
) : PageModel
{
    private const string Here = "/team/konto/zweiter-schritt";

    /// <summary>Null where there is none.</summary>
    public SecondStep? Step { get; private set; }

    /// <summary>What is offered where there is none.</summary>
    public SetUpView Offer { get; private set; } = null!;

    /// <summary>The codes on paper, where they are just made.</summary>
    public IReadOnlyList<string>? Paper { get; private set; }

    public bool IsNew { get; private set; }

    public bool IsDemanded { get; private set; }

    private TeamMember member = null!;

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? angebot, string? code, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        // Set up meanwhile, in another window.
        if (Step is not null)
            return LocalRedirect(Here);
        if (steps.Read(member, angebot) is not { } offer)
            return this.Refuse(t["Noch ist nichts eingerichtet"], new PageError("code", SetUpView.TooOld(t)));
        Offer = SetUpView.Of(offer, member, institution);
        Paper = await steps.BeginAsync(member, offer, code, cancel);
        if (Paper is null)
            return this.Refuse(t["Noch ist nichts eingerichtet"], new PageError("code", SetUpView.Wrong(t)));
        IsNew = true;
        post.TellOfSecondStep(member, isOn: true);
        return Page();
    }

    public async Task<IActionResult> OnPostCodesAsync(string? current, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Step is null)
            return LocalRedirect(Here);
        if (await this.WrongPasswordAsync(signIn, member, "codes-passwort", current, t) is { } wrong)
            return this.Refuse(t["Es gelten die bisherigen Ersatzcodes"], wrong);
        Paper = await steps.RenewPaperCodesAsync(member, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAufhebenAsync(string? current, string? code, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Step is null)
            return LocalRedirect(Here);
        if (await this.WrongPasswordAsync(signIn, member, "aufheben-passwort", current, t) is { } wrong)
            return this.Refuse(t["Der zweite Schritt gilt weiter"], wrong);
        if (await signIn.IsCodeRightAsync(HttpContext, member, code, cancel) != true)
            return this.Refuse(
                t["Der zweite Schritt gilt weiter"],
                new PageError(
                    "aufheben-code",
                    t["Dieser Code stimmt nicht, oder er ist schon benutzt. Warten Sie, bis die App den nächsten zeigt."]
                )
            );
        await steps.EndAsync(member, member.Id, cancel);
        post.TellOfSecondStep(member, isOn: false);
        return LocalRedirect(Here);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        member = (await users.GetUserAsync(User))!;
        Step = await steps.OfAsync(member, cancel);
        IsDemanded = rule.Asks(member.Role);
        if (Step is null)
            Offer = SetUpView.Of(steps.Offer(member), member, institution);
    }
}
