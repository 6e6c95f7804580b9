using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Results;

/// <summary>What changed from one round to the next: which items were asked again, which were dropped and why, and how the answers moved.</summary>
public sealed record RoundChange(int From, int To, IReadOnlyList<PartChange> Parts, IReadOnlyList<ItemReport> Kept, IReadOnlyList<DroppedItem> Dropped)
{
    /// <summary>Answers that are stable by distribution and, where they are in order, by those who moved.</summary>
    public int Stable => Parts.Count(part => part.Stable == true);

    /// <summary>Answers that can be compared at all.</summary>
    public int Compared => Parts.Count(part => part.Stable is not null);

    internal static IReadOnlyList<RoundChange> Of(IReadOnlyList<RoundReport> rounds, IReadOnlyList<SectionReport> sections)
    {
        var items = sections.SelectMany(section => section.Items).ToList();
        return [.. rounds.Zip(rounds.Skip(1), (before, after) => new RoundChange(before.Number, after.Number,
            [.. items.SelectMany(item => item.Parts).Select(part => PartChange.Of(part, before.Number, after.Number)).OfType<PartChange>()],
            [.. after.Lineage.Where(line => line.Kind == LineageKind.Kept).Select(line => Item(line, items)).OfType<ItemReport>()],
            [.. after.Lineage.Where(line => line.Kind == LineageKind.Dropped)
                .Select(line => Item(line, items) is { } item ? new DroppedItem(item, line.Reason) : null).OfType<DroppedItem>()]))];
    }

    private static ItemReport? Item(Lineage line, List<ItemReport> items) => items.Find(item => item.Item.Key == line.ItemKey);
}

public sealed record DroppedItem(ItemReport Item, string? Reason);

/// <summary>How the answers to a rating or a choice moved between two rounds.</summary>
/// <param name="DistributionChange">0 to 1; null where one of the rounds has no answer.</param>
public sealed record PartChange(PartReport Part, PartResult Before, PartResult After, double? DistributionChange)
{
    /// <summary>Null where nothing can be compared.</summary>
    public bool? Stable => DistributionChange is null ? null : After.Result.Stability!.Stable;

    /// <summary>In points of the scale; null for choices, and where one of the rounds has no answer.</summary>
    public double? MedianChange => After.Result.Median - Before.Result.Median;

    /// <summary>In percentage points; null for choices, and where one of the rounds has no answer.</summary>
    public double? AgreementChange => After.Result.PercentAgreement - Before.Result.PercentAgreement;

    internal static PartChange? Of(PartReport part, int from, int to) =>
        part.Part is RatedPart or ChoicePart
        && part.Rounds.FirstOrDefault(result => result.Round == from) is { } before
        && part.Rounds.FirstOrDefault(result => result.Round == to) is { Result.Stability: { } stability } after
        && stability.ComparedWith == from
            ? new(part, before, after, stability.DistributionChange)
            : null;
}
