using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Where sheets are filled in, by the same pages: those of experts, and those that are only tried.</summary>
public abstract class SheetSite
{
    /// <summary>The address that all pages of a sheet lie below, without a slash at its end.</summary>
    public abstract string Root(HttpContext http);

    /// <summary>Whose sheet it is that is asked for; null where there is none. Nothing happens by it.</summary>
    public abstract ValueTask<ExpertDesk?> FindAsync(HttpContext http);

    /// <summary>What becomes of a request where there is none.</summary>
    public abstract Task<IActionResult> RefuseAsync(HttpContext http);
}

/// <summary>The sheets of experts, found by their session.</summary>
public sealed class ExpertSite(ExpertDesks desks) : SheetSite
{
    public const string Address = "/bogen";

    public override string Root(HttpContext http) => Address;

    public override ValueTask<ExpertDesk?> FindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return desks.FindAsync(http.User.PanelistId(), http.User.Admission(), http.RequestAborted);
    }

    public override async Task<IActionResult> RefuseAsync(HttpContext http)
    {
        await http.SignOutAsync(ExpertSession.Scheme);
        return new LocalRedirectResult("/einladung");
    }
}
