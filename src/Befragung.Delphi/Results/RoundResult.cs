using System.Text.Json;
using System.Text.Json.Serialization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// The result of a round, computed once when it closes and frozen: feedback, the team's tables, exports and the report all read this document.
/// Numbers are full doubles; what cannot be said is null. Groups that are too small are already left out.
/// </summary>
public sealed record RoundResult(
    int Round,
    int QuantileType,
    int SmallestCell,
    Response Response,
    IReadOnlyList<GroupResponse> Groups,
    IReadOnlyList<ItemResult> Items
) : IJsonOnDeserialized
{
    public static JsonSerializerOptions Format { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new VerdictJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    private IReadOnlyList<ItemResult> items = Items;
    private Dictionary<string, ItemResult>? index;

    /// <summary>Of each item or part, in the order of the questionnaire.</summary>
    public IReadOnlyList<ItemResult> Items
    {
        get => items;
        // A copy with other items looks up other items.
        init
        {
            items = value;
            index = null;
        }
    }

    /// <summary>Version of the method that judged, and of the stored form: what an earlier one froze is read, and never judged anew.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The version that judges today.</summary>
    public const int NewestVersion = 2;

    /// <summary>Whether an earlier version of the method judged, for which verdicts meant something else.</summary>
    [JsonIgnore]
    public bool IsOfEarlierMethod => Version < NewestVersion;

    /// <summary>How far experts agree on an order of items.</summary>
    public IReadOnlyList<SectionConcordance> Concordance { get; init; } = [];

    /// <summary>The average per cent of majority opinions of all rated items, 0–100; null without any, and of results of version 1, which averaged each section.</summary>
    [JsonConverter(typeof(ApmoJson))]
    public double? Apmo { get; init; }

    /// <summary>How well experts say that they know what the sections are about; of those that ask for it. Null where none does, and of results from before that could be asked.</summary>
    public IReadOnlyList<SectionKnowing>? Knowing { get; init; }

    /// <summary>How many experts were convinced by a reason that others had given; the most convincing first.</summary>
    public IReadOnlyList<ConvincingReason> Convincing { get; init; } = [];

    /// <summary>Null in round 1.</summary>
    public MedianCorrelation? MedianCorrelation { get; init; }

    /// <summary>Who left since round 1, and how they had answered; null in round 1.</summary>
    public Attrition? Attrition { get; init; }

    /// <summary>
    /// Who was invited, and who took part, by group and field. Of round 1 alone, for which the panel was won: the tables of two rounds would tell who left between them. Null where
    /// nothing is known of fields, or too few handed in, and of results from before this was asked.
    /// </summary>
    public RecruitedTable? Recruited { get; init; }

    /// <summary>So few handed in that nobody is told more than their number, the team neither; see <see cref="SmallTotals"/>.</summary>
    [JsonIgnore]
    public bool IsTooSmall => Response.HandedIn < SmallestCell;

    /// <summary>The result of an item or of a part of it ("t2.wichtigkeit"); null where it was not asked.</summary>
    public ItemResult? Of(string key) => (index ??= Items.ToDictionary(item => item.Key, StringComparer.Ordinal)).GetValueOrDefault(key);

    /// <summary>What version 1 called dissent had no majority at either end; whether anybody disagreed, it did not ask.</summary>
    void IJsonOnDeserialized.OnDeserialized()
    {
        if (IsOfEarlierMethod)
            items = [.. items.Select(item => item.Verdict == Verdict.Dissent ? item with { Verdict = Verdict.NoMajority } : item)];
    }
}

/// <summary>Passes over the list of sections that version 1 kept here.</summary>
internal sealed class ApmoJson : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.GetDouble();
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } apmo)
            writer.WriteNumberValue(apmo);
        else
            writer.WriteNullValue();
    }
}

/// <summary>A reason of an earlier round, and how many said that it convinces them.</summary>
public sealed record ConvincingReason(Guid Reason, int Experts)
{
    /// <summary>
    /// How many of them had stood on the other side when they were asked last: in the bottom band where it speaks for something, in the top one where it speaks against. Null below the
    /// smallest cell, and where a reason has no side. It puts reasons in order, and no page tells it.
    /// </summary>
    public int? FromOtherSide { get; init; }

    /// <summary>Which way they went since then; null where that could tell of few.</summary>
    public ConvincedShift? Shift { get; init; }
}

