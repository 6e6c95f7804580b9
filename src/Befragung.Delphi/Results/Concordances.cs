using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// Items that the same experts put in an order: rated alike in one section (a criterion of multi-criteria items each for itself), or the options of one
/// ranking. Kendall's W needs each expert's whole row, so it is counted as rows stream by.
/// </summary>
internal sealed class Concordances
{
    private readonly List<Series> all = [];

    public Concordances(Questionnaire questionnaire, SheetSlots slots)
    {
        foreach (var section in questionnaire.Sections)
        {
            // Ratings on scales of different lengths cannot be put in one order.
            var rated = section
                .Items.OfType<RatingItem>()
                .GroupBy(item => item.Scale.Points)
                .Select(alike => (Criterion: (string?)null, Slots: alike.Select(item => slots.IndexOf(item.Key)!.Value).ToArray()));
            var criteria = section
                .Items.OfType<MultiRatingItem>()
                .SelectMany(item => item.Criteria.Select(criterion => (item, criterion)))
                .GroupBy(one => (one.criterion.Key, one.criterion.Scale.Points))
                .Select(alike =>
                    (
                        Criterion: (string?)alike.Key.Key,
                        Slots: alike.Select(one => slots.IndexOf($"{one.item.Key}.{one.criterion.Key}")!.Value).ToArray()
                    )
                );
            all.AddRange(
                rated
                    .Concat(criteria)
                    .Where(series => series.Slots.Length > 1)
                    .Select(series => new Series(section.Key, null, series.Criterion, series.Slots, null))
            );
            all.AddRange(
                section
                    .Items.OfType<RankingItem>()
                    .Select(item => new Series(
                        section.Key,
                        item.Key,
                        null,
                        [.. item.Parts.Select(part => slots.IndexOf(part.Key)!.Value)],
                        item.Top
                    ))
            );
        }
    }

    public void Take(ReadOnlySpan<short> row)
    {
        foreach (var series in all)
            series.Take(row);
    }

    public IReadOnlyList<SectionConcordance> Results() => [.. all.Select(series => series.Result()).OfType<SectionConcordance>()];

    private sealed class Series(string section, string? item, string? criterion, int[] slots, int? top)
    {
        private readonly Concordance concordance = new(slots.Length);
        private readonly int[] ratings = new int[slots.Length];

        public void Take(ReadOnlySpan<short> row)
        {
            var given = 0;
            for (var i = 0; i < slots.Length; i++)
            {
                var value = row[slots[i]];
                if (value > 0)
                    given++;
                // The first rank is the highest, and what got none comes after all ranks, tied.
                ratings[i] =
                    top is null ? value
                    : value == 0 ? 0
                    : top.Value + 1 - value;
            }
            // Complete experts alone: every item rated, or as many ranks given as were asked for.
            if (given == Math.Min(top ?? slots.Length, slots.Length))
                concordance.Add(ratings);
        }

        public SectionConcordance? Result() =>
            concordance.Result() is not { } result
                ? null
                : new(section, result.Raters, result.Items, result.W, result.ChiSquare, result.DegreesOfFreedom, result.P)
                {
                    Item = item,
                    Criterion = criterion,
                };
    }
}
