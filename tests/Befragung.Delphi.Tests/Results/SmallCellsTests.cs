using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

public class SmallCellsTests
{
    [Theory]
    [InlineData(new[] { 5, 6, 7 }, new int[0])]
    [InlineData(new[] { 4, 6, 7 }, new[] { 0, 1 })]
    [InlineData(new[] { 9, 1, 7, 6 }, new[] { 1, 3 })]
    [InlineData(new[] { 9, 2, 3, 6 }, new[] { 1, 2 })]
    [InlineData(new[] { 9, 1, 1, 6 }, new[] { 1, 2, 3 })]
    [InlineData(new[] { 0, 6, 7 }, new[] { 0 })]
    [InlineData(new[] { 0, 1, 7 }, new[] { 0, 1, 2 })]
    [InlineData(new[] { 4 }, new[] { 0 })]
    [InlineData(new[] { 2, 5, 5, 5 }, new[] { 0, 1 })]
    [InlineData(new int[0], new int[0])]
    public void Small_groups_are_hidden_and_one_more_where_they_could_be_computed(int[] sizes, int[] hidden) =>
        Assert.Equal(hidden, SmallCells.Hidden(sizes, 5).Order());

    [Theory]
    // The first is hidden anyway, and so is the second who hides it: no third one has to join them.
    [InlineData(new[] { 1, 8, 7, 9 }, new[] { 0, 1 }, new[] { 0, 1 })]
    [InlineData(new[] { 1, 8, 3, 9 }, new[] { 0, 1 }, new[] { 0, 1, 2 })]
    [InlineData(new[] { 1, 0, 7, 9 }, new[] { 0, 1 }, new[] { 0, 1, 2 })]
    [InlineData(new[] { 0, 0, 7, 9 }, new[] { 0, 1 }, new[] { 0, 1 })]
    public void Of_a_question_those_are_hidden_first_who_are_in_the_whole_round(int[] sizes, int[] always, int[] hidden) =>
        Assert.Equal(hidden, SmallCells.Hidden(sizes, 5, always.ToHashSet()).Order());

    [Theory]
    // The first two are hidden for their sizes; by group and point of the scale.
    [InlineData("2 0|3 1|4 3|5 5", "0 1 2")] // All but one said the same: the third joins them.
    [InlineData("2 0|4 0|4 3|5 5", "0 1 2")] // All did.
    [InlineData("1 1|3 1|4 3|5 5", "0 1")] // Two said otherwise.
    [InlineData("2 0|4 0|8 1|5 5", "0 1 2 3")] // With the third still all but one: so the fourth.
    [InlineData("2 0|4 0|7 0|9 0", "0 1")] // What everybody said, the total says.
    [InlineData("0 0|7 0|5 4", "0")] // Nobody is hidden.
    public void Where_the_hidden_answered_alike_more_groups_join_them(string counts, string hidden)
    {
        var chosen = counts.Split('|').Select(group => group.Split(' ').Select(int.Parse).ToArray()).ToList();
        List<int> sizes = chosen.ConvertAll(group => group.Sum());
        Assert.Equal(
            hidden,
            string.Join(' ', SmallCells.Hidden(sizes, 5, null, groups => SmallCells.AnsweredAlike(groups, sizes, chosen)).Order())
        );
    }

    [Theory]
    // Two of the first group and four of the second, eight of the third and nine of the fourth; what they answered, one after another.
    [InlineData("q", "44|3444|12345123|123451234", true)]
    [InlineData("q", "45|3345|12345123|123451234", false)]
    [InlineData("q", "45|3454|12345123|123451234", true)] // All but one at the top of the scale, of fewer than ten.
    [InlineData("c", "11|1112|12121212|121212121", true)]
    [InlineData("c", "11|1122|12121212|121212121", false)]
    [InlineData("m", "22|2221|12121212|121212121", true)]
    [InlineData("m", "11|1111|12121212|121212121", false)] // Nobody marked it, as nobody marks most options.
    [InlineData("r", "11|1112|12121212|121212121", true)]
    [InlineData("r", "11|1122|12121212|121212121", false)]
    public void Of_every_kind_of_question_one_more_group_is_hidden_where_the_small_ones_answered_alike(
        string kind,
        string answers,
        bool joined
    )
    {
        Option[] options = [new("x", Sample.De("X")), new("y", Sample.De("Y"))];
        Item item = kind switch
        {
            "q" => new RatingItem("q", Sample.De("Q"), Panel.Scale(5)),
            "c" => new SingleChoiceItem("c", Sample.De("C"), options, true),
            "m" => new MultipleChoiceItem("m", Sample.De("M"), [options[0]], false, 0, 1, true),
            _ => new RankingItem("r", Sample.De("R"), options, 2),
        };
        var tally = new RoundTally(Panel.Asking(new PercentAgreementRule(75)) with { Sections = [new("s", Sample.De("S"), [item])] });
        foreach (var (group, codes) in answers.Split('|').Index())
        foreach (var code in codes.Select(code => (short)(code - '0')))
            tally.Add($"g{group + 1}", kind == "r" ? [code, (short)(3 - code)] : [code], []);
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.All(result.Items, one => Assert.Equal((joined, joined ? true : null), (one.Groups[2].Suppressed, one.HiddenAlike)));
        Assert.All(result.Items, one => Assert.Equal([true, true], one.Groups.Take(2).Select(group => group.Suppressed)));
        // Why it is hidden would say how they answered.
        Assert.All(SmallTotals.Shown(result, Panel.Asking(new PercentAgreementRule(75))).Items, one => Assert.Null(one.HiddenAlike));
    }

