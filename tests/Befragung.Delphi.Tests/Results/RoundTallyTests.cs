using System.Text.Json;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>A round of eight sheets, small enough to be computed by hand.</summary>
public class RoundTallyTests
{
    private static readonly (string Group, string Answers)[] Sheets =
    [
        ("g1", """{"r":"1","m.a":"3","c":"x","k.a":"1","k.b":"2","t":"Hallo","i.1":"eins","i.2":"zwei"}"""),
        ("g1", """{"r":"2","m.a":"5","c":"x","k.b":"1","i.2":"drei"}"""),
        ("g1", """{"r":"4","c":"y","k.a":""}"""),
        ("g1", """{"r":"5","c":"","vergessen":"1"}"""),
        ("g2", """{"r":"4","c":"x"}"""),
        ("g2", """{"r":"4","c":"z"}"""),
        ("g2", """{"r":"","t":"","i.1":""}"""),
        ("g3", """{"r":"5","c":"z","k.c":"1","k.a":"2"}"""),
    ];

    private static readonly Dictionary<string, Response> Participation = new()
    {
        ["g1"] = new(5, 4, 4),
        ["g2"] = new(3, 3, 3),
        ["g3"] = new(2, 2, 1),
    };

    private static readonly RoundResult Result = Tally(Sheets)
        .ToResult(2, Participation, Tally([("g1", """{"r":"1"}"""), ("g1", """{"r":"5"}""")]).ToResult(1, Participation, null));

    [Fact]
    public void Every_part_of_every_item_has_a_result() =>
        Assert.Equal(
            [
                "r rating",
                "m.a multiRating",
                "m.b multiRating",
                "c singleChoice",
                "k.a ranking",
                "k.b ranking",
                "k.c ranking",
                "t longText",
                "i ideas",
            ],
            Result.Items.Select(item => $"{item.Key} {item.Type}")
        );

    [Fact]
    public void A_rating_is_counted()
    {
        var rating = Result.Of("r")!;
        Assert.Equal((7, 1), (rating.N, rating.Missing));
        Assert.Equal([1, 1, 0, 3, 2], rating.Counts!);
        Assert.Equal((3, 4, 4.5, 1.5), (rating.Quartile1, rating.Median, rating.Quartile3, rating.InterquartileRange));
        Assert.Equal(500 / 7d, rating.PercentAgreement!.Value, 12);
        Assert.Equal(200 / 7d, rating.PercentDisagreement!.Value, 12);
        Assert.Equal(300 / 7d, rating.PercentAt(3)!.Value, 12);
    }

    [Fact]
    public void A_rating_is_compared_with_the_round_before()
    {
        Assert.Equal(1, Result.Of("r")!.Stability!.ComparedWith);
        Assert.Equal(4 / 7d, Result.Of("r")!.Stability!.DistributionChange!.Value, 12);
        Assert.Null(Result.Of("m.a")!.Stability!.DistributionChange);
        Assert.Null(Result.Of("t")!.Stability);
        Assert.Null(Tally(Sheets).ToResult(1, Participation, null).Of("r")!.Stability);
    }

    [Fact]
    public void A_group_that_ranked_is_told_of_its_mean_ranks()
    {
        (string, string)[] sheets = [.. Enumerable.Repeat(("g1", """{"k.a":"1","k.b":"2"}"""), 3), ("g1", """{"k.b":"1"}""")];
        var result = Tally(sheets).ToResult(1, Participation, null);
        Assert.Equal(
            [(1, 75d), (1.75, 100d), (null, 0d)],
            new[] { "k.a", "k.b", "k.c" }
                .Select(key => result.Of(key)!.Groups[0])
                .Select(group => (group.MeanRank, group.PercentRanked!.Value))
        );
    }

    [Fact]
    public void Groups_below_the_smallest_cell_are_told_of_nothing_but_that()
    {
        var groups = Result.Of("r")!.Groups;
        Assert.Equal(["g1", "g2", "g3"], groups.Select(group => group.Key));
        Assert.Equal(
            (4, 1.75, 3, 4.25, 50),
            (groups[0].N, groups[0].Quartile1, groups[0].Median, groups[0].Quartile3, groups[0].PercentAgreement)
        );
        Assert.Equal([new("g2", true), new("g3", true)], groups.Skip(1));
        Assert.Equal(new Response(10, 9, 8), Result.Response);
        Assert.Equal([new("g1", 5, 4, 4), new("g2", 3, null, null), new("g3", 2, null, null)], Result.Groups);
    }

