using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>The named queries of who works at what.</summary>
public static class MemberQueries
{
    /// <summary>What a member may do with a study: the permission, for pages and files alike. Null where it is not there, or not for them.</summary>
    public static Task<StudyAccess?> StudyAccessAsync(this SurveyDb db, string key, string memberId, CancellationToken cancel) =>
        (
            from one in db.StudyMembers
            where one.MemberId == memberId && one.Study!.Key == key
            select new StudyAccess(one.StudyId, one.Role)
        ).SingleOrDefaultAsync(cancel);

    /// <summary>The studies that somebody is a member of.</summary>
    public static IQueryable<Study> StudiesOf(this SurveyDb db, string memberId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Studies.Where(study => db.StudyMembers.Any(one => one.StudyId == study.Id && one.MemberId == memberId));
    }

    /// <summary>The studies that somebody may copy, the newest first.</summary>
    public static IQueryable<Study> StudiesToCopy(this SurveyDb db, string memberId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Studies.Where(study =>
                db.StudyMembers.Any(one => one.StudyId == study.Id && one.MemberId == memberId && one.Role != StudyRole.Reader)
            )
            .OrderByDescending(study => study.CreatedAt)
            .ThenBy(study => study.Key);
    }

    /// <summary>The team of a study, in the order of addresses.</summary>
    public static Task<List<MemberRow>> TeamOfAsync(this SurveyDb db, int studyId, CancellationToken cancel) =>
        (
            from one in db.StudyMembers
            where one.StudyId == studyId
            orderby one.Member.NormalizedEmail
            select new MemberRow(one.MemberId, one.Member.Name ?? one.Member.Email!, one.Member.Email!, one.Role)
        ).ToListAsync(cancel);

    /// <summary>What these accounts are called, as far as they are still there.</summary>
    public static Task<Dictionary<string, string>> NamesOfAsync(this SurveyDb db, IReadOnlyList<string> accounts, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Users.Where(member => accounts.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Name ?? member.Email!, cancel);
    }

    /// <summary>Who is invited into the team of a study, and has no account yet.</summary>
    public static Task<List<AwaitedMember>> AwaitedAsync(this SurveyDb db, int studyId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.AwaitedMembers.AsNoTracking().Where(one => one.StudyId == studyId).OrderBy(one => one.Email).ToListAsync(cancel);
    }

    /// <summary>In which studies each account has which role, by its id.</summary>
    public static async Task<ILookup<string, (string Study, StudyRole Role)>> RolesAsync(this SurveyDb db, CancellationToken cancel) =>
        (
            await (
                from one in db.StudyMembers
                orderby one.Study!.Key
                select new
                {
                    one.MemberId,
                    one.Study!.Key,
                    one.Role,
                }
            ).ToListAsync(cancel)
        ).ToLookup(one => one.MemberId, one => (one.Key, one.Role));

    /// <summary>Studies that nobody has, and that nobody can give to anybody from within.</summary>
    public static Task<List<OwnerlessStudy>> WithoutOwnerAsync(this SurveyDb db, CancellationToken cancel) =>
        (
            from study in db.Studies
            where !db.StudyMembers.Any(one => one.StudyId == study.Id && one.Role == StudyRole.Owner)
            orderby study.Key
            select new OwnerlessStudy(study.Id, study.Key, study.Title)
        ).ToListAsync(cancel);
}

/// <summary>A member of a study's team.</summary>
/// <param name="Name">As others see it.</param>
public sealed record MemberRow(string MemberId, string Name, string Email, StudyRole Role);

/// <summary>All that is told of a study to whoever is no member of it.</summary>
public sealed record OwnerlessStudy(int Id, string Key, LocalizedText Title);
