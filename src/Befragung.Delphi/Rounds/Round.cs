using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Rounds;

/// <summary>
/// One round of a study, and THE state machine: planned → open → closed → released, each step a fact with a time and a person.
/// Opening freezes the questionnaire (items, consensus rule, consent); closing takes in the result, computed once.
/// </summary>
public sealed class Round
{
    private Round() { }

    internal Round(int number, Questionnaire questionnaire, IReadOnlyList<Lineage> lineage, RoundOrigins? origins = null)
    {
        Origins = origins;
        Number = number;
        Questionnaire = questionnaire;
        Lineage = lineage;
    }

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public int Number { get; private set; }

    public Questionnaire Questionnaire { get; private set; } = null!;

    /// <summary>What became of the items of the round before; empty in round 1.</summary>
    public IReadOnlyList<Lineage> Lineage { get; private set; } = [];

    /// <summary>How its new items came to be; null where none was made of answers.</summary>
    public RoundOrigins? Origins { get; private set; }

    /// <summary>What its open answers are about, as the report tells it; null where the team took nothing over.</summary>
    public RoundThemes? Themes { get; private set; }

    /// <summary>Since then everyone gets a sheet and a letter, which nobody sees before all have theirs and the round opens.</summary>
    public DateTime? OpeningAt { get; private set; }
    public string? OpeningBy { get; private set; }

    public DateTime? OpenedAt { get; private set; }
    public string? OpenedBy { get; private set; }

    /// <summary>When an opening was taken back whose sheets and letters are still to be removed; null where there are none of these.</summary>
    public DateTime? DiscardedAt { get; private set; }

    /// <summary>Until when experts are asked to answer; null where nothing is said. The round closes when it is closed, be it before or after.</summary>
    public DateTime? DeadlineAt { get; private set; }

    /// <summary>When it opens by itself, and who said so; null where somebody opens it.</summary>
    public DateTime? OpensAt { get; private set; }
    public string? OpensBy { get; private set; }

    /// <summary>When it closes by itself, and who said so; null where somebody closes it.</summary>
    public DateTime? ClosesAt { get; private set; }
    public string? ClosesBy { get; private set; }

    /// <summary>When it should have opened or closed by itself, and could not; null since somebody took it up.</summary>
    public DateTime? MissedAt { get; private set; }

    /// <summary>From then on its sheets take nothing any more; what is left of the closing is to count them.</summary>
    public DateTime? SealedAt { get; private set; }
    public string? SealedBy { get; private set; }

    public DateTime? ClosedAt { get; private set; }
    public string? ClosedBy { get; private set; }
    public DateTime? ReleasedAt { get; private set; }
    public string? ReleasedBy { get; private set; }

    /// <summary>The frozen result; there from the closing on.</summary>
    public RoundResult? Result { get; private set; }

    /// <summary>Where the team judges otherwise than the rule; at most one per item.</summary>
    public IReadOnlyList<Overruling> Overrulings { get; private set; } = [];

    /// <summary>What it shows of the rounds before; there from the opening on, and never changed.</summary>
    public RoundSnapshot? Shown { get; private set; }

    /// <summary>How many colleagues handed in a trial sheet before it opened. The sheets themselves are gone.</summary>
    public int TrialSheets { get; private set; }

    /// <summary>How many remarks on items they left.</summary>
    public int TrialRemarks { get; private set; }

    /// <summary>How many of the sheets in its result are of people who came by an open link; there from the closing on.</summary>
    public int OpenSheets { get; private set; }

    /// <summary>How many of those are in all answers like one before them, see <see cref="EqualSheets"/>.</summary>
    public int EqualSheets { get; private set; }

    /// <summary>How many sheets in its result were saved and not handed in; see <see cref="StudySettings.CountSaved"/>.</summary>
    public int SavedSheets { get; private set; }

    /// <summary>How many people were replaced by others while this was the newest round.</summary>
    public int Substitutes { get; private set; }

    /// <summary>Concurrency token: of two steps taken at once, the second is refused.</summary>
    public int Version { get; private set; }

    public RoundState State => StateAt(OpenedAt, ClosedAt, ReleasedAt);

    /// <summary>The state of a round with these times, for whoever reads nothing else of it.</summary>
    public static RoundState StateAt(DateTime? opened, DateTime? closed, DateTime? released) =>
        released is not null ? RoundState.Released
        : closed is not null ? RoundState.Closed
        : opened is not null ? RoundState.Open
        : RoundState.Planned;

