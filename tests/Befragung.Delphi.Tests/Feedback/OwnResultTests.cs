using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Feedback;

/// <summary>What an expert is told of the own answers, and where they stand to those of all.</summary>
public class OwnResultTests
{
    private static readonly Questionnaire Asked = Sample.Questionnaire with
    {
        Sections =
        [
            .. Sample.Questionnaire.Sections,
            new(
                "mehr",
                Sample.De("Mehr"),
                [
                    new MultipleChoiceItem(
                        "w",
                        Sample.De("Was davon?"),
                        [new("a", Sample.De("Alpha")), new("b", Sample.De("Beta")), new("c", Sample.De("Gamma"))],
                        true,
                        0,
                        4,
                        true
                    ),
                    new NumberItem("z", Sample.De("Wie weit?"), new(Sample.De("km")), null, null, 1),
                    new PointsItem("p", Sample.De("Wer?"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], 100),
                ]
            ),
        ],
    };

    [Theory]
    [InlineData(1, RoundState.Open, false, null)]
    [InlineData(2, RoundState.Open, false, 1)]
    [InlineData(3, RoundState.Open, false, 2)]
    [InlineData(1, RoundState.Closed, false, null)]
    [InlineData(2, RoundState.Closed, false, null)]
    [InlineData(1, RoundState.Closed, true, 1)]
    [InlineData(1, RoundState.Released, false, 1)]
    [InlineData(2, RoundState.Released, true, 2)]
    public void A_result_is_compared_with_only_once_everybody_may_see_it(int round, RoundState state, bool nextWasOpened, int? compared) =>
        Assert.Equal(compared, OwnResult.ComparedRound(round, state, nextWasOpened));

    [Fact]
    public void Nothing_answered_is_told_as_such_item_by_item()
    {
        var own = Of("{}");
        Assert.Equal(["zahlen", "worte", "mehr"], own.Sections.Select(section => section.Section.Key));
        Assert.Equal(["r", "m", "c", "k"], own.Sections[0].Items.Select(item => item.Item.Key));
        Assert.All(
            own.Sections.SelectMany(section => section.Items),
            item => Assert.Equal((false, 0, 0), (item.IsAnswered, item.Told.Count, item.Reasons.Count))
        );
        Assert.Equal((null, null, null), (own.Compared, own.Overall, own.Profile));
    }

    [Theory]
    [InlineData("r", "4", "4 – wichtig")]
    [InlineData("r", "2", "2")]
    [InlineData("r", "", "keine Angabe")]
    [InlineData("c", "y", "y")]
    [InlineData("w.b", "1", "Beta")]
    [InlineData("w.b", "", "keine Angabe")]
    [InlineData("w.other", "Eigenes", "Eigenes")]
    [InlineData("z", "12.5", "12,5 km")]
    [InlineData("k.c", "2", "Rang 2")]
    [InlineData("t", "Mit {0} Klammern", "Mit {0} Klammern")]
    public void An_answer_is_told_in_words(string key, string value, string words)
    {
        var asked = Asked with
        {
            Sections = [.. Asked.Sections.Select(section => section with { Items = [.. section.Items.Select(Labelled)] })],
        };
        var told = Items(OwnResult.Of(asked, 1, RoundState.Open, Given((key, value)), null)).Single(item => item.IsAnswered).Told;
        Assert.Equal(words, Assert.Single(told).Answer!.ToString());

        static Item Labelled(Item item) =>
            item is not RatingItem
                ? item
                : new RatingItem(
                    item.Key,
                    item.Text,
                    Sample.Scale with
                    {
                        Labels = new Dictionary<int, LocalizedText> { [4] = Sample.De("wichtig") },
                    }
                );
    }

    [Fact]
    public void Ranks_stand_in_their_order_and_what_was_not_chosen_is_not_told()
    {
        var own = Of("""{"k.a":"2","k.c":"1","w.a":"0","w.b":"1","w.c":"1"}""");
        Assert.Equal(["k.c", "k.a"], Item(own, "k").Told.Select(part => part.Part.Key));
        Assert.Equal(["w.b", "w.c"], Item(own, "w").Told.Select(part => part.Part.Key));
    }

