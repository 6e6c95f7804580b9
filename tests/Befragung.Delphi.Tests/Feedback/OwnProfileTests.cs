using System.Globalization;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Feedback;

/// <summary>A self-assessment summed up: means by section, highest and lowest ratings.</summary>
public class OwnProfileTests
{
    private static readonly Scale Nine = new(9, new Dictionary<int, LocalizedText>(), true, 3, 3);

    [Fact]
    public void A_section_comes_to_the_mean_of_the_ratings_that_have_a_value()
    {
        var profile = Profile(Asking(5), "4", "2", "", "3")!;
        var line = Assert.Single(profile.Lines);
        Assert.Equal((3, 3d, null), (line.Ratings.Count, line.Mean, line.MeanOfAll));
        Assert.Equal(3, profile.Ratings);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData]
    public void Without_a_value_there_is_no_mean_and_nothing_stands_out(params string[] values)
    {
        var profile = Profile(Asking(5), values)!;
        Assert.Equal((0, null, null), (profile.Ratings, profile.Lines[0].Mean, profile.Lines[0].MeanOfAll));
        Assert.Empty(profile.Strongest);
        Assert.Empty(profile.Weakest);
    }

    [Fact]
    public void One_rating_is_its_own_mean_and_stands_out_from_nothing()
    {
        var profile = Profile(Asking(5), "5")!;
        Assert.Equal((1, 5d), (profile.Ratings, profile.Lines[0].Mean));
        Assert.Empty(profile.Strongest.Concat(profile.Weakest));
    }

    [Fact]
    public void Where_all_is_rated_alike_nothing_stands_out()
    {
        var profile = Profile(Asking(5), "4", "4", "4", "4", "4")!;
        Assert.Equal(4d, profile.Lines[0].Mean);
        Assert.Empty(profile.Strongest.Concat(profile.Weakest));
    }

    [Theory]
    [InlineData("5 4 4 3 2 1", "q1 q2 q3", "q6 q5")] // three each, as far as they lie on that side of the scale
    [InlineData("5 5 4 4 3 1 1 2", "q1 q2", "q6 q7 q8")] // the second level does not fit as a whole
    [InlineData("5 5 5 5 1", "q1 q2 q3 q4", "q5")] // the outermost is named whole, however many it has
    [InlineData("3 3 4 4", "q3 q4", "q1 q2")] // the outermost even on the other side of the scale
    [InlineData("5 4 4 4 3", "q1", "q5")]
    [InlineData("1 2 2", "q2 q3", "q1")] // what is highest is never among the lowest
    public void The_highest_and_the_lowest_are_named_and_ties_are_not_passed_over(string ratings, string strongest, string weakest)
    {
        var profile = Profile(Asking(8), ratings.Split(' '))!;
        Assert.Equal((strongest, weakest), (Keys(profile.Strongest), Keys(profile.Weakest)));
    }

    [Fact]
    public void Every_pattern_names_each_level_whole_or_not_at_all_and_none_on_both_sides()
    {
        var random = new Random(2026);
        for (var run = 0; run < 3000; run++)
        {
            var ratings = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(1, 6)).ToArray();
            var profile = Profile(Asking(8), [.. ratings.Select(rating => rating.ToString(CultureInfo.InvariantCulture))])!;
            foreach (var side in new[] { profile.Strongest, profile.Weakest })
                Assert.All(
                    side.Select(rating => rating.Point).Distinct(),
                    point => Assert.Equal(ratings.Count(rating => rating == point), side.Count(rating => rating.Point == point))
                );
            Assert.Empty(profile.Strongest.Select(rating => rating.Point).Intersect(profile.Weakest.Select(rating => rating.Point)));
            if (ratings.Distinct().Count() == 1)
                continue;
            Assert.Equal((ratings.Max(), ratings.Min()), (profile.Strongest[0].Point, profile.Weakest[0].Point));
        }
    }

    [Fact]
    public void Scales_of_different_lengths_are_not_averaged_but_put_in_order_by_their_height()
    {
        var asked = Asking(2) with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("Abschnitt"),
                    [
                        new RatingItem("q1", Sample.De("Eins"), Sample.Scale),
                        new RatingItem("q2", Sample.De("Zwei"), Nine),
                        new RatingItem("q3", Sample.De("Drei"), Nine),
                        new MultiRatingItem(
                            "m",
                            Sample.De("Vier"),
                            [new("a", Sample.De("Wichtigkeit"), Sample.Scale), new("b", Sample.De("Machbarkeit"), Sample.Scale)]
                        ),
                    ]
                ),
            ],
        };
        var own = OwnResult
            .Of(asked, 1, RoundState.Open, Answers.Parse("""{"q1":"5","q2":"8","q3":"2","m.a":"3","m.b":"1"}"""), null)
            .Profile!;
        Assert.Equal(
            [(null, 5, 5d), (null, 9, 5d), ("Wichtigkeit", 5, 3d), ("Machbarkeit", 5, 1d)],
            own.Lines.Select(line => (line.Criterion?.ToString(), line.Scale.Points, line.Mean!.Value))
        );
        Assert.Equal(("q1 q2", "m.b q3"), (Keys(own.Strongest), Keys(own.Weakest)));
    }

    [Fact]
    public void The_mean_is_compared_only_where_every_rating_in_it_may_be()
    {
        var asked = Asking(2);
        var tally = new RoundTally(asked);
        foreach (var sheet in (string[])["""{"q1":"4","q2":"1"}""", """{"q1":"5","q2":"2"}""", """{"q1":"3"}"""])
            tally.Add("g1", sheet);
        var others = tally.ToResult(1, new Dictionary<string, Response>());
        ProfileLine Line(string answers) => OwnResult.Of(asked, 1, RoundState.Released, Answers.Parse(answers), others).Profile!.Lines[0];
        Assert.Equal(3, asked.Settings.SmallestCell);
        Assert.Equal((5d, 4d), (Line("""{"q1":"5"}""").Mean, Line("""{"q1":"5"}""").MeanOfAll));
        Assert.Equal((5d, 4d), (Line("""{"q1":"5","q2":""}""").Mean, Line("""{"q1":"5","q2":""}""").MeanOfAll));
        Assert.Equal((4d, null), (Line("""{"q1":"5","q2":"3"}""").Mean, Line("""{"q1":"5","q2":"3"}""").MeanOfAll));
    }

    [Fact]
    public void Without_the_setting_or_without_ratings_there_is_no_profile()
    {
        Assert.Null(Profile(Asking(2) with { Settings = Sample.Questionnaire.Settings }, "5", "1"));
        Assert.Null(Profile(Asking(0) with { Sections = [new("s", Sample.De("Worte"), [new LongTextItem("t", Sample.De("Was?"), 100)])] }));
    }

    private static string Keys(IEnumerable<ProfileRating> ratings) => string.Join(' ', ratings.Select(rating => rating.Part.Part.Key));

    private static OwnProfile? Profile(Questionnaire asked, params string[] values) =>
        OwnResult
            .Of(
                asked,
                1,
                RoundState.Open,
                Answers.Parse($"{{{string.Join(',', values.Select((value, index) => $"\"q{index + 1}\":\"{value}\""))}}}"),
                null
            )
            .Profile;

    private static Questionnaire Asking(int items) =>
        Sample.Questionnaire with
        {
            Settings = Sample.Questionnaire.Settings with { Profile = true },
            Sections =
            [
                new(
                    "s",
                    Sample.De("Abschnitt"),
                    [.. Enumerable.Range(1, items).Select(item => new RatingItem($"q{item}", Sample.De($"Frage {item}"), Sample.Scale))]
                ),
            ],
        };
}
