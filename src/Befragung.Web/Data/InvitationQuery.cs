using Befragung.Web.Data.Providers;

namespace Befragung.Web.Data;

/// <summary>Whose a personal link is, by the hash of its token; none where it is unknown or the expert was withdrawn.</summary>
public sealed class InvitationQuery(SurveyDatabase database, IServiceScopeFactory scopes)
    : PreparedQuery<string, InvitedPanelist>(
        database,
        scopes,
        (db, hash) =>
            db
                .Invitations.Where(invitation => invitation.TokenHash == hash && invitation.Panelist.WithdrawnAt == null)
                .Select(invitation => new
                {
                    invitation.TokenHash,
                    invitation.PanelistId,
                    invitation.Panelist.Language,
                    invitation.Panelist.Admission,
                }),
        (reader, _) => new(reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3))
    );

public sealed record InvitedPanelist(string TokenHash, Guid PanelistId, string Language, int Admission);
