using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Befragung.Web.Access;

/// <summary>
/// What an account may do on the installation. An administrator looks after accounts and the server, and sees no study by that: what somebody may do with a study is
/// their <see cref="StudyRole"/> there.
/// </summary>
public enum TeamRole
{
    Member,
    Administrator,
}

public sealed class TeamMember : IdentityUser
{
    public const int LongestName = 100;

    public TeamRole Role { get; set; }

    /// <summary>As others see the member; null for the address.</summary>
    public string? Name { get; set; }

    /// <summary>In which pages and letters come; null for what the browser asks for.</summary>
    public string? Language { get; set; }
}

/// <summary>Puts the role, the name that others see and the language into the session.</summary>
internal sealed class TeamClaims(UserManager<TeamMember> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<TeamMember>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(TeamMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role.ToString()));
        if (user.Name is { } name && identity.FindFirst(identity.NameClaimType) is { } address)
        {
            identity.RemoveClaim(address);
            identity.AddClaim(new Claim(identity.NameClaimType, name));
        }
        if (user.Language is { } language)
            identity.AddClaim(new Claim(Text.Languages.Claim, language));
        return identity;
    }
}
