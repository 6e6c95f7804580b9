using Befragung.Delphi.Studies;

namespace Befragung.Web.Access;

/// <summary>Who a pseudonym is, and how to reach them. Once the cards of a study are deleted, the answers are anonymous.</summary>
public sealed class ContactCard
{
    private ContactCard() { }

    public ContactCard(Panelist panelist, string name, string email) => (Panelist, Name, Email) = (panelist, name, email);

    public Guid PanelistId { get; private set; }

    public Panelist Panelist { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";
}
