using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// What stays hidden when every shown group is subtracted from the total of a whole result: never fewer answers than the smallest cell, and never those
/// of one single group that is too small, unless the total is no more than that itself.
/// </summary>
public class SubtractionTests
{
    private const int Smallest = 4;

    private static readonly Questionnaire Questionnaire = Panel.Asking(new PercentAgreementRule(75), smallestCell: Smallest) with
    {
        Sections =
        [
            new(
                "s",
                Sample.De("Abschnitt"),
                [
                    new RatingItem("q", Sample.De("Wie wichtig?"), Panel.Scale(5)),
                    new SingleChoiceItem(
                        "c",
                        Sample.De("Wohin?"),
                        [new("x", Sample.De("X")), new("y", Sample.De("Y")), new("z", Sample.De("Z"))],
                        true
                    ),
                    new RankingItem("k", Sample.De("Rang"), [new("x", Sample.De("X")), new("y", Sample.De("Y"))], 2),
                ]
            ),
        ],
    };

    [Fact]
    public void Subtraction_leads_to_no_small_cell()
    {
        var random = new Random(1990);
        for (var round = 0; round < 500; round++)
        {
            var (tally, cells) = Answered(random);
            var participation = Enumerable
                .Range(0, 4)
                .ToDictionary(
                    group => $"g{group + 1}",
                    group => new Response(cells["all"][group], cells["all"][group], cells["all"][group])
                );
            var result = tally.ToResult(1, participation);
            foreach (var (key, items) in new[] { ("q", "q"), ("c", "c"), ("k", "k.x"), ("k", "k.y") })
            {
                var item = result.Of(items)!;
                var shown = item.Groups.Select((group, index) => (group, index)).Where(one => !one.group.Suppressed).ToList();
                Assert.All(shown, one => Assert.Equal((true, cells[key][one.index]), (one.group.N >= Smallest, one.group.N!.Value)));
                Safe(cells[key], [.. shown.Select(one => one.index)], item.N - shown.Sum(one => one.group.N!.Value));
                if (item.Type == "singleChoice")
                    Assert.All(item.Counts!, (count, option) => Assert.True(count >= shown.Sum(one => one.group.Counts![option])));
                foreach (var (group, _) in item.Groups.Select((group, index) => (group, index)).Where(one => one.group.Suppressed))
                    Assert.Equal(new(group.Key, true), group);
            }
            Assert.All(
                result.Of("q")!.GroupDifference?.Pairs ?? [],
                pair =>
                    Assert.DoesNotContain(
                        result.Of("q")!.Groups,
                        group => group.Suppressed && (group.Key == pair.First || group.Key == pair.Second)
                    )
            );
            // Who handed in is counted by group too; those without a group stand in no participation.
            Safe(
                [.. cells["all"].Take(4)],
                [.. result.Groups.Select((group, index) => (group, index)).Where(one => !one.group.Suppressed).Select(one => one.index)],
                cells["all"].Take(4).Sum() - result.Groups.Sum(group => group.HandedIn ?? 0)
            );
        }
    }

    private static void Safe(int[] cells, int[] shown, int rest)
    {
        var left = Enumerable.Range(0, cells.Length).Except(shown).Select(index => cells[index]).Where(size => size > 0).ToList();
        Assert.Equal(left.Sum(), rest);
        if (rest == 0 || shown.Length == 0)
            return;
        Assert.True(rest >= Smallest, $"{rest} are left of {string.Join(' ', cells)}.");
        Assert.True(left.Count > 1 || left[0] >= Smallest, $"One small group is left of {string.Join(' ', cells)}.");
    }

    /// <summary>Four groups and those without one, of up to nine; about every sixth answer is missing.</summary>
    private static (RoundTally Tally, Dictionary<string, int[]> Cells) Answered(Random random)
    {
        var tally = new RoundTally(Questionnaire);
        var cells = new Dictionary<string, int[]>
        {
            ["all"] = new int[5],
            ["q"] = new int[5],
            ["c"] = new int[5],
            ["k"] = new int[5],
        };
        for (var group = 0; group < 5; group++)
        {
            for (var expert = random.Next(random.Next(1, 11)); expert > 0; expert--)
            {
                short rating = Answer(5),
                    choice = Answer(3),
                    first = Answer(2);
                tally.Add(group == 4 ? null : $"g{group + 1}", [rating, choice, first, (short)(first == 0 ? 0 : 3 - first)], []);
                foreach (var (key, value) in new[] { ("all", (short)1), ("q", rating), ("c", choice), ("k", first) })
                    if (value > 0)
                        cells[key][group]++;
            }
        }
        return (tally, cells);

        short Answer(int points) => (short)(random.Next(6) == 0 ? 0 : random.Next(points) + 1);
    }
}
