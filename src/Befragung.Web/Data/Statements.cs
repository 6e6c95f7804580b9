using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>A statement in a list.</summary>
public sealed record StatementRow(Statement Statement, StatementOrigin Origin, int Comments);

/// <summary>The steps with statements, and their named queries.</summary>
public sealed class Statements(SurveyDb db, TimeProvider clock)
{
    /// <summary>So many of a round; a next round could not ask more.</summary>
    public const int Most = 500;

    /// <summary>Those of a round that were not removed, the oldest first, with what they were made from.</summary>
    /// <param name="groups">The groups that may be told.</param>
    public static async Task<IReadOnlyList<StatementRow>> OfRoundAsync(
        SurveyDb db,
        int roundId,
        IReadOnlySet<string> groups,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var statements = await db
            .Statements.AsNoTracking()
            .Where(statement => statement.RoundId == roundId && statement.RemovedAt == null)
            .OrderBy(statement => statement.CreatedAt)
            .ThenBy(statement => statement.Id)
            .ToListAsync(cancel);
        var sources = (
            await (
                from source in db.StatementSources
                join mention in db.Mentions on source.MentionId equals mention.Id
                where mention.RoundId == roundId
                select new { source.StatementId, mention.GroupKey }
            ).ToListAsync(cancel)
        ).ToLookup(source => source.StatementId, source => source.GroupKey);
        var comments = await db
            .StatementComments.Where(comment =>
                db.Statements.Any(statement => statement.Id == comment.StatementId && statement.RoundId == roundId)
            )
            .GroupBy(comment => comment.StatementId)
            .Select(of => new { of.Key, Count = of.Count() })
            .ToDictionaryAsync(of => of.Key, of => of.Count, cancel);
        return
        [
            .. statements.Select(statement => new StatementRow(
                statement,
                StatementOrigin.Of([.. sources[statement.Id].Select(group => group is not null && groups.Contains(group) ? group : null)]),
                comments.GetValueOrDefault(statement.Id)
            )),
        ];
    }

    /// <summary>Those that were removed, the last one first.</summary>
    public static Task<List<Statement>> RemovedAsync(SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Statements.AsNoTracking()
            .Where(statement => statement.RoundId == roundId && statement.RemovedAt != null)
            .OrderByDescending(statement => statement.RemovedAt)
            .ToListAsync(cancel);
    }

    public Task<Statement?> FindAsync(Round round, Guid id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(round);
        return db.Statements.SingleOrDefaultAsync(one => one.Id == id && one.RoundId == round.Id, cancel);
    }

    /// <summary>Adds a statement, made of all mentions that have a code, or of none yet.</summary>
    public async Task<Statement> AddAsync(
        Study study,
        RoundCoding coding,
        LocalizedText text,
        Guid? code,
        string by,
        string account,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(coding);
        if (await db.Statements.CountAsync(one => one.RoundId == coding.RoundId && one.RemovedAt == null, cancel) >= Most)
            throw new RuleBrokenException("Aus einer Runde entstehen höchstens {0:These|Thesen}.", Most);
        var statement = new Statement(study.Id, coding.RoundId, text, Now, by, account);
        db.Statements.Add(statement);
        if (code is { } id)
        {
            var mentions = await Mentions(coding).Where(Having(coding, id)).Select(mention => mention.Id).ToListAsync(cancel);
            db.StatementSources.AddRange(mentions.Select(mention => new StatementSource(statement.Id, mention)));
        }
        await db.SaveChangesAsync(cancel);
        return statement;
    }

    /// <summary>Lets mentions be among what a statement was made from.</summary>
    public async Task AddSourcesAsync(RoundCoding coding, Statement statement, IReadOnlyCollection<Guid> mentions, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var there = await db
            .StatementSources.Where(source => source.StatementId == statement.Id)
            .Select(source => source.MentionId)
            .ToListAsync(cancel);
        var known = await Mentions(coding)
            .Where(mention => mentions.Contains(mention.Id))
            .Select(mention => mention.Id)
            .ToListAsync(cancel);
        db.StatementSources.AddRange(known.Except(there).Select(mention => new StatementSource(statement.Id, mention)));
        await db.SaveChangesAsync(cancel);
    }

