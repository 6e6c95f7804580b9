using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Multiple choices and short texts, counted by hand.</summary>
public class MarksTests
{
    private static readonly Questionnaire Asked = Sample.Questionnaire with
    {
        Sections =
        [
            new(
                "s",
                Sample.De("S"),
                [
                    new MultipleChoiceItem("p", Sample.De("Wer?"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], true, 0, 3, true),
                    new ShortTextItem("w", Sample.De("Wo?"), 50),
                ]
            ),
        ],
    };

    private static readonly (string Group, string Answers)[] Sheets =
    [
        ("g1", """{"p.a":"1","p.b":"0"}"""),
        ("g1", """{"p.a":"1","p.b":"1","w":"Hier"}"""),
        ("g1", """{"p.a":"0","p.b":"0","p.other":"Dorf"}"""),
        ("g2", """{"p.a":"1","p.b":"0"}"""),
        ("g2", """{"p.a":"","p.b":""}"""),
        ("g3", """{"w":""}"""),
        ("g3", """{"p.a":"0","p.b":"1"}"""),
        ("g3", """{"p.b":"1","p.a":"0"}"""),
        ("g3", """{"p.b":"1","p.a":"1"}"""),
    ];

    private static readonly RoundResult First = Tally(Sheets[..5]).ToResult(1, new Dictionary<string, Response>());
    private static readonly RoundResult Result = Tally(Sheets).ToResult(2, new Dictionary<string, Response>(), First);

    [Fact]
    public void Of_each_option_it_is_told_how_many_of_those_who_answered_chose_it()
    {
        Assert.Equal(
            ["p.a multipleChoice", "p.b multipleChoice", "p.other multipleChoice", "w shortText"],
            Result.Items.Select(item => $"{item.Key} {item.Type}")
        );
        Assert.All(Result.Items.Take(3), item => Assert.Equal((7, 2), (item.N, item.Missing)));
        Assert.Equal([3, 4], Result.Of("p.a")!.Counts!);
        Assert.Equal([3, 4], Result.Of("p.b")!.Counts!);
        Assert.Equal([6, 1], Result.Of("p.other")!.Counts!);
        Assert.Equal(400 / 7d, Result.Of("p.a")!.PercentChosen!.Value, 12);
        Assert.Equal(1, Result.Of("p.other")!.Entries);
        Assert.Equal((1, 8, 1), (Result.Of("w")!.N, Result.Of("w")!.Missing, Result.Of("w")!.Entries));
        Assert.All(Result.Items, item => Assert.Null(item.Verdict));
    }

    [Fact]
    public void Small_groups_are_hidden_and_so_that_they_cannot_be_subtracted()
    {
        // Of the four who are hidden, two chose the first: had three, the third group would be hidden with them.
        (string, string)[] sheets = [.. Sheets[..3], ("g2", """{"p.a":"0","p.b":"0"}"""), .. Sheets[4..]];
        var groups = Tally(sheets).ToResult(1, new Dictionary<string, Response>()).Of("p.b")!.Groups;
        Assert.Equal([true, true, false], groups.Select(group => group.Suppressed));
        Assert.Equal([0, 3], groups[2].Counts!);
        Assert.All(groups.Take(2), group => Assert.Null(group.Counts));
    }

    [Fact]
    public void Of_each_group_it_is_told_how_many_chose_each_option_and_only_an_own_entry_is_counted_as_such()
    {
        (string, string)[] sheets =
        [
            .. Enumerable.Range(0, 3).Select(i => ("g1", $$"""{"p.a":"1","p.b":"{{(i < 1 ? 1 : 0)}}"}""")),
            .. Enumerable.Range(0, 5).Select(i => ("g2", $$"""{"p.a":"{{(i < 1 ? 1 : 0)}}","p.b":"1"}""")),
        ];
        var result = Tally(sheets).ToResult(1, new Dictionary<string, Response>());
        Assert.Equal(
            [
                [0, 3],
                [4, 1],
            ],
            result.Of("p.a")!.Groups.Take(2).Select(group => group.Counts!)
        );
        Assert.Equal(
            [
                [2, 1],
                [0, 5],
            ],
            result.Of("p.b")!.Groups.Take(2).Select(group => group.Counts!)
        );
        Assert.Equal((null, null, 0), (result.Of("p.a")!.Entries, result.Of("p.b")!.Entries, result.Of("p.other")!.Entries));
    }

