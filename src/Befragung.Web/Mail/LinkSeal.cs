using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>
/// Keeps the secret of a letter's link while the letter waits, so that every try carries the same link: encrypted, and only until the letter is away.
/// </summary>
public sealed class LinkSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Befragung.Letters");

    public string Seal(string token) => protector.Protect(token);

    /// <summary>Null where the keys are others by now.</summary>
    public string? Open(string seal) => protector.Opened(seal);
}

public static class SealedSecrets
{
    /// <summary>Forgets the secrets of letters that are not sent any more, such as those of rounds that closed meanwhile. Returns how many there were.</summary>
    public static Task<int> ForgetSecretsAsync(this SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        // Asked for within: SQLite knows no joins where it updates.
        var needed = db.Outbox.Where(entry => entry.SentAt == null).StillNeeded(db).Select(entry => entry.Id);
        return db
            .Outbox.Where(entry => entry.SealedToken != null && !needed.Contains(entry.Id))
            .ExecuteUpdateAsync(entry => entry.SetProperty(one => one.SealedToken, (string?)null), cancel);
    }
}