    /// <summary>Begun to open, and not open yet: the opening is under way, or was cut off and has to be taken up again.</summary>
    public bool IsOpening => OpeningAt is not null && OpenedAt is null;

    /// <summary>Sealed, and not counted to the end yet: the closing is under way, or was cut off and has to be taken up again.</summary>
    public bool IsClosing => SealedAt is not null && ClosedAt is null;

    /// <summary>Replaces the questionnaire while nobody has seen it.</summary>
    public void Revise(Questionnaire questionnaire)
    {
        RequireRevisable();
        Questionnaire = questionnaire;
        Version++;
    }

    internal void Revise(Questionnaire questionnaire, IReadOnlyList<Lineage> lineage)
    {
        Revise(questionnaire);
        Lineage = lineage;
    }

    /// <summary>What became of items without anybody having said why, though the report has to say it.</summary>
    public IReadOnlyList<Lineage> Unexplained => [.. Lineage.Where(line => line.LacksReason())];

    /// <summary>Says why an item of the round before is asked no more, or was merged or split.</summary>
    /// <exception cref="RuleBrokenException">It was opened, no reason is given, or the item is asked.</exception>
    public void Explain(string itemKey, string? reason)
    {
        RequireRevisable();
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleBrokenException("Bitte nennen Sie einen Grund; er steht im Ergebnisbericht.");
        if (Lineage.FirstOrDefault(line => line.ItemKey == itemKey) is not { Kind: not (LineageKind.Kept or LineageKind.New) } told)
            throw new RuleBrokenException("Diese Frage wird gestellt; dafür braucht es keinen Grund.");
        Lineage = [.. Lineage.Select(line => line == told ? line with { Reason = reason.Trim() } : line)];
        Version++;
    }

    /// <summary>Whether its questionnaire can still be changed.</summary>
    public bool IsRevisable => State == RoundState.Planned && !IsOpening;

    /// <exception cref="RuleBrokenException">It was opened, or is being opened.</exception>
    public void RequireRevisable()
    {
        if (!IsRevisable)
            throw new RuleBrokenException(
                "Der Fragebogen der Runde {0} steht seit ihrer Öffnung fest und lässt sich nicht mehr ändern.",
                Number
            );
    }

    /// <summary>Takes in what was said of the statements until it opens; where no answers were coded, there is nothing to tell it with.</summary>
    public void TellCorrection(OriginCorrection correction)
    {
        RequireRevisable();
        if (Origins is null)
            return;
        Origins = Origins with { Correction = correction };
        Version++;
    }

    /// <summary>Takes in what became of the answers of the round before, where nothing had been done with them when it was planned; what was known by then stays.</summary>
    public void TellLate(RoundOrigins origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        if (Origins is { IsLate: false })
            return;
        Origins = origins with { IsLate = true };
        Version++;
    }

    /// <summary>Takes into the report what its answers are about; what stood there before gives way.</summary>
    /// <exception cref="RuleBrokenException">It is not closed, too few answered, or nothing is coded.</exception>
    public void TellThemes(RoundThemes themes)
    {
        ArgumentNullException.ThrowIfNull(themes);
        if (Result is not { IsTooSmall: false })
            throw new RuleBrokenException(
                "Themen nennt der Bericht von Runden, die geschlossen sind und an denen genug teilgenommen haben."
            );
        if (themes.Items.Count == 0)
            throw new RuleBrokenException("Noch ist nichts kodiert, was der Bericht nennen könnte.");
        Themes = themes;
        Version++;
    }

    /// <summary>Takes them out again; where there are none, nothing happens.</summary>
    public void LeaveOutThemes()
    {
        if (Themes is null)
            return;
        Themes = null;
        Version++;
    }

    /// <summary>The first half of opening. Where it was cut off before the second, the first beginning stays.</summary>
    /// <exception cref="RuleBrokenException">It was opened, or its deadline is over: letters would ask for answers by then.</exception>
    public void BeginOpening(DateTime at, string by)
    {
        RequirePlanned();
        if (OpeningAt is not null)
            return;
        if (DeadlineAt <= at)
            throw new RuleBrokenException("Die Frist der Runde {0} ist schon vorbei. Legen Sie erst eine neue fest.", Number);
        OpeningAt = at;
        OpeningBy = by;
        Version++;
    }

