using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Where somebody goes after signing in.</summary>
internal static class Onward
{
    /// <summary>Where they wanted to go, if that is on this site, else to the studies. The platform's own addresses come encoded; a header takes no others.</summary>
    public static string Onwards(this PageModel page, string? wanted) =>
        page.Url.IsLocalUrl(wanted) && System.Text.Ascii.IsValid(wanted) ? wanted! : "/team";
}
