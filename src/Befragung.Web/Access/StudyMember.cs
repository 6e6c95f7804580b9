using Befragung.Delphi.Studies;
using Befragung.Web.Mail;

namespace Befragung.Web.Access;

/// <summary>What a member may do with one study: read; edit, and look after its panel; or also decide about its data and its people.</summary>
public enum StudyRole
{
    Reader,
    Editor,
    Owner,
}

/// <summary>Who works at which study, and as what. Whoever is not here sees nothing of it, be it the administrator.</summary>
public sealed class StudyMember
{
    private StudyMember() { }

    public StudyMember(int studyId, string memberId, StudyRole role)
    {
        StudyId = studyId;
        MemberId = memberId;
        Role = role;
    }

    /// <summary>Whoever creates a study, and has it in the same moment.</summary>
    public StudyMember(Study study, string memberId)
    {
        Study = study;
        MemberId = memberId;
        Role = StudyRole.Owner;
    }

    public int StudyId { get; private set; }

    /// <summary>Only to be named by one that is created in the same moment, whose key is not known yet.</summary>
    public Study? Study { get; private set; }

    public string MemberId { get; private set; } = "";

    public TeamMember Member { get; private set; } = null!;

    public StudyRole Role { get; private set; }

    public void Give(StudyRole role) => Role = role;
}

/// <summary>Somebody without an account who was invited into a study's team: becomes a member of it with the account that a link to the same address creates.</summary>
public sealed class AwaitedMember
{
    private AwaitedMember() { }

    public AwaitedMember(int studyId, Mailbox mailbox, StudyRole role, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        StudyId = studyId;
        Email = mailbox.Address;
        MailboxKey = mailbox.Key;
        Role = role;
        InvitedAt = at;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public string Email { get; private set; } = "";

    /// <summary>By which they are known, whichever way the address is typed.</summary>
    public string MailboxKey { get; private set; } = "";

    public StudyRole Role { get; private set; }

    public DateTime InvitedAt { get; private set; }
}