    [Fact]
    public void The_criteria_of_a_rating_are_counted_each_for_itself()
    {
        var (first, second) = (Result.Of("m.a")!, Result.Of("m.b")!);
        Assert.Equal((2, 6, 4), (first.N, first.Missing, first.Median));
        Assert.Equal((0, 8), (second.N, second.Missing));
        Assert.Null(second.Median);
        Assert.Null(second.PercentAgreement);
    }

    [Fact]
    public void A_choice_is_counted_by_option()
    {
        var choice = Result.Of("c")!;
        Assert.Equal((6, 2), (choice.N, choice.Missing));
        Assert.Equal([3, 1, 2], choice.Counts!);
        Assert.Equal([2, 1, 0], choice.Groups[0].Counts!);
    }

    [Fact]
    public void A_ranking_is_counted_by_option_and_rank()
    {
        Assert.All(new[] { "k.a", "k.b", "k.c" }, key => Assert.Equal((3, 5), (Result.Of(key)!.N, Result.Of(key)!.Missing)));
        Assert.Equal([1, 1], Result.Of("k.a")!.Counts!);
        Assert.Equal([1, 1], Result.Of("k.b")!.Counts!);
        Assert.Equal([1, 0], Result.Of("k.c")!.Counts!);
        Assert.Equal(100 / 3d, Result.Of("k.c")!.PercentRanked!.Value, 12);
        Assert.All(Result.Of("k.a")!.Groups, group => Assert.True(group.Suppressed));
    }

    [Fact]
    public void Of_words_only_their_number_is_in_the_result()
    {
        Assert.Equal((1, 7, 1), (Result.Of("t")!.N, Result.Of("t")!.Missing, Result.Of("t")!.Entries));
        Assert.Equal((2, 6, 3), (Result.Of("i")!.N, Result.Of("i")!.Missing, Result.Of("i")!.Entries));
        Assert.DoesNotContain("Hallo", JsonSerializer.Serialize(Result, RoundResult.Format), StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_themselves_are_handed_out_sheet_by_sheet()
    {
        var tally = new RoundTally(Sample.Questionnaire);
        Assert.Equal([("t", "Hallo"), ("i.1", "eins"), ("i.2", "zwei")], tally.Add("g1", Sheets[0].Answers));
        Assert.Empty(tally.Add("g1", Sheets[2].Answers));
    }

    [Fact]
    public void A_round_without_sheets_has_a_result_without_values()
    {
        var result = Tally([]).ToResult(1, new Dictionary<string, Response>(), null);
        Assert.Equal(new Response(0, 0, 0), result.Response);
        Assert.Null(result.Response.Percent);
        Assert.All(result.Items, item => Assert.Equal((0, 0, null), (item.N, item.Missing, item.Median)));
        Assert.All(result.Items.SelectMany(item => item.Groups), group => Assert.True(group.Suppressed));
    }

    [Fact]
    public void A_single_expert_has_a_result_and_no_group_is_shown()
    {
        var result = Tally([("g2", """{"r":"2"}""")]).ToResult(1, new Dictionary<string, Response> { ["g2"] = new(1, 1, 1) }, null);
        Assert.Equal(
            (1, 0, 2, 0),
            (result.Of("r")!.N, result.Of("r")!.Missing, result.Of("r")!.Median, result.Of("r")!.InterquartileRange)
        );
        Assert.All(result.Of("r")!.Groups, group => Assert.True(group.Suppressed));
        Assert.All(result.Groups, group => Assert.True(group.Suppressed));
    }

    [Fact]
    public void A_result_survives_being_frozen_as_JSON()
    {
        var json = JsonSerializer.Serialize(Result, RoundResult.Format);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RoundResult>(json, RoundResult.Format), RoundResult.Format));
    }

    private static RoundTally Tally((string Group, string Answers)[] sheets)
    {
        var tally = new RoundTally(Sample.Questionnaire);
        foreach (var (group, answers) in sheets)
            tally.Add(group, answers);
        return tally;
    }
}