/// <summary>
/// How those whom a reason convinced answered its item before and now, beside everybody else: a table of four numbers, of which each is none or at least the smallest cell. Who answered
/// only once is not in it. That some moved is no proof that the reason moved them.
/// </summary>
/// <param name="ItemKey">The item that it was given to.</param>
/// <param name="ComparedWith">Number of the round that asked the item last.</param>
/// <param name="Convinced">Whom it convinced.</param>
/// <param name="Moved">How many of them answered further to its side than before.</param>
/// <param name="Others">Everybody else.</param>
/// <param name="OthersMoved">How many of those did so.</param>
public sealed record ConvincedShift(string ItemKey, int ComparedWith, int Convinced, int Moved, int Others, int OthersMoved);

/// <summary>How many experts were invited, began, and handed in. Only sheets that were handed in are evaluated.</summary>
public sealed record Response(int Invited, int Started, int HandedIn)
{
    /// <summary>Handed in, in per cent of the invited; null when nobody was.</summary>
    [JsonIgnore]
    public double? Percent => Frequencies.Percent(HandedIn, Invited);

    public static Response Sum(IReadOnlyCollection<Response> all) =>
        new(all.Sum(one => one.Invited), all.Sum(one => one.Started), all.Sum(one => one.HandedIn));
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
/// <param name="N">Valid answers; of a ranking or a multiple choice: experts who answered it at all; of open items: experts who wrote.</param>
/// <param name="Missing">Experts who handed in without a valid answer here.</param>
public sealed record ItemResult(string Key, string Type, int N, int Missing)
{
    /// <summary>How often each point, rank or option was chosen, in their order; null for open items.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>Texts written, of an open item.</summary>
    public int? Entries { get; init; }

    public double? Mean { get; init; }
    public double? StandardDeviation { get; init; }
    public double? CoefficientOfVariation { get; init; }
    public double? Median { get; init; }
    public double? Quartile1 { get; init; }
    public double? Quartile3 { get; init; }
    public double? InterquartileRange { get; init; }

    /// <summary>The smallest answer, of number items.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest answer, of number items.</summary>
    public double? Maximum { get; init; }

    /// <summary>Where the median of all such experts lies with at least 95 % confidence; null below 6 answers.</summary>
    public MedianInterval? MedianInterval { get; init; }

    /// <summary>Per cent in the scale's top band, 0–100.</summary>
    public double? PercentAgreement { get; init; }

    /// <summary>Per cent in the scale's bottom band, 0–100.</summary>
    public double? PercentDisagreement { get; init; }

    /// <summary>Van der Eijk's A, −1 to 1; null below three points.</summary>
    public double? AgreementA { get; init; }

    /// <summary>Tastle and Wierman's consensus, 0 to 1.</summary>
    public double? TastleWiermanCns { get; init; }

    /// <summary>RAND/UCLA; on nine points only.</summary>
    public Ram? Ram { get; init; }

    public CometClass? Comet { get; init; }

    /// <summary>Stability first, consensus second; of rated items only.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>To which side consensus or the majority goes; while nothing is settled, where the rule would hold today.</summary>
    public Band? Side { get; init; }

    /// <summary>How firm the verdict is; null where it is open, of items without one, and of results that were frozen before this was asked.</summary>
    public Firmness? Firmness { get; init; }

    /// <summary>Between which shares, in per cent, that of all such experts in the top band lies with 95 % confidence; results of version 1 lack it.</summary>
    public WilsonInterval? AgreementInterval { get; init; }

#pragma warning disable CA1044 // Only read: results of version 1 have it.
    /// <summary>What version 1 called the side.</summary>
    public SideInVersion1? Direction
    {
        init =>
            Side = value switch
            {
                SideInVersion1.Agreement => Band.Top,
                SideInVersion1.Disagreement => Band.Bottom,
                SideInVersion1.Middle => Band.Middle,
                _ => Side,
            };
    }
#pragma warning restore CA1044

    /// <summary>Of an option to be ranked: the mean of the ranks it was given.</summary>
    public double? MeanRank { get; init; }

    /// <summary>Of an option to be ranked: per cent of the experts who ranked that gave it any rank, 0–100.</summary>
    public double? PercentRanked { get; init; }

    /// <summary>Of an option of a multiple choice, whose counts are those without and with it: per cent of the experts who answered, 0–100.</summary>
    public double? PercentChosen { get; init; }

    public IReadOnlyList<GroupItemResult> Groups { get; init; } = [];