    /// <summary>Takes the beginning back, where nobody is left to be asked.</summary>
    public void AbandonOpening()
    {
        RequirePlanned();
        OpeningAt = null;
        OpeningBy = null;
        Version++;
    }

    /// <param name="at">Now.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="shown">What it shows of the rounds before; null where there is nothing to show, as in round 1.</param>
    public void Open(DateTime at, string by, RoundSnapshot? shown = null)
    {
        RequirePlanned();
        OpenedAt = at;
        OpenedBy = by;
        Shown = shown ?? RoundSnapshot.Nothing;
        DropPlan();
        Version++;
    }

    /// <summary>Says until when experts are asked to answer.</summary>
    /// <param name="deadline">Null for no time.</param>
    /// <param name="now">By which it has not passed yet.</param>
    /// <exception cref="RuleBrokenException">It has passed, or the round is over.</exception>
    public void AskUntil(DateTime? deadline, DateTime now)
    {
        if (State is not (RoundState.Planned or RoundState.Open) || SealedAt is not null)
            throw new RuleBrokenException("Runde {0} ist bereits geschlossen.", Number);
        if (deadline <= now)
            throw new RuleBrokenException("Dieser Tag ist schon vorbei. Nennen Sie einen, der noch kommt.");
        RequireInOrder(OpensAt, deadline, ClosesAt);
        DeadlineAt = deadline;
        Version++;
    }

    /// <summary>Says when it opens by itself.</summary>
    /// <param name="at">Null for not by itself.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">By which it has not passed yet.</param>
    /// <exception cref="RuleBrokenException">It has passed, is not before the deadline, or the round is open.</exception>
    public void OpenBySelf(DateTime? at, string by, DateTime now)
    {
        RequireRevisable();
        RequireToCome(at, now);
        RequireInOrder(at, DeadlineAt, null);
        DropPlan();
        OpensAt = at;
        OpensBy = at is null ? null : by;
        Version++;
    }

    /// <summary>Says when it closes by itself.</summary>
    /// <param name="at">Null for not by itself.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">By which it has not passed yet.</param>
    /// <exception cref="RuleBrokenException">It has passed, is before the deadline, or the round is not open.</exception>
    public void CloseBySelf(DateTime? at, string by, DateTime now)
    {
        RequireUnsealed();
        RequireToCome(at, now);
        RequireInOrder(null, DeadlineAt, at);
        DropPlan();
        ClosesAt = at;
        ClosesBy = at is null ? null : by;
        Version++;
    }

    /// <summary>It should have opened or closed by itself, and could not: from here on it is somebody's.</summary>
    public void Miss(DateTime at)
    {
        DropPlan();
        MissedAt = at;
        Version++;
    }

    /// <summary>Notes what trials there were before it opened; those of an opening that was taken back count as well.</summary>
    public void Tried(int sheets, int remarks)
    {
        TrialSheets += sheets;
        TrialRemarks += remarks;
        Version++;
    }

    /// <summary>Notes that somebody of the panel was replaced by somebody else.</summary>
    public void Substitute()
    {
        Substitutes++;
        Version++;
    }

    /// <summary>Notes, before it closes, how many sheets came by open links, and how many of those are like another.</summary>
    public void CameByThemselves(int sheets, int equal)
    {
        RequireOpen();
        OpenSheets = sheets;
        EqualSheets = equal;
    }

    /// <summary>The sheet of an expert who is asked in this round.</summary>
    public AnswerSheet Invite(Panelist panelist, DateTime at)
    {
        if (!IsOpening)
            RequireUnsealed();
        return new AnswerSheet(this, panelist, at);
    }

    /// <summary>
    /// Takes an opening back: the round is planned again, with sheets and letters that are still to be removed. That nobody has answered yet, the caller has made sure of.
    /// </summary>
    public void Discard(DateTime at)
    {
        RequireUnsealed();
        DiscardedAt = at;
        OpeningAt = null;
        OpeningBy = null;
        OpenedAt = null;
        OpenedBy = null;
        Shown = null;
        DropPlan();
        Version++;
    }

    /// <summary>Nothing is left of the opening that was taken back.</summary>
    public void Emptied()
    {
        DiscardedAt = null;
        Version++;
    }

