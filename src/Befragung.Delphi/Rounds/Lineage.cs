using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

public enum LineageKind
{
    Kept,
    Dropped,

    /// <summary>Asked again in other words.</summary>
    Reworded,

    /// <summary>Not asked in the round before.</summary>
    New,
}

/// <summary>What became of one item from a round to the next, and why; told in the report.</summary>
public sealed record Lineage(LineageKind Kind, string ItemKey, string? Reason)
{
    /// <exception cref="RuleBrokenException">An item is dropped without a reason.</exception>
    public static IReadOnlyList<Lineage> Of(Questionnaire before, Questionnaire after, IReadOnlyDictionary<string, string> reasons)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(reasons);
        var kept = after.Items.Select(item => item.Key).ToHashSet();
        return
        [
            .. before
                .Items.Where(item => item is not InformationItem)
                .Select(item =>
                    kept.Contains(item.Key)
                        ? new Lineage(LineageKind.Kept, item.Key, null)
                        : new Lineage(LineageKind.Dropped, item.Key, ReasonFor(item, reasons))
                ),
        ];
    }

    private static string ReasonFor(Item item, IReadOnlyDictionary<string, string> reasons) =>
        reasons.GetValueOrDefault(item.Key)?.Trim() is { Length: > 0 } reason
            ? reason
            : throw new RuleBrokenException("Warum entfällt „{0}“? Bitte nennen Sie einen Grund; er steht im Ergebnisbericht.", item.Text);
}
