using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Konto;

/// <summary>Asking for the password again, before what touches the safety of the account.</summary>
internal static class OwnPassword
{
    /// <summary>What is wrong with it, at its field; null where it is right.</summary>
    public static async Task<PageError?> WrongPasswordAsync(
        this PageModel page,
        TeamSignIn signIn,
        TeamMember member,
        string field,
        string? current,
        IStringLocalizer<Texts> t
    ) =>
        await signIn.IsOwnAsync(page.HttpContext, member, current ?? "") switch
        {
            null => new(field, t["Das jetzige Passwort war zu oft falsch. Bitte warten Sie 15 Minuten."]),
            false => new(field, t["Das jetzige Passwort stimmt nicht."]),
            _ => null,
        };
}