    [Fact]
    public void Of_a_ranking_what_got_no_rank_is_not_told()
    {
        Assert.Empty(Item(Of("""{"k.a":"","k.b":"","k.c":""}"""), "k").Told);
        Assert.Equal(["k.b"], Item(Of("""{"k.a":"","k.b":"1"}"""), "k").Told.Select(part => part.Part.Key));
    }

    [Fact]
    public void Saying_nothing_to_a_choice_of_several_is_told_once() =>
        Assert.Equal(["w.a"], Item(Of("""{"w.a":"","w.b":"","w.c":""}"""), "w").Told.Select(part => part.Part.Key));

    [Fact]
    public void Of_several_criteria_the_one_without_an_answer_is_told_too() =>
        Assert.Equal(
            [("m.a", "3"), ("m.b", null)],
            Item(Of("""{"m.a":"3"}"""), "m").Told.Select(part => (part.Part.Key, part.Answer?.ToString()))
        );

    [Fact]
    public void Reasons_are_told_with_their_side()
    {
        var own = Of("""{"r":"3","r.:for":"Weil es drängt.","r.:against":"Zu teuer.","c":"x","c.:why":"Liegt mittig."}""");
        Assert.Equal([new(ReasonSide.For, "Weil es drängt."), new(ReasonSide.Against, "Zu teuer.")], Item(own, "r").Reasons);
        Assert.Equal([new OwnReason(ReasonSide.Neutral, "Liegt mittig.")], Item(own, "c").Reasons);
        Assert.Empty(Item(own, "m").Reasons);
    }