    /// <summary>Whether more groups are hidden than their sizes ask for, because those hidden answered alike; null where not, and of results from before that was asked.</summary>
    public bool? HiddenAlike { get; init; }

    /// <summary>Among those who say that they know the field well; null where nobody was asked, where these or all others are few, and where it may not be told.</summary>
    public KnowingResult? Knowing { get; init; }

    /// <summary>Between the groups that may be shown; null with fewer than two.</summary>
    public GroupDifference? GroupDifference { get; init; }

    /// <summary>Null in round 1, and where the item was not asked before.</summary>
    public ItemStability? Stability { get; init; }

    /// <summary>Whether an earlier round asked it in other words, so that it is compared with nothing; null where not.</summary>
    public bool? Reworded { get; init; }

    /// <summary>So few answered that only their number may be said; see <see cref="SmallTotals"/>. Frozen results have everything.</summary>
    [JsonIgnore]
    public bool TooFew { get; init; }

    /// <summary>Per cent of the answers at an index of <see cref="Counts"/>.</summary>
    public double? PercentAt(int index) => Counts is null ? null : Frequencies.Percent(Counts[index], N);
}

/// <summary>An item as one group answered it; of a suppressed group nothing but that it is.</summary>
public sealed record GroupItemResult(string Key, bool Suppressed)
{
    internal const int FewInGroup = 10;

    /// <summary>So few of a group, of whom all or none answered at the top of the scale, that others are told no share: it would be everybody's answer.</summary>
    [JsonIgnore]
    public bool FewAnsweredAlike => N < FewInGroup && PercentAgreement is 0 or 100;

    public int? N { get; init; }
    public IReadOnlyList<int>? Counts { get; init; }
    public double? Median { get; init; }
    public double? Quartile1 { get; init; }
    public double? Quartile3 { get; init; }

    /// <summary>Of number items.</summary>
    public double? Mean { get; init; }

    public double? PercentAgreement { get; init; }
    public CometClass? Comet { get; init; }

    /// <summary>Of ranks; results of before lack it.</summary>
    public double? MeanRank { get; init; }

    public double? PercentRanked { get; init; }
}

/// <summary>How well experts say that they know what a section is about. It is what they say of themselves, and no answer: the plain results count all alike.</summary>
/// <param name="Section">Its key.</param>
/// <param name="N">How many said it.</param>
/// <param name="Missing">How many were asked and did not.</param>
/// <param name="Not">How many said that it is not their field; null, as the others, where so few said anything that it may not be told.</param>
/// <param name="Some">That they know it somewhat.</param>
/// <param name="Well">That they know it well.</param>
public sealed record SectionKnowing(string Section, int N, int Missing, int? Not, int? Some, int? Well)
{
    /// <summary>The same without what they said.</summary>
    internal SectionKnowing Hidden => this with { Not = null, Some = null, Well = null };
}

/// <summary>An item as those answered it who say that they know the field well.</summary>
/// <param name="N">Valid answers.</param>
public sealed record KnowingResult(int N)
{
    /// <summary>How often each option was chosen, of a choice.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    public double? Median { get; init; }
    public double? Quartile1 { get; init; }
    public double? Quartile3 { get; init; }

    /// <summary>Per cent in the scale's top band, 0–100.</summary>
    public double? PercentAgreement { get; init; }
}

/// <summary>The sides of a scale as version 1 named them.</summary>
public enum SideInVersion1
{
    Agreement,
    Disagreement,
    Middle,
}

/// <summary>Whether answers are settled.</summary>
public enum StabilityState
{
    Stable,
    Moving,

    /// <summary>A movement that so few cannot tell from chance.</summary>
    Undecidable,
}

/// <summary>
/// How much the answers to an item changed since the round that asked it last. All but <see cref="DistributionChange"/> and <see cref="CoefficientOfVariationChange"/> is of the
/// experts who answered it in both.
/// </summary>
/// <param name="ComparedWith">Number of that round.</param>
/// <param name="Pairs">Experts who answered in both; null where it may not be told.</param>
/// <param name="DistributionChange">½ Σ |pⱼ − qⱼ| over all answers of both rounds, 0–1; null where a round has no answer.</param>
public sealed record ItemStability(int ComparedWith, int? Pairs, double? DistributionChange)
{
    /// <summary>The share of the pairs that changed their answer, 0–1; so the others. Results of version 1 lack them.</summary>
    public double? Moved { get; init; }
    public double? Up { get; init; }
    public double? Down { get; init; }

