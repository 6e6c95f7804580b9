using Befragung.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Access;

/// <summary>What Identity says to people, in their language. What it cannot say to them here keeps its English text.</summary>
internal sealed class GermanIdentityErrors(IStringLocalizer<Texts> t) : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), t["Das Passwort braucht mindestens {0} Zeichen.", length]);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), t["Das Passwort braucht mindestens {0} verschiedene Zeichen.", uniqueChars]);

    public override IdentityError DuplicateUserName(string userName) =>
        Error(nameof(DuplicateUserName), t["Für diese Adresse gibt es schon ein Konto."]);

    public override IdentityError DuplicateEmail(string email) => DuplicateUserName(email);

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), t["Das ist keine gültige E-Mail-Adresse."]);

    private static IdentityError Error(string code, string text) => new() { Code = code, Description = text };
}
