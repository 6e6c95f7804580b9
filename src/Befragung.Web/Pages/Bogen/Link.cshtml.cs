using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// For whoever came by an open link: a personal link to come back with, to be copied or to be sent to oneself, and an address to be written to later, if one wants to. Others have
/// their letters.
/// </summary>
public sealed class LinkModel(
    SheetSite site,
    OpenLinks links,
    Contacting contacting,
    OpenGate gate,
    ILetterCarrier carrier,
    SiteAddress address,
    IStringLocalizer<Texts> t
) : ExpertPage(site)
{
    public const int LongestName = 200;

    protected override bool BeforeConsent => true;

    protected override bool BetweenRounds => true;

    /// <summary>The link that was made just now; it is shown this once.</summary>
    public string? Made { get; private set; }

    /// <summary>The same to be typed, and where.</summary>
    public string? Code { get; private set; }
    public string TypeAt => address.Of("/code");

    /// <summary>Whether it was sent just now.</summary>
    public bool WasSent { get; private set; }

    /// <summary>Whether an address was left just now.</summary>
    public bool WasLeft { get; private set; }

    /// <summary>Whether one was left before.</summary>
    public bool HasAddress { get; private set; }

    public string? TypedEmail { get; private set; }
    public string? TypedName { get; private set; }
    public string? TypedAddress { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostZeigenAsync(CancellationToken cancel)
    {
        if (Desk.Panelist.OpenLinkId is null)
            return LocalRedirect(Root);
        if (!gate.AllowsLink(Desk.Panelist.Id))
            return TooOften();
        var token = await links.OwnLinkAsync(Desk.Panelist, cancel);
        Made = address.Of($"/einladung/{token}");
        Code = Token.InGroups(token);
        return await ShowAsync(cancel);
    }

    /// <summary>Sends a personal link to an address that is kept nowhere.</summary>
    public async Task<IActionResult> OnPostSendenAsync(string? email, CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (Desk.Panelist.OpenLinkId is null)
            return LocalRedirect(Root);
        if (!Mailbox.TryRead(email, out var mailbox, out var problem))
        {
            TypedEmail = email;
            return this.Refuse(t["Verschickt wurde noch nichts"], new PageError("email", t.Say(problem)));
        }
        if (!gate.AllowsLetter(HttpContext, Desk.Panelist.Id, mailbox))
            return TooOften();
        var token = await links.OwnLinkAsync(Desk.Panelist, cancel);
        var round = Desk.Open?.Round ?? Desk.HandedIn?.Round;
        var title = round?.Questionnaire.Title ?? await links.TitleAsync(Desk.Panelist.StudyId, cancel);
        try
        {
            await carrier.CarryAsync(
                OwnLinkLetter.Write(
                    t,
                    mailbox.Address,
                    address.Of($"/einladung/{token}"),
                    title!,
                    round?.Questionnaire.Contact,
                    Desk.Open?.Round.Deadline
                ),
                cancel
            );
        }
        catch (MailException)
        {
            TypedEmail = email;
            return this.Refuse(
                StatusCodes.Status503ServiceUnavailable,
                t["Verschickt wurde nichts"],
                new PageError(
                    "email",
                    t["Zurzeit lässt sich an diese Adresse nichts verschicken. Lassen Sie sich den Link anzeigen, und notieren Sie ihn."]
                )
            );
        }
        WasSent = true;
        return Page();
    }

    /// <summary>Keeps an address on purpose, for letters of later rounds.</summary>
    public async Task<IActionResult> OnPostAdresseAsync(string? name, string? adresse, CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (Desk.Panelist.OpenLinkId is null)
            return LocalRedirect(Root);
        var errors = new List<PageError>();
        var called = SectionForm.Plain(name ?? "").ReplaceLineEndings(" ").Trim();
        if (called.Length is 0 or > LongestName)
            errors.Add(new("name", t["Bitte nennen Sie einen Namen mit höchstens {0} Zeichen.", LongestName]));
        if (!Mailbox.TryRead(adresse, out var mailbox, out var problem))
            errors.Add(new("adresse", t.Say(problem)));
        if (errors.Count > 0)
        {
            TypedName = name;
            TypedAddress = adresse;
            return this.Refuse(t["Gespeichert ist noch nichts"], errors);
        }
        await links.LeaveAddressAsync(Desk.Panelist, called, mailbox!, cancel);
        WasLeft = true;
        return await ShowAsync(cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (Desk.Panelist.OpenLinkId is null)
            return LocalRedirect(Root);
        HasAddress = await contacting.HasContactAsync(Desk.Panelist.Id, cancel);
        return Page();
    }

    private PageResult TooOften() =>
        this.Refuse(
            StatusCodes.Status429TooManyRequests,
            t["Das war zu oft"],
            new PageError(
                null,
                t[
                    "In der letzten Stunde wurde das schon mehrmals gewünscht. Ihre bisherigen Links gelten weiter; versuchen Sie es später noch einmal."
                ]
            )
        );
}
