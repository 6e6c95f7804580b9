using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Rounds;

public class AskingTests
{
    private static readonly Item[] Many =
    [
        new InformationItem("h", Sample.De("Lesen")),
        .. Enumerable.Range(1, 8).Select(number => new RatingItem($"q{number}", Sample.De("?"), Sample.Scale)),
    ];

    private static readonly Questionnaire Shuffled = Sample.Questionnaire with
    {
        Sections = [new("s", Sample.De("S"), Many) { Random = true }],
    };

    private static Asking Of(
        Questionnaire questionnaire,
        Guid? panelist = null,
        string group = "g1",
        Func<string, string?>? earlier = null
    ) => new(questionnaire, panelist ?? Guid.NewGuid(), group, earlier ?? (_ => null));

    private static Answers Given(params AnswerChange[] changes)
    {
        var study = Sample.StudyIn(RoundState.Open);
        var sheet = study.CurrentRound.Invite(new Panelist(1, "g1", "de"), Sample.Noon);
        sheet.Save(changes, Sample.Asking, Sample.Noon);
        return sheet.Answers;
    }

    private static Questionnaire Conditional(Condition condition) =>
        Sample.Questionnaire with
        {
            Sections =
            [
                Sample.Questionnaire.Sections[0],
                Sample.Questionnaire.Sections[1] with
                {
                    Items =
                    [
                        .. Sample.Questionnaire.Sections[1].Items,
                        new RatingItem("z", Sample.De("Z"), Sample.Scale) { When = condition, Required = true },
                    ],
                },
            ],
        };

    [Fact]
    public void Without_conditions_and_chance_everybody_is_asked_the_same() =>
        Assert.Same(Sample.Questionnaire, Sample.Asking.Of(Answers.None));

    [Fact]
    public void An_order_of_ones_own_is_the_same_each_time_and_not_that_of_others()
    {
        var panelist = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        string[] Order(Guid one) => [.. Of(Shuffled, one).Of(Answers.None).Items.Select(item => item.Key)];
        // The same on every machine, and in every later version: an order that changed in the middle of a study would be worse than none.
        Assert.Equal(["h", "q2", "q5", "q7", "q6", "q3", "q1", "q4", "q8"], Order(panelist));
        Assert.Equal(Order(panelist), Order(panelist));
        Assert.NotEqual(Order(panelist), Order(Guid.Parse("7c9e6679-7425-40de-944b-e07fc1f90ae7")));
    }

    [Fact]
    public void Texts_to_read_keep_their_place_and_nothing_is_lost()
    {
        var asked = Of(Shuffled).Of(Answers.None).Items.Select(item => item.Key).ToList();
        Assert.Equal("h", asked[0]);
        Assert.Equal(Many.Select(item => item.Key).Order(), asked.Order());
    }

    [Fact]
    public void Each_question_comes_first_about_as_often_as_any_other()
    {
        var chance = new Random(7);
        var first = Enumerable
            .Range(0, 4000)
            .Select(_ =>
            {
                var bytes = new byte[16];
                chance.NextBytes(bytes);
                return Of(Shuffled, new Guid(bytes)).Of(Answers.None).Items.ElementAt(1).Key;
            })
            .CountBy(key => key)
            .ToDictionary();
        Assert.Equal(8, first.Count);
        // 500 expected each, with a standard deviation of 21.
        Assert.All(first.Values, count => Assert.InRange(count, 400, 600));
    }

    [Fact]
    public void What_this_round_does_not_ask_is_looked_up_in_earlier_ones()
    {
        var questionnaire = Conditional(new() { Item = "gone", Is = ["ja"] });
        Assert.Contains("z", Of(questionnaire).LeftOut(Answers.None));
        Assert.DoesNotContain("z", Of(questionnaire, earlier: key => key == "gone" ? "ja" : null).LeftOut(Answers.None));
        // What it does ask is not.
        Assert.Contains("z", Of(Conditional(new() { Item = "r", From = 4 }), earlier: _ => "5").LeftOut(Answers.None));
    }

    [Fact]
    public void A_section_with_nothing_left_to_answer_is_gone()
    {
        var questionnaire = Sample.Questionnaire with
        {
            Sections =
            [
                .. Sample.Questionnaire.Sections,
                new(
                    "x",
                    Sample.De("X"),
                    [
                        new InformationItem("i2", Sample.De("…")),
                        new RatingItem("z", Sample.De("Z"), Sample.Scale) { When = new() { Groups = ["g2"] } },
                    ]
                ),
            ],
        };
        Assert.Equal(2, Of(questionnaire).Of(Answers.None).Sections.Count);
        Assert.Equal(3, Of(questionnaire, group: "g2").Of(Answers.None).Sections.Count);
    }

    [Fact]
    public void A_sheet_remembers_what_was_not_asked()
    {
        var asking = Of(Conditional(new() { Item = "r", From = 4 }));
        var sheet = Sample.StudyIn(RoundState.Open).CurrentRound.Invite(new Panelist(1, "g1", "de"), Sample.Noon);
        sheet.Save([new("r", "2"), new("z", "5")], asking, Sample.Noon);
        Assert.Equal("z", sheet.NotAsked);
        Assert.Equal("5", sheet.Answers["z"]);
        sheet.Save([new("r", "5")], asking, Sample.Noon);
        Assert.Null(sheet.NotAsked);
    }

