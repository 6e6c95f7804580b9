using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages;

/// <summary>Where the secret of a personal link is typed from paper; from there on it is that link, with all that holds for one.</summary>
[AllowAnonymous]
public sealed class CodeModel(IStringLocalizer<Texts> t) : PageModel
{
    public string Code { get; private set; } = "";

    public void OnGet() { }

    /// <param name="code">As typed.</param>
    /// <param name="absage">Whether it is to say that one does not take part.</param>
    public IActionResult OnPost(string? code, bool absage)
    {
        Code = code ?? "";
        // Whoever typed or copied the whole link means it as well.
        var token = Token.ReadTyped(Code) ?? Token.Read(Code.Split('/')[^1]);
        if (token is not null)
            return LocalRedirect($"/einladung/{token}{(absage ? "/absage" : "")}");
        var signs = Code.Count(char.IsAsciiLetterOrDigit);
        return this.Refuse(
            t["Dieser Code ist es noch nicht"],
            new PageError(
                "code",
                signs == Token.LengthToType
                    ? t["Ein Zeichen kommt in keinem Code vor. Die Buchstaben i, l und o und die Ziffern 0 und 1 gibt es darin nicht."]
                    : t["Der Code hat {0} Zeichen, eingegeben {1:=ist|sind} {1}.", Token.LengthToType, signs]
            )
        );
    }
}
