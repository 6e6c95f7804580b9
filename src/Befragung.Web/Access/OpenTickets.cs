using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Befragung.Web.Access;

/// <summary>What a page of an open link carries in its form.</summary>
/// <param name="Id">The pseudonym of whoever sends it; the same however often that is.</param>
/// <param name="LinkId">Of which link the page was.</param>
/// <param name="At">When it was made.</param>
public sealed record OpenTicket(Guid Id, int LinkId, DateTime At)
{
    /// <summary>The number of the word that is asked for where somebody has to show that they are a person.</summary>
    public int Word => Id.ToByteArray()[15];
}

/// <summary>
/// Tickets of the pages of open links, sealed, so that nothing is stored when somebody only looks. They also tell robots that are in a hurry: a ticket is used seconds after it was
/// made at the earliest, and a script of the page has done a little work on it.
/// </summary>
public sealed class OpenTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Nobody reads a page faster.</summary>
    public static readonly TimeSpan Soonest = TimeSpan.FromSeconds(2);

    private const int LongestSealed = 1000,
        LongestWork = 12;

    private static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("Befragung.Offen");

    /// <summary>So many bits at the beginning of a hash have to be zero: some thousand tries, a moment for a browser.</summary>
    public static int Bits => 12;

    public string New(int linkId) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}|{linkId}|{Now.Ticks}"));

    /// <summary>Null where it is made up, of another link, or too old.</summary>
    public OpenTicket? Read(string? sealedTicket, int linkId)
    {
        return
            sealedTicket is { Length: > 0 and <= LongestSealed }
            && protector.Opened(sealedTicket)?.Split('|') is [var id, var link, var ticks]
            && Guid.TryParseExact(id, "N", out var pseudonym)
            && int.TryParse(link, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && of == linkId
            && new DateTime(at, DateTimeKind.Utc) > Now - Validity
            ? new(pseudonym, of, new(at, DateTimeKind.Utc))
            : null;
    }

    /// <summary>Whether the page's script has worked on the ticket, and not in a hurry.</summary>
    public bool IsWorkedOn(OpenTicket ticket, string? sealedTicket, string? work)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        if (work is not { Length: > 0 and <= LongestWork } || Now - ticket.At < Soonest)
            return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sealedTicket}:{work}"));
        return hash[0] == 0 && hash[1] >> (16 - Bits) == 0;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
