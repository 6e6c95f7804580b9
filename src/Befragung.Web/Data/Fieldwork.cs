using System.Runtime.CompilerServices;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// The steps of a round that touch the whole panel, each in portions, so that nobody else's save waits for it: opening makes a sheet and a letter for everyone, and they are there
/// for nobody until the round is open; closing seals the round in a moment and then counts.
/// </summary>
public sealed class Fieldwork(
    SurveyDb db,
    SurveyDatabase database,
    Portions portions,
    StepProgress progress,
    Outbox outbox,
    LetterFolder folder,
    TimeProvider clock
)
{
    public async Task OpenAsync(Study study, Round round, string by, CancellationToken cancel)
    {
        if (round.DiscardedAt is not null)
            await EmptyAsync(study, round, cancel);
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            if (await Drafting.IsUnfinishedAsync(db, study, cancel))
                throw new RuleBrokenException("Der Fragebogen ist noch nicht fertig. Was fehlt, steht auf der Seite „Fragebogen“.");
            if (!await CanBeAskedAsync(study, cancel))
                throw NobodyToAsk();
            await NextRounds.TellLateAsync(db, study, round, cancel);
            await Corrections.EndForAsync(db, study, round, Now, by, cancel);
            round.BeginOpening(Now, by);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        await FinishOpeningAsync(study, round, cancel);
    }

    /// <summary>
    /// Makes the sheets and letters that are still missing, and opens the round with the last of them. Until then nobody else joins the panel: taking in is a long step as well, and
    /// whoever is to be invited anew has to wait.
    /// </summary>
    public async Task FinishOpeningAsync(Study study, Round round, CancellationToken cancel)
    {
        var at = round.OpeningAt!.Value;
        var missing = await ToBeAsked(study)
            .Where(panelist => !db.Sheets.Any(sheet => sheet.PanelistId == panelist.Id && sheet.RoundId == round.Id))
            // In the order of the indexes: so a portion touches few of their pages. That tells nothing, for the order of pseudonyms is random.
            .OrderBy(panelist => panelist.Id)
            .Select(panelist => panelist.Id)
            .ToListAsync(cancel);
        var wiped = false;
        await portions.ForAllAsync(
            Turn.Of(study),
            missing,
            async some =>
            {
                // Who was withdrawn or deleted meanwhile is asked no more.
                // By their keys alone, else the database may go through the whole panel for each portion.
                var people = await db
                    .Panelists.AsNoTracking()
                    .Where(panelist => EF.Parameter(some).Contains(panelist.Id) && panelist.WithdrawnAt == null)
                    .OrderBy(panelist => panelist.Id)
                    .ToListAsync(cancel);
                await database.InsertAsync(db, people.Select(panelist => round.Invite(panelist, at)), cancel);
                var written = await Reached(some).ToHashSetAsync(cancel);
                await database.InsertAsync(
                    db,
                    people.Where(panelist => written.Contains(panelist.Id)).Select(panelist => new OutboxEntry(panelist, round, at)),
                    cancel
                );
            },
            async () =>
            {
                if (await CanBeAskedAsync(study, cancel))
                {
                    round.Open(Now, round.OpeningBy!, await db.SnapshotAsync(round, cancel));
                    wiped = await Trials.WipeAsync(db, round, clock, cancel);
                }
                else
                    round.AbandonOpening();
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        if (wiped)
            await database.EraseLatestAsync(db, cancel);
        if (round.State != RoundState.Open)
            throw NobodyToAsk();
        outbox.WakeUp();
    }

    /// <summary>Adds the sheet and the letter of one expert; saved by the caller.</summary>
    /// <param name="isWritten">Whether there is an address for the letter.</param>
    public void Invite(Panelist panelist, Round round, DateTime now, bool isWritten = true)
    {
        db.Sheets.Add(round.Invite(panelist, now));
        if (isWritten)
            db.Outbox.Add(new OutboxEntry(panelist, round, now));
    }

    /// <summary>
    /// Takes an opening back: sheets and letters are gone, and consent given to what may still be changed counts no longer. Links stay valid, for the next opening.
    /// </summary>
    /// <param name="study">The study.</param>
    /// <param name="round">Its open round.</param>
    /// <param name="evenBegun">Also where somebody has consented, without having answered anything yet.</param>
    /// <param name="cancel">Ends it between two portions.</param>
    /// <exception cref="RuleBrokenException">Somebody has answered, or has begun.</exception>
    public async Task DiscardAsync(Study study, Round round, bool evenBegun, CancellationToken cancel)
    {
        // Whoever saves at this moment is either seen here, or finds no sheet any more and is told so.
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            await database.HoldSavesAsync(db, round.Id, cancel);
            var opened = round.OpenedAt;
            round.Discard(Now);
            if (await db.AnsweredAsync(round.Id, cancel) > 0)
                throw new RuleBrokenException(
                    "In Runde {0} hat schon jemand geantwortet. Zurücknehmen lässt sich nur die Öffnung einer Runde ohne Antworten.",
                    round.Number
                );
            if (!evenBegun && await SheetsOf(round).AnyAsync(sheet => sheet.StartedAt != null, cancel))
                throw new RuleBrokenException(
                    "Inzwischen hat jemand mit Runde {0} begonnen. Zurückgenommen ist nichts; sehen Sie sich den Stand noch einmal an.",
                    round.Number
                );
            await db
                .Panelists.Where(panelist => panelist.StudyId == study.Id && panelist.ConsentedAt >= opened)
                .ExecuteUpdateAsync(panelist => panelist.SetProperty(one => one.ConsentedAt, (DateTime?)null), cancel);
            await db.SaveChangesAsync(cancel);
            await FrozenRounds.TakeBackAsync(db, study.Id, round.Number - 1, cancel);
            // What is planned stays, for the next opening.
            await db
                .Reminders.Where(reminder => reminder.RoundId == round.Id && reminder.DaysBefore == null && reminder.DaysAfter == null)
                .ExecuteDeleteAsync(cancel);
            await db
                .Reminders.Where(reminder => reminder.RoundId == round.Id)
                .ExecuteUpdateAsync(
                    reminder =>
                        reminder
                            .SetProperty(one => one.SentAt, (DateTime?)null)
                            .SetProperty(one => one.SentBy, (string?)null)
                            .SetProperty(one => one.People, 0),
                    cancel
                );
            await transaction.CommitAsync(cancel);
        }
        await EmptyAsync(study, round, cancel);
    }

    /// <summary>Removes the sheets and letters of an opening that was taken back; they are there for nobody by then.</summary>
    public async Task EmptyAsync(Study study, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        var turn = Turn.Of(study);
        progress.Begin(await SheetsOf(round).CountAsync(cancel) * 2);
        var letters = db.Outbox.IgnoreQueryFilters().Where(entry => entry.RoundId == round.Id);
        // Those that lie in the folder would be sent along with the letters of the next opening.
        folder.WipeOf(round.Id);
        await portions.DeleteAsync(turn, letters.OrderBy(entry => entry.RoundId), cancel);
        await portions.DeleteAsync(turn, SheetsOf(round).OrderBy(sheet => sheet.RoundId), cancel);
        await using var transaction = await database.BeginAsync(db, turn, cancel);
        round.Emptied();
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>
    /// Seals the round, and counts what is on its sheets then. Where that was cut off, the same again does the rest: what is sealed stays as it is.
    /// </summary>
    public async Task CloseAsync(Study study, Round round, string by, CancellationToken cancel)
    {
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            await database.HoldSavesAsync(db, round.Id, cancel);
            round.Seal(Now, by);
            await db.SaveChangesAsync(cancel);
            // From here on no save is taken, see SheetWriter; so nothing changes while it is counted.
            await transaction.CommitAsync(cancel);
        }
        await FinishClosingAsync(study, round, cancel);
    }

    /// <summary>Counts a round that is sealed.</summary>
    public async Task FinishClosingAsync(Study study, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        var turn = Turn.Of(study);
        await SealSheetsAsync(study, round, cancel);
        // What an attempt that was cut off has left.
        await portions.DeleteAsync(turn, db.Reasons.Where(reason => reason.RoundId == round.Id).OrderBy(reason => reason.RoundId), cancel);
        await portions.DeleteAsync(turn, db.OpenAnswers.Where(text => text.RoundId == round.Id).OrderBy(text => text.RoundId), cancel);
        progress.Begin(await Counted(round.Id).CountAsync(cancel));
        var lastAsked = study.LastAskedBefore(round);
        var sides = await SidesAsync(study, round, cancel);
        var tally = new RoundTally(round.Questionnaire, lastAsked, sides);
        var equal = new EqualSheets(round.Questionnaire);
        var compared = lastAsked.Rounds.ToDictionary(number => study.Round(number).Id);
        await foreach (var sheets in HandedInAsync(round.Id, cancel))
        {
            var before = await EarlierAsync(sheets, compared, cancel);
            var reasons = new List<Reason>();
            var texts = new List<OpenAnswer>();
            foreach (var sheet in sheets.Where(sheet => sheet.CameByThemselves))
                equal.Add(sheet.Answers, sheet.NotAsked);
            foreach (var sheet in sheets)
            foreach (
                var (partKey, text) in tally.Add(
                    sheet.GroupKey,
                    sheet.Answers.ToJson(),
                    sheet.NotAsked,
                    KeptAnswers.Parse(sheet.Kept),
                    [.. before[sheet.Expert]]
                )
            )
                if (ReasonPart.Of(partKey) is { } reason)
                    reasons.Add(new Reason(round.Id, sheet.Id, reason, text));
                else if (ReplyPart.Of(partKey) is { } reply)
                {
                    if (sides.ContainsKey(reply.Reason))
                        reasons.Add(Reason.ReplyOf(round.Id, sheet.Id, reply, text));
                }
                else if (ConvincedPart.Of(partKey) is null)
                    texts.Add(new OpenAnswer(round.Id, sheet.Id, partKey, text));
            await StoreAsync(study, reasons, cancel);
            await StoreAsync(study, texts, cancel);
            progress.Add(sheets.Count);
        }
        if (round.Number > 1)
            await foreach (var sheet in FirstAsync(study.Round(1).Id, round.Id, cancel))
                tally.AddFirst(sheet.Answers.ToJson(), sheet.Stayed, sheet.NotAsked);
        var result = tally.ToResult(round.Number, await db.ParticipationAsync(round.Id, cancel), study.ResultsBefore(round));
        if (round.Number == 1)
            result = result with { Recruited = await db.RecruitedAsync(round, result, cancel) };
        await using var transaction = await database.BeginAsync(db, turn, cancel);
        await ForgetWordsOfTooFewAsync(study, round, result, cancel);
        round.CameByThemselves(equal.Sheets, equal.Equal);
        var saved = round.Questionnaire.Settings.CountSaved
            ? await SheetsOf(round).CountAsync(sheet => sheet.HandedInAt == round.SealedAt, cancel)
            : 0;
        await NextRounds.TellLateAsync(db, study, round, cancel);
        round.Close(result, round.SealedAt!.Value, round.SealedBy!, saved);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Which way the reasons of the rounds before speak: all that anybody could have read in this one.</summary>
    private async Task<Dictionary<Guid, ReasonSide>> SidesAsync(Study study, Round round, CancellationToken cancel)
    {
        var before = study.Rounds.Where(one => one.Number < round.Number).Select(one => one.Id).ToList();
        return await db
            .Reasons.Where(reason => before.Contains(reason.RoundId) && reason.AnswersTo == null)
            .Select(reason => new { reason.Id, reason.Side })
            .ToDictionaryAsync(reason => reason.Id, reason => reason.Side, cancel);
    }

    /// <summary>What nobody may read stays on the sheets, and comes before nobody's eyes: neither among the answers nor to be decided on.</summary>
    private async Task ForgetWordsOfTooFewAsync(Study study, Round round, RoundResult result, CancellationToken cancel)
    {
        var few = GroupQuestions.OfTooFew(
            [.. study.Rounds.Where(one => one.Number <= round.Number).Select(one => one.Questionnaire)],
            result
        );
        if (few.Count == 0)
            return;
        var parts = round
            .Questionnaire.Items.Where(item => few.Contains(item.Key))
            .SelectMany(item => item.Parts)
            .Select(part => part.Key)
            .ToList();
        await db.Reasons.Where(reason => reason.RoundId == round.Id && few.Contains(reason.ItemKey)).ExecuteDeleteAsync(cancel);
        await db.OpenAnswers.Where(answer => answer.RoundId == round.Id && parts.Contains(answer.PartKey)).ExecuteDeleteAsync(cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private IQueryable<Panelist> ToBeAsked(Study study) =>
        db.Panelists.Where(panelist => panelist.StudyId == study.Id && panelist.WithdrawnAt == null);

    /// <summary>Somebody is in the panel, or may come by an open link.</summary>
    private async Task<bool> CanBeAskedAsync(Study study, CancellationToken cancel) =>
        await ToBeAsked(study).AnyAsync(cancel) || await OpenLinks.AnyAsync(db, study, Now, cancel);

    /// <summary>Who of these gets a letter: neither who came by an open link and left no address, nor who has none but that of the post.</summary>
    private IQueryable<Guid> Reached(IReadOnlyList<Guid> people) =>
        db
            .Panelists.Where(panelist => EF.Parameter(people).Contains(panelist.Id))
            .Where(panelist => panelist.OpenLinkId == null || db.ContactCards.Any(card => card.PanelistId == panelist.Id))
            .Where(panelist => !db.ContactCards.Any(card => card.PanelistId == panelist.Id && card.Email == ""))
            .Select(panelist => panelist.Id);

    private static RuleBrokenException NobodyToAsk() =>
        new("Das Panel ist noch leer. Nehmen Sie erst die Expertinnen und Experten auf, oder legen Sie einen offenen Link an.");

    private IQueryable<AnswerSheet> SheetsOf(Round round) => db.Sheets.Where(sheet => sheet.RoundId == round.Id);

    /// <summary>What was written in own words; some hundred sheets can hold thousands of these.</summary>
    private async Task StoreAsync<T>(Study study, List<T> written, CancellationToken cancel)
        where T : class
    {
        foreach (var some in written.Chunk(Portions.Size))
        {
            await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
            await database.InsertAsync(db, some, cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private async Task SealSheetsAsync(Study study, Round round, CancellationToken cancel)
    {
        var sheets = SheetsOf(round);
        var last = 0L;
        while (true)
        {
            var after = last;
            var ids = await sheets
                .Where(sheet => sheet.Id > after)
                .OrderBy(sheet => sheet.Id)
                .Take(Portions.Size)
                .Select(sheet => sheet.Id)
                .ToListAsync(cancel);
            if (ids.Count == 0)
                return;
            var upTo = ids[^1];
            last = upTo;
            await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
            var unsealed = sheets.Where(sheet => sheet.Id > after && sheet.Id <= upTo && sheet.SealedAt == null);
            // Nobody hands in any more: whoever has this time saved and did not.
            if (round.Questionnaire.Settings.CountSaved)
                await unsealed.OnlySaved(db).ExecuteUpdateAsync(sheet => sheet.SetProperty(one => one.HandedInAt, round.SealedAt), cancel);
            await unsealed.ExecuteUpdateAsync(
                sheet => sheet.SetProperty(one => one.SealedAt, round.SealedAt).SetProperty(one => one.Version, one => one.Version + 1),
                cancel
            );
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>What the experts of some sheets handed in in earlier rounds, by expert.</summary>
    /// <param name="sheets">A portion.</param>
    /// <param name="rounds">The numbers of the rounds, by their ids.</param>
    private async Task<ILookup<Guid, EarlierSheet>> EarlierAsync(
        List<StoredSheet> sheets,
        Dictionary<int, int> rounds,
        CancellationToken cancel
    )
    {
        var experts = sheets.ConvertAll(sheet => sheet.Expert);
        var ids = rounds.Keys.ToList();
        var stored = await db
            .Sheets.AsNoTracking()
            .Where(AnswerSheet.InResult)
            .Where(sheet => ids.Contains(sheet.RoundId) && experts.Contains(sheet.PanelistId))
            .Select(sheet => new
            {
                sheet.PanelistId,
                sheet.RoundId,
                sheet.Answers,
                sheet.NotAsked,
            })
            .ToListAsync(cancel);
        return stored.ToLookup(
            sheet => sheet.PanelistId,
            sheet => new EarlierSheet(rounds[sheet.RoundId], sheet.Answers.ToJson(), sheet.NotAsked)
        );
    }

    /// <summary>The sheets that count.</summary>
    private IAsyncEnumerable<List<StoredSheet>> HandedInAsync(int roundId, CancellationToken cancel) =>
        PortionsAsync(
            Counted(roundId),
            sheets =>
                from sheet in sheets
                join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
                select new StoredSheet(
                    sheet.Id,
                    sheet.PanelistId,
                    panelist.GroupKey,
                    sheet.Answers,
                    sheet.NotAsked,
                    sheet.Kept,
                    panelist.OpenLinkId != null
                ),
            cancel
        );

    /// <summary>The sheets of round 1, and whether their experts handed in this round too.</summary>
    private async IAsyncEnumerable<FirstSheet> FirstAsync(int firstId, int roundId, [EnumeratorCancellation] CancellationToken cancel)
    {
        var stored = PortionsAsync(
            Counted(firstId),
            sheets =>
                from sheet in sheets
                select new FirstSheet(
                    sheet.Id,
                    sheet.Answers,
                    sheet.NotAsked,
                    Counted(roundId).Any(now => now.PanelistId == sheet.PanelistId)
                ),
            cancel
        );
        await foreach (var portion in stored)
        foreach (var sheet in portion)
            yield return sheet;
    }

    private IQueryable<AnswerSheet> Counted(int roundId) =>
        db.Sheets.AsNoTracking().Where(AnswerSheet.InResult).Where(sheet => sheet.RoundId == roundId);

    /// <summary>Documents as they are stored, neither tracked nor unpacked: the tally reads them as they pass.</summary>
    private static async IAsyncEnumerable<List<T>> PortionsAsync<T>(
        IQueryable<AnswerSheet> sheets,
        Func<IQueryable<AnswerSheet>, IQueryable<T>> read,
        [EnumeratorCancellation] CancellationToken cancel
    )
        where T : class, IStored
    {
        var last = 0L;
        while (true)
        {
            var after = last;
            var portion = await read(sheets.Where(sheet => sheet.Id > after).OrderBy(sheet => sheet.Id).Take(Portions.Size))
                .ToListAsync(cancel);
            if (portion.Count == 0)
                yield break;
            yield return portion;
            last = portion.Max(sheet => sheet.Id);
        }
    }

    private interface IStored
    {
        long Id { get; }
    }

    private sealed record StoredSheet(
        long Id,
        Guid Expert,
        string GroupKey,
        Answers Answers,
        string? NotAsked,
        string? Kept,
        bool CameByThemselves
    ) : IStored;

    private sealed record FirstSheet(long Id, Answers Answers, string? NotAsked, bool Stayed) : IStored;
}
