using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>Whom a reminder would reach now.</summary>
/// <param name="People">How many, by the words that they get.</param>
/// <param name="Recent">How many are left out because they got a letter within the last day, or one still waits for them.</param>
/// <param name="Often">How many are left out because they were reminded three times.</param>
public sealed record ReminderReach(IReadOnlyDictionary<LetterKind, int> People, int Recent, int Often)
{
    public int All => People.Values.Sum();
}

/// <summary>Reminds those who have not handed in: never twice within a day, never more than three times in a round, and not at night.</summary>
public sealed class Reminding(SurveyDb db, SurveyDatabase database, Outbox outbox, TimeProvider clock)
{
    private static readonly TimeSpan Recently = TimeSpan.FromHours(20);

    public async Task<ReminderReach> ReachAsync(Study study, Round round, CancellationToken cancel)
    {
        var people = await PeopleAsync(study, round, cancel);
        return new(
            LetterKinds.Reminders.ToDictionary(
                kind => kind,
                kind => people.Count(one => one is { IsRecent: false, IsOften: false } && one.Kind == kind)
            ),
            people.Count(one => one is { IsRecent: true, IsOften: false }),
            people.Count(one => one.IsOften)
        );
    }

    /// <summary>All reminders of a round, planned ones first by their day.</summary>
    public static Task<List<Reminder>> OfAsync(SurveyDb db, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Reminders.Where(one => one.RoundId == round.Id)
            .OrderBy(one => one.DaysBefore == null && one.DaysAfter == null)
            .ThenBy(one => one.DaysAfter == null)
            .ThenBy(one => one.DaysAfter)
            .ThenByDescending(one => one.DaysBefore)
            .ThenBy(one => one.Id)
            .ToListAsync(cancel);
    }

    /// <summary>Those that are planned and not sent, of rounds that are open.</summary>
    public static async Task<List<Reminder>> DueAsync(SurveyDb db, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var planned = await db
            .Reminders.AsNoTracking()
            .Include(one => one.Round)
            .Where(one => one.SentAt == null && (one.DaysBefore != null || one.DaysAfter != null))
            .Where(one => one.Round.OpenedAt != null && one.Round.SealedAt == null)
            .Where(one => one.Round.DeadlineAt == null || one.Round.DeadlineAt > now)
            .ToListAsync(cancel);
        return planned.FindAll(one => DueAt(one.Round, one.Day!) <= now);
    }

