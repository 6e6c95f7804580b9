using Befragung.Delphi.Studies;

namespace Befragung.Web.Access;

/// <summary>A personal link. Every letter carries a new one; the earlier ones stay valid, in every round, until the expert is withdrawn.</summary>
public sealed class Invitation
{
    private Invitation() { }

    public Invitation(Guid panelistId, string token, DateTime at)
    {
        PanelistId = panelistId;
        TokenHash = Token.Hash(token);
        IssuedAt = at;
    }

    public long Id { get; private set; }

    public Guid PanelistId { get; private set; }

    public Panelist Panelist { get; private set; } = null!;

    public string TokenHash { get; private set; } = "";

    public DateTime IssuedAt { get; private set; }
}
