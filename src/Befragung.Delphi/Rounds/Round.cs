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

    internal Round(int number, Questionnaire questionnaire, IReadOnlyList<Lineage> lineage) =>
        (Number, Questionnaire, Lineage) = (number, questionnaire, lineage);

    public int Id { get; private set; }

    public int StudyId { get; private set; }

    public int Number { get; private set; }

    public Questionnaire Questionnaire { get; private set; } = null!;

    /// <summary>What became of the items of the round before; empty in round 1.</summary>
    public IReadOnlyList<Lineage> Lineage { get; private set; } = [];

    public DateTime? OpenedAt { get; private set; }
    public string? OpenedBy { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public string? ClosedBy { get; private set; }
    public DateTime? ReleasedAt { get; private set; }
    public string? ReleasedBy { get; private set; }

    /// <summary>The frozen result; there from the closing on.</summary>
    public RoundResult? Result { get; private set; }

    /// <summary>Where the team judges otherwise than the rule; at most one per item.</summary>
    public IReadOnlyList<Overruling> Overrulings { get; private set; } = [];

    /// <summary>Concurrency token: of two steps taken at once, the second is refused.</summary>
    public int Version { get; private set; }

    public RoundState State =>
        this switch
        {
            { ReleasedAt: not null } => RoundState.Released,
            { ClosedAt: not null } => RoundState.Closed,
            { OpenedAt: not null } => RoundState.Open,
            _ => RoundState.Planned,
        };

    /// <summary>Replaces the questionnaire while nobody has seen it.</summary>
    public void Revise(Questionnaire questionnaire)
    {
        if (State != RoundState.Planned)
            throw new RuleBrokenException(
                "Der Fragebogen der Runde {0} steht seit ihrer Öffnung fest und lässt sich nicht mehr ändern.",
                Number
            );
        Questionnaire = questionnaire;
        Version++;
    }

    public void Open(DateTime at, string by)
    {
        if (State != RoundState.Planned)
            throw new RuleBrokenException("Runde {0} wurde bereits geöffnet.", Number);
        (OpenedAt, OpenedBy) = (at, by);
        Version++;
    }

    /// <summary>The sheet of an expert who is asked in this round.</summary>
    public AnswerSheet Invite(Panelist panelist, DateTime at)
    {
        RequireOpen();
        return new AnswerSheet(this, panelist, at);
    }

    public void Close(RoundResult result, DateTime at, string by)
    {
        RequireOpen();
        (Result, ClosedAt, ClosedBy) = (result, at, by);
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
        (ReleasedAt, ReleasedBy) = (at, by);
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
}
