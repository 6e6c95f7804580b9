using Befragung.Delphi;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Data;

/// <summary>
/// All that an expert has before them: who they are to us, the sheet of the open round, and what they handed in before.
/// One query, see <see cref="DeskQuery"/>; what is frozen comes from memory.
/// </summary>
public sealed class ExpertDesk
{
    private readonly ExpertDesks? desks;

    private ExpertDesk(ExpertDesks? desks, Panelist panelist)
    {
        this.desks = desks;
        Panelist = panelist;
    }

    /// <summary>That of somebody who tries a sheet and is nobody of the panel: nothing lies on it but that sheet.</summary>
    public static ExpertDesk ToTry(Panelist panelist, OpenSheet open) => new(null, panelist) { Open = open };

    public Panelist Panelist { get; }

    /// <summary>Null while no round is open.</summary>
    public OpenSheet? Open { get; private init; }

    /// <summary>The newest sheet that the expert handed in, of an open round or of a closed one; null before the first.</summary>
    public HandedInSheet? HandedIn { get; private init; }

    /// <summary>Whether there was a round already that the expert was asked in.</summary>
    public bool AskedBefore => Closed.Count > 0;

    /// <summary>What became of the sheet of the round that closed last; null before the first.</summary>
    public SheetOutcome? LastOutcome { get; private init; }

    /// <summary>The closed rounds that the expert was asked in, by their numbers.</summary>
    private SortedList<int, RoundShown> Closed { get; init; } = [];

    /// <summary>The expert's sheets of all rounds.</summary>
    private IReadOnlyList<long> SheetIds { get; init; } = [];

    /// <summary>From what was found about a panelist; at least one row.</summary>
    internal static async ValueTask<ExpertDesk> OfAsync(IReadOnlyList<DeskRow> found, ExpertDesks desks, CancellationToken cancel)
    {
        var panelist = found[0].Panelist;
        return new ExpertDesk(desks, panelist)
        {
            Open = await OpenAsync(panelist, found, desks, cancel),
            HandedIn = await HandedInAsync(found, desks, cancel),
            Closed = new(found.Where(row => row.ClosedAt is not null).ToDictionary(row => row.Number!.Value, row => row.Round)),
            LastOutcome = found
                .Where(row => row is { ClosedAt: not null, Sheet: not null })
                .MaxBy(row => row.Number)
                ?.Sheet!.Outcome(false),
            SheetIds = [.. found.Where(row => row.Sheet is not null).Select(row => row.Sheet!.Id)],
        };
    }

    private static async ValueTask<OpenSheet?> OpenAsync(
        Panelist panelist,
        IReadOnlyList<DeskRow> found,
        ExpertDesks desks,
        CancellationToken cancel
    )
    {
        if (found.SingleOrDefault(row => row is { Sheet: not null, ClosedAt: null }) is not { Sheet: { } sheet, Number: { } number } open)
            return null;
        var round = await desks.RoundAsync(open.Round, cancel);
        var before = found.SingleOrDefault(row => row.Number == number - 1)?.Sheet;
        var earlier = EarlierAnswers.Before(number, SheetsOf(found));
        return new OpenSheet(desks, panelist, round, sheet)
        {
            Asking = new(round.Questionnaire, panelist.Id, panelist.GroupKey, earlier.Newest),
            Earlier = before?.Counted ?? Answers.None,
            LeftOutBefore = before is { Counts: false },
            EarlierRounds = earlier,
            LeftOut = [.. from row in found where row.Number < number && row.Sheet is { Counts: false } select row.Number!.Value],
        };
    }

    private static async ValueTask<HandedInSheet?> HandedInAsync(IReadOnlyList<DeskRow> found, ExpertDesks desks, CancellationToken cancel)
    {
        var handedIn = found.Where(row => row.Sheet?.HandedInAt is not null);
        if (handedIn.MaxBy(row => row.Number) is not { Sheet: { } sheet, Number: { } number } newest)
            return null;
        return new(await desks.RoundAsync(newest.Round, cancel), sheet, newest.ClosedAt, newest.ReleasedAt)
        {
            // Whoever is in the panel has a sheet of every round that was opened since.
            NextWasOpened = found.Any(row => row.Number > number),
            Earlier = EarlierAnswers.Before(number, SheetsOf(found)),
        };
    }

    private static IEnumerable<(int Round, AnswerSheet Sheet)> SheetsOf(IReadOnlyList<DeskRow> found) =>
        from row in found
        where row.Sheet is not null
        select (row.Number!.Value, row.Sheet);

