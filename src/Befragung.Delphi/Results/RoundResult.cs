using System.Text.Json;
using System.Text.Json.Serialization;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// The result of a round, computed once when it closes and frozen: feedback, the team's tables, exports and the report all read this document.
/// Numbers are full doubles; what cannot be said is null. Groups that are too small are already left out.
/// </summary>
public sealed record RoundResult(int Round, int QuantileType, int SmallestCell, Response Response, IReadOnlyList<GroupResponse> Groups, IReadOnlyList<ItemResult> Items)
{
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Version of the stored form, so that later versions of the platform can read what earlier ones froze.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The result of an item or of a part of it ("t2.wichtigkeit"); null where it was not asked.</summary>
    public ItemResult? Of(string key) => (index ??= Items.ToDictionary(item => item.Key, StringComparer.Ordinal)).GetValueOrDefault(key);

    private Dictionary<string, ItemResult>? index;
}

/// <summary>How many experts were invited, began, and handed in. Only sheets that were handed in are evaluated.</summary>
public sealed record Response(int Invited, int Started, int HandedIn)
{
    /// <summary>Handed in, in per cent of the invited; null when nobody was.</summary>
    [JsonIgnore]
    public double? Percent => Frequencies.Percent(HandedIn, Invited);
}

/// <summary>The same per group. How many were invited is known of every group; the rest is null where the group is too small to be shown.</summary>
public sealed record GroupResponse(string Key, int Invited, int? Started, int? HandedIn)
{
    [JsonIgnore]
    public bool Suppressed => HandedIn is null;
}

/// <summary>The result of one item, or of one part of an item that has several.</summary>
/// <param name="Key">Key of the item or part.</param>
/// <param name="Type">Type of the item, as in the questionnaire file.</param>
/// <param name="N">Valid answers; of a ranking: experts who ranked at all; of open items: experts who wrote.</param>
/// <param name="Missing">Experts who handed in without a valid answer here.</param>
public sealed record ItemResult(string Key, string Type, int N, int Missing)
{
    /// <summary>How often each point, rank or option was chosen, in their order; null for open items.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>Texts written, of an open item.</summary>
    public int? Entries { get; init; }

    public double? Median { get; init; }
    public double? Quartile1 { get; init; }
    public double? Quartile3 { get; init; }
    public double? InterquartileRange { get; init; }

    /// <summary>Per cent in the scale's top band, 0–100.</summary>
    public double? PercentAgreement { get; init; }

    /// <summary>Per cent in the scale's bottom band, 0–100.</summary>
    public double? PercentDisagreement { get; init; }

    /// <summary>Of an option to be ranked: per cent of the experts who ranked that gave it any rank, 0–100.</summary>
    public double? PercentRanked { get; init; }

    public IReadOnlyList<GroupItemResult> Groups { get; init; } = [];

    /// <summary>Null in round 1, and where the item was not asked before.</summary>
    public ItemStability? Stability { get; init; }

    /// <summary>Per cent of the answers at an index of <see cref="Counts"/>.</summary>
    public double? PercentAt(int index) => Counts is null ? null : Frequencies.Percent(Counts[index], N);
}

/// <summary>An item as one group answered it; of a suppressed group nothing but that it is.</summary>
public sealed record GroupItemResult(string Key, bool Suppressed)
{
    public int? N { get; init; }
    public IReadOnlyList<int>? Counts { get; init; }
    public double? Median { get; init; }
    public double? Quartile1 { get; init; }
    public double? Quartile3 { get; init; }
    public double? PercentAgreement { get; init; }
    public double? PercentRanked { get; init; }
}

/// <summary>How much the answers to an item changed since an earlier round.</summary>
/// <param name="ComparedWith">Number of that round.</param>
/// <param name="DistributionChange">½ Σ |pⱼ − qⱼ|, 0–1; null where a round has no answer.</param>
public sealed record ItemStability(int ComparedWith, double? DistributionChange);
