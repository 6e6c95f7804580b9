using System.Collections.Concurrent;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>
/// How many come by open links from one address of origin, and how often somebody may say a wrong access code. A school class comes within a minute from one address; so many that it
/// is no class any more are asked a plain question each, and only a robot goes on beyond that.
/// </summary>
public sealed class OpenGate(int perMinute, IPasswordHasher<OpenLink> hasher, TimeProvider clock)
{
    /// <summary>So many times as many as are let through without a question are let through with one.</summary>
    private const int WithQuestion = 5;

    private const int WrongCodes = 30,
        LettersPerAddress = 3,
        LettersPerPerson = 5,
        LettersPerOrigin = 60,
        LinksPerPerson = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1),
        Hour = TimeSpan.FromHours(1);

    private readonly Tries<string> crowd = new(perMinute, Minute, clock);
    private readonly Tries<string> all = new((int)Math.Min(int.MaxValue, (long)perMinute * WithQuestion), Minute, clock);
    private readonly Tries<(int Link, string Origin)> wrong = new(WrongCodes, Minute, clock);
    private readonly Tries<string> letters = new(LettersPerAddress, Hour, clock);
    private readonly Tries<string> lettersFrom = new(LettersPerOrigin, Hour, clock);
    private readonly Tries<Guid> lettersOf = new(LettersPerPerson, Hour, clock);
    private readonly Tries<Guid> links = new(LinksPerPerson, Hour, clock);

    // A hash that is slow to guess is slow to check, too: what was right once need not be asked again.
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Counts somebody who wants to take part; where there were too many, says so to whoever asked.</summary>
    /// <param name="isCrowd">Whether so many came that each has to show to be a person.</param>
    public bool AreTooMany(HttpContext http, out bool isCrowd)
    {
        ArgumentNullException.ThrowIfNull(http);
        var origin = Origin.Of(http);
        isCrowd = crowd.Count(origin) is not null;
        if (all.Count(origin) is not { } wait)
            return false;
        http.Response.AskToWait(wait);
        return true;
    }

    /// <summary>Whether the access code of a link is right; null where too many wrong ones came from there, and then that is said.</summary>
    public bool? Knows(HttpContext http, int linkId, string hash, string? said)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(hash);
        var code = Plain(said);
        if (code.Length is < OpenLink.ShortestAccessCode or > OpenLink.LongestAccessCode)
            return false;
        var stamp = Token.Hash($"{hash}|{code}");
        if (known.TryGetValue(hash, out var right) && right == stamp)
            return true;
        var key = (linkId, Origin.Of(http));
        if (wrong.Count(key) is { } wait)
        {
            http.Response.AskToWait(wait);
            return null;
        }
        if (hasher.VerifyHashedPassword(null!, hash, code) == PasswordVerificationResult.Failed)
            return false;
        wrong.TakeBack(key);
        known[hash] = stamp;
        return true;
    }

    /// <summary>What is stored of an access code.</summary>
    public string HashOf(string code) => hasher.HashPassword(null!, Plain(code));

    /// <summary>As it is compared: whoever reads it from a poster does not know where its capitals are.</summary>
    public static string Plain(string? code) => (code ?? "").Trim().ToLowerInvariant();

    /// <summary>Whether somebody may have another personal link.</summary>
    public bool AllowsLink(Guid panelist) => links.Count(panelist) is null;

    /// <summary>Whether another letter may go to an address that somebody named: nobody is to get hundreds in the name of the platform.</summary>
    public bool AllowsLetter(HttpContext http, Guid panelist, Mailbox mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return lettersOf.Count(panelist) is null && lettersFrom.Count(Origin.Of(http)) is null && letters.Count(mailbox.Key) is null;
    }
}
