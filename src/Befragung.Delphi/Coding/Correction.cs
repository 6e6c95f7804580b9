using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Coding;

/// <summary>
/// The correction round of a closed round: whoever wrote something in it sees, once, what the team made of it, and may say that it was not meant so, or that a thought is missing. What is
/// shown is frozen when it begins; how far it is, is said by its times.
/// </summary>
public sealed class Correction
{
    private Correction() { }

    /// <param name="statements">As they are shown.</param>
    /// <param name="asked">How many experts see something.</param>
    /// <exception cref="RuleBrokenException">There is nothing to show, or so few are asked that it could be told who, or the deadline is over.</exception>
    public Correction(
        int roundId,
        IReadOnlyList<ShownStatement> statements,
        int asked,
        int smallestCell,
        DateTime deadline,
        DateTime at,
        string by
    )
    {
        RequireEnough(statements, asked, smallestCell);
        if (deadline <= at)
            throw new RuleBrokenException("Der letzte Tag ist schon vorbei. Nennen Sie einen späteren.");
        RoundId = roundId;
        Statements = statements;
        Asked = asked;
        SmallestCell = smallestCell;
        DeadlineAt = deadline;
        BegunAt = at;
        BegunBy = by;
    }

    /// <summary>Whether it could begin, whatever its deadline is.</summary>
    /// <exception cref="RuleBrokenException">There is nothing to show, or so few are asked that it could be told who.</exception>
    public static void RequireEnough(IReadOnlyList<ShownStatement> statements, int asked, int smallestCell)
    {
        ArgumentNullException.ThrowIfNull(statements);
        if (statements.Count == 0)
            throw new RuleBrokenException(
                "Keine These, die fertig oder zu prüfen ist, hat eine Quelle. Ordnen Sie den Thesen erst Nennungen zu."
            );
        if (asked < smallestCell)
            throw new RuleBrokenException(
                "In diesen Thesen steckt, was weniger als {0:Person|Personen} geschrieben haben. Es wäre zu erkennen, wer antwortet.",
                smallestCell
            );
    }

    public int RoundId { get; private set; }

    public IReadOnlyList<ShownStatement> Statements { get; private set; } = [];

    /// <summary>How many experts' words it is about. Whoever was withdrawn before, or is deleted later, is counted as well: else the difference would tell of them.</summary>
    public int Asked { get; private set; }

    /// <summary>Of how many at least is told how many they are.</summary>
    public int SmallestCell { get; private set; }

    public DateTime BegunAt { get; private set; }

    public string BegunBy { get; private set; } = "";

    /// <summary>Until when something can be said.</summary>
    public DateTime DeadlineAt { get; private set; }

    /// <summary>When it was ended before its deadline: by hand, or because the next round opened.</summary>
    public DateTime? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public bool IsOpen(DateTime at) => EndedAt is null && at < DeadlineAt;

    public ShownStatement? Find(Guid statement) => Statements.FirstOrDefault(one => one.Id == statement);

    /// <summary>Ends it. Nobody can say anything from now on.</summary>
    /// <exception cref="RuleBrokenException">It is over.</exception>
    public void End(DateTime at, string by)
    {
        if (!IsOpen(at))
            throw new RuleBrokenException("Die Korrekturrunde ist schon beendet.");
        EndedAt = at;
        EndedBy = by;
        Version++;
    }
}

/// <summary>A statement as it was worded when the correction round began.</summary>
/// <param name="Asked">In how many experts' own words it began.</param>
public sealed record ShownStatement(Guid Id, LocalizedText Text, int Asked);
