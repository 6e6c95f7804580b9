using System.Runtime.InteropServices;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>The numbers of one item, part by part. They have no scale to be counted on, so the values themselves are kept: eight bytes each.</summary>
/// <param name="first">The place of the first part among the numbers of a row.</param>
internal sealed class NumbersColumn(string type, Item item, int first, int groups) : Column(type, item.Key, groups)
{
    private readonly List<double>[][] values =
    [
        .. item.Parts.Select(_ => Enumerable.Range(0, groups).Select(_ => new List<double>()).ToArray()),
    ];

    public void Take(int group, ReadOnlySpan<double> numbers)
    {
        var mine = numbers.Slice(first, values.Length);
        var answered = false;
        foreach (var value in mine)
            answered |= !double.IsNaN(value);
        if (!answered)
            return;
        N[group]++;
        for (var part = 0; part < mine.Length; part++)
        {
            if (!double.IsNaN(mine[part]))
                values[part][group].Add(mine[part]);
            // Whoever shared out points gave none to the rest.
            else if (item is PointsItem)
                values[part][group].Add(0);
        }
    }

    /// <summary>Who gave no points to an option is like most people at most options; see <see cref="MarksColumn"/>.</summary>
    protected override bool AnsweredAlike(IReadOnlySet<int> groups) =>
        Array.Exists(
            values,
            part =>
            {
                var theirs = groups.SelectMany(group => part[group]).ToList();
                return theirs
                    .CountBy(value => value)
                    .Where(answer => answer.Value >= theirs.Count - 1 && (item is not PointsItem || answer.Key > 0))
                    .Any(answer => Array.Exists(part, group => group.Exists(value => value != answer.Key)));
            }
        );

    public override IEnumerable<ItemResult> Results(Evaluation evaluation) =>
        item.Parts.Select(
            (part, index) =>
            {
                var result = Empty(part.Key, evaluation);
                return Summary(values[index].SelectMany(group => group), evaluation) is not { } all
                    ? result with
                    {
                        Groups = Groups(evaluation, (_, _, shown) => shown),
                    }
                    : result with
                    {
                        Mean = all.Mean,
                        StandardDeviation = all.StandardDeviation,
                        Median = all.Median,
                        Quartile1 = all.Quartile1,
                        Quartile3 = all.Quartile3,
                        InterquartileRange = all.InterquartileRange,
                        Minimum = all.Minimum,
                        Maximum = all.Maximum,
                        Groups = Groups(
                            evaluation,
                            (group, _, shown) =>
                                Summary(values[index][group], evaluation) is not { } own
                                    ? shown
                                    : shown with
                                    {
                                        Mean = own.Mean,
                                        Median = own.Median,
                                        Quartile1 = own.Quartile1,
                                        Quartile3 = own.Quartile3,
                                    }
                        ),
                    };
            }
        );

    private static ValueSummary? Summary(IEnumerable<double> numbers, Evaluation evaluation)
    {
        var sorted = numbers.ToList();
        sorted.Sort();
        return Statistics.Values.Summary(CollectionsMarshal.AsSpan(sorted), evaluation.QuantileType);
    }
}
