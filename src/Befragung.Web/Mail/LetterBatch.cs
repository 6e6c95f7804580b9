using System.Threading.Channels;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>A letter that this process has claimed.</summary>
/// <param name="Letter">Null where there is nobody any more to write to.</param>
/// <param name="BeginsUntil">A try that begins later would outlast the claim.</param>
internal sealed record ClaimedLetter(OutboxEntry Entry, Letter? Letter, DateTime BeginsUntil);

/// <summary>How a claimed letter fared.</summary>
/// <param name="Carried">Whether the carrier has it.</param>
/// <param name="Trouble">What went wrong with it; null where it was carried, or not tried.</param>
internal sealed record LetterOutcome(OutboxEntry Entry, bool Carried, MailTrouble? Trouble = null);

/// <summary>
/// Some letters that are due, claimed for this process: their links are stored before any of them goes, and how they fared is noted as it becomes known,
/// in one transaction for all that are known by then. A process that dies leaves its claims to end by themselves.
/// </summary>
internal sealed partial class LetterBatch(
    SurveyDb db,
    SurveyDatabase database,
    MailSettings settings,
    LinkSeal seal,
    SiteAddress site,
    IStringLocalizer<Texts> t,
    TimeProvider clock,
    ILogger log
)
{
    /// <summary>So many letters at the most.</summary>
    public const int Most = 50;

    private static readonly TimeSpan PauseOfNoting = TimeSpan.FromSeconds(1);

    public IReadOnlyList<ClaimedLetter> Letters { get; private set; } = [];

    /// <summary>Claims the letters that have waited longest; returns how many.</summary>
    public async Task<int> ClaimAsync(int most, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + settings.Lease;
        var me = Guid.NewGuid();
        var letters = Free(now)
            .StillNeeded(db)
            .Where(entry => entry.DueAt <= now && entry.GivenUpAt == null)
            .Where(entry =>
                entry.Kind != LetterKind.Correction || db.Corrections.Any(one => one.RoundId == entry.RoundId && one.DeadlineAt > now)
            )
            .OrderBy(entry => entry.DueAt)
            .ThenBy(entry => entry.Id)
            .Take(most)
            .Select(entry => entry.Id);
        List<long> due;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            // Of two who look at once, one gets each of them.
            due = await database.TakeRowsAsync(db, letters, cancel);
            if (due.Count == 0)
                return 0;
            await db
                .Outbox.Where(entry => due.Contains(entry.Id))
                .ExecuteUpdateAsync(
                    entry => entry.SetProperty(one => one.ClaimedBy, me).SetProperty(one => one.ClaimedUntil, until),
                    cancel
                );
            await transaction.CommitAsync(cancel);
        }
        var mine = await db
            .Outbox.Include(entry => entry.Panelist)
            .Where(entry => entry.ClaimedBy == me)
            .OrderBy(entry => entry.Id)
            .ToListAsync(cancel);
        Letters = await WriteAsync(mine, until - settings.LongestTry, now, cancel);
        // The link has to work when the letter arrives.
        await db.SaveChangesAsync(cancel);
        return due.Count;
    }

    /// <summary>Has all carried, and notes how each fared; returns how many were carried.</summary>
    public async Task<int> SendAsync(LetterSessions sessions, CancellationToken cancel)
    {
        var carried = 0;
        var outcomes = sessions.Carry(Letters, cancel);
        // What the carrier has is noted even when the platform stops.
        while (await outcomes.WaitToReadAsync(CancellationToken.None))
        {
            var known = 0;
            for (; outcomes.TryRead(out var outcome); known++)
            {
                Note(outcome);
                if (outcome.Carried)
                    carried++;
            }
            await SaveAsync(cancel);
            sessions.Noted(known);
        }
        return carried;
    }

    private IQueryable<OutboxEntry> Free(DateTime now) =>
        db.Outbox.Where(entry => entry.SentAt == null && (entry.ClaimedUntil == null || entry.ClaimedUntil <= now));

    private async Task<List<ClaimedLetter>> WriteAsync(
        List<OutboxEntry> entries,
        DateTime beginsUntil,
        DateTime now,
        CancellationToken cancel
    )
    {
        var panelists = entries.ConvertAll(entry => entry.PanelistId);
        var cards = await db
            .ContactCards.AsNoTracking()
            .Where(card => panelists.Contains(card.PanelistId))
            .ToDictionaryAsync(card => card.PanelistId, cancel);
        var roundIds = entries.Select(entry => entry.RoundId).Distinct().ToList();
        var rounds = await db
            .Rounds.AsNoTracking()
            .Where(round => roundIds.Contains(round.Id))
            .Select(round => new
            {
                round.Id,
                round.StudyId,
                round.Number,
                round.Questionnaire,
                round.DeadlineAt,
                round.SealedAt,
                round.Version,
                Correction = db.Corrections.Where(one => one.RoundId == round.Id).Select(one => (DateTime?)one.DeadlineAt).FirstOrDefault(),
                Results = db
                    .Studies.Where(study =>
                        study.Id == round.StudyId
                        && study.ResultsWithdrawnAt == null
                        && db.Rounds.Any(one => one.StudyId == study.Id && one.ReleasedAt != null)
                    )
                    .Select(study => study.Key)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(round => round.Id, cancel);
        var templates = await LetterTemplates.OfAsync(db, t, [.. rounds.Values.Select(round => round.StudyId)], cancel);
        var durations = rounds.ToDictionary(round => round.Key, round => Duration.Of(round.Value.Questionnaire));
        return entries.ConvertAll(entry =>
        {
            if (cards.GetValueOrDefault(entry.PanelistId) is not { } card)
                return new ClaimedLetter(entry, null, beginsUntil);
            var round = rounds[entry.RoundId];
            var language = entry.Panelist.Language;
            // What is sent after the closing asks for nothing.
            var deadline = round.SealedAt is null && entry.Kind.Asks() ? round.DeadlineAt : null;
            var letter = LetterWriter.Write(
                t,
                templates.Find(round.StudyId, entry.Kind, language),
                new(
                    card.Name,
                    round.Questionnaire,
                    round.Number,
                    durations[round.Id].FirstOrDefault(one => one.GroupKey == entry.Panelist.GroupKey)
                        ?? Duration.OfAll(round.Questionnaire),
                    entry.Kind == LetterKind.Correction ? round.Correction : deadline,
                    site.Of($"/einladung/{TokenOf(entry, now)}"),
                    round.Results is { } key
                        ? site.Of(ReportAddresses.In(Languages.OfReport(language), ReportAddresses.Public(key).Page(ReportVersion.Whole)))
                        : null
                ),
                entry.Mark,
                card.Email,
                language
            );
            if (deadline is { } until)
                letter = letter with
                {
                    Calendar = LetterCalendar.Of(
                        t,
                        round.Questionnaire,
                        until,
                        LetterCalendar.Uid(round.Id, entry.PanelistId, settings.From.Split('@')[1]),
                        round.Version,
                        // At each try the same.
                        entry.CreatedAt,
                        language
                    ),
                };
            return new(entry, letter, beginsUntil);
        });
    }

    /// <summary>The secret of an entry's one link: the same at every try, so that each copy that may arrive opens the sheet.</summary>
    private string TokenOf(OutboxEntry entry, DateTime now)
    {
        if (entry.SealedToken is { } kept && seal.Open(kept) is { } same)
            return same;
        var token = Token.New();
        db.Invitations.Add(new Invitation(entry.PanelistId, token, now));
        entry.Prepare(seal.Seal(token));
        return token;
    }

    private void Note(LetterOutcome outcome)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (outcome.Carried)
            outcome.Entry.Sent(now);
        else if (outcome.Trouble is { } trouble)
            outcome.Entry.Failed(trouble, now);
        else
            outcome.Entry.Release();
    }

    /// <summary>Until it succeeds: who is sent a letter that nobody noted is sent it again.</summary>
    private async Task SaveAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (DbUpdateConcurrencyException deleted)
            {
                // Whoever was deleted meanwhile leaves nothing to note.
                foreach (var entry in deleted.Entries)
                    entry.State = EntityState.Detached;
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                NotNoted(log, failure);
                // A platform that stops tries once more, at once.
                await Task.Delay(PauseOfNoting, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "It could not be noted which letters went out; no more are sent until it can.")]
    private static partial void NotNoted(ILogger log, Exception failure);
}
