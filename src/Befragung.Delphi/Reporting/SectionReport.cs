using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Reporting;

/// <summary>A section with everything that was asked in it in any round, in the order in which it was first asked.</summary>
public sealed record SectionReport(
    string Key,
    int Number,
    LocalizedText Title,
    LocalizedText? Introduction,
    IReadOnlyList<ItemReport> Items
)
{
    /// <summary>Items rated alike, to be seen side by side.</summary>
    public IReadOnlyList<SeriesReport> Series => field ??= [.. Rated.Where(series => series.Parts.Count > 1)];

    /// <summary>The same, with those that stand alone.</summary>
    public IReadOnlyList<SeriesReport> Rated => field ??= SeriesReport.Of(this);

    public IReadOnlyList<Sentence> Findings => field ??= [.. ReportFindings.OfSection(this)];

    /// <summary>What its questions were answered, before any verdict.</summary>
    public IReadOnlyList<SectionAnswer> Answers { get; init; } = [];

    /// <summary>Its items by two criteria; null where it has no such.</summary>
    public CriteriaPlane? Plane => field ??= CriteriaPlane.Of(this);

    /// <summary>The same as it stood after a round, without its answers in words.</summary>
    public SectionReport Until(int round) =>
        new(
            Key,
            Number,
            Title,
            Introduction,
            [
                .. Items.Select(item =>
                    item with
                    {
                        Parts = [.. item.Parts.Select(part => part with { Rounds = [.. part.Rounds.Where(one => one.Round <= round)] })],
                    }
                ),
            ]
        );

    internal static IReadOnlyList<SectionReport> Of(IReadOnlyList<RoundReport> rounds, IReadOnlyList<ItemThemes> themes) =>
        [
            .. rounds
                .SelectMany(round => round.Questionnaire.Sections)
                .GroupBy(section => section.Key)
                .Select(
                    (same, index) =>
                        Answered(
                            new SectionReport(
                                same.Key,
                                index + 1,
                                same.Last().Title,
                                same.Last().Introduction,
                                [
                                    .. same.SelectMany(section => section.Items)
                                        .Where(item => item is not InformationItem)
                                        .GroupBy(item => item.Key)
                                        .Select(
                                            (versions, place) => ItemReport.Of($"{index + 1}.{place + 1}", versions.Last(), rounds, themes)
                                        ),
                                ]
                            ),
                            rounds
                        )
                ),
        ];

    private static SectionReport Answered(SectionReport section, IReadOnlyList<RoundReport> rounds) =>
        section with
        {
            Answers = SectionAnswers.Of(section, rounds),
        };
}

/// <summary>An item in its latest wording, with the results of its parts.</summary>
/// <param name="Number">Its place in the report: "2.3".</param>
/// <param name="Parts">One, or several where the item has parts; open items have one, however many fields they offer.</param>
public sealed record ItemReport(string Number, Item Item, IReadOnlyList<PartReport> Parts)
{
    /// <summary>Whether it was asked, and nobody ever answered: then there is nothing to show.</summary>
    public bool Unanswered => Parts.All(part => part.Unanswered);

    /// <summary>Whether everybody ranked everything in the newest round: then it is only the places that tell.</summary>
    public bool RankedWhole =>
        Item is RankingItem
        && Parts.Where(part => part.Newest is not null).All(part => part.Newest!.Result is { PercentRanked: 100, MeanRank: not null })
        && Parts.Any(part => part.Newest is not null);

    /// <summary>What was written to it is about, by round, the newest last; empty where nothing is coded, and of rounds of which too few wrote.</summary>
    public IReadOnlyList<ItemThemes> Themes { get; init; } = [];

    internal static ItemReport Of(string number, Item item, IReadOnlyList<RoundReport> rounds, IReadOnlyList<ItemThemes> themes) =>
        new(
            number,
            item,
            [
                .. item
                    .Parts.Where(part => !(item is SingleChoiceItem && part is TextPart))
                    .DistinctBy(part => item.IsOpen ? item.Key : part.Key)
                    .Select(part => new PartReport(new(item.Text, part.Name), part, Results(item.IsOpen ? item.Key : part.Key, rounds))),
            ]
        )
        {
            Themes =
            [
                .. themes
                    .Where(one => one.ItemKey == item.Key)
                    .Where(one => rounds.Any(round => round.Number == one.Round && round.Result.Of(item.Key) is not { TooFew: true }))
                    .OrderBy(one => one.Round),
            ],
        };

