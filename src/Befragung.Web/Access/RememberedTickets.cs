using Microsoft.AspNetCore.Authentication;

namespace Befragung.Web.Access;

/// <summary>
/// Session cookies that came lately, so that each is deciphered once and not with every page. Whether a session has expired is asked each time all the same: that
/// stands in the ticket. Nothing is kept but what a browser brought.
/// </summary>
internal sealed class RememberedTickets(ISecureDataFormat<AuthenticationTicket> tickets) : ISecureDataFormat<AuthenticationTicket>
{
    private readonly RecentCache<string, AuthenticationTicket> latest = new();

    public string Protect(AuthenticationTicket data) => tickets.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => tickets.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, purpose: null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null || purpose is not null)
            return tickets.Unprotect(protectedText, purpose);
        if (latest[protectedText] is not { } ticket)
        {
            if (tickets.Unprotect(protectedText) is not { } opened)
                return null;
            latest.Add(protectedText, ticket = opened);
        }
        // A copy: whoever gets it may change it.
        return ticket.Clone();
    }
}
