using System.Linq.Expressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Rounds;

public enum SheetState
{
    Invited,
    Started,
    HandedIn,
}

/// <summary>What became of a sheet when its round closed, for whoever filled it in. Whether what was only saved counts was settled when the round opened.</summary>
public enum SheetOutcome
{
    /// <summary>Nothing was saved: there is nothing that could count.</summary>
    Untouched,

    /// <summary>Saved and not handed in; it does not count.</summary>
    LeftOut,

    /// <summary>Saved and not handed in; it counts all the same.</summary>
    CountedAsSaved,

    HandedIn,
}

/// <summary>
/// What one expert answers in one round. All answers live in one document, so that a page is saved whole or not at all, and closing can
/// stream over sheets. From its sealing on, at the closing of the round, nothing in it changes.
/// </summary>
public sealed class AnswerSheet
{
    /// <summary>Of what is typed and is no answer, so much of each part is kept: twice of what any question takes.</summary>
    public const int LongestMistake = 20_000;

    // The one definition, for queries and for sheets that are there already.
    private static readonly Func<AnswerSheet, bool> IsInResult = InResult.Compile();

    private AnswerSheet() { }

    internal AnswerSheet(Round round, Panelist panelist, DateTime at)
    {
        RoundId = round.Id;
        PanelistId = panelist.Id;
        GroupKey = panelist.GroupKey;
        InvitedAt = at;
    }

    /// <summary>A sheet as it is stored.</summary>
    public AnswerSheet(
        long id,
        int roundId,
        Guid panelistId,
        string groupKey,
        DateTime invitedAt,
        DateTime? startedAt,
        DateTime? savedAt,
        DateTime? handedInAt,
        DateTime? sealedAt,
        Answers answers,
        string? notAsked,
        int version,
        string? mistakes = null,
        string? kept = null
    )
    {
        Id = id;
        RoundId = roundId;
        PanelistId = panelistId;
        GroupKey = groupKey;
        Answers = answers;
        NotAsked = notAsked;
        Version = version;
        Mistakes = mistakes;
        Kept = kept;
        InvitedAt = invitedAt;
        StartedAt = startedAt;
        SavedAt = savedAt;
        HandedInAt = handedInAt;
        SealedAt = sealedAt;
    }

    public long Id { get; private set; }

    public int RoundId { get; private set; }

    public Guid PanelistId { get; private set; }

    /// <summary>That of the panelist, which stays as it is from the first answer on: so who takes part is counted without the panel.</summary>
    public string GroupKey { get; private set; } = "";

    public DateTime InvitedAt { get; private set; }
    public DateTime? StartedAt { get; private set; }
    public DateTime? SavedAt { get; private set; }
    public DateTime? HandedInAt { get; private set; }
    public DateTime? SealedAt { get; private set; }

    /// <summary>By part key; "" is "keine Angabe", an absent key is not answered.</summary>
    public Answers Answers { get; private set; } = Answers.None;

    /// <summary>Keys of the items that were not asked, because of what was answered or of the group; with blanks between them, null for none.</summary>
    public string? NotAsked { get; private set; }

    /// <summary>What was typed and is no answer, as it was typed: one flat JSON object by part key, null for none. It never counts, and waits to be put right.</summary>
    public string? Mistakes { get; private set; }

    /// <summary>The same by part key: "" for a field that was left empty beside others, an absent key where nothing has to be put right.</summary>
    public Answers Mistaken => Mistakes is null ? Answers.None : Answers.Parse(Mistakes);

    /// <summary>Keys of the items whose answer of an earlier round was kept by a button; with a star behind it where that was done for many at once. Null for none.</summary>
    public string? Kept { get; private set; }

    /// <summary>Concurrency token: a save that has not seen the latest one, or the sealing, is refused and tried again.</summary>
    public int Version { get; private set; }

    /// <summary>Which sheets the result of their round is made from: those that were handed in, once they are sealed. No other is an answer of an earlier round.</summary>
    public static Expression<Func<AnswerSheet, bool>> InResult => sheet => sheet.HandedInAt != null && sheet.SealedAt != null;

    /// <summary>Whether the sheet is in the result of its round.</summary>
    public bool Counts => IsInResult(this);

    /// <summary>What of it is in the result: nothing of a sheet that does not count, and no answer to what was not asked in the end.</summary>
    public Answers Counted =>
        !Counts ? Answers.None
        : NotAsked is null ? Answers
        : Answers.Without(NotAsked.Split(' ').ToHashSet());

    /// <summary>Of a sheet whose round takes nothing any more.</summary>
    /// <param name="countsSaved">Whether what is only saved counts, as its round says: for a sheet that is not sealed yet.</param>
    public SheetOutcome Outcome(bool countsSaved) =>
        this switch
        {
            // At the sealing, what is saved is handed in with it.
            { HandedInAt: { } at } => at == SealedAt ? SheetOutcome.CountedAsSaved : SheetOutcome.HandedIn,
            { SavedAt: null } => SheetOutcome.Untouched,
            // Of what was only typed and is no answer, nothing counts.
            _ => countsSaved && SealedAt is null && !Answers.SayNothing ? SheetOutcome.CountedAsSaved : SheetOutcome.LeftOut,
        };

    public SheetState State =>
        this switch
        {
            { HandedInAt: not null } => SheetState.HandedIn,
            { StartedAt: not null } => SheetState.Started,
            _ => SheetState.Invited,
        };

