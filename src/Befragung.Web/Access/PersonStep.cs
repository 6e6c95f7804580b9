namespace Befragung.Web.Access;

/// <summary>What was done with somebody of the panel. Stored by name.</summary>
public enum PersonStepKind
{
    NameChanged,
    AddressCorrected,
    PostalAddressChanged,
    LanguageChanged,
    GroupChanged,
    TraitChanged,
    Withdrawn,
    InvitedAnew,
    LetterSentAgain,
    LetterPrinted,

    /// <summary>Somebody else takes their place.</summary>
    Replaced,

    /// <summary>They take somebody's place.</summary>
    Substitute,
    Declined,
    TookPartAfterAll,

    /// <summary>They named somebody who should be asked.</summary>
    Suggested,

    /// <summary>They said of themselves, with their consent, what the team wants to know beforehand.</summary>
    TraitSaid,

    /// <summary>A letter to them came back. Where it goes again, nothing else tells of it.</summary>
    LetterReturned,

    /// <summary>They took their consent back. When they had given it, its reason says.</summary>
    ConsentWithdrawn,
}

/// <summary>
/// One step in the history of somebody of the panel, as their page tells it: who did what and when, and of a replacement why. It lies with the contacts, and goes with them; no
/// answer is in it.
/// </summary>
public sealed class PersonStep
{
    public const int LongestReason = 300;

    private PersonStep() { }

    public PersonStep(Guid panelistId, PersonStepKind kind, DateTime at, string by, string? reason = null, Guid? other = null)
    {
        PanelistId = panelistId;
        Kind = kind;
        At = at;
        By = by;
        Reason = reason;
        OtherId = other;
    }

    public long Id { get; private set; }

    public Guid PanelistId { get; private set; }

    public PersonStepKind Kind { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Id of the account, or one of the names in the chronicle.</summary>
    public string By { get; private set; } = "";

    /// <summary>Why somebody was replaced, in the team's words; or whom they suggested, in their own.</summary>
    public string? Reason { get; private set; }

    /// <summary>Who came in their place, or in whose they came; may be gone by now.</summary>
    public Guid? OtherId { get; private set; }
}
