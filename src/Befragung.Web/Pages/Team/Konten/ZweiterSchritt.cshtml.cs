using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Pages.Konto;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Sets the second step up for whoever has to have one and has just said the right password; there is no session before that.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.SignInLimit)]
public sealed class ZweiterSchrittModel(
    TeamSignIn signIn,
    HalfSignedIn half,
    SecondSteps steps,
    AccountPost post,
    Institution institution,
    IStringLocalizer<Texts> t
) : PageModel
{
    public SetUpView Offer { get; private set; } = null!;

    /// <summary>The codes on paper, once it is set up.</summary>
    public IReadOnlyList<string>? Paper { get; private set; }

    /// <summary>Where to go on.</summary>
    public string Where { get; private set; } = "/team";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await WhoAsync(cancel) is not { } member)
            return LocalRedirect("/team/anmelden");
        Show(member, steps.Offer(member));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? angebot, string? code, string? weiter, CancellationToken cancel)
    {
        if (await WhoAsync(cancel) is not { } member)
            return LocalRedirect("/team/anmelden");
        var offer = steps.Read(member, angebot);
        Show(member, offer ?? steps.Offer(member));
        if (offer is null)
            return this.Refuse(t["Noch ist nichts eingerichtet"], new PageError("code", SetUpView.TooOld(t)));
        Paper = await steps.BeginAsync(member, offer, code, cancel);
        if (Paper is null)
            return this.Refuse(t["Noch ist nichts eingerichtet"], new PageError("code", SetUpView.Wrong(t)));
        post.TellOfSecondStep(member, isOn: true);
        await signIn.OpenAsync(HttpContext, member);
        Where = this.Onwards(weiter);
        return Page();
    }

    /// <summary>Whoever has one already shows it, and gets no other.</summary>
    private async Task<TeamMember?> WhoAsync(CancellationToken cancel) =>
        await half.OfAsync(HttpContext) is { } member && await steps.OfAsync(member, cancel) is null ? member : null;

    private void Show(TeamMember member, SecondStepOffer offer) => Offer = SetUpView.Of(offer, member, institution);
}
