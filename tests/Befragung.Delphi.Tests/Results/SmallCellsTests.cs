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
}
