using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

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

    // Else those of the second and third group are all but one alike, and no group is shown.
    private static readonly (string Group, string Answers)[] WithMore =
    [
        .. Sheets,
        ("g3", """{"r":"1"}"""),
        ("g3", """{"r":"2","c":"y"}"""),
    ];

    private static readonly Dictionary<string, Response> Participation = new()
    {
        ["g1"] = new(5, 4, 4),
        ["g2"] = new(3, 3, 3),
        ["g3"] = new(2, 2, 1),
    };

    private static readonly RoundResult Result = Tally(Sheets)
        .ToResult(2, Participation, Tally([("g1", """{"r":"1"}"""), ("g1", """{"r":"5"}""")]).ToResult(1, Participation));

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
        Assert.Null(Tally(Sheets).ToResult(1, Participation).Of("r")!.Stability);
    }

    [Fact]
    public void A_group_that_ranked_is_told_of_its_mean_ranks()
    {
        (string, string)[] sheets = [.. Enumerable.Repeat(("g1", """{"k.a":"1","k.b":"2"}"""), 3), ("g1", """{"k.b":"1"}""")];
        var result = Tally(sheets).ToResult(1, Participation);
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
        var alone = Tally(WithMore).ToResult(1, Participation);
        var groups = alone.Of("r")!.Groups;
        Assert.Equal(["g1", "g2", "g3"], groups.Select(group => group.Key));
        Assert.Equal(
            (4, 1.75, 3, 4.25, 50),
            (groups[0].N, groups[0].Quartile1, groups[0].Median, groups[0].Quartile3, groups[0].PercentAgreement)
        );
        Assert.Equal([new("g2", true), new("g3", true)], groups.Skip(1));
        // In round 1 two of the first group were too few, so it stays hidden.
        Assert.All(Result.Of("r")!.Groups, group => Assert.True(group.Suppressed));
        Assert.Equal(new Response(10, 9, 8), Result.Response);
        Assert.Equal([new("g1", 5, 4, 4), new("g2", 3, null, null), new("g3", 2, null, null)], Result.Groups);
    }

    [Fact]
    public void Who_took_part_is_hidden_by_how_many_handed_in_and_not_by_how_many_were_invited()
    {
        // Nine were invited in the second group, and two of them handed in; the next smallest is hidden with them.
        var participation = new Dictionary<string, Response>
        {
            ["g1"] = new(9, 8, 6),
            ["g2"] = new(9, 4, 2),
            ["g3"] = new(8, 8, 7),
        };
        Assert.Equal([new("g1", 9, null, null), new("g2", 9, null, null), new("g3", 8, 8, 7)], Tally([]).ToResult(1, participation).Groups);
    }

    [Fact]
    public void Of_a_group_of_which_nobody_was_invited_the_number_is_none_and_not_unknown()
    {
        var result = Tally([]).ToResult(1, new Dictionary<string, Response> { ["g1"] = new(9, 8, 6), ["g2"] = new(8, 7, 5) });
        Assert.Equal([new("g1", 9, 8, 6), new("g2", 8, 7, 5), new("g3", 0, null, null)], result.Groups);
        Assert.Equal((17, 15), (result.Response.Invited, result.Response.Started));
    }

    [Fact]
    public void The_reason_that_convinced_most_comes_first()
    {
        Guid few = new("00000000-0000-0000-0000-000000000001"),
            many = new("00000000-0000-0000-0000-000000000002"),
            none = new("00000000-0000-0000-0000-000000000003"),
            asMany = new("00000000-0000-0000-0000-000000000004");
        string Vote(Guid reason) => $"\"{new ConvincedPart("r", reason).Key}\":\"1\"";
        var result = Tally([
                ("g1", $"{{{Vote(few)}}}"),
                ("g1", $"{{{Vote(many)},{Vote(asMany)}}}"),
                ("g2", $"{{{Vote(asMany)}}}"),
                ("g3", $"{{{Vote(many)},\"r\":\"4\"}}"),
            ])
            .ToResult(2, Participation);
        Assert.Equal([new(many, 2), new(asMany, 2), new(few, 1)], result.Convincing);
        Assert.DoesNotContain(result.Convincing, reason => reason.Reason == none);
    }

    [Fact]
    public void A_group_s_share_of_a_ranking_is_of_its_own_answers()
    {
        var result = Tally([
                .. Enumerable.Repeat(("g1", """{"k.a":"1","k.b":"2"}"""), 3),
                ("g2", """{"k.a":"1"}"""),
                .. Enumerable.Repeat(("g2", """{"k.b":"1"}"""), 4),
            ])
            .ToResult(1, Participation);
        Assert.Equal([100d, 20d], result.Of("k.a")!.Groups.Take(2).Select(group => group.PercentRanked!.Value));
        Assert.Equal(50, result.Of("k.a")!.PercentRanked);
    }

    [Fact]
    public void Pairs_of_a_choice_are_those_who_answered_in_both_rounds()
    {
        var tally = Tally([]);
        foreach (
            var (now, before) in new[] { ("c\":\"x", "c\":\"y"), ("c\":\"y", "c\":\"x"), ("c\":\"x", "r\":\"1"), ("r\":\"1", "c\":\"y") }
        )
            tally.Add("g1", $"{{\"{now}\"}}", null, new EarlierSheet(1, $"{{\"{before}\"}}", null));
        tally.Add("g1", """{"c":"z"}""");
        Assert.Equal(
            2,
            tally.ToResult(2, Participation, Tally([("g1", """{"c":"y"}""")]).ToResult(1, Participation)).Of("c")!.Stability!.Pairs
        );
    }

    [Fact]
    public void Where_a_question_was_not_asked_the_numbers_of_the_others_are_counted()
    {
        var asked = Sample.Questionnaire with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("S"),
                    [
                        new NumberItem("z", Sample.De("Wie weit?"), null, null, null, 0),
                        new NumberItem("n", Sample.De("Wie viele?"), null, null, null, 0),
                    ]
                ),
            ],
        };
        var tally = new RoundTally(asked);
        var row = new short[tally.Slots.Count];
        tally.Add("g1", row, [], [7, 100], new HashSet<string> { "n" });
        tally.Add("g1", row, [], [9, 100], new HashSet<string> { "n" });
        tally.Add("g1", row, [], [5, 3]);
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.Equal((3, 5d, 9d), (result.Of("z")!.N, result.Of("z")!.Minimum, result.Of("z")!.Maximum));
        Assert.Equal((1, 0, 3d), (result.Of("n")!.N, result.Of("n")!.Missing, result.Of("n")!.Maximum));
    }

    [Fact]
    public void The_quartiles_of_a_group_are_of_the_study_s_type()
    {
        // Of 3 5 6 6 7 7 7 8 9 9, R's quantile(type = 6) says 5.75, 7 and 8.25; its default says 6, 7 and 7.75.
        var usual = Panel.Asking(new PercentAgreementRule(75), points: 9);
        var result = Panel
            .First(usual with { Settings = usual.Settings with { QuantileType = 6 } }, [3, 5, 6, 6, 7, 7, 7, 8, 9, 9])
            .Of("q1")!;
        Assert.Equal((5.75, 7d, 8.25), (result.Groups[0].Quartile1, result.Groups[0].Median, result.Groups[0].Quartile3));
        Assert.Equal((5.75, 7d, 8.25), (result.Quartile1, result.Median, result.Quartile3));
        var standard = Panel.First(usual, [3, 5, 6, 6, 7, 7, 7, 8, 9, 9]).Of("q1")!;
        Assert.Equal((6d, 7.75), (standard.Groups[0].Quartile1, standard.Groups[0].Quartile3));
    }

    [Fact]
    public void A_result_says_by_which_settings_it_was_made()
    {
        var usual = Panel.Asking(new PercentAgreementRule(75), smallestCell: 4);
        var result = Panel.First(usual with { Settings = usual.Settings with { QuantileType = 6 } }, [1]);
        Assert.Equal((6, 4, RoundResult.NewestVersion), (result.QuantileType, result.SmallestCell, result.Version));
    }

    [Fact]
    public void The_bands_of_a_scale_that_is_not_even_stay_on_their_sides()
    {
        // One point on top, two at the bottom: 7 of 10 are in the top band, and 1 of 10 in the bottom band.
        var usual = Panel.Asking(new PercentAgreementRule(75));
        var uneven = usual with
        {
            Sections =
            [
                new("s", Sample.De("Abschnitt"), [new RatingItem("q1", Sample.De("Frage"), Panel.Scale(5) with { Top = 1, Bottom = 2 })]),
            ],
        };
        var result = Panel.First(uneven, Panel.Of(0, 1, 0, 2, 7)).Of("q1")!;
        Assert.Equal((70d, 10d, CometClass.In), (result.PercentAgreement, result.PercentDisagreement, result.Comet));
        Assert.Equal((70d, CometClass.In), (result.Groups[0].PercentAgreement, result.Groups[0].Comet));
        Assert.Equal(CometClass.None, Panel.First(uneven, Panel.Of(0, 1, 0, 3, 6)).Of("q1")!.Groups[0].Comet);
    }

    [Fact]
    public void An_answer_of_one_s_own_to_a_choice_is_counted_and_nothing_behind_it()
    {
        var asked = Sample.Questionnaire with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("S"),
                    [
                        new SingleChoiceItem(
                            "c",
                            Sample.De("Wohin?"),
                            [new("x", Sample.De("X")), new("other", Sample.De("Sonstiges"))],
                            true
                        ),
                        new RatingItem("danach", Sample.De("Danach"), Sample.Scale),
                    ]
                ),
            ],
        };
        var tally = new RoundTally(asked);
        tally.Add("g1", """{"c":"x","danach":"4"}""");
        tally.Add("g1", """{"c":"other","c.other":"Woanders","danach":"5"}""");
        var words = tally.ToResult(1, new Dictionary<string, Response>()).Of("c.other")!;
        Assert.Equal((1, 1), (words.N, words.Entries));
    }

    [Fact]
    public void A_frozen_result_names_its_kinds_in_words()
    {
        var json = JsonSerializer.Serialize(
            Panel.Second(Panel.Asking(new PercentAgreementRule(75)), Enumerable.Repeat((5, 5), 8)),
            RoundResult.Format
        );
        Assert.Contains("\"verdict\":\"consensus\",\"side\":\"top\"", json, StringComparison.Ordinal);
        Assert.Contains("\"comet\":\"in\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_criteria_of_a_rating_are_counted_each_for_itself()
    {
        var first = Result.Of("m.a")!;
        var second = Result.Of("m.b")!;
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
        Assert.Equal([2, 1, 0], Tally(WithMore).ToResult(1, Participation).Of("c")!.Groups[0].Counts!);
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
    public void Whoever_has_no_group_counts_in_the_whole_alone()
    {
        var tally = Tally(Sheets);
        var row = new short[tally.Slots.Count];
        tally.Slots.Read("""{"r":"3","m.a":"3","c":"z","k.a":"2","k.b":"1"}""", row, [], null);
        tally.Add(null, row, []);
        var result = tally.ToResult(2, Participation);
        Assert.Equal([1, 1, 1, 3, 2], result.Of("r")!.Counts!);
        Assert.Equal([0, 0, 2, 0, 1], result.Of("m.a")!.Counts!);
        Assert.Equal([3, 1, 3], result.Of("c")!.Counts!);
        Assert.Equal([1, 2], result.Of("k.a")!.Counts!);
        Assert.Equal([2, 1], result.Of("k.b")!.Counts!);
        Assert.Equal((9, 8), (result.Response.HandedIn, result.Of("r")!.N));
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
        var result = Tally([]).ToResult(1, new Dictionary<string, Response>());
        Assert.Equal(new Response(0, 0, 0), result.Response);
        Assert.Null(result.Response.Percent);
        Assert.All(result.Items, item => Assert.Equal((0, 0, null), (item.N, item.Missing, item.Median)));
        Assert.All(result.Items.SelectMany(item => item.Groups), group => Assert.True(group.Suppressed));
    }

    [Fact]
    public void A_single_expert_has_a_result_and_no_group_is_shown()
    {
        var result = Tally([("g2", """{"r":"2"}""")]).ToResult(1, new Dictionary<string, Response> { ["g2"] = new(1, 1, 1) });
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
        var tally = new RoundTally(Sample.Questionnaire, LastAsked.Of(Sample.Questionnaire, [(1, Sample.Questionnaire)]));
        foreach (var (group, answers) in sheets)
            tally.Add(group, answers);
        return tally;
    }
}
