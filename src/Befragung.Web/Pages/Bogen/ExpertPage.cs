using System.Security.Cryptography;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Bogen;

/// <summary>A page of an expert: finds the desk first, asks for consent before anything else, and ends the session of who was withdrawn.</summary>
public abstract class ExpertPage(SheetSite site) : PageModel, IShortWay
{
    public ExpertDesk Desk { get; private set; } = null!;

    /// <summary>Where the pages of this sheet are.</summary>
    public string Root => site.Root(HttpContext);

    /// <summary>The sheet of the open round; only where there is one.</summary>
    public OpenSheet Open => Desk.Open ?? throw new InvalidOperationException("No round is open.");

    /// <summary>Tells experts apart who use the same browser, and says nothing else about them: what one of them typed there is never shown to another.</summary>
    public string BrowserMark => Convert.ToHexString(SHA256.HashData([.. "Browser"u8, .. Desk.Panelist.Id.ToByteArray()]))[..24];

    /// <summary>What a form has to carry, so that nobody else can send it in the expert's name.</summary>
    public string FormToken =>
        HttpContext.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(HttpContext).RequestToken
        ?? throw new InvalidOperationException("The browser was given its token before.");

    /// <summary>What this browser keeps, on a page that is made for this expert alone.</summary>
    public DraftsView Drafts =>
        new(
            Desk.Open?.Round.Number,
            new HtmlString(BrowserMark),
            Desk.Open is null ? null : new HtmlString(FormToken),
            new HtmlString(Root)
        );

    /// <summary>Which page it is that all who see it share; null for one that is made for each expert.</summary>
    internal virtual SharedKey? Shared => null;

    /// <summary>A view of what stands on a shared page this time only, such as a problem; null for nothing.</summary>
    internal virtual string? PersonalView => null;

    /// <summary>What came of it.</summary>
    internal string? OwnPart { get; set; }

    /// <summary>Whether the page can be seen before the expert has consented.</summary>
    protected virtual bool BeforeConsent => false;

    /// <summary>Whether the page says something sensible when no round is open.</summary>
    protected virtual bool BetweenRounds => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (!await FindDeskAsync())
        {
            context.Result = await site.RefuseAsync(HttpContext);
            return;
        }
        if (Elsewhere is { } elsewhere)
        {
            context.Result = elsewhere;
            return;
        }
        ViewData[nameof(FrozenRound)] = Desk.Open?.Round;
        if (Desk.Open is null)
            TongueSwitch.Offer(
                ViewData,
                await HttpContext
                    .RequestServices.GetRequiredService<StudyTongues>()
                    .OfAsync(Desk.Panelist.StudyId, HttpContext.RequestAborted)
            );
        if (await next() is { Result: PageResult } executed)
            executed.Result = new FilledPage(this);
    }

    /// <summary>Where to go instead; null where the expert may stay.</summary>
    private LocalRedirectResult? Elsewhere =>
        Desk.Open is null && !BetweenRounds ? LocalRedirect(Root)
        : Desk.Open is not null && Desk.Panelist.ConsentedAt is null && !BeforeConsent ? LocalRedirect($"{Root}/einwilligung")
        : null;

    private async ValueTask<bool> FindDeskAsync()
    {
        if (await site.FindAsync(HttpContext) is not { } desk)
            return false;
        Desk = desk;
        return true;
    }

    /// <summary>On the <see cref="ShortWay"/>: takes from the address what the page is asked for.</summary>
    internal virtual void Find(RouteValueDictionary address) { }

    /// <summary>On the <see cref="ShortWay"/>: what becomes of a mere look at the page.</summary>
    internal virtual IActionResult Look() => throw new NotSupportedException();

    async ValueTask<bool> IShortWay.TryAsync()
    {
        Find(HttpContext.Request.RouteValues);
        if (!await FindDeskAsync() || Elsewhere is not null || Look() is not PageResult || FilledPage.Made(this) is not { } made)
            return false;
        await FilledPage.SendAsync(this, made, HttpContext);
        return true;
    }
}