    [Fact]
    public void A_group_that_was_hidden_in_an_earlier_round_stays_hidden() =>
        Assert.All(Result.Of("p.b")!.Groups, group => Assert.True(group.Suppressed));

    [Fact]
    public void An_option_is_compared_with_the_round_before()
    {
        Assert.Equal(Math.Abs((4 / 7d) - (3 / 4d)), Result.Of("p.a")!.Stability!.DistributionChange!.Value, 12);
        Assert.Equal(1, Result.Of("p.a")!.Stability!.ComparedWith);
        Assert.Null(First.Of("p.a")!.Stability);
    }

    [Fact]
    public void Pairs_are_those_who_answered_in_both_rounds()
    {
        var tally = Tally([]);
        tally.Add("g1", Sheets[0].Answers, null, new EarlierSheet(1, Sheets[1].Answers, null));
        tally.Add("g1", Sheets[0].Answers, null, new EarlierSheet(1, Sheets[4].Answers, null));
        tally.Add("g1", Sheets[0].Answers);
        var result = tally.ToResult(2, new Dictionary<string, Response>(), First);
        Assert.Equal(
            (1, 1d, 1d),
            (result.Of("p.b")!.Stability!.Pairs, result.Of("p.b")!.Stability!.Moved, result.Of("p.b")!.Stability!.PairedChange)
        );
    }

    /// <summary>One of four chose it at first, and only that one is still there: without the others three quarters of the shares are elsewhere.</summary>
    [Fact]
    public void What_those_who_left_had_chosen_is_told_apart_from_what_the_others_had()
    {
        var tally = Tally([]);
        tally.Add("g1", Sheets[0].Answers, null, new EarlierSheet(1, Sheets[1].Answers, null));
        var result = tally.ToResult(2, new Dictionary<string, Response>(), First);
        Assert.Equal([3, 1], First.Of("p.b")!.Counts!);
        Assert.Equal(0.75, result.Of("p.b")!.Stability!.LeaversChange!.Value, 12);
    }

    [Fact]
    public void Nobody_having_answered_gives_no_values()
    {
        var result = Tally([]).ToResult(1, new Dictionary<string, Response>());
        Assert.All(result.Items, item => Assert.Equal((0, 0, null), (item.N, item.Missing, item.PercentChosen)));
    }

    [Fact]
    public void Own_answers_are_handed_out_with_the_open_ones() =>
        Assert.Equal([("p.other", "Dorf")], new RoundTally(Asked).Add("g1", Sheets[2].Answers).ToList());

    [Fact]
    public void The_report_names_what_was_chosen_most_often()
    {
        var report = StudyReport.OfFile([(Asked, Result)], Sample.Noon);
        Assert.Equal(
            "„A“ und „B“ werden gleich oft und am häufigsten gewählt: je 57 % (4 von 7)",
            ReportFindings.OfItem(report.Sections[0].Items[0])!.ToString()
        );
        Assert.Null(
            ReportFindings.OfItem(
                StudyReport.OfFile([(Asked, Tally([]).ToResult(1, new Dictionary<string, Response>()))], Sample.Noon).Sections[0].Items[0]
            )
        );
    }

    [Fact]
    public void A_result_survives_being_frozen_as_JSON()
    {
        var json = JsonSerializer.Serialize(Result, RoundResult.Format);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RoundResult>(json, RoundResult.Format), RoundResult.Format));
    }

    private static RoundTally Tally((string Group, string Answers)[] sheets)
    {
        var tally = new RoundTally(Asked, LastAsked.Of(Asked, [(1, Asked)]));
        foreach (var (group, answers) in sheets)
            tally.Add(group, answers);
        return tally;
    }
}
