using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Results;

/// <summary>What is said of those whom a reason convinced; of the sample's r, 1 and 2 are against, 4 and 5 for it, and the smallest cell is 5.</summary>
public class ConvincedCountsTests
{
    private static readonly Guid Reason = new("00000000-0000-0000-0000-000000000001");

    private static readonly Questionnaire Asked = Sample.Questionnaire with
    {
        Settings = Sample.Questionnaire.Settings with { SmallestCell = 5 },
    };

    [Fact]
    public void Counted_is_who_had_stood_on_the_other_side_and_which_way_they_went()
    {
        var told = Tally(
            ReasonSide.For,
            [.. Some(6, "2", "4", true), .. Some(5, "3", "3", true), .. Some(7, "2", "2"), .. Some(5, "1", "3")]
        );
        Assert.Equal((11, 6), (told.Experts, told.FromOtherSide));
        Assert.Equal(new("r", 1, 11, 6, 12, 5), told.Shift);
        // The same reason, had it spoken against: nobody stood for it, and nobody went down.
        var against = Tally(ReasonSide.Against, [.. Some(6, "2", "4", true), .. Some(5, "3", "3", true), .. Some(7, "2", "2")]);
        Assert.Null(against.FromOtherSide);
        Assert.Equal(new("r", 1, 11, 0, 7, 0), against.Shift);
    }

    [Fact]
    public void All_may_have_moved_and_nobody_else_been_there()
    {
        Assert.Equal(new("r", 1, 5, 5, 0, 0), Tally(ReasonSide.For, [.. Some(5, "1", "5", true)]).Shift);
        Assert.Equal(new("r", 1, 5, 0, 0, 0), Tally(ReasonSide.For, [.. Some(5, "4", "4", true)]).Shift);
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(4, 0, 5, 5)]
    [InlineData(5, 4, 5, 5)]
    [InlineData(5, 5, 1, 5)]
    [InlineData(5, 5, 5, 4)]
    public void Nothing_is_said_where_one_of_four_numbers_is_small(int moved, int stayed, int othersMoved, int othersStayed)
    {
        var told = Tally(
            ReasonSide.For,
            [
                .. Some(moved, "2", "3", true),
                .. Some(stayed, "2", "2", true),
                .. Some(othersMoved, "2", "3"),
                .. Some(othersStayed, "2", "2"),
            ]
        );
        Assert.Null(told.Shift);
        Assert.Equal(moved + stayed >= 5 ? moved + stayed : null, told.FromOtherSide);
    }

    [Fact]
    public void Who_answered_once_is_no_part_of_it_and_few_of_them_hide_it()
    {
        // They stood there, whatever they say now.
        var told = Tally(ReasonSide.For, [.. Some(5, "2", "3", true), .. Some(5, "2", null, true)]);
        Assert.Equal((10, 10, new ConvincedShift("r", 1, 5, 5, 0, 0)), (told.Experts, told.FromOtherSide, told.Shift));
        Assert.Null(Tally(ReasonSide.For, [.. Some(5, "2", "3", true), .. Some(1, null, "3", true)]).Shift);
    }

    [Fact]
    public void Where_a_reason_has_no_side_or_nothing_was_asked_before_it_is_counted_alone()
    {
        (string?, string?, bool)[] sheets = [.. Some(9, "2", "4", true)];
        Assert.Equal(new(Reason, 9), Tally(ReasonSide.Neutral, sheets));
        Assert.Equal(new(Reason, 9), Tally(ReasonSide.For, sheets, asked: false));
    }

    [Fact]
    public void Others_are_told_no_shift_of_what_is_not_compared_and_nobody_from_which_side_they_came()
    {
        var result = Closed(ReasonSide.For, [.. Some(5, "2", "4", true), .. Some(5, "3", "3", true), .. Some(9, "2", "2")]);
        var shown = SmallTotals.Shown(result, Sample.Questionnaire, Sample.NoResult with { Round = 1 }).Convincing.Single();
        Assert.Null(shown.FromOtherSide);
        var hidden = result with { Items = [.. result.Items.Select(item => item with { Stability = null })] };
        Assert.Null(SmallTotals.Shown(hidden, Sample.Questionnaire).Convincing.Single().Shift);
        Assert.Equal(10, SmallTotals.Shown(hidden, Sample.Questionnaire).Convincing.Single().Experts);
    }

