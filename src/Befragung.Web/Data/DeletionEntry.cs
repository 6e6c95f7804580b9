namespace Befragung.Web.Data;

/// <summary>What was deleted for good. The numbers are stored, and stand by name in files: new ones at the end.</summary>
public enum DeletionKind
{
    /// <summary>Somebody's contact.</summary>
    Person,

    /// <summary>The same, and what they answered in a round that was not closed.</summary>
    PersonWithAnswers,

    /// <summary>All contacts of a study.</summary>
    Contacts,

    /// <summary>A whole study.</summary>
    Study,

    /// <summary>An account of the team.</summary>
    Account,

    /// <summary>Somebody's consent, withdrawn by themselves.</summary>
    Consent,

    /// <summary>The same, and what they answered in a round that was not closed.</summary>
    ConsentWithAnswers,
}

/// <summary>
/// That something was deleted: when, and what, by its keys alone. Written in the transaction that deletes it, and kept beside the backups too (<see cref="DeletionFile"/>), so that whoever
/// returns to an earlier state deletes it again.
/// </summary>
public sealed class DeletionEntry
{
    private DeletionEntry() { }

    /// <param name="id">By which it is the same in every copy.</param>
    /// <param name="at">When.</param>
    /// <param name="kind">What.</param>
    /// <param name="studyId">The study; null for what belongs to none.</param>
    /// <param name="subject">The pseudonym of the person, the id of the account, or the name of the study in addresses: its number may be given again.</param>
    public DeletionEntry(Guid id, DateTime at, DeletionKind kind, int? studyId, string subject)
    {
        Id = id;
        At = at;
        Kind = kind;
        StudyId = studyId;
        Subject = subject;
    }

    public Guid Id { get; private set; }

    public DateTime At { get; private set; }

    public DeletionKind Kind { get; private set; }

    public int? StudyId { get; private set; }

    public string Subject { get; private set; } = "";
}

/// <summary>That a backup was made, so that somebody notices when none is made any more.</summary>
public sealed class BackupEntry
{
    private BackupEntry() { }

    public BackupEntry(DateTime at, bool withKeys)
    {
        At = at;
        WithKeys = withKeys;
    }

    public int Id { get; private set; }

    /// <summary>The moment that it holds.</summary>
    public DateTime At { get; private set; }

    /// <summary>Whether the keys were written too, into a file of their own.</summary>
    public bool WithKeys { get; private set; }
}
