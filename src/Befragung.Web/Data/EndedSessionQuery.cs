using Befragung.Web.Data.Providers;

namespace Befragung.Web.Data;

/// <summary>Whether an expert's session was left, by its id; asked with every page of an expert.</summary>
public sealed class EndedSessionQuery(SurveyDatabase database, IServiceScopeFactory scopes)
    : PreparedQuery<Guid, Guid>(
        database,
        scopes,
        (db, id) => db.EndedSessions.Where(session => session.Id == id).Select(session => new { session.Id }),
        (_, id) => id
    );
