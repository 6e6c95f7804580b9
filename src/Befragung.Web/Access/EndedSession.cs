using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Access;

/// <summary>An expert's session that was left: a copy of its cookie opens nothing any more. It is known for as long as that cookie could have lasted.</summary>
public sealed class EndedSession
{
    private EndedSession() { }

    private EndedSession(Guid id, DateTime at)
    {
        Id = id;
        EndedAt = at;
    }

    public Guid Id { get; private set; }

    public DateTime EndedAt { get; private set; }

    public static async Task AddAsync(SurveyDb db, Guid id, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(db);
        var forgotten = at - (2 * ExpertSession.Lifetime);
        await db.EndedSessions.Where(session => session.EndedAt < forgotten || session.Id == id).ExecuteDeleteAsync();
        db.EndedSessions.Add(new EndedSession(id, at));
        await db.SaveChangesAsync();
    }
}
