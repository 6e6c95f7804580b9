using Befragung.Delphi.Results;

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
