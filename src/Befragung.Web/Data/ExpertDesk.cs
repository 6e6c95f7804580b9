using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// All that an expert has before them: who they are to us, the open round with their sheet, and what they answered in the round before.
/// One query; what is frozen comes from memory.
/// </summary>
public sealed class ExpertDesk
{
    // Compiled once, and nothing tracked: most who come here only look.
    private static readonly Func<SurveyDb, Guid, IAsyncEnumerable<Row>> Rows = EF.CompileAsyncQuery((SurveyDb db, Guid panelistId) =>
        from panelist in db.Panelists.AsNoTracking()
        where panelist.Id == panelistId && panelist.WithdrawnAt == null
        from sheet in db.Sheets.Where(sheet => sheet.PanelistId == panelist.Id).DefaultIfEmpty()
        from round in db.Rounds.Where(round => round.Id == sheet!.RoundId).DefaultIfEmpty()
        select new Row(panelist, sheet, (int?)round!.Number, round!.ClosedAt, round!.ReleasedAt));

    // SQLite lets one write at a time and makes others ask again every 150 ms; in a queue they wait a fraction of one.
    private static readonly SemaphoreSlim OneWriter = new(1);

    private readonly SurveyDb db;
    private readonly FrozenRounds frozen;

    private ExpertDesk(SurveyDb db, FrozenRounds frozen, Panelist panelist) => (this.db, this.frozen, Panelist) = (db, frozen, panelist);

    public Panelist Panelist { get; }

    /// <summary>The newest sheet that the expert handed in, of an open round or of a closed one; null before the first.</summary>
    public HandedInSheet? HandedIn { get; private init; }

    /// <summary>Null while no round is open.</summary>
    public FrozenRound? Round { get; private init; }

    public AnswerSheet? Sheet { get; private init; }

    /// <summary>The expert's answers of the round before.</summary>
    public Answers Earlier { get; private init; } = Answers.None;

    /// <summary>What the expert is asked in the open round.</summary>
    public Asking Asking { get; private init; } = null!;

    /// <summary>The questionnaire as this expert sees it, given what is answered so far.</summary>
    public Questionnaire Asked => Asking.Of(Sheet!.Answers);

    /// <summary>The expert's sheets of all rounds.</summary>
    private IReadOnlyList<long> SheetIds { get; init; } = [];

    /// <summary>Whether there was a round already that the expert was asked in.</summary>
    public bool AskedBefore => Closed.Count > 0;

    /// <summary>The closed rounds that the expert was asked in: their ids by their numbers.</summary>
    private SortedList<int, int> Closed { get; init; } = [];

    /// <summary>Null where the panelist is unknown or withdrawn.</summary>
    public static async Task<ExpertDesk?> FindAsync(SurveyDb db, FrozenRounds frozen, Guid panelistId, CancellationToken cancel)
    {
        var found = new List<Row>();
        await foreach (var row in Rows(db, panelistId).WithCancellation(cancel)) found.Add(row);
        if (found.Count == 0) return null;
        var newest = found.Where(row => row.Sheet?.HandedInAt is not null).MaxBy(row => row.Number);
        var open = found.SingleOrDefault(row => row.Sheet is not null && row.ClosedAt is null);
        var current = open is null ? null : await frozen.OfAsync(open.Sheet!.RoundId, db, cancel);
        // The newest first: that is where conditions look for what this round does not ask.
        var earlier = found.Where(row => row.Number < open?.Number).OrderByDescending(row => row.Number).Select(row => row.Sheet!.Answers).ToList();
        return new ExpertDesk(db, frozen, found[0].Panelist)
        {
            Round = current,
            HandedIn = newest is null ? null : new(await frozen.OfAsync(newest.Sheet!.RoundId, db, cancel), newest.Sheet, newest.ClosedAt, newest.ReleasedAt)
            {
                // Whoever is in the panel has a sheet of every round that was opened since.
                NextWasOpened = found.Exists(row => row.Number > newest.Number),
                Earlier = [.. found.Where(row => row.Number < newest.Number).OrderByDescending(row => row.Number).Select(row => row.Sheet!.Answers)],
            },
            Asking = current is null ? null! : new(current.Questionnaire, panelistId, found[0].Panelist.GroupKey, key => earlier.Select(answers => answers[key]).FirstOrDefault(value => value is not null)),
            Sheet = open?.Sheet,
            Earlier = found.SingleOrDefault(row => row.Number == open?.Number - 1)?.Sheet?.Answers ?? Answers.None,
            Closed = new(found.Where(row => row.ClosedAt is not null).ToDictionary(row => row.Number!.Value, row => row.Sheet!.RoundId)),
            SheetIds = [.. found.Where(row => row.Sheet is not null).Select(row => row.Sheet!.Id)],
        };
    }

