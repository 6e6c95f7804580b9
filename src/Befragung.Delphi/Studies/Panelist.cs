namespace Befragung.Delphi.Studies;

/// <summary>
/// An expert of the panel, under a pseudonym: the group and the language, never a name or an address. Those live with the invitations.
/// </summary>
public sealed class Panelist
{
    private Panelist() { }

    /// <param name="studyId">The study.</param>
    /// <param name="groupKey">The group.</param>
    /// <param name="language">Which is spoken to them.</param>
    /// <param name="intake">With which taking in they come.</param>
    public Panelist(int studyId, string groupKey, string language, int intake = 0)
    {
        Id = Guid.NewGuid();
        StudyId = studyId;
        GroupKey = groupKey;
        Language = language;
        Intake = intake;
    }

    /// <summary>A panelist as stored, who was not withdrawn.</summary>
    public Panelist(
        Guid id,
        int studyId,
        string groupKey,
        string language,
        DateTime? consentedAt,
        int admission,
        int intake,
        int? openLinkId = null
    )
    {
        Id = id;
        StudyId = studyId;
        GroupKey = groupKey;
        Language = language;
        ConsentedAt = consentedAt;
        Admission = admission;
        Intake = intake;
        OpenLinkId = openLinkId;
    }

    /// <summary>Random, so that its order tells nothing.</summary>
    public Guid Id { get; private set; }

    public int StudyId { get; private set; }

    public string GroupKey { get; private set; } = "";

    public string Language { get; private set; } = "";

    public DateTime? ConsentedAt { get; private set; }

    /// <summary>Since then neither link nor session opens anything; what was handed in stays.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>When the expert said that they will not take part. They are withdrawn with it, but may change their mind by themselves.</summary>
    public DateTime? DeclinedAt { get; private set; }

    /// <summary>How often the expert was invited anew. Sessions carry it, so that those from before a withdrawal stay shut.</summary>
    public int Admission { get; private set; }

    /// <summary>With which taking in of the study they came. While that is not complete, nobody of it is there yet.</summary>
    public int Intake { get; private set; }

    /// <summary>By which open link they came by themselves; null for whoever was invited. Nobody knows who they are, unless they leave an address.</summary>
    public int? OpenLinkId { get; private set; }

    /// <summary>Asked once; the first time counts.</summary>
    public void Consent(DateTime at) => ConsentedAt ??= at;

    /// <summary>Is spoken to in another language from now on.</summary>
    public void Speak(string language) => Language = language;

    /// <summary>Belongs to another group; that nothing was answered as one of the former, the caller has made sure of.</summary>
    public void MoveTo(string groupKey) => GroupKey = groupKey;

    public void Withdraw(DateTime at) => WithdrawnAt ??= at;

    /// <summary>The expert will not take part. Who is withdrawn already stays so.</summary>
    public void Decline(DateTime at)
    {
        if (WithdrawnAt is not null)
            return;
        WithdrawnAt = at;
        DeclinedAt = at;
    }

    /// <summary>The expert takes the consent back, and with it declines. Whoever takes part after all is asked for it again.</summary>
    public void WithdrawConsent(DateTime at)
    {
        Decline(at);
        ConsentedAt = null;
    }

    /// <summary>The expert takes part after all, with what they consented to and answered before.</summary>
    public void TakePartAfterAll()
    {
        if (DeclinedAt is null)
            throw new RuleBrokenException("Sie haben nicht abgesagt. Öffnen Sie einfach den Link aus Ihrem letzten Anschreiben.");
        WithdrawnAt = null;
        DeclinedAt = null;
    }

    /// <summary>Takes the withdrawal back. Whoever was withdrawn is asked for consent again.</summary>
    public void InviteAnew()
    {
        if (WithdrawnAt is null)
            throw new RuleBrokenException("Diese Einladung ist nicht zurückgezogen.");
        WithdrawnAt = null;
        DeclinedAt = null;
        ConsentedAt = null;
        Admission++;
    }
}
