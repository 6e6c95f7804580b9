using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>An open link by its code, with the round that it leads to; none where it is unknown.</summary>
public sealed class OpenLinkQuery(SurveyDatabase database, IServiceScopeFactory scopes)
    : PreparedQuery<string, OpenLinkShown>(
        database,
        scopes,
        (db, code) =>
            from link in db.OpenLinks
            where link.Code == code
            from round in db
                .Rounds.Where(round => round.StudyId == link.StudyId && round.OpenedAt != null && round.SealedAt == null)
                .DefaultIfEmpty()
            select new
            {
                link.Id,
                link.StudyId,
                link.GroupKey,
                link.AccessHash,
                link.Most,
                link.Participants,
                link.FromAt,
                link.UntilAt,
                link.OffAt,
                RoundId = (int?)round!.Id,
                Shown = (int?)EF.Property<int>(round, FrozenRounds.Version),
                AnyOpened = db.Rounds.Any(one => one.StudyId == link.StudyId && one.OpenedAt != null),
            },
        (reader, code) =>
            new(
                code,
                reader.GetInt32(0),
                reader.GetInt32(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                !reader.IsDBNull(4) && reader.GetInt32(5) >= reader.GetInt32(4),
                Time(reader, 6),
                Time(reader, 7),
                Time(reader, 8),
                reader.IsDBNull(9) ? null : new RoundShown(reader.GetInt32(9), reader.GetInt32(10)),
                reader.GetBoolean(11)
            )
    );

/// <summary>What an open link's page needs to know.</summary>
/// <param name="IsFull">As many came as may.</param>
/// <param name="Round">The one that is open; null where none is.</param>
/// <param name="WasOpen">Whether any round was opened.</param>
public sealed record OpenLinkShown(
    string Code,
    int Id,
    int StudyId,
    string? GroupKey,
    string? AccessHash,
    bool IsFull,
    DateTime? From,
    DateTime? Until,
    DateTime? Off,
    RoundShown? Round,
    bool WasOpen
)
{
    public OpenLinkState StateAt(DateTime now) =>
        Off is not null ? OpenLinkState.Off
        : Until <= now ? OpenLinkState.Over
        : From > now ? OpenLinkState.NotYet
        : Round is null
            ? WasOpen ? OpenLinkState.Over
                : OpenLinkState.NotYet
        : IsFull ? OpenLinkState.Full
        : OpenLinkState.On;
}
