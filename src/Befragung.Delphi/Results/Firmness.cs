using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>How firm a verdict is, in one word.</summary>
public enum FirmnessWord
{
    /// <summary>By the other rules, without any one group, with those who left, without answers kept in bulk, among those who know the field, and in at least 90 % of the panels drawn anew: the same.</summary>
    Firm,

    /// <summary>The same in at least 70 % of the panels drawn anew.</summary>
    FairlyFirm,

    /// <summary>The same in fewer.</summary>
    Narrow,
}

/// <summary>
/// How firm a verdict is: what it would be if something else had been chosen or had come about. Stands beside the verdict, never instead of it. That the rule alone can move
/// consensus from none to most of the items is shown by Grant, Booth and Khodyakov (2018), Journal of Clinical Epidemiology 99, 96–105.
/// </summary>
/// <param name="Word">All of it in one word.</param>
public sealed record Firmness(FirmnessWord Word)
{
    /// <summary>From this share of the panels drawn anew on, a verdict may be firm.</summary>
    public const double FirmFrom = 0.9;

    /// <summary>From this share of the panels drawn anew on, a verdict is fairly firm.</summary>
    public const double FairlyFirmFrom = 0.7;

    /// <summary>The share of the panels drawn anew that give the same, 0–1; null where it may not be told.</summary>
    public double? Bootstrap { get; init; }

    /// <summary>By the other rules, at their usual limits.</summary>
    public IReadOnlyList<VerdictByRule> Rules { get; init; } = [];

    /// <summary>Without each of the groups that may be shown.</summary>
    public IReadOnlyList<VerdictWithoutGroup> WithoutGroup { get; init; } = [];

    /// <summary>If all who left had answered as they did last; null where nobody left, and where it may not be told.</summary>
    public OtherVerdict? LeaversLast { get; init; }

    /// <summary>Without the answers that were kept many at once; null where these are none or few, where it is not known, and where it may not be told.</summary>
    public OtherVerdict? WithoutBulkKept { get; init; }

    /// <summary>
    /// Among those alone who say that they know the field somewhat or well; null where nobody was asked, where these or all others are few, where so few of them answered twice that there is
    /// no verdict, and where it may not be told.
    /// </summary>
    public OtherVerdict? AmongKnowing { get; init; }

    /// <summary>The rules by which an item's verdict would be another.</summary>
    public IEnumerable<VerdictByRule> OtherwiseBy(ItemResult item) => Rules.Where(other => !other.IsThatOf(item));

    /// <summary>The groups without which an item's verdict would be another.</summary>
    public IEnumerable<VerdictWithoutGroup> OtherwiseWithout(ItemResult item) => WithoutGroup.Where(other => !other.IsThatOf(item));

    /// <summary>Whether an item's verdict would be another if all who left had answered as they did last.</summary>
    public bool IsOtherwiseWithLeavers(ItemResult item) => LeaversLast?.IsThatOf(item) == false;

    /// <summary>Whether an item's verdict would be another without the answers that were kept many at once.</summary>
    public bool IsOtherwiseWithoutBulkKept(ItemResult item) => WithoutBulkKept?.IsThatOf(item) == false;

    /// <summary>Whether an item's verdict would be another among those alone who say that they know the field.</summary>
    public bool IsOtherwiseAmongKnowing(ItemResult item) => AmongKnowing?.IsThatOf(item) == false;

    /// <summary>Whether whatever was tried beside the panels gives an item's verdict.</summary>
    internal bool HoldsThroughout(ItemResult item) =>
        !OtherwiseBy(item).Any()
        && !OtherwiseWithout(item).Any()
        && !IsOtherwiseWithLeavers(item)
        && !IsOtherwiseWithoutBulkKept(item)
        && !IsOtherwiseAmongKnowing(item);
}

/// <summary>What a verdict would be otherwise.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Side">The side it would go to.</param>
public record OtherVerdict(Verdict Verdict, Band? Side)
{
    /// <summary>Whether it is that of an item. While nothing is settled, the side is provisional and no part of the verdict.</summary>
    public bool IsThatOf(ItemResult item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Verdict == Verdict && (Verdict is Verdict.Moving or Verdict.Undecidable || item.Side == Side);
    }
}

/// <summary>What a verdict would be by another rule.</summary>
public sealed record VerdictByRule(RuleName Rule, Verdict Verdict, Band? Side) : OtherVerdict(Verdict, Side);

/// <summary>What a verdict would be without one of the groups.</summary>
/// <param name="Group">Its key.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Side">The side it would go to.</param>
public sealed record VerdictWithoutGroup(string Group, Verdict Verdict, Band? Side) : OtherVerdict(Verdict, Side);