    [Theory]
    [InlineData("5 5|5 5 5 7|1 2 3 4 5|9 9 9 8 8 8", true)]
    [InlineData("5 5|5 5 6 7|1 2 3 4 5|9 9 9 8 8 8", false)]
    public void Of_numbers_too(string answers, bool joined)
    {
        var tally = new RoundTally(
            Panel.Asking(new PercentAgreementRule(75)) with
            {
                Sections = [new("s", Sample.De("S"), [new NumberItem("z", Sample.De("Z"), null, null, null, 0)])],
            }
        );
        foreach (var (group, numbers) in answers.Split('|').Index())
        foreach (var number in numbers.Split(' '))
            tally.Add($"g{group + 1}", $$"""{"z":"{{number}}"}""");
        Assert.Equal(joined, tally.ToResult(1, new Dictionary<string, Response>()).Items[0].Groups[2].Suppressed);
    }

    [Fact]
    public void No_hidden_group_can_be_computed_by_subtraction()
    {
        var random = new Random(2020);
        for (var run = 0; run < 20_000; run++)
        {
            var smallest = random.Next(1, 12);
            var sizes = Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(0, 16)).ToArray();
            var hidden = SmallCells.Hidden(sizes, smallest);
            var answers = hidden.Select(index => sizes[index]).Where(size => size > 0).ToList();
            var all = hidden.Count == sizes.Length;
            Assert.True(answers.Count != 1 || all, Told());
            Assert.True(answers.Count == 0 || answers.Sum() >= smallest || all, Told());
            Assert.All(sizes.Index().Where(group => group.Item < smallest), group => Assert.Contains(group.Index, hidden));
            string Told() => $"{string.Join(' ', sizes)}, smallest {smallest}: hides {string.Join(' ', hidden.Order())}";
        }
    }

    [Fact]
    public void What_is_hidden_in_one_item_or_in_who_took_part_is_hidden_in_any_round()
    {
        GroupItemResult Shown(string key, int n) => new(key, false) { N = n };
        GroupItemResult Hidden(string key) => new(key, true);
        RoundResult Round(GroupItemResult[] groups, int n, params GroupResponse[] responses) =>
            new(1, 7, 5, new(30, 30, 18), responses, [new("q1", "rating", n, 0) { Groups = groups }]);
        GroupResponse[] all = [new("a", 9, 9, 6), new("b", 9, 9, 6), new("c", 12, 12, 6)];
        var whole = Round([Shown("a", 6), Shown("b", 6), Shown("c", 6)], 18, all);
        Assert.Empty(SmallCells.HiddenIn([whole]));
        Assert.Equal(["a", "b"], SmallCells.HiddenIn([whole, Round([Hidden("a"), Hidden("b"), Shown("c", 6)], 14, all)]).Order());
        Assert.Equal(
            ["a", "c"],
            SmallCells.HiddenIn([Round([], 0, new("a", 9, null, null), new("b", 9, 9, 6), new("c", 12, null, null)), whole]).Order()
        );
        // Nobody answered beside those who are shown: nobody is behind what is hidden.
        Assert.Empty(
            SmallCells.HiddenIn([
                Round([Hidden("a"), Shown("b", 6), Hidden("c")], 6, all),
                Round([Hidden("a"), Hidden("b"), Hidden("c")], 0, all),
            ])
        );
    }
}
