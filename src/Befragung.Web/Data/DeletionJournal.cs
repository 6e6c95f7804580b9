using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>Notes deletions: in the transaction that deletes, and, once that is over, in the file beside the backups.</summary>
public sealed partial class DeletionJournal
{
    private readonly DeletionFile? file;
    private readonly TimeProvider? clock;
    private readonly ILogger? log;
    private readonly DeletionEntry? repeated;

    public DeletionJournal(DeletionFile file, TimeProvider clock, ILogger<DeletionJournal> log)
    {
        this.file = file;
        this.clock = clock;
        this.log = log;
    }

    private DeletionJournal(DeletionEntry repeated) => this.repeated = repeated;

    /// <summary>For a deletion that is done again in an earlier state: it stays the same entry.</summary>
    public static DeletionJournal Repeating(DeletionEntry entry) => new(entry);

    /// <summary>Saved with whatever is saved next.</summary>
    public void Note(SurveyDb db, DeletionKind kind, int? studyId, string subject)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Deleted.Add(repeated ?? new(Guid.NewGuid(), clock!.GetUtcNow().UtcDateTime, kind, studyId, subject));
    }

    /// <summary>The same of a person, by their pseudonym.</summary>
    public void Note(SurveyDb db, DeletionKind kind, Study study, Guid panelist)
    {
        ArgumentNullException.ThrowIfNull(study);
        Note(db, kind, study.Id, panelist.ToString());
    }

    /// <summary>Brings the file up to date; returns how many entries it lacked. What was deleted is deleted, whatever becomes of this; what is missing comes later.</summary>
    public async Task<int> CompleteFileAsync(SurveyDb db)
    {
        if (file is null)
            return 0;
        try
        {
            return await file.CompleteAsync(db, CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            NotKept(log!, file.Path, failure);
            return 0;
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The list of deletions cannot be written to {File}; whoever restores a backup would not know of them",
        EventName = nameof(NotKept)
    )]
    private static partial void NotKept(ILogger log, string file, Exception failure);
}