    public Task RemoveSourceAsync(Statement statement, Guid mention, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return db
            .StatementSources.Where(source => source.StatementId == statement.Id && source.MentionId == mention)
            .ExecuteDeleteAsync(cancel);
    }

    /// <summary>The mentions that a statement was made from.</summary>
    public Task<List<Mention>> SourcesAsync(Statement statement, CancellationToken cancel) =>
        db
            .Mentions.AsNoTracking()
            .Where(mention => db.StatementSources.Any(source => source.StatementId == statement.Id && source.MentionId == mention.Id))
            .InOrder()
            .ToListAsync(cancel);

    /// <summary>Those that have a code and are not among them yet.</summary>
    public Task<List<Mention>> CandidatesAsync(RoundCoding coding, Statement statement, Guid code, int most, CancellationToken cancel) =>
        Mentions(coding)
            .Where(Having(coding, code))
            .Where(mention => !db.StatementSources.Any(source => source.StatementId == statement.Id && source.MentionId == mention.Id))
            .InOrder()
            .Take(most)
            .ToListAsync(cancel);

    /// <summary>How many mentions have each code as it holds for the team, and how many of these no statement was made from.</summary>
    public static async Task<IReadOnlyList<(Guid Code, int Mentions, int Unused)>> ByCodeAsync(
        SurveyDb db,
        RoundCoding coding,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(coding);
        var counts = await db
            .AppliedCodes.Where(applied => applied.Coder == AppliedCode.Team)
            .Where(applied => db.Mentions.Any(mention => mention.Id == applied.MentionId && mention.RoundId == coding.RoundId))
            .Select(applied => new
            {
                applied.CodeId,
                IsUnused = db.StatementSources.Any(source =>
                    source.MentionId == applied.MentionId && db.Statements.Any(one => one.Id == source.StatementId && one.RemovedAt == null)
                )
                    ? 0
                    : 1,
            })
            .GroupBy(applied => applied.CodeId)
            .Select(code => new
            {
                code.Key,
                Count = code.Count(),
                Unused = code.Sum(applied => applied.IsUnused),
            })
            .ToListAsync(cancel);
        return [.. counts.Select(code => (code.Key, code.Count, code.Unused))];
    }

    /// <summary>Keeps what was changed of a statement that was read with a version.</summary>
    public Task SaveAsync(Statement statement, int version, CancellationToken cancel)
    {
        db.Entry(statement).Property(one => one.Version).OriginalValue = version;
        return db.SaveChangesAsync(cancel);
    }

    public Task CommentAsync(Statement statement, string? text, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(statement);
        db.StatementComments.Add(new(statement.Id, text, Now, by));
        return db.SaveChangesAsync(cancel);
    }

    public Task<List<StatementComment>> CommentsAsync(Statement statement, CancellationToken cancel) =>
        db
            .StatementComments.AsNoTracking()
            .Where(comment => comment.StatementId == statement.Id)
            .OrderBy(comment => comment.At)
            .ToListAsync(cancel);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private IQueryable<Mention> Mentions(RoundCoding coding) =>
        db.Mentions.AsNoTracking().Where(mention => mention.RoundId == coding.RoundId);

    // What several code blind, nobody sees before they compare.
    private System.Linq.Expressions.Expression<Func<Mention, bool>> Having(RoundCoding coding, Guid code) =>
        mention =>
            mention.RoundId == coding.RoundId
            && db.AppliedCodes.Any(applied =>
                applied.MentionId == mention.Id && applied.CodeId == code && applied.Coder == AppliedCode.Team
            );
}
