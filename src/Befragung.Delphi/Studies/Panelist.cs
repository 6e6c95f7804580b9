namespace Befragung.Delphi.Studies;

/// <summary>
/// An expert of the panel, under a pseudonym: the group and the language, never a name or an address. Those live with the invitations.
/// </summary>
public sealed class Panelist
{
    private Panelist() { }

    public Panelist(int studyId, string groupKey, string language) =>
        (Id, StudyId, GroupKey, Language) = (Guid.NewGuid(), studyId, groupKey, language);

    /// <summary>A panelist as stored, who was not withdrawn.</summary>
    public Panelist(Guid id, int studyId, string groupKey, string language, DateTime? consentedAt) =>
        (Id, StudyId, GroupKey, Language, ConsentedAt) = (id, studyId, groupKey, language, consentedAt);

    /// <summary>Random, so that its order tells nothing.</summary>
    public Guid Id { get; private set; }

    public int StudyId { get; private set; }

    public string GroupKey { get; private set; } = "";

    public string Language { get; private set; } = "";

    public DateTime? ConsentedAt { get; private set; }

    /// <summary>Since then the link no longer opens anything; what was handed in stays.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Asked once; the first time counts.</summary>
    public void Consent(DateTime at) => ConsentedAt ??= at;

    public void Withdraw(DateTime at) => WithdrawnAt ??= at;
}
