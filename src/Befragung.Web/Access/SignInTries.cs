namespace Befragung.Web.Access;

/// <summary>
/// How often one may say a wrong password. What is locked is a source, for an account: a browser that the account is known in, or else an address of origin. So a
/// stranger locks out nobody but themselves. What comes from many addresses at once is bounded by the account; known browsers are not counted there.
/// </summary>
public sealed class SignInTries(TimeProvider clock)
{
    public const int PerSource = 10,
        PerAccount = 100;

    private readonly Tries<(string Account, string Source)> bySource = new(PerSource, TimeSpan.FromMinutes(15), clock);
    private readonly Tries<string> byAccount = new(PerAccount, TimeSpan.FromHours(1), clock);

    /// <summary>Counts a try before it is known how it ends; false where there were too many.</summary>
    /// <param name="account">The address that was typed, whether there is such an account or not: nobody can tell by being locked.</param>
    /// <param name="device">Null where the account is not known in this browser.</param>
    public bool Allow(string account, string? device, string origin) =>
        bySource.Count((account, device ?? origin)) is null && (device is not null || byAccount.Count(account) is null);

    /// <summary>The try was none of those that are to be counted.</summary>
    public void WasRight(string account, string? device, string origin)
    {
        bySource.Forget((account, device ?? origin));
        if (device is null)
            byAccount.TakeBack(account);
    }
}
