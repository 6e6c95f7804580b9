using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Where the same people went is told, but no small number of them, nor anything it could be computed from.</summary>
public sealed class SamePeopleTests
{
    private const int Smallest = 5;

    [Theory]
    [InlineData(6, 20, 8, "6 20 8")]
    [InlineData(5, 5, 5, "5 5 5")]
    [InlineData(0, 20, 8, "0 20 8")]
    [InlineData(0, 20, 0, "0 20 0")]
    [InlineData(7, 0, 9, "7 0 9")]
    // What is left of those who moved would be the few.
    [InlineData(2, 20, 8, "– 20 –")]
    [InlineData(8, 20, 4, "– 20 –")]
    [InlineData(3, 20, 2, "– 20 –")]
    // What is left of all would be them.
    [InlineData(0, 20, 4, "– – –")]
    [InlineData(2, 20, 2, "– – –")]
    [InlineData(20, 4, 20, "– – –")]
    [InlineData(0, 1, 20, "– – –")]
    public void It_is_told_where_nobody_is_one_of_few(int lower, int same, int higher, string told)
    {
        var people = SamePeople.Of(Stability(lower, same, higher), Smallest)!;
        Assert.Equal(lower + same + higher, people.Answered);
        Assert.Equal(
            told,
            string.Join(
                ' ',
                new[] { people.Lower, people.Same, people.Higher }.Select(one =>
                    one?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"
                )
            )
        );
    }

    /// <summary>A reader adds and subtracts what is told, all answers among it: what they get of those who are not told is at least the smallest cell, and never one number alone.</summary>
    [Fact]
    public void No_small_number_follows_from_what_is_told()
    {
        var told = 0;
        for (var lower = 0; lower <= 14; lower++)
        for (var same = 0; same <= 14; same++)
        for (var higher = 0; higher <= 14; higher++)
        {
            if (lower + same + higher == 0)
                continue;
            var people = SamePeople.Of(Stability(lower, same, higher), Smallest)!;
            (int? Told, int True)[] cells = [(people.Lower, lower), (people.Same, same), (people.Higher, higher)];
            Assert.All(cells, cell => Assert.True(cell.Told is null || (cell.Told == cell.True && cell.Told is 0 or >= Smallest)));
            var hidden = cells.Where(cell => cell.Told is null).ToList();
            Assert.NotEqual(1, hidden.Count);
            if (people.TellsMoved && hidden.Count > 0)
                Assert.InRange(hidden.Sum(cell => cell.True), Smallest, int.MaxValue);
            told += hidden.Count == 0 ? 1 : 0;
        }
        Assert.InRange(told, 500, 3374);
    }

    [Fact]
    public void Nothing_is_told_where_nothing_is_of_the_same_people()
    {
        Assert.Null(SamePeople.Of(null, Smallest));
        Assert.Null(SamePeople.Of(new(1, null, 0.1), Smallest));
        Assert.Null(SamePeople.Of(new(1, 0, 0.1), Smallest));
        // Choices have no order.
        Assert.Null(SamePeople.Of(new(1, 20, 0.1) { Moved = 0.5 }, Smallest));
    }

    private static ItemStability Stability(int lower, int same, int higher)
    {
        double pairs = lower + same + higher;
        return new(1, (int)pairs, 0.1)
        {
            Moved = (lower + higher) / pairs,
            Down = lower / pairs,
            Up = higher / pairs,
        };
    }
}
