using System.Runtime.InteropServices;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// How well those who handed in say that they know what a section is about, and how those answered it who know it well. Of ratings it is also counted how those answered, before and now, who
/// know it somewhat or well, so that a verdict can be tried among them alone. Counts nothing where no section asks for it.
/// </summary>
internal sealed class KnowingCounts
{
    private const short Somewhat = 2,
        Well = 3;

    private readonly List<AskedSection> sections = [];
    private readonly Dictionary<string, PartCounts> parts = new(StringComparer.Ordinal);

    public KnowingCounts(Questionnaire questionnaire, SheetSlots slots, int groups)
    {
        foreach (var section in questionnaire.Sections)
        {
            if (section.Knows is not { } knows)
                continue;
            List<PartCounts> counted =
            [
                .. from item in section.Items
                where item is RatingItem or MultiRatingItem or SingleChoiceItem or NumberItem or EstimateItem
                from part in item.Parts
                where part is RatedPart or ChoicePart or NumberPart
                select new PartCounts(item.Key, part, slots, groups),
            ];
            sections.Add(new(section.Key, knows.Key, slots.IndexOf(knows.Key)!.Value, new int[ExpertiseItem.Levels.Count], counted));
            foreach (var one in counted)
                parts.Add(one.Part.Key, one);
        }
    }

    /// <param name="group">Place of the expert's group.</param>
    /// <param name="row">The row of the sheet, without what was not asked.</param>
    /// <param name="before">The row of what was asked last; empty for none.</param>
    /// <param name="numbers">The numbers of the sheet; empty for none.</param>
    /// <param name="left">Keys of the items that were not asked; null for none.</param>
    public void Take(
        int group,
        ReadOnlySpan<short> row,
        ReadOnlySpan<short> before,
        ReadOnlySpan<double> numbers,
        IReadOnlyCollection<string>? left
    )
    {
        foreach (var section in sections)
        {
            var level = row[section.Slot];
            if (level > 0)
                section.Levels[level - 1]++;
            foreach (var part in section.Parts)
                if (left?.Contains(part.ItemKey) != true)
                    part.Take(group, level, row, before, numbers);
        }
    }

    /// <summary>Of all sections that ask for it; null where none does.</summary>
    public IReadOnlyList<SectionKnowing>? Sections(Evaluation evaluation) =>
        sections.Count == 0
            ? null
            :
            [
                .. sections.Select(section =>
                {
                    var n = section.Levels.Sum();
                    return new SectionKnowing(
                        section.Key,
                        n,
                        evaluation.Asked(section.Asked) - n,
                        section.Levels[0],
                        section.Levels[1],
                        section.Levels[2]
                    );
                }),
            ];

    /// <summary>By group, those who know somewhat or well what a rated part is about: what they answered before, and now. Null where its section does not ask for it.</summary>
    public IReadOnlyList<AnswerTable>? Rated(string partKey) => parts.GetValueOrDefault(partKey)?.Knowing;

    /// <summary>An item as those answered it who know it well; null where these or all others are few, or few who answered alike: all others are what is left of the whole.</summary>
    public KnowingResult? Of(ItemResult item, StudySettings settings) => parts.GetValueOrDefault(item.Key)?.Result(item, settings);

    private static double? Quartile(int[] counts, double probability, int type) => Quantiles.OfCounts(counts, probability, type);

    private sealed record AskedSection(string Key, string Asked, int Slot, int[] Levels, List<PartCounts> Parts);

    /// <summary>One part that is counted.</summary>
    private sealed class PartCounts
    {
        private readonly int slot;
        private readonly int number;
        private readonly int[] well;
        private readonly List<double> wellNumbers = [];
        private readonly List<double> otherNumbers = [];

        public PartCounts(string itemKey, Part part, SheetSlots slots, int groups)
        {
            ItemKey = itemKey;
            Part = part;
            slot = slots.IndexOf(part.Key)!.Value;
            number = slots.NumberIndexOf(part.Key) ?? -1;
            well = new int[
                part switch
                {
                    RatedPart rated => rated.Scale.Points,
                    ChoicePart choice => choice.Options.Count,
                    _ => 0,
                }
            ];
            if (part is RatedPart { Scale.Points: var points })
                Knowing = [.. Enumerable.Range(0, groups).Select(_ => new AnswerTable(points))];
        }

        public string ItemKey { get; }

        public Part Part { get; }

        public AnswerTable[]? Knowing { get; }

        public void Take(int group, short level, ReadOnlySpan<short> row, ReadOnlySpan<short> before, ReadOnlySpan<double> numbers)
        {
            var now = row[slot];
            if (number >= 0)
            {
                if (!numbers.IsEmpty && !double.IsNaN(numbers[number]))
                    (level == Well ? wellNumbers : otherNumbers).Add(numbers[number]);
                return;
            }
            if (level == Well && now > 0)
                well[now - 1]++;
            if (level >= Somewhat && Knowing is { } tables)
            {
                var then = before.IsEmpty ? (short)0 : before[slot];
                // Where a scale was longer in the round before, its answers are no pairs.
                tables[group][then <= tables[group].Points ? then : 0, now]++;
            }
        }

        public KnowingResult? Result(ItemResult item, StudySettings settings) =>
            Part switch
            {
                RatedPart { Scale: var scale }
                    when MayBeTold(well, item.Counts!, settings)
                        && MayBeTold(Sides(well, scale), Sides([.. item.Counts!], scale), settings) => new(well.Sum())
                {
                    Median = Quantiles.Median(well),
                    Quartile1 = Quartile(well, 0.25, settings.QuantileType),
                    Quartile3 = Quartile(well, 0.75, settings.QuantileType),
                    PercentAgreement = Frequencies.PercentInTop(well, scale.Top),
                },
                ChoicePart when MayBeTold(well, item.Counts!, settings) => new(well.Sum()) { Counts = well },
                NumberPart when MayBeTold(settings) => Measured(settings),
                _ => null,
            };

        private KnowingResult Measured(StudySettings settings)
        {
            wellNumbers.Sort();
            var summary = Values.Summary(CollectionsMarshal.AsSpan(wellNumbers), settings.QuantileType)!;
            return new(summary.N)
            {
                Median = summary.Median,
                Quartile1 = summary.Quartile1,
                Quartile3 = summary.Quartile3,
            };
        }

        private static int[] Sides(int[] counts, Scale scale) =>
            [counts.Sum() - scale.Count(Band.Top, counts), scale.Count(Band.Top, counts)];

        private static bool MayBeTold(int[] well, IReadOnlyList<int> all, StudySettings settings)
        {
            int[] others = [.. all.Zip(well, (whole, some) => whole - some)];
            var sizes = (int[])[well.Sum(), others.Sum()];
            int[][] chosen = [well, others];
            return sizes.Min() >= Math.Max(1, settings.SmallestCell)
                && Enumerable
                    .Range(0, sizes.Length)
                    .All(side =>
                        sizes[side] >= GroupItemResult.FewInGroup || !SmallCells.AnsweredAlike(new HashSet<int> { side }, sizes, chosen)
                    );
        }

        private bool MayBeTold(StudySettings settings)
        {
            List<double> values = [.. wellNumbers.Concat(otherNumbers).Distinct()];
            int[] Counted(List<double> numbers)
            {
                var counts = numbers.CountBy(one => one).ToDictionary(one => one.Key, one => one.Value);
                return [.. values.Select(one => counts.GetValueOrDefault(one))];
            }
            var told = Counted(wellNumbers);
            return values.Count > 0 && MayBeTold(told, [.. Counted(otherNumbers).Zip(told, (other, some) => other + some)], settings);
        }
    }
}
