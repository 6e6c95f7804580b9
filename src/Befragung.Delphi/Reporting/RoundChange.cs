using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>How the answers moved from one round to the next. What became of the questions is told by <see cref="QuestionChange"/>.</summary>
public sealed record RoundChange(int From, int To, IReadOnlyList<PartChange> Parts)
{
    private const int MostLargest = 10;

    /// <summary>Answers that are stable by the study's rule.</summary>
    public int Stable => Parts.Count(part => part.State == StabilityState.Stable);

    /// <summary>Answers that can be compared at all.</summary>
    public int Compared => Parts.Count(part => part.State is not null);

    /// <summary>The ratings whose share at the top of the scale changed most, the largest change first; at most ten.</summary>
    public IReadOnlyList<PartChange> Largest =>
        [
            .. Parts
                .Where(part => part is { Part.Part: RatedPart, AgreementChange: not null and not 0 })
                .OrderByDescending(part => Math.Abs(part.AgreementChange!.Value))
                .Take(MostLargest),
        ];

    internal static IReadOnlyList<RoundChange> Of(IReadOnlyList<RoundReport> rounds, IReadOnlyList<SectionReport> sections)
    {
        var parts = sections.SelectMany(section => section.Items).SelectMany(item => item.Parts).ToList();
        return
        [
            .. rounds.Zip(
                rounds.Skip(1),
                (before, after) =>
                    new RoundChange(
                        before.Number,
                        after.Number,
                        [.. parts.Select(part => PartChange.Of(part, before.Number, after.Number)).OfType<PartChange>()]
                    )
            ),
        ];
    }
}

/// <summary>How the answers to a rating or a choice moved between two rounds.</summary>
/// <param name="DistributionChange">0 to 1; null where one of the rounds has no answer.</param>
public sealed record PartChange(PartReport Part, PartResult Before, PartResult After, double? DistributionChange)
{
    /// <summary>Null where nothing can be compared.</summary>
    public StabilityState? State => DistributionChange is null ? null : After.Result.Stability!.State;

    /// <summary>In percentage points; null for choices, and where one of the rounds has no answer.</summary>
    public double? AgreementChange => After.Result.PercentAgreement - Before.Result.PercentAgreement;

    /// <summary>Where those went who answered in both rounds; null for choices, and where nothing may be told of the same people.</summary>
    /// <param name="smallest">The smallest cell.</param>
    public SamePeople? SamePeople(int smallest) => Part.Part is RatedPart ? Results.SamePeople.Of(After.Result.Stability, smallest) : null;

    internal static PartChange? Of(PartReport part, int from, int to) =>
        part.Part is RatedPart or ChoicePart
        && part.Rounds.FirstOrDefault(result => result.Round == from) is { } before
        && part.Rounds.FirstOrDefault(result => result.Round == to) is { Result.Stability: { } stability } after
        && stability.ComparedWith == from
            ? new(part, before, after, stability.DistributionChange)
            : null;
}
