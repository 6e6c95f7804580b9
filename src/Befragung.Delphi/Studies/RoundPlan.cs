using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Studies;

/// <summary>What the next round is made of, item by item of the newest one. What is neither kept nor merged nor split is dropped.</summary>
/// <param name="Keep">Keys of the items to ask again.</param>
/// <param name="Reasons">By item key: why it is dropped; of what is reworded as well, where somebody says why.</param>
public sealed record RoundPlan(IReadOnlySet<string> Keep, IReadOnlyDictionary<string, string> Reasons)
{
    /// <summary>By the keys of items that are kept: how they are asked from now on.</summary>
    public IReadOnlyDictionary<string, Rewording> Reworded { get; init; } = new Dictionary<string, Rewording>();

    public IReadOnlyList<MergedItems> Merged { get; init; } = [];

    public IReadOnlyList<SplitItem> Split { get; init; } = [];

    /// <summary>Items with keys that no item of the study ever had.</summary>
    public IReadOnlyList<NewItem> Added { get; init; } = [];

    /// <summary>Keys of items that an earlier round asked, and the newest did not: they come back as they were asked last, into their section.</summary>
    public IReadOnlyCollection<string> Returned { get; init; } = [];

    /// <summary>How what is new came to be; null where it was not made of answers.</summary>
    public RoundOrigins? Origins { get; init; }
}

/// <summary>An item in other words.</summary>
/// <param name="Same">Whether the team takes it for the same question, so that its answers are compared with earlier ones.</param>
public sealed record Rewording(LocalizedText Text, bool Same = false);

/// <summary>Two or more items that become one new one: nothing that was answered to any of them is compared with it.</summary>
/// <param name="Parents">Their keys, in the order of the questionnaire. The new item stands where the first one stood, and is answered as they were.</param>
/// <param name="Text">What it asks.</param>
/// <param name="Reason">Why, for the report.</param>
public sealed record MergedItems(IReadOnlyList<string> Parents, LocalizedText Text, string? Reason);

/// <summary>An item that becomes two or more new ones, which are answered as it was.</summary>
/// <param name="Texts">What they ask.</param>
/// <param name="Reason">Why, for the report.</param>
public sealed record SplitItem(string Parent, IReadOnlyList<LocalizedText> Texts, string? Reason);

/// <summary>What of a plan something is wrong with.</summary>
public enum PlanPlace
{
    /// <summary>All of it.</summary>
    Plan,

    /// <summary>Why an item is dropped, or split.</summary>
    Reason,

    /// <summary>The new words of an item.</summary>
    Rewording,

    /// <summary>Which items are merged.</summary>
    Merging,

    /// <summary>What these become.</summary>
    MergedText,

    /// <summary>Why they are merged.</summary>
    MergedReason,

    /// <summary>What an item is split into.</summary>
    Splitting,
}

/// <summary>Why a round cannot be planned like that.</summary>
/// <param name="ItemKey">The item of the newest round it is about, of several that are merged one of them; null for none.</param>
public sealed record PlanProblem(PlanPlace Place, string? ItemKey, Sentence What);