    [Fact]
    public void Others_are_told_no_shift_where_how_the_same_people_answered_is_hidden_from_them()
    {
        // One has left, and would be what is left beside those who answered twice.
        (string? Before, string? Now, bool Convinced)[] sheets =
        [
            .. Some(5, "2", "4", true),
            .. Some(5, "3", "3", true),
            .. Some(9, "2", "2"),
            .. Some(1, "2", null),
        ];
        var tally = new RoundTally(Asked);
        foreach (var (before, _, _) in sheets)
            tally.Add("g1", Json(("r", before)));
        var first = tally.ToResult(1, new Dictionary<string, Response>());
        var result = Closed(ReasonSide.For, sheets, true, first);
        Assert.Equal((19, true), (result.Of("r")!.Stability!.Pairs, result.Convincing.Single().Shift is not null));
        var shown = SmallTotals.Shown(result, Asked, first);
        Assert.Equal((null, null), (shown.Of("r")!.Stability!.Pairs, shown.Convincing.Single().Shift));
    }

    [Fact]
    public void First_comes_what_convinced_most_from_the_other_side_and_all_else_keeps_its_order()
    {
        Guid Id(int number) => new(number, 0, 0, new byte[8]);
        RoundResult Of(params (int Reason, int? FromOtherSide)[] all) =>
            Sample.NoResult with
            {
                Response = new(99, 99, 99),
                Convincing = [.. all.Select(one => new ConvincingReason(Id(one.Reason), 99) { FromOtherSide = one.FromOtherSide })],
            };
        var order = ReasonOrder.FromOtherSide([
            Of((1, null), (2, 5), (3, 7), (4, 7)),
            Of((2, 6), (5, 6)),
            Of((1, 50)) with
            {
                Response = new(9, 2, 2),
            },
        ]);
        // Not added up over rounds, or 2 would come first; and of a round that few handed in, nothing counts.
        Assert.Equal([3, 4, 2, 5, 1, 6], Enumerable.Range(1, 6).InOrder(Id, order));
        Assert.Equal([1, 2, 3], Enumerable.Range(1, 3).InOrder(Id, ReasonOrder.FromOtherSide([])));
    }

    private static IEnumerable<(string? Before, string? Now, bool Convinced)> Some(
        int many,
        string? before,
        string? now,
        bool convinced = false
    ) => Enumerable.Repeat((before, now, convinced), many);

    private static ConvincingReason Tally(ReasonSide side, (string? Before, string? Now, bool Convinced)[] sheets, bool asked = true) =>
        Closed(side, sheets, asked).Convincing.Single();

    private static RoundResult Closed(
        ReasonSide side,
        (string? Before, string? Now, bool Convinced)[] sheets,
        bool asked = true,
        params IReadOnlyList<RoundResult> earlier
    )
    {
        var tally = new RoundTally(
            Asked,
            asked ? LastAsked.Of(Asked, [(1, Asked)]) : null,
            new Dictionary<Guid, ReasonSide> { [Reason] = side }
        );
        foreach (var (before, now, convinced) in sheets)
            tally.Add(
                "g1",
                Json(("r", now), (new ConvincedPart("r", Reason).Key, convinced ? ConvincedPart.Convinced : null)),
                null,
                new EarlierSheet(1, Json(("r", before)), null)
            );
        return tally.ToResult(2, new Dictionary<string, Response>(), earlier);
    }

    private static string Json(params (string Key, string? Value)[] answers) =>
        "{" + string.Join(',', answers.Where(one => one.Value is not null).Select(one => $"\"{one.Key}\":\"{one.Value}\"")) + "}";
}
