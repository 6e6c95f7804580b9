using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Befragung.Web.Access;

/// <summary>What a member of the project team may do: read; edit studies; or also decide about data and people.</summary>
public enum TeamRole
{
    Reader,
    Editor,
    Owner,
}

public sealed class TeamMember : IdentityUser
{
    public TeamRole Role { get; set; }
}

/// <summary>Puts the role into the session.</summary>
internal sealed class TeamClaims(UserManager<TeamMember> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<TeamMember>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(TeamMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(identity.RoleClaimType, user.Role.ToString()));
        return identity;
    }
}
