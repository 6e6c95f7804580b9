using System.Collections.Concurrent;
using System.Globalization;
using Befragung.Web.Data.Providers;

namespace Befragung.Web.Data;

/// <summary>
/// What the public may read of a study, by its key: whether anything is released, behind which password, and a mark that changes with whatever the report tells. It is
/// asked at each request, so that a withdrawal, a password and a reason withheld count at once; and it is so cheap that it can be.
/// </summary>
public sealed class Releases(SurveyDatabase database, IServiceScopeFactory scopes, WriteCounter writes) : IDisposable
{
    private readonly RoundsQuery rounds = new(database, scopes);
    private readonly ReasonsQuery reasons = new(database, scopes);
    private readonly RepliesQuery replies = new(database, scopes);
    private readonly QuotationsQuery quotations = new(database, scopes);

    // Many studies have been released once, few are read at a time.
    private readonly ConcurrentDictionary<int, (long Writes, string Mark)> marks = [];

    /// <summary>Null where nothing is released, or it was withdrawn.</summary>
    public async ValueTask<Release?> OfAsync(string key, CancellationToken cancel)
    {
        var rows = await rounds.ReadAsync(key, cancel);
        if (rows is not [var first, ..])
            return null;
        var mark = string.Join(' ', rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Round}:{row.RoundVersion}")));
        var given = await ReasonsOfAsync(first.Study, cancel);
        return new(
            first.Study,
            first.Hash,
            string.Create(CultureInfo.InvariantCulture, $"{first.StudyVersion} {mark} {given}{(first.Hash is null ? "" : " locked")}")
        );
    }

    public void Dispose()
    {
        rounds.Dispose();
        reasons.Dispose();
        replies.Dispose();
        quotations.Dispose();
    }

    /// <summary>There may be many reasons, so they are looked through only when something was written; but what other servers write is not known here.</summary>
    private async ValueTask<string> ReasonsOfAsync(int study, CancellationToken cancel)
    {
        var now = writes.Count;
        if (!database.IsShared && marks.TryGetValue(study, out var known) && known.Writes == now)
            return known.Mark;
        var mark = string.Join(
            ' ',
            [
                .. await reasons.ReadAsync(study, cancel),
                .. await replies.ReadAsync(study, cancel),
                .. await quotations.ReadAsync(study, cancel),
            ]
        );
        marks[study] = (now, mark);
        return mark;
    }

    private sealed class RoundsQuery(SurveyDatabase database, IServiceScopeFactory scopes)
        : PreparedQuery<string, ReleasedRound>(
            database,
            scopes,
            (db, key) =>
                from study in db.Studies
                where study.Key == key && study.ResultsWithdrawnAt == null
                from round in study.Rounds
                where round.ReleasedAt != null
                orderby round.Id
                select new
                {
                    Study = study.Id,
                    StudyVersion = study.Version,
                    Round = round.Id,
                    RoundVersion = round.Version,
                    Hash = db
                        .ResultsPasswords.Where(password => password.StudyId == study.Id)
                        .Select(password => password.Hash)
                        .FirstOrDefault(),
                },
            (reader, _) =>
                new(
                    reader.GetInt32(0),
                    reader.GetInt32(1),
                    reader.GetInt32(2),
                    reader.GetInt32(3),
                    reader.IsDBNull(4) ? null : reader.GetString(4)
                )
        );

    /// <summary>Decisions on reasons only ever add to the sum, and a deleted one takes from the number.</summary>
    private sealed class ReasonsQuery(SurveyDatabase database, IServiceScopeFactory scopes)
        : PreparedQuery<int, string>(
            database,
            scopes,
            (db, study) =>
                from reason in db.Reasons
                join round in db.Rounds on reason.RoundId equals round.Id
                where round.StudyId == study
                group reason by round.Id into all
                orderby all.Key
                select new
                {
                    all.Key,
                    Count = all.Count(),
                    Sum = all.Sum(reason => reason.Version),
                },
            (reader, _) => string.Create(CultureInfo.InvariantCulture, $"{reader.GetInt32(0)}:{reader.GetInt32(1)}:{reader.GetInt64(2)}")
        );

    /// <summary>What the team replies is never deleted, only taken back.</summary>
    private sealed class RepliesQuery(SurveyDatabase database, IServiceScopeFactory scopes)
        : PreparedQuery<int, string>(
            database,
            scopes,
            (db, study) =>
                from reply in db.TeamReplies
                join reason in db.Reasons on reply.ReasonId equals reason.Id
                join round in db.Rounds on reason.RoundId equals round.Id
                where round.StudyId == study
                group reply by round.Id into all
                orderby all.Key
                select new
                {
                    all.Key,
                    Count = all.Count(),
                    Sum = all.Sum(reply => reply.Version),
                },
            (reader, _) => string.Create(CultureInfo.InvariantCulture, $"r{reader.GetInt32(0)}:{reader.GetInt32(1)}:{reader.GetInt64(2)}")
        );

    /// <summary>Once it was decided on, a mention is counted, whether it is quoted or not.</summary>
    private sealed class QuotationsQuery(SurveyDatabase database, IServiceScopeFactory scopes)
        : PreparedQuery<int, string>(
            database,
            scopes,
            (db, study) =>
                from mention in db.Mentions
                where mention.QuotedAt != null
                join round in db.Rounds on mention.RoundId equals round.Id
                where round.StudyId == study
                group mention by round.Id into all
                orderby all.Key
                select new
                {
                    all.Key,
                    Count = all.Count(),
                    Sum = all.Sum(mention => mention.Version),
                },
            (reader, _) => string.Create(CultureInfo.InvariantCulture, $"q{reader.GetInt32(0)}:{reader.GetInt32(1)}:{reader.GetInt64(2)}")
        );

    private sealed record ReleasedRound(int Study, int StudyVersion, int Round, int RoundVersion, string? Hash);
}

/// <summary>What is released of a study, as it stands now.</summary>
/// <param name="Hash">Of the password before it; null where it has none.</param>
/// <param name="Mark">Another one for each state of what is released.</param>
public sealed record Release(int StudyId, string? Hash, string Mark);