    /// <summary>A closed round that the expert was asked in, the newest where no number is given; null where there is none.</summary>
    public async ValueTask<FrozenRound?> ClosedAsync(int? number, CancellationToken cancel) =>
        Closed.Count > 0 && desks is not null && Closed.TryGetValue(number ?? Closed.Keys[^1], out var round)
            ? await desks.RoundAsync(round, cancel)
            : null;

    /// <summary>A round whose opening was taken back, as it is planned now; null where it is not.</summary>
    public async Task<FrozenRound?> TakenBackAsync(int number, CancellationToken cancel) =>
        desks is null ? null : await desks.TakenBackAsync(Panelist, number, cancel);

    /// <summary>Whether it was this expert who gave a reason.</summary>
    public bool IsOwn(ShownReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return SheetIds.Contains(reason.SheetId);
    }

    /// <summary>What the expert answered in the newest round that was handed in, and where that stands to all, as far as it may be told by now; null before the first.</summary>
    public async Task<OwnResult?> OwnResultAsync(CancellationToken cancel)
    {
        if (desks is null || HandedIn is not { Round: { Number: var number } round, Sheet: { Answers: var answers } sheet } own)
            return null;
        var compared = OwnResult.ComparedRound(number, own.State, own.NextWasOpened);
        var others =
            compared is null ? null
            : compared == number ? await desks.ResultAsync(sheet.RoundId, cancel)
            : round.Comparable;
        var asking = new Asking(round.Questionnaire, Panelist.Id, Panelist.GroupKey, own.Earlier.Newest);
        return OwnResult.Of(asking.Of(answers), number, own.State, answers, others);
    }
}

/// <summary>An expert's sheet of the open round, and what it takes to fill it in.</summary>
public sealed class OpenSheet(ISheetKeeper keeper, Panelist panelist, FrozenRound round, AnswerSheet sheet)
{
    public FrozenRound Round => round;

    /// <summary>As it was read, or last changed.</summary>
    public AnswerSheet Sheet { get; private set; } = sheet;

    public Answers Answers => Sheet.Answers;

    /// <summary>What the expert is asked in this round.</summary>
    public required Asking Asking { get; init; }

    /// <summary>The questionnaire as this expert sees it, given what is answered so far.</summary>
    public Questionnaire Asked => Asking.Of(Answers);

    /// <summary>The expert's answers of the round before, as far as they are in its result.</summary>
    public required Answers Earlier { get; init; }

    /// <summary>Whether the expert was asked in the round before and did not hand in: then nothing that was answered there counts.</summary>
    public required bool LeftOutBefore { get; init; }

    /// <summary>What the expert answered in each round before, as far as it counts: of what is asked again after a while, it is told which answer was one's own.</summary>
    public required EarlierAnswers EarlierRounds { get; init; }

    /// <summary>The rounds before that the expert was asked in, and did not hand in.</summary>
    public IReadOnlyList<int> LeftOut { get; init; } = [];

    /// <summary>
    /// Changes the sheet by one of its verbs and saves. Where another tab or device was faster, the change is made again on what is there now,
    /// so that both count; where the round was closed meanwhile, or its opening taken back, the sheet refuses.
    /// </summary>
    /// <exception cref="RuleBrokenException">The round was closed, or its opening taken back.</exception>
    public async Task ChangeAsync(Action<AnswerSheet> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        var consentedBefore = panelist.ConsentedAt;
        while (true)
        {
            var was = Sheet.Version;
            change(Sheet);
            if (await keeper.SaveAsync(Sheet, was, panelist.ConsentedAt == consentedBefore ? null : panelist))
                return;
            Sheet = await keeper.SheetAsync(Sheet, cancel);
        }
    }
}

/// <summary>A sheet that was handed in, and how far its round is.</summary>
public sealed record HandedInSheet(FrozenRound Round, AnswerSheet Sheet, DateTime? ClosedAt, DateTime? ReleasedAt)
{
    public RoundState State =>
        ReleasedAt is not null ? RoundState.Released
        : ClosedAt is not null ? RoundState.Closed
        : RoundState.Open;

    /// <summary>Whether a later round was opened since.</summary>
    public required bool NextWasOpened { get; init; }

    /// <summary>The expert's answers in the rounds before.</summary>
    public required EarlierAnswers Earlier { get; init; }

    /// <summary>Whether the view of one's own answers is what the study is for.</summary>
    public bool HasProfile => Round.Questionnaire.Settings.Profile;
}
