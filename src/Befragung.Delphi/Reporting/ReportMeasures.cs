using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// All measures of the newest round, sorted into the tables of the report, with the names of what they belong to: what a statistician looks up.
/// Nothing is computed here.
/// </summary>
/// <param name="Rated">Rated parts that the newest round asked.</param>
/// <param name="Compared">Ratings and choices of the newest round that an earlier one had asked too.</param>
/// <param name="Ranked">Options to be ranked, by ranking.</param>
/// <param name="Apmo">The average per cent of majority opinions; null where there is none.</param>
public sealed record ReportMeasures(
    RoundReport Round,
    IReadOnlyList<MeasuredPart> Rated,
    IReadOnlyList<MeasuredPart> Compared,
    IReadOnlyList<MeasuredRanking> Ranked,
    IReadOnlyList<MeasuredOrder> Orders,
    double? Apmo,
    IReadOnlyList<MeasuredAttrition> Attrition
)
{
    /// <summary>How well people say that they know the sections that ask for it, and what those answered who know them well.</summary>
    public IReadOnlyList<MeasuredKnowing> Knowing { get; init; } = [];

    internal static ReportMeasures Of(StudyReport report)
    {
        var round = report.Newest;
        var parts = (
            from section in report.Sections
            from item in section.Items
            from part in item.Parts
            where part.Newest?.Round == round.Number
            select new MeasuredPart(section, item, part, part.Newest!.Result)
        ).ToList();
        var byKey = parts.ToDictionary(part => part.Result.Key, StringComparer.Ordinal);
        var sections = report.Sections.ToDictionary(section => section.Key, StringComparer.Ordinal);
        return new(
            round,
            parts.FindAll(part => part.Part.Part is RatedPart),
            parts.FindAll(part => part.Result.Stability is not null),
            [
                .. parts
                    .Where(part => part.Part.Part is RankPart)
                    .GroupBy(part => part.Item)
                    .Select(ranking => new MeasuredRanking(ranking.Key, [.. ranking])),
            ],
            [.. round.Result.Concordance.Select(one => MeasuredOrder.Of(one, sections[one.Section]))],
            round.Result.Apmo,
            [
                .. (round.Result.Attrition?.Items ?? [])
                    .Where(one => byKey.ContainsKey(one.Key))
                    .Select(one => new MeasuredAttrition(byKey[one.Key], one)),
            ]
        )
        {
            Knowing =
            [
                .. from said in round.Result.Knowing ?? []
                where sections.ContainsKey(said.Section)
                let section = sections[said.Section]
                select new MeasuredKnowing(
                    section,
                    said,
                    parts.FindAll(part => part.Section == section && part.Result is { TooFew: false, Knowing: not null })
                ),
            ],
        };
    }
}

/// <summary>One row of a table of measures.</summary>
public sealed record MeasuredPart(SectionReport Section, ItemReport Item, PartReport Part, ItemResult Result);

public sealed record MeasuredRanking(ItemReport Item, IReadOnlyList<MeasuredPart> Options);

/// <summary>Kendall's W with the name of what was put in order.</summary>
/// <param name="Name">The criterion, or the text of the ranking; null where a section was rated by one scale only.</param>
public sealed record MeasuredOrder(SectionReport Section, LocalizedText? Name, SectionConcordance Concordance)
{
    internal static MeasuredOrder Of(SectionConcordance concordance, SectionReport section) =>
        new(
            section,
            concordance.Item is not null
                ? section.Items.First(item => item.Item.Key == concordance.Item).Item.Text
                : section
                    .Items.Select(item => item.Item)
                    .OfType<MultiRatingItem>()
                    .SelectMany(item => item.Criteria)
                    .FirstOrDefault(criterion => criterion.Key == concordance.Criterion)
                    ?.Name,
            concordance
        );
}

/// <param name="Said">How well people say that they know it.</param>
/// <param name="Parts">What may be told as those answered it who know it well.</param>
public sealed record MeasuredKnowing(SectionReport Section, SectionKnowing Said, IReadOnlyList<MeasuredPart> Parts);

public sealed record MeasuredAttrition(MeasuredPart Of, AttritionOfItem Medians);