    /// <summary>The first half of closing. Where it was cut off before the second, the first seal stays.</summary>
    public void Seal(DateTime at, string by)
    {
        RequireOpen();
        if (SealedAt is not null)
            return;
        SealedAt = at;
        SealedBy = by;
        DropPlan();
        Version++;
    }

    /// <param name="result">What is on its sheets.</param>
    /// <param name="at">When it was sealed.</param>
    /// <param name="by">By whom.</param>
    /// <param name="saved">How many of the sheets were saved and not handed in.</param>
    public void Close(RoundResult result, DateTime at, string by, int saved = 0)
    {
        RequireOpen();
        Result = result;
        SavedSheets = saved;
        ClosedAt = at;
        ClosedBy = by;
        SealedAt ??= at;
        SealedBy ??= by;
        Version++;
    }

    /// <summary>Puts the team's verdict beside the computed one.</summary>
    public void Overrule(string key, Verdict verdict, string? reason, DateTime at, string by)
    {
        if (Result is null)
            throw new RuleBrokenException("Runde {0} ist noch nicht geschlossen. Ein Urteil gibt es erst danach.", Number);
        if (Result.Of(key) is not { Verdict: not null })
            throw new RuleBrokenException("Die Frage „{0}“ hat kein Urteil, über das man hinweggehen könnte.", key);
        if (string.IsNullOrWhiteSpace(reason))
            throw new RuleBrokenException("Bitte nennen Sie einen Grund; er steht im Ergebnisbericht.");
        Overrulings = [.. Overrulings.Where(one => one.Key != key), new Overruling(key, verdict, reason.Trim(), at, by)];
        Version++;
    }

    /// <summary>Takes the team's verdict back; the computed one counts again.</summary>
    public void TakeBack(string key)
    {
        Overrulings = [.. Overrulings.Where(one => one.Key != key)];
        Version++;
    }

    /// <summary>The verdict that counts: the team's, or else the computed one.</summary>
    public Verdict? VerdictOn(string key) => OverrulingOf(key)?.Verdict ?? Result?.Of(key)?.Verdict;

    public Overruling? OverrulingOf(string key) => Overrulings.FirstOrDefault(one => one.Key == key);

    public void Release(DateTime at, string by)
    {
        switch (State)
        {
            case RoundState.Released:
                throw new RuleBrokenException("Runde {0} ist bereits freigegeben.", Number);
            case not RoundState.Closed:
                throw new RuleBrokenException(
                    "Runde {0} ist noch nicht geschlossen. Freigeben lässt sich nur ein fertiges Ergebnis.",
                    Number
                );
        }
        ReleasedAt = at;
        ReleasedBy = by;
        Version++;
    }

    public void RequireOpen()
    {
        switch (State)
        {
            case RoundState.Planned:
                throw new RuleBrokenException("Runde {0} ist noch nicht geöffnet.", Number);
            case not RoundState.Open:
                throw new RuleBrokenException("Runde {0} ist bereits geschlossen.", Number);
        }
    }

    /// <exception cref="RuleBrokenException">It is not open, or takes nothing any more.</exception>
    public void RequireUnsealed()
    {
        RequireOpen();
        if (SealedAt is not null)
            throw new RuleBrokenException("Runde {0} wird gerade geschlossen.", Number);
    }

    private void DropPlan()
    {
        OpensAt = null;
        OpensBy = null;
        ClosesAt = null;
        ClosesBy = null;
        MissedAt = null;
    }

    private static void RequireToCome(DateTime? at, DateTime now)
    {
        if (at <= now)
            throw new RuleBrokenException("Dieser Zeitpunkt ist schon vorbei. Nennen Sie einen, der noch kommt.");
    }

    private static void RequireInOrder(DateTime? opens, DateTime? deadline, DateTime? closes)
    {
        if (opens >= deadline)
            throw new RuleBrokenException("Die Runde würde sich erst nach ihrer Frist von selbst öffnen.");
        if (deadline > closes)
            throw new RuleBrokenException("Die Runde würde sich vor ihrer Frist von selbst schließen.");
    }

    private void RequirePlanned()
    {
        if (State != RoundState.Planned)
            throw new RuleBrokenException("Runde {0} wurde bereits geöffnet.", Number);
    }
}