    /// <summary>Goes with its expert into another group.</summary>
    /// <exception cref="RuleBrokenException">Something was answered already: the answers are those of the former group.</exception>
    public void MoveTo(string groupKey)
    {
        RequireUnsealed();
        if (SavedAt is not null || HandedInAt is not null)
            throw new RuleBrokenException("Diese Person hat schon geantwortet. Ihre Gruppe lässt sich nicht mehr ändern.");
        GroupKey = groupKey;
        Version++;
    }

    /// <summary>The first look at the questions.</summary>
    public void Start(DateTime at)
    {
        RequireUnsealed();
        if (StartedAt is not null)
            return;
        StartedAt = at;
        Version++;
    }

    /// <summary>Which answers were kept, and how.</summary>
    public KeptAnswers KeptAnswers => KeptAnswers.Parse(Kept);

    /// <summary>Takes over what was changed on one page. The changes have to be valid: see <see cref="AnswerChange.Check"/>.</summary>
    public void Save(IReadOnlyList<AnswerChange> changes, Asking asking, DateTime at) => Save(changes, [], asking, at);

    /// <summary>The same with what is typed and is no answer: it is kept as it was typed and counts nowhere, and an answer that was there before it stays and counts.</summary>
    /// <param name="changes">Valid ones. What is answered anew, or taken back, has nothing more to be put right.</param>
    /// <param name="mistakes">By part; null where nothing has to be put right any more.</param>
    /// <param name="asking">What the expert is asked.</param>
    /// <param name="at">Now.</param>
    /// <param name="kept">Which of the items that are changed have the answer of an earlier round by keeping it; every other one is answered anew. Null for none.</param>
    public void Save(
        IReadOnlyList<AnswerChange> changes,
        IReadOnlyList<AnswerChange> mistakes,
        Asking asking,
        DateTime at,
        KeptAnswers? kept = null
    )
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(mistakes);
        ArgumentNullException.ThrowIfNull(asking);
        RequireUnsealed();
        StartedAt ??= at;
        SavedAt = at;
        Answers = Answers.With(changes);
        Note(changes, asking.Questionnaire, kept ?? KeptAnswers.None);
        NotAsked = asking.LeftOut(Answers) is { Count: > 0 } left ? string.Join(' ', left) : null;
        if (Mistakes is not null || mistakes.Count > 0)
            Mistakes = Mistaken.With([.. changes.Select(change => change with { Value = null }), .. mistakes.Select(Bounded)])
                is { AreNone: false } typed
                ? typed.ToJson()
                : null;
        Version++;
    }

    /// <summary>What of something typed is kept; no character is cut in two.</summary>
    public static string KeptOf(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Length <= LongestMistake
            ? typed
            : typed[..(char.IsHighSurrogate(typed[LongestMistake - 1]) ? LongestMistake - 1 : LongestMistake)];
    }

    private static AnswerChange Bounded(AnswerChange mistake) =>
        mistake.Value is { } typed ? mistake with { Value = KeptOf(typed) } : mistake;

    /// <summary>A reason is no answer: whoever gives one still keeps the answer that it is given for.</summary>
    private void Note(IReadOnlyList<AnswerChange> changes, Questionnaire questionnaire, KeptAnswers kept)
    {
        // Of most sheets nothing is kept.
        if (Kept is null && kept.Stored is null)
            return;
        var parts = changes.Select(change => change.PartKey).ToHashSet(StringComparer.Ordinal);
        var answered = changes
            .Select(change => change.PartKey.Split('.')[0])
            .Distinct()
            .Where(key => questionnaire.ItemOf(key) is { } item && item.Parts.Any(part => parts.Contains(part.Key)))
            .ToHashSet(StringComparer.Ordinal);
        var gone = answered.Where(key => !Answers.Answered(questionnaire.ItemOf(key)!));
        Kept = KeptAnswers.With(answered, kept.Without(gone)).Stored;
    }

    /// <summary>From now on the sheet counts. It can be changed until the round closes; a second handing in changes nothing.</summary>
    /// <exception cref="RuleBrokenException">Nothing is answered at all, or a required item not in full.</exception>
    public void HandIn(Asking asking, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(asking);
        RequireUnsealed();
        var left = asking.LeftOut(Answers);
        // Whoever says nothing has not taken part, and would be counted as if. A reason, or a word on somebody else's, is a part.
        if (HandedInAt is null && Answers.SayNothing)
            throw new RuleBrokenException(
                "Auf diesem Bogen steht noch keine Antwort. Abgeben lässt er sich, sobald eine Frage beantwortet ist."
            );
        if (
            asking.Questionnaire.Items.FirstOrDefault(item => item.Required && !left.Contains(item.Key) && !Answers.Extent(item).IsWhole) is
            { } open
        )
            throw new RuleBrokenException("Zum Abgeben fehlt noch eine Antwort: „{0}“.", open.Text);
        NotAsked = left.Count > 0 ? string.Join(' ', left) : null;
        StartedAt ??= at;
        HandedInAt ??= at;
        Version++;
    }

    /// <summary>What is told to those who come too late.</summary>
    public static RuleBrokenException IsSealed() =>
        new("Die Runde wurde inzwischen geschlossen. Ihre Antworten bis dahin sind gespeichert; ändern lassen sie sich nicht mehr.");

    /// <summary>What is told to those whose sheet went with an opening that was taken back.</summary>
    public static RuleBrokenException IsTakenBack() =>
        new(
            "Das Projektteam hat die Runde zurückgenommen; sie hat noch nicht begonnen. Gespeichert wurde eben nichts. Sobald sie beginnt, erhalten Sie ein neues Anschreiben; auch Ihr bisheriger Link gilt dann wieder."
        );

    private void RequireUnsealed()
    {
        if (SealedAt is not null)
            throw IsSealed();
    }
}