    /// <summary>A closed round that the expert was asked in, the newest where no number is given; null where there is none.</summary>
    public async ValueTask<FrozenRound?> ClosedAsync(int? number, CancellationToken cancel) =>
        Closed.Count > 0 && Closed.TryGetValue(number ?? Closed.Keys[^1], out var id) ? await frozen.OfAsync(id, db, cancel) : null;

    public Feedback? FeedbackOn(Part part) => Feedback.On(part, Round?.Before, Earlier);

    /// <summary>Whether it was this expert who gave a reason.</summary>
    public bool IsOwn(ShownReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return SheetIds.Contains(reason.SheetId);
    }

    /// <summary>What the expert answered in the newest round that was handed in, and where that stands to all, as far as it may be told by now; null before the first.</summary>
    public async Task<OwnResult?> OwnResultAsync(CancellationToken cancel)
    {
        if (HandedIn is not { Round: { Number: var number } round, Sheet: { Answers: var answers } sheet } own) return null;
        var compared = OwnResult.ComparedRound(number, own.State, own.NextWasOpened);
        var others = compared is null ? null : compared == number ? await frozen.ResultOfAsync(sheet.RoundId, db, cancel) : round.Before;
        var asking = new Asking(round.Questionnaire, Panelist.Id, Panelist.GroupKey, key => own.Earlier.Select(earlier => earlier[key]).FirstOrDefault(value => value is not null));
        return OwnResult.Of(asking.Of(answers), number, own.State, answers, others);
    }

    /// <summary>
    /// Changes the sheet by one of its verbs and saves. Where another tab or device was faster, the change is made again on what is there now,
    /// so that both count; where the round was closed meanwhile, the sheet refuses.
    /// </summary>
    /// <exception cref="RuleBrokenException">The round was closed.</exception>
    public async Task ChangeAsync(Action<AnswerSheet> change, CancellationToken cancel)
    {
        if (db.Entry(Sheet!).State == EntityState.Detached) db.AttachRange(Panelist, Sheet!);
        while (true)
        {
            change(Sheet!);
            await OneWriter.WaitAsync(cancel);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                await db.Entry(Sheet!).ReloadAsync(cancel);
            }
            finally
            {
                OneWriter.Release();
            }
        }
    }

    private sealed record Row(Panelist Panelist, AnswerSheet? Sheet, int? Number, DateTime? ClosedAt, DateTime? ReleasedAt);
}

/// <summary>A sheet that was handed in, and how far its round is.</summary>
public sealed record HandedInSheet(FrozenRound Round, AnswerSheet Sheet, DateTime? ClosedAt, DateTime? ReleasedAt)
{
    public RoundState State => ReleasedAt is not null ? RoundState.Released : ClosedAt is not null ? RoundState.Closed : RoundState.Open;

    /// <summary>Whether a later round was opened since.</summary>
    public required bool NextWasOpened { get; init; }

    /// <summary>The expert's answers in the rounds before, the newest first.</summary>
    public required IReadOnlyList<Answers> Earlier { get; init; }

    /// <summary>Whether the view of one's own answers is what the study is for.</summary>
    public bool HasProfile => Round.Questionnaire.Settings.Profile;
}
