using Befragung.Web.Chronicle;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>The named queries of the chronicle; the latest first.</summary>
public static class ChronicleQueries
{
    /// <summary>Writes down a step that change tracking does not tell, by whoever is at work; it is saved with whatever is saved next.</summary>
    public static void Note(
        this SurveyDb db,
        TimeProvider clock,
        ChronicleStep step,
        int? studyId = null,
        int? round = null,
        string? about = null,
        string? by = null,
        int number = 1
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(clock);
        db.Chronicle.Add(new(step, clock.GetUtcNow().UtcDateTime, by ?? Actor.Current, studyId, round, about, number));
    }

    /// <summary>What was done with a study.</summary>
    public static IQueryable<ChronicleEntry> ChronicleOf(this SurveyDb db, int studyId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return Latest(db.Chronicle.Where(entry => entry.StudyId == studyId));
    }

    /// <summary>What was done on the installation, and with the studies that somebody is a member of: of others not even that they are there.</summary>
    public static IQueryable<ChronicleEntry> InstallationChronicle(this SurveyDb db, string memberId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return Latest(
            db.Chronicle.Where(entry =>
                entry.StudyId == null || db.StudyMembers.Any(one => one.StudyId == entry.StudyId && one.MemberId == memberId)
            )
        );
    }

    /// <summary>Only one kind of step, where one is named.</summary>
    public static IQueryable<ChronicleEntry> Only(this IQueryable<ChronicleEntry> entries, ChronicleStep? step) =>
        step is null ? entries : entries.Where(entry => entry.Step == step);

    /// <summary>
    /// The names of these accounts, by id; of one that was removed there is none. With their addresses: a name can be given anew, and two may have the same.
    /// </summary>
    public static Task<Dictionary<string, string>> NamesOfAccountsAsync(this SurveyDb db, IEnumerable<string> ids, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var wanted = ids.Distinct().ToList();
        return db
            .Users.Where(member => wanted.Contains(member.Id))
            .ToDictionaryAsync(
                member => member.Id,
                member => member.Name == null ? member.Email! : member.Name + " (" + member.Email + ")",
                cancel
            );
    }

    /// <summary>The keys of these studies, by id.</summary>
    public static Task<Dictionary<int, string>> KeysOfStudiesAsync(this SurveyDb db, IEnumerable<int> ids, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var wanted = ids.Distinct().ToList();
        return db.Studies.Where(study => wanted.Contains(study.Id)).ToDictionaryAsync(study => study.Id, study => study.Key, cancel);
    }

    private static IQueryable<ChronicleEntry> Latest(IQueryable<ChronicleEntry> entries) =>
        entries.AsNoTracking().OrderByDescending(entry => entry.Id);
}