    private static List<PartResult> Results(string key, IReadOnlyList<RoundReport> rounds) =>
        [
            .. from round in rounds
            let result = round.Result.Of(key)
            where result is not null
            select new PartResult(round.Number, result)
            {
                Reason = result.TooFew
                    ? SmallTotals.Said(result, round.Result.SmallestCell)
                    : VerdictReasons.Of(result, round.Questionnaire, round.Result),
                Overruling = round.Overrulings.FirstOrDefault(one => one.Key == key),
                Limits = BandShares.LimitsOf(round.Questionnaire.Settings.Consensus, round.Result.Apmo),
            },
        ];
}

/// <param name="Rounds">The results of the rounds that asked it, the newest last.</param>
public sealed record PartReport(PartName Name, Part Part, IReadOnlyList<PartResult> Rounds)
{
    public PartResult? Newest => Rounds.Count > 0 ? Rounds[^1] : null;

    public PartResult? Before => Rounds.Count > 1 ? Rounds[^2] : null;

    public bool Unanswered => Rounds.Count > 0 && Rounds.All(round => round.Result.N == 0);
}

public sealed record PartResult(int Round, ItemResult Result)
{
    /// <summary>The verdict that counts: the team's, or else the computed one; null of what is not judged, or may not be shown.</summary>
    public Verdict? Verdict => Result.TooFew ? null : Overruling?.Verdict ?? Result.Verdict;

    /// <summary>How firm the computed verdict is; null where it was not tried, or may not be shown.</summary>
    public FirmnessWord? Firmness => Result.TooFew ? null : Result.Firmness?.Word;

    /// <summary>Why the computed verdict came about; or that too few answered.</summary>
    public Sentence? Reason { get; init; }

    /// <summary>The team's verdict with its reason.</summary>
    public Overruling? Overruling { get; init; }

    /// <summary>What shares are held against by the study's rule, in per cent: none is written as if it were on the other side.</summary>
    public double[] Limits { get; init; } = [];

    /// <summary>How many answers lie in a band of the scale; null where nobody answered.</summary>
    public int? In(Scale scale, Band band) => Result is { N: > 0, Counts: not null } ? BandShares.CountOf(Result, scale, band) : null;

    /// <summary>The same in a sentence; null where nobody answered.</summary>
    public Sentence? Share(Scale scale, Band band) => In(scale, band) is null ? null : BandShares.Of(Result, scale, band, Limits);

    /// <summary>The same as a percentage; null where nobody answered.</summary>
    public Percent? PercentIn(Scale scale, Band band) => In(scale, band) is { } count ? Percent.Of(count, Result.N, Limits) : null;

    /// <summary>The side that the verdict goes to, and else the band that most answered in.</summary>
    public Band SideOn(Scale scale) => Result.Side ?? BandShares.LargestOf(Result, scale);

    /// <summary>How many answered on that side, in per cent; 0 without an answer.</summary>
    public double StrengthOn(Scale scale) => Frequencies.Percent(In(scale, SideOn(scale)) ?? 0, Result.N) ?? 0;
}

/// <summary>The rated parts of a section that share scale and criterion, so that they can be compared if they are two at least.</summary>
/// <param name="Name">The criterion; null where items are rated by one scale only.</param>
public sealed record SeriesReport(LocalizedText? Name, Scale Scale, IReadOnlyList<PartReport> Parts)
{
    /// <summary>From the highest agreement to the lowest; those without an answer, or with too few, are left out.</summary>
    public IReadOnlyList<PartReport> Sorted =>
        field ??= [
            .. Parts
                .Where(part => part.Newest?.Result.Median is not null)
                .OrderByDescending(part => part.Newest!.Result.PercentAgreement)
                .ThenByDescending(part => part.Newest!.Result.Median),
        ];

    /// <summary>Whether there is any verdict but open ones.</summary>
    public bool Judged => Sorted.Any(part => part.Newest!.Verdict is not (null or Verdict.Open));

    internal static IReadOnlyList<SeriesReport> Of(SectionReport section) =>
        [
            .. section
                .Items.SelectMany(item => item.Parts)
                .Where(part => part.Part is RatedPart)
                .GroupBy(part => (Criterion: CriterionOf(part), Scale: ((RatedPart)part.Part).Scale.Signature))
                .Select(series => new SeriesReport(series.First().Part.Name, ((RatedPart)series.First().Part).Scale, [.. series])),
        ];

    private static string CriterionOf(PartReport part) =>
        part.Part.Name is null ? "" : part.Part.Key[(part.Part.Key.LastIndexOf('.') + 1)..];
}
