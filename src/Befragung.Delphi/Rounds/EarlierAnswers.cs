namespace Befragung.Delphi.Rounds;

/// <summary>
/// What an expert answered in earlier rounds, as far as it is in their results: feedback, conditions, tallies and exports all go by the same sheets, and by the
/// same answers on them (<see cref="AnswerSheet.Counted"/>).
/// </summary>
public sealed class EarlierAnswers
{
    private readonly List<(int Round, Answers Answers)> newestFirst;

    private EarlierAnswers(List<(int Round, Answers Answers)> newestFirst) => this.newestFirst = newestFirst;

    public static EarlierAnswers None { get; } = new([]);

    /// <summary>From an expert's sheets, each with the number of its round.</summary>
    /// <param name="sheets">In any order; those that do not count may be among them.</param>
    /// <param name="round">What was answered before this round is earlier.</param>
    public static EarlierAnswers Before(int round, IEnumerable<(int Round, AnswerSheet Sheet)> sheets) =>
        new([
            .. from one in sheets
            where one.Round < round && one.Sheet.Counts
            orderby one.Round descending
            select (one.Round, one.Sheet.Counted),
        ]);

    /// <summary>The newest value of a part; null where there is none. "Keine Angabe" is none.</summary>
    public string? Newest(string partKey)
    {
        foreach (var (_, answers) in newestFirst)
            if (answers[partKey] is { Length: > 0 } value)
                return value;
        return null;
    }

    /// <summary>Those of one round; null where nothing was handed in in it.</summary>
    public Answers? Of(int round)
    {
        foreach (var one in newestFirst)
            if (one.Round == round)
                return one.Answers;
        return null;
    }
}
