using Befragung.Web.Mail;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>Finds an account by its mailbox, whichever way the address is typed. Upper case is what Identity has always stored.</summary>
internal sealed class MailboxNormalizer : ILookupNormalizer
{
    public string? NormalizeEmail(string? email) => email is null ? null : Mailbox.KeyOf(email).ToUpperInvariant();

    /// <summary>The name of an account is its address.</summary>
    public string? NormalizeName(string? name) => NormalizeEmail(name);
}