    /// <summary>At nine in the morning of the day; null as long as nobody knows which that is.</summary>
    public static DateTime? DueAt(Round round, ReminderDay day)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(day);
        var from = day.IsAfterOpening ? round.OpenedAt ?? round.OpensAt : round.DeadlineAt;
        return from is { } known
            ? Clock.At(Clock.Date(known).AddDays(day.IsAfterOpening ? day.Days : -day.Days), new TimeOnly(9, 0))
            : null;
    }

    /// <summary>Says until when a round asks, and on which days those are reminded who have not handed in.</summary>
    /// <param name="tell">Whether whoever has not handed in gets a letter about it.</param>
    /// <exception cref="RuleBrokenException">A day has passed already, or the round is over; or a letter would tell of nothing new.</exception>
    public async Task PlanAsync(
        Study study,
        Round round,
        DateOnly? deadline,
        IReadOnlyCollection<ReminderDay> days,
        bool tell,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        await db.Entry(round).ReloadAsync(cancel);
        DateTime? until = deadline is { } day ? Clock.EndOf(day) : null;
        if (until != round.DeadlineAt)
        {
            round.AskUntil(until, now);
            // Pages of experts that are known by heart say it too.
            db.Entry(round).Property<int>(FrozenRounds.Version).CurrentValue++;
        }
        else if (tell)
            throw new RuleBrokenException("Die Frist ist dieselbe wie bisher. Ein Anschreiben darüber gibt es nur, wenn Sie sie ändern.");
        var planned = (await OfAsync(db, round, cancel)).FindAll(one => one.Day is not null);
        foreach (var gone in planned.Where(one => one.SentAt is null && !days.Contains(one.Day!)))
            db.Reminders.Remove(gone);
        foreach (var one in days.Except(planned.Where(reminder => reminder.SentAt is not null).Select(reminder => reminder.Day!)))
            RequireToCome(round, one, now);
        db.Reminders.AddRange(days.Except(planned.Select(one => one.Day!)).Select(one => new Reminder(round, one)));
        await db.SaveChangesAsync(cancel);
        if (tell && round is { State: RoundState.Open, DeadlineAt: not null })
            await TellAsync(study, round, now, cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
    }

    private static void RequireToCome(Round round, ReminderDay day, DateTime now)
    {
        var due = DueAt(round, day);
        if (due <= now)
            throw day.IsAfterOpening
                ? new RuleBrokenException("Eine Erinnerung {0:Tag|Tage} nach dem Öffnen läge in der Vergangenheit.", day.Days)
                : new RuleBrokenException("Eine Erinnerung {0:Tag|Tage} vor der Frist läge in der Vergangenheit.", day.Days);
        if (due > round.DeadlineAt)
            throw new RuleBrokenException("Eine Erinnerung {0:Tag|Tage} nach dem Öffnen käme erst nach der Frist.", day.Days);
    }

    /// <summary>How many would get a letter about another deadline.</summary>
    public Task<int> ToTellAsync(Round round, CancellationToken cancel) => Asked(round).CountAsync(cancel);

    private async Task TellAsync(Study study, Round round, DateTime now, CancellationToken cancel)
    {
        // Of two changes on one day, the letter that still waits tells the newer.
        var people = await Asked(round)
            .Where(id =>
                !db.Outbox.Any(entry =>
                    entry.RoundId == round.Id
                    && entry.PanelistId == id
                    && entry.Kind == LetterKind.NewDeadline
                    && entry.SentAt == null
                    && entry.GivenUpAt == null
                )
            )
            .OrderBy(id => id)
            .ToListAsync(cancel);
        db.Note(clock, ChronicleStep.DeadlineTold, study.Id, round.Number, number: people.Count);
        await db.SaveChangesAsync(cancel);
        var due = Clock.ByDay(now);
        await database.InsertAsync(db, people.Select(one => new OutboxEntry(one, round, LetterKind.NewDeadline, 0, now, due)), cancel);
    }

    /// <summary>Who was asked, can be reached, and has not handed in.</summary>
    private IQueryable<Guid> Asked(Round round) =>
        from sheet in db.Sheets
        where sheet.RoundId == round.Id && sheet.HandedInAt == null
        join panelist in db.Panelists.Reached(db) on sheet.PanelistId equals panelist.Id
        select panelist.Id;

    /// <summary>Sends one by hand; returns how many it reaches.</summary>
    /// <param name="kinds">To whom.</param>
    /// <param name="told">How many whoever sends it was told of; where it is another number by now, nothing is sent.</param>
    public Task<int> SendAsync(
        Study study,
        Round round,
        IReadOnlyCollection<LetterKind> kinds,
        int told,
        string by,
        CancellationToken cancel
    ) => SendAsync(study, round, null, kinds, told, by, cancel);

    /// <summary>Sends one that is planned, unless somebody has meanwhile; returns how many it reaches.</summary>
    public Task<int> SendAsync(Study study, Round round, int planned, CancellationToken cancel) =>
        SendAsync(study, round, planned, LetterKinds.Reminders, null, Actor.Platform, cancel);

    private async Task<int> SendAsync(
        Study study,
        Round round,
        int? planned,
        IReadOnlyCollection<LetterKind> kinds,
        int? told,
        string by,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            await db.Entry(round).ReloadAsync(cancel);
            round.RequireUnsealed();
            var reminder = planned is null
                ? db.Reminders.Add(new Reminder(round)).Entity
                : await db.Reminders.SingleOrDefaultAsync(one => one.Id == planned && one.SentAt == null, cancel);
            if (reminder is null)
                return 0;
            var people = (await PeopleAsync(study, round, cancel)).FindAll(one =>
                one is { IsRecent: false, IsOften: false } && kinds.Contains(one.Kind)
            );
            if (told is { } number && number != people.Count)
                throw new RuleBrokenException(
                    "Inzwischen beträfe die Erinnerung {0:Person|Personen} statt {1}. Verschickt ist nichts; bitte sehen Sie noch einmal hin.",
                    people.Count,
                    number
                );
            reminder.Sent(now, by, people.Count);
            db.Note(clock, ChronicleStep.RemindersSent, study.Id, round.Number, number: people.Count);
            await db.SaveChangesAsync(cancel);
            var due = Clock.ByDay(now);
            await database.InsertAsync(
                db,
                people.Select(one => new OutboxEntry(one.PanelistId, round, one.Kind, one.Reminders + 1, now, due)),
                cancel
            );
            await transaction.CommitAsync(cancel);
            outbox.WakeUp();
            return people.Count;
        }
    }

    /// <summary>Everybody who was asked and has not handed in.</summary>
    private async Task<List<Reminded>> PeopleAsync(Study study, Round round, CancellationToken cancel)
    {
        var recently = clock.GetUtcNow().UtcDateTime - Recently;
        var open = await (
            from sheet in db.Sheets.AsNoTracking()
            where sheet.RoundId == round.Id && sheet.HandedInAt == null
            join panelist in db.Panelists.Reached(db) on sheet.PanelistId equals panelist.Id
            select new
            {
                sheet.PanelistId,
                sheet.GroupKey,
                IsBegun = sheet.SavedAt != null,
                Reminders = db.Outbox.Count(entry => entry.RoundId == round.Id && entry.PanelistId == panelist.Id && entry.Reminder > 0),
                IsRecent = db.Outbox.Any(entry =>
                    entry.RoundId == round.Id
                    && entry.PanelistId == panelist.Id
                    && ((entry.SentAt == null && entry.GivenUpAt == null) || entry.SentAt > recently)
                ),
            }
        ).ToListAsync(cancel);
        var complete = await db.CompleteAsync(study, round, open.Where(one => one.IsBegun).Select(one => one.PanelistId).ToList(), cancel);
        return open.ConvertAll(one => new Reminded(
            one.PanelistId,
            !one.IsBegun ? LetterKind.ReminderToBegin
                : complete.Contains(one.PanelistId) ? LetterKind.ReminderToHandIn
                : LetterKind.ReminderToGoOn,
            one.Reminders,
            one.IsRecent
        ));
    }

    private sealed record Reminded(Guid PanelistId, LetterKind Kind, int Reminders, bool IsRecent)
    {
        public bool IsOften => Reminders >= Reminder.Most;
    }
}
