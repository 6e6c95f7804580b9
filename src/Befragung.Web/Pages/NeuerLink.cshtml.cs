using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>Where an expert asks for their link once more. The answer is the same whether anybody knows the address or not.</summary>
[AllowAnonymous]
public sealed class NeuerLinkModel(LinkRequests requests, IStringLocalizer<Texts> t) : PageModel
{
    public bool Sent { get; private set; }

    public string? Typed { get; private set; }

    public void OnGet() { }

    public IActionResult OnPost(string? email)
    {
        Typed = email;
        if (!Mailbox.TryRead(email, out var mailbox, out var problem))
            return this.Refuse(t["Es ist kein Link unterwegs"], new PageError("email", t.Say(problem)));
        if (!requests.Take(HttpContext, mailbox.Address))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        Sent = true;
        return Page();
    }
}