    [Theory]
    [InlineData("3", Place.Within, 2)]
    [InlineData("4", Place.Within, 3)]
    [InlineData("2", Place.Below, 1)]
    [InlineData("5", Place.Above, 0)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void A_rating_stands_to_the_middle_half_whose_borders_belong_to_it(string? value, Place? place, int? same)
    {
        var part = Item(
            OwnResult.Of(
                Asked,
                2,
                RoundState.Open,
                value is null ? Answers.None : Given(("r", value)),
                Result("r", "2", "3", "3", "4", "4", "4")
            ),
            "r"
        ).Parts[0];
        Assert.Equal(place, part.Place);
        Assert.Equal(same is { } count ? (count, 6) : default((int, int)?), part.Same);
    }

    [Fact]
    public void Where_one_stands_is_told_in_sentences()
    {
        var own = OwnResult.Of(Asked, 2, RoundState.Open, Given(("r", "2")), Result("r", "2", "3", "3", "4", "4", "4", "2", "3"));
        Assert.Equal(
            [
                "Die mittlere Hälfte antwortete 2,75 bis 4, der Median liegt bei 3.",
                "Ihre Antwort liegt unter der mittleren Hälfte.",
                "Gleich geantwortet: 2 von 8 (25 %).",
            ],
            Item(own, "r").Parts[0].Standing.Select(sentence => sentence.ToString())
        );
        Assert.Equal(1, own.Compared);
    }

    [Fact]
    public void All_of_one_mind_is_told_and_whoever_answers_so_is_among_them()
    {
        var part = Item(OwnResult.Of(Asked, 1, RoundState.Released, Given(("r", "4")), Result("r", "4", "4", "4")), "r").Parts[0];
        Assert.Equal(
            [
                "Die mittlere Hälfte antwortete einheitlich 4.",
                "Ihre Antwort liegt in der mittleren Hälfte.",
                "Gleich geantwortet: 3 von 3 (100 %).",
            ],
            part.Standing.Select(sentence => sentence.ToString())
        );
    }

    [Fact]
    public void Fewer_answers_than_the_smallest_cell_are_compared_with_nobody()
    {
        var own = OwnResult.Of(Asked, 1, RoundState.Released, Given(("r", "4"), ("c", "x")), Result("r", "4", "4"));
        Assert.Equal(2, Asked.Settings.SmallestCell - 1);
        Assert.All(
            Items(own).SelectMany(item => item.Parts),
            part => Assert.Equal((null, null, null), (part.Others, part.Place, part.Same))
        );
        Assert.All(Items(own).SelectMany(item => item.Parts), part => Assert.Empty(part.Standing));
        Assert.All(Items(own), item => Assert.Null(item.Mostly));
    }

    [Fact]
    public void An_item_that_was_not_asked_before_is_compared_with_nobody()
    {
        var before = new RoundTally(Sample.Questionnaire);
        for (var i = 0; i < 5; i++)
            before.Add("g1", """{"r":"3"}""");
        var own = OwnResult.Of(
            Asked,
            2,
            RoundState.Open,
            Given(("r", "3"), ("z", "4")),
            before.ToResult(1, new Dictionary<string, Response>())
        );
        Assert.NotNull(Item(own, "r").Parts[0].Others);
        Assert.Null(Item(own, "z").Parts[0].Others);
    }

    [Fact]
    public void Choices_say_who_chose_the_same_and_what_most_chose()
    {
        var own = OwnResult.Of(Asked, 1, RoundState.Released, Given(("c", "y")), Result("c", "x", "x", "y", "z", "z"));
        Assert.Equal(["Gleich geantwortet: 1 von 5 (20 %)."], Item(own, "c").Parts[0].Standing.Select(sentence => sentence.ToString()));
        Assert.Equal("Am häufigsten gewählt: „x“ und „z“ (2 von 5).", Item(own, "c").Mostly!.ToString());

        var several = OwnResult.Of(
            Asked,
            1,
            RoundState.Released,
            Given(("w.a", "1"), ("w.b", "0"), ("w.c", "0"), ("w.other", "Delta")),
            Tally("""{"w.a":"1","w.b":"1"}""", """{"w.b":"1"}""", """{"w.b":"1","w.c":"0"}""", """{"w.other":"Delta"}""")
        );
        Assert.Equal(
            [
                ["Gewählt von 1 von 4 (25 %)."],
                [],
            ],
            Item(several, "w").Told.Select(part => part.Standing.Select(sentence => sentence.ToString()).ToArray())
        );
        Assert.Equal("Am häufigsten gewählt: „Beta“ (3 von 4).", Item(several, "w").Mostly!.ToString());
    }

    [Fact]
    public void Whoever_did_not_choose_an_option_is_one_of_those_who_did_not()
    {
        // Three of four chose the first, one the second and one the third.
        var others = Tally(
            """{"w.a":"1","w.b":"0","w.c":"0"}""",
            """{"w.a":"1","w.b":"1","w.c":"0"}""",
            """{"w.a":"1","w.b":"0","w.c":"0"}""",
            """{"w.a":"0","w.b":"0","w.c":"1"}"""
        );
        IEnumerable<(int, int)?> Same(string a, string b, string c) =>
            Item(OwnResult.Of(Asked, 1, RoundState.Released, Given(("w.a", a), ("w.b", b), ("w.c", c)), others), "w")
                .Parts.Take(3)
                .Select(part => part.Same);
        Assert.Equal([(3, 4), (3, 4), (3, 4)], Same("1", "0", "0"));
        Assert.Equal([(1, 4), (1, 4), (1, 4)], Same("0", "1", "1"));
    }

    [Fact]
    public void A_rank_stands_beside_those_that_all_gave()
    {
        var others = Tally(
            """{"k.a":"1","k.b":"2"}""",
            """{"k.a":"2","k.b":"1"}""",
            """{"k.b":"1","k.c":"2"}""",
            """{"k.b":"1","k.a":"2"}"""
        );
        var own = Item(OwnResult.Of(Asked, 1, RoundState.Released, Given(("k.a", "1"), ("k.b", "2")), others), "k").Told;
        Assert.Equal(
            ["Unter den ersten 2 bei 3 von 4 (75 %), im Mittel auf Rang 1,7.", "Bei allen im Mittel auf Rang 1,3."],
            own.Select(part => Assert.Single(part.Standing).ToString())
        );
    }

    [Fact]
    public void Who_gave_the_same_rank_is_one_of_all_who_ranked_and_who_says_nothing_is_like_nobody()
    {
        // The first has a rank of three of the four.
        var others = Tally(
            """{"k.a":"1","k.b":"2","w.a":"1"}""",
            """{"k.a":"2","k.b":"1","w.b":"1"}""",
            """{"k.b":"1","k.c":"2","w.b":"1"}""",
            """{"k.b":"1","k.a":"2","w.b":"1"}"""
        );
        IEnumerable<(int, int)?> Same(string item, params (string, string)[] given) =>
            Item(OwnResult.Of(Asked, 1, RoundState.Released, Given(given), others), item).Parts.Take(2).Select(part => part.Same);
        Assert.Equal([(2, 4), (3, 4)], Same("k", ("k.a", "2"), ("k.b", "1")));
        Assert.Equal([null, null], Same("k", ("k.a", ""), ("k.b", "")));
        Assert.Equal([null, null], Same("w", ("w.a", ""), ("w.b", "")));
    }

    [Fact]
    public void Numbers_stand_in_their_unit_and_nobody_counts_who_named_the_same()
    {
        var own = OwnResult.Of(
            Asked,
            1,
            RoundState.Released,
            Given(("z", "12.5"), ("p.a", "30"), ("p.b", "70")),
            Tally("""{"z":"1","p.a":"60","p.b":"40"}""", """{"z":"2","p.a":"100","p.b":"0"}""", """{"z":"3","p.a":"20","p.b":"80"}""")
        );
        Assert.Equal(
            ["Die mittlere Hälfte nannte 1,5 bis 2,5 km, der Median liegt bei 2 km.", "Ihre Antwort liegt über der mittleren Hälfte."],
            Item(own, "z").Parts[0].Standing.Select(sentence => sentence.ToString())
        );
        Assert.Equal([Place.Below, Place.Above], Item(own, "p").Parts.Select(part => part.Place!.Value));
        Assert.Equal(
            "Von 3 Antworten, die sich so vergleichen lassen, liegen 0 in der mittleren Hälfte, 2 darüber und 1 darunter.",
            own.Overall!.ToString()
        );
    }

    [Fact]
    public void One_comparison_alone_is_not_summed_up() =>
        Assert.Null(OwnResult.Of(Asked, 1, RoundState.Released, Given(("r", "4")), Result("r", "4", "4", "4")).Overall);

    [Fact]
    public void What_was_not_asked_is_not_in_it_whatever_was_answered_there_before()
    {
        var conditional = Asked with
        {
            Sections =
            [
                new(
                    "zahlen",
                    Sample.De("Zahlen"),
                    [
                        new RatingItem("r", Sample.De("Leerstand"), Sample.Scale),
                        new RatingItem("s", Sample.De("Und dann?"), Sample.Scale)
                        {
                            When = new() { Item = "r", From = 4 },
                        },
                    ]
                ),
                new("gruppe", Sample.De("Nur für andere"), [new RatingItem("g", Sample.De("Wie?"), Sample.Scale)])
                {
                    When = new() { Groups = ["g2"] },
                },
            ],
            Settings = Asked.Settings with { Profile = true },
        };
        var answers = Given(("r", "2"), ("s", "5"), ("g", "5"));
        var own = OwnResult.Of(new Asking(conditional, Guid.Empty, "g1", _ => null).Of(answers), 1, RoundState.Open, answers, null);
        Assert.Equal(["r"], Items(own).Select(item => item.Item.Key));
        Assert.Equal((1, 2d), (own.Profile!.Ratings, Assert.Single(own.Profile.Lines).Mean));
    }

    private static OwnResult Of(string answers) => OwnResult.Of(Asked, 1, RoundState.Open, Answers.Parse(answers), null);

    private static IEnumerable<OwnItem> Items(OwnResult own) => own.Sections.SelectMany(section => section.Items);

    private static OwnItem Item(OwnResult own, string key) => Items(own).Single(item => item.Item.Key == key);

    private static Answers Given(params (string Key, string Value)[] answers) =>
        Answers.Parse(System.Text.Json.JsonSerializer.Serialize(answers.ToDictionary(answer => answer.Key, answer => answer.Value)));

    private static RoundResult Result(string key, params string[] values) =>
        Tally([.. values.Select(value => $$"""{"{{key}}":"{{value}}"}""")]);

    private static RoundResult Tally(params string[] sheets)
    {
        var tally = new RoundTally(Asked);
        foreach (var sheet in sheets)
            tally.Add("g1", sheet);
        return tally.ToResult(1, new Dictionary<string, Response>());
    }
}