    [Fact]
    public void A_required_question_is_required_of_those_who_are_asked_it()
    {
        var asking = Of(Conditional(new() { Item = "r", From = 4 }));
        var sheet = Sample.StudyIn(RoundState.Open).CurrentRound.Invite(new Panelist(1, "g1", "de"), Sample.Noon);
        sheet.Save([new("r", "5")], asking, Sample.Noon);
        Assert.Equal(
            "Zum Abgeben fehlt noch eine Antwort: „Z“.",
            Assert.Throws<RuleBrokenException>(() => sheet.HandIn(asking, Sample.Noon)).Message
        );
        sheet.Save([new("r", "2")], asking, Sample.Noon);
        sheet.HandIn(asking, Sample.Noon);
        Assert.Equal(SheetState.HandedIn, sheet.State);
    }

    [Theory]
    [InlineData("r", "", 0, 1)]
    [InlineData("r", "r=", 1, 1)]
    [InlineData("m", "", 0, 2)]
    [InlineData("m", "m.a=1", 1, 2)]
    [InlineData("m", "m.a=1 m.b=", 2, 2)]
    [InlineData("k", "", 0, 2)]
    [InlineData("k", "k.c=1", 1, 2)]
    [InlineData("k", "k.c=1 k.a=2", 2, 2)]
    [InlineData("c", "c=x", 1, 1)]
    [InlineData("t", "t=Weil", 1, 1)]
    [InlineData("i", "i.2=Mehr", 1, 1)]
    [InlineData("hinweis", "r=3", 0, 0)]
    public void How_far_an_item_is_answered_is_told_in_parts(string key, string answers, int given, int whole)
    {
        var changes = answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(answer => answer.Split('='));
        var extent = Given([.. changes.Select(change => new AnswerChange(change[0], change[1]))]).Extent(Sample.Questionnaire.ItemOf(key)!);
        Assert.Equal(new(given, whole), extent);
        Assert.Equal((given == 0, given == whole, given > 0 && given < whole), (extent.IsNone, extent.IsWhole, extent.IsPartial));
    }

    [Fact]
    public void What_was_not_asked_is_neither_counted_nor_missing()
    {
        var questionnaire = Conditional(new() { Item = "r", From = 4 });
        var tally = new RoundTally(questionnaire);
        tally.Add("g1", """{"r":"5","z":"3"}""");
        tally.Add("g1", """{"r":"5"}""");
        tally.Add("g1", """{"r":"2","z":"1","z.:for":"Weil."}""", "z");
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.Equal((1, 1), (result.Of("z")!.N, result.Of("z")!.Missing));
        Assert.Equal([0, 0, 1, 0, 0], result.Of("z")!.Counts!);
        Assert.Equal((3, 0), (result.Of("r")!.N, result.Of("r")!.Missing));
    }

    [Fact]
    public void Numbers_texts_and_reasons_of_what_was_not_asked_are_not_taken_along()
    {
        var condition = new Condition { Item = "r", From = 4 };
        var questionnaire = Sample.Questionnaire with
        {
            Sections =
            [
                Sample.Questionnaire.Sections[0] with
                {
                    Items =
                    [
                        .. Sample.Questionnaire.Sections[0].Items,
                        new NumberItem("zahl", Sample.De("Wie weit?"), null, null, null, 0) { When = condition },
                        new LongTextItem("wort", Sample.De("Warum?"), 500) { When = condition },
                    ],
                },
            ],
        };
        var tally = new RoundTally(questionnaire);
        Assert.Equal(
            [("wort", "Darum"), ("zahl.:why", "Weil")],
            tally.Add("g1", """{"r":"5","zahl":"3","wort":"Darum","zahl.:why":"Weil"}""")
        );
        Assert.Equal(
            [("r.:for", "Gilt")],
            tally.Add("g1", """{"r":"2","r.:for":"Gilt","zahl":"900","wort":"Nein","zahl.:why":"Alt","wort.:why":"Alt"}""", "zahl wort")
        );
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.Equal(
            (1, 0, 3d, 3d),
            (result.Of("zahl")!.N, result.Of("zahl")!.Missing, result.Of("zahl")!.Mean!.Value, result.Of("zahl")!.Maximum!.Value)
        );
        Assert.Equal((1, 0, 1), (result.Of("wort")!.N, result.Of("wort")!.Missing, result.Of("wort")!.Entries!.Value));
    }

    [Fact]
    public void Rows_of_a_file_leave_out_numbers_that_were_not_asked()
    {
        var questionnaire = Sample.Questionnaire with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("S"),
                    [new RatingItem("r", Sample.De("R"), Sample.Scale), new NumberItem("zahl", Sample.De("Z"), null, null, null, 0)]
                ),
            ],
        };
        var tally = new RoundTally(questionnaire);
        tally.Add("g1", [5, 1], [], [3]);
        tally.Add("g1", [2, 1], [], [900], new HashSet<string> { "zahl" });
        var number = tally.ToResult(1, new Dictionary<string, Response>()).Of("zahl")!;
        Assert.Equal((1, 0, 3d), (number.N, number.Missing, number.Maximum!.Value));
    }
}