    /// <summary>
    /// How many of the pairs answered in this round, be it the same as before. Null where nobody in the round is known to have kept an answer, as in results from before that was
    /// noted and of other tools' answers, or where it may not be told.
    /// </summary>
    public int? Anew { get; init; }

    /// <summary>How many of the pairs kept their answer of before, at the question; likewise.</summary>
    public int? KeptSingly { get; init; }

    /// <summary>How many of the pairs kept their answer of before together with others, by one button; likewise.</summary>
    public int? KeptInBulk { get; init; }

    /// <summary>Who is in another band of the scale now; null of choices, which have no order.</summary>
    public double? ChangedBand { get; init; }

    /// <summary>Who went from one end band to the other.</summary>
    public double? Crossed { get; init; }

    /// <summary>The same as <see cref="DistributionChange"/> over the pairs only, so that leavers are no change.</summary>
    public double? PairedChange { get; init; }

    /// <summary>The probability of at least this paired change if nobody's opinion had changed.</summary>
    public double? PairedChangeP { get; init; }

    public double? CoefficientOfVariationChange { get; init; }

    /// <summary>Null where nobody moved, and of choices, which have no order.</summary>
    public Wilcoxon? Wilcoxon { get; init; }

    public double? KappaLinear { get; init; }
    public double? KappaQuadratic { get; init; }

    /// <summary>½ Σ |pⱼ − qⱼ| between all answers of the earlier round and those of the pairs there: what leaving alone changed.</summary>
    public double? LeaversChange { get; init; }

    /// <summary>By the study's rule; null where there is nothing to judge by.</summary>
    public StabilityState? State { get; init; }

    /// <summary>
    /// Whether figures of the same people would tell what somebody answered who answered one time only, see <see cref="Turnover"/>; results that were frozen before this was
    /// asked lack it.
    /// </summary>
    public bool? TurnoverTells { get; init; }

#pragma warning disable CA1044 // Only read: results of version 1 have it.
    /// <summary>What version 1 knew of the state.</summary>
    public bool Stable
    {
        init => State ??= value ? StabilityState.Stable : StabilityState.Moving;
    }
#pragma warning restore CA1044
}

/// <summary>Kruskal and Wallis' test between groups, with ε², and Mann and Whitney's between each two of them, Holm-corrected.</summary>
public sealed record GroupDifference(double H, int Df, double P, double EpsilonSquared)
{
    public IReadOnlyList<GroupPair> Pairs { get; init; } = [];
}

public sealed record GroupPair(string First, string Second, double U, double P, double PHolm);

/// <summary>Kendall's W of a section's items, or of one ranking.</summary>
/// <param name="Raters">Experts who answered every item.</param>
public sealed record SectionConcordance(string Section, int Raters, int Items, double W, double ChiSquare, int Df, double P)
{
    /// <summary>The ranking, where it is one.</summary>
    public string? Item { get; init; }

    /// <summary>The criterion, of multi-criteria items.</summary>
    public string? Criterion { get; init; }
}

/// <summary>Spearman's ρ between the medians of the items of two rounds; null with fewer than three items or where all medians are equal.</summary>
public sealed record MedianCorrelation(int ComparedWith, int Items, double? Spearman)
{
    internal static MedianCorrelation Of(IReadOnlyList<ItemResult> now, RoundResult before)
    {
        var medians = (
            from item in now
            let old = before.Of(item.Key)
            where
                item is { Median: not null, Reworded: not true }
                && item.Counts is { Count: var points }
                && old is { Median: not null, Counts.Count: var pointsBefore }
                && pointsBefore == points
            select (Now: item.Median!.Value, Before: old.Median!.Value)
        ).ToList();
        return new(
            before.Round,
            medians.Count,
            medians.Count < 3 ? null : Correlation.Spearman([.. medians.Select(pair => pair.Before)], [.. medians.Select(pair => pair.Now)])
        );
    }
}

/// <summary>Of those who handed in round 1: how many handed in now, how many did not, and whether they had answered differently.</summary>
public sealed record Attrition(int Stayed, int Left, IReadOnlyList<AttritionOfItem> Items)
{
    [JsonIgnore]
    public double? RetentionPercent => Frequencies.Percent(Stayed, Stayed + Left);
}

/// <summary>Medians of round 1; left out where one side is too small to be shown.</summary>
public sealed record AttritionOfItem(string Key, int Stayed, double MedianStayed, int Left, double MedianLeft);
