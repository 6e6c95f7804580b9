using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Reporting;

/// <summary>How a question stands in a round, seen from the round before.</summary>
public enum QuestionFate
{
    /// <summary>Asked in the first round.</summary>
    First,

    /// <summary>As it was.</summary>
    Same,

    /// <summary>In other words, or with other answers.</summary>
    Reworded,

    /// <summary>Made of several.</summary>
    Merged,

    /// <summary>Made of a part of one.</summary>
    Split,

    /// <summary>Taken up again from an earlier round.</summary>
    Returned,

    /// <summary>New, made of what people wrote.</summary>
    OfAnswers,

    /// <summary>New, and made by the team.</summary>
    New,

    /// <summary>Not asked any more, and nothing was made of it.</summary>
    Dropped,

    /// <summary>Not asked any more; others were made of it.</summary>
    Replaced,
}

/// <summary>The way of all questions through the rounds, from what people wrote to what was asked last: for a picture and its table.</summary>
/// <param name="Asked">How many questions each round asked.</param>
/// <param name="Steps">What became of them from round to round.</param>
/// <param name="Paths">The same, question by question, in the order of the report.</param>
public sealed record QuestionFlow(
    IReadOnlyList<(int Round, int Questions)> Asked,
    IReadOnlyList<QuestionStep> Steps,
    IReadOnlyList<QuestionPath> Paths
)
{
    /// <summary>Null where there is but one round: nothing became of anything.</summary>
    public static QuestionFlow? Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Questions.Count == 0)
            return null;
        return new(
            [.. report.Rounds.Select(round => (round.Number, Keys(round).Count))],
            [.. report.Questions.Select(QuestionStep.Of)],
            [.. report.Sections.SelectMany(section => section.Items).Select(item => Path(item, report))]
        );
    }

    /// <summary>As it stood after a round.</summary>
    public QuestionFlow Until(int round) =>
        this with
        {
            Asked = [.. Asked.Where(asked => asked.Round <= round)],
            Steps = [.. Steps.Where(step => step.To <= round)],
        };

    private static QuestionPath Path(ItemReport item, StudyReport report)
    {
        var key = item.Item.Key;
        var places = new List<QuestionPlace>();
        if (Keys(report.Rounds[0]).Contains(key))
            places.Add(new(report.Rounds[0].Number, QuestionFate.First));
        foreach (var change in report.Questions)
            if (change.FateOf(key) is var (fate, others))
                places.Add(
                    new(change.To, fate)
                    {
                        Others = others,
                        Reason = change.ReasonOf(key),
                        Origin = change.Added.FirstOrDefault(one => one.Item.Item.Key == key)?.Origin,
                    }
                );
        return new(item, places);
    }

    private static HashSet<string> Keys(RoundReport round) =>
        round.Questionnaire.Items.Where(item => item.Parts.Count > 0).Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
}

/// <summary>How many questions went which way from one round to the next.</summary>
/// <param name="Before">Of those that the earlier round asked: how many stand behind each of the later one's. Of two that were merged into one, two.</param>
/// <param name="After">How many of the later round came this way. Of two that were merged into one, one.</param>
public sealed record QuestionStep(
    int From,
    int To,
    IReadOnlyDictionary<QuestionFate, int> Before,
    IReadOnlyDictionary<QuestionFate, int> After
)
{
    /// <summary>The ways, in the order in which they are told.</summary>
    public static IReadOnlyList<QuestionFate> Ways { get; } =
    [
        QuestionFate.Same,
        QuestionFate.Reworded,
        QuestionFate.Merged,
        QuestionFate.Split,
        QuestionFate.Returned,
        QuestionFate.OfAnswers,
        QuestionFate.New,
        QuestionFate.Dropped,
    ];

    /// <summary>What was made of the answers; null where nothing was.</summary>
    public RoundOrigins? Origins { get; init; }

    /// <summary>How many went a way: of those that ended, how many there were; of all others, how many have come.</summary>
    public int Of(QuestionFate way) => (way == QuestionFate.Dropped ? Before : After).GetValueOrDefault(way);

    internal static QuestionStep Of(QuestionChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var (same, reworded) = (change.Same.Count, change.Reworded.Count);
        var before = new Dictionary<QuestionFate, int>
        {
            [QuestionFate.Same] = same,
            [QuestionFate.Reworded] = reworded,
            [QuestionFate.Merged] = change.Merged.Sum(one => one.Parents.Count),
            [QuestionFate.Split] = change.Split.Count,
            [QuestionFate.Dropped] = change.Dropped.Count,
        };
        var after = new Dictionary<QuestionFate, int>
        {
            [QuestionFate.Same] = same,
            [QuestionFate.Reworded] = reworded,
            [QuestionFate.Merged] = change.Merged.Count,
            [QuestionFate.Split] = change.Split.Sum(one => one.Items.Count),
        };
        foreach (var added in change.Added.CountBy(one => one.Fate))
            after[added.Key] = added.Value;
        return new(change.From, change.To, before, after) { Origins = change.Origins };
    }
}

/// <summary>One question through the rounds.</summary>
/// <param name="Places">Where it was asked, or ceased to be; the earliest first.</param>
public sealed record QuestionPath(ItemReport Item, IReadOnlyList<QuestionPlace> Places)
{
    /// <summary>How it stands in a round; null where it was not asked then, nor in the round before.</summary>
    public QuestionPlace? In(int round) => Places.FirstOrDefault(place => place.Round == round);
}

/// <param name="Round">The round.</param>
public sealed record QuestionPlace(int Round, QuestionFate Fate)
{
    /// <summary>What it was made of; of what is not asked any more, what was made of it.</summary>
    public IReadOnlyList<ItemReport> Others { get; init; } = [];

    /// <summary>Why it was changed, put together with others, split or dropped; null where it was not, or nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>The statement that it was; null where it was none.</summary>
    public ItemOrigin? Origin { get; init; }
}
