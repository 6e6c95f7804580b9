using Befragung.Delphi.Studies;
using Befragung.Web.Mail;

namespace Befragung.Web.Access;

/// <summary>Who a pseudonym is, and how to reach them. Once the cards of a study are deleted, the answers are anonymous.</summary>
public sealed class ContactCard
{
    public const int LongestName = 200;

    public const int LongestTrait = 100;

    private ContactCard() { }

    public ContactCard(
        Panelist panelist,
        string name,
        Mailbox? mailbox,
        DateTime? takenInAt = null,
        string? trait = null,
        PostalAddress? post = null
    )
    {
        Panelist = panelist;
        PanelistId = panelist.Id;
        StudyId = panelist.StudyId;
        Intake = panelist.Intake;
        Name = name;
        Order = NameKeys.Order(name);
        TakenInAt = takenInAt;
        Trait = trait;
        Write(mailbox, post);
    }

    public Guid PanelistId { get; private set; }

    public Panelist Panelist { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public int StudyId { get; private set; }

    /// <summary>That of the panelist, so that the list is found without them.</summary>
    public int Intake { get; private set; }

    /// <summary>Empty for whoever has none, and gets letters on paper.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Whether there is an address for mails.</summary>
    public bool HasMail => Email.Length > 0;

    /// <summary>The lines of an envelope below the name; null where nobody knows them.</summary>
    public string? Post { get; private set; }

    /// <summary>
    /// Under which nobody else is in the study: that of the mailbox, or of those who have none name and postal address; null only for the second of two that were taken in when
    /// that was not seen yet.
    /// </summary>
    public string? MailboxKey { get; private set; }

    /// <summary>By which cards are sorted, instead of by name.</summary>
    public byte[] Order { get; private set; } = [];

    /// <summary>Name and address as a search compares them; empty only on a card of before.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Why somebody declined, in their own words; null where they said nothing, or take part.</summary>
    public string? DeclineReason { get; private set; }

    /// <summary>When they came into the panel; null on a card of before.</summary>
    public DateTime? TakenInAt { get; private set; }

    /// <summary>What the team wants to know of somebody before anything is asked, such as their field; it stands here, so that it goes with the card.</summary>
    public string? Trait { get; private set; }

    public void Rename(string name)
    {
        Name = name;
        Order = NameKeys.Order(name);
        if (!HasMail)
            MailboxKey = PostalAddress.KeyOf(null, PostalAddress.Stored(Post), name);
        Describe();
    }

    public void Characterise(string? trait) => Trait = string.IsNullOrWhiteSpace(trait) ? null : trait;

    /// <summary>Puts down why somebody declined; nothing where they take part after all.</summary>
    public void Declined(string? reason) => DeclineReason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    /// <summary>Puts down where mails go from now on; where paper goes, stays.</summary>
    public void Write(Mailbox mailbox) => Write(mailbox, PostalAddress.Stored(Post));

    /// <summary>Puts down where letters go from now on: mails, paper, or both.</summary>
    /// <exception cref="RuleBrokenException">Neither is named.</exception>
    public void Write(Mailbox? mailbox, PostalAddress? post)
    {
        // Who shares a mailbox since before stays without a key for it.
        if (mailbox is null || mailbox.Address != Email)
            MailboxKey = PostalAddress.KeyOf(mailbox, post, Name);
        Post = post?.ToString();
        Email = mailbox?.Address ?? "";
        Describe();
    }

    /// <summary>Puts down where paper goes from now on.</summary>
    public void Move(PostalAddress post)
    {
        ArgumentNullException.ThrowIfNull(post);
        Post = post.ToString();
        if (!HasMail)
            MailboxKey = post.KeyWith(Name);
    }

    /// <summary>Gives a card of before what new ones have from the start.</summary>
    /// <param name="isFirst">Whether no other card of the study has the mailbox.</param>
    public void Complete(bool isFirst)
    {
        if (isFirst && HasMail)
            MailboxKey = Mailbox.KeyOf(Email);
        Order = NameKeys.Order(Name);
        Describe();
    }

    private void Describe() => SearchText = NameKeys.Fold($"{Name} {Email}");
}
