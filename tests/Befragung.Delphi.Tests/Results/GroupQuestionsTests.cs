using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>A question that only some groups are asked tells the group of whoever answered it.</summary>
public class GroupQuestionsTests
{
    private static readonly Condition OnlyG3 = new() { Groups = ["g3"] };

    [Fact]
    public void What_all_of_the_groups_or_none_of_them_are_asked_tells_nothing()
    {
        var asked = Asking(("q1", null), ("q2", new() { Groups = ["g1", "g2"] }), ("q3", OnlyG3));
        Assert.Equal(["q2", "q3"], GroupQuestions.Of([asked], ["g1", "g2", "g3", "g4"]).Order());
        Assert.Equal(["q2"], GroupQuestions.Of([asked], ["g2", "g4"]));
        Assert.Empty(GroupQuestions.Of([asked], ["g1", "g2"]));
        Assert.Empty(GroupQuestions.Of([asked], ["g4"]));
    }

    [Fact]
    public void What_depends_on_such_a_question_tells_the_same_in_later_rounds_too()
    {
        var first = Asking(("q1", null), ("q2", OnlyG3), ("q3", new() { Item = "q2", From = 4 }), ("q4", new() { Item = "q1", From = 4 }));
        var second = Asking(("q5", new() { Item = "q3", To = 2 }), ("q6", new() { Item = "q4", To = 2 }));
        Assert.Equal(["q2", "q3", "q5"], GroupQuestions.Of([first, second], ["g1", "g3"]).Order());
    }

    [Fact]
    public void A_section_for_some_groups_counts_as_each_of_its_questions()
    {
        var asked = Asking(("q1", null), ("q2", null));
        asked = asked with { Sections = [asked.Sections[0] with { When = OnlyG3 }] };
        Assert.Equal(["q1", "q2"], GroupQuestions.Of([asked], ["g1", "g3"]).Order());
    }

    [Fact]
    public void Nobody_is_told_what_a_group_answered_that_is_too_small_and_was_asked_alone()
    {
        var told = SmallTotals.ForTeam([Closed(Asking(("q1", null), ("q2", OnlyG3), ("q3", null)), 3)])[0];
        Assert.Equal(new ItemResult("q2", "rating", 3, 0) { TooFew = true }, told.Of("q2"));
        Assert.Equal(11, told.Of("q1")!.Counts!.Sum());
        // Both are computed from all questions of their section.
        Assert.Equal((null, 0), (told.Apmo, told.Concordance.Count));
    }

    [Fact]
    public void The_team_reads_what_enough_of_such_a_group_answered_and_what_few_answered_who_are_known_to_nobody()
    {
        var enough = Closed(Asking(("q1", null), ("q2", OnlyG3), ("q3", null)), 5);
        Assert.Equal(5, SmallTotals.ForTeam([enough])[0].Of("q2")!.Counts!.Sum());
        Assert.Equal((true, 1), (SmallTotals.ForTeam([enough])[0].Apmo is not null, SmallTotals.ForTeam([enough])[0].Concordance.Count));
        var few = Closed(Asking(("q1", null), ("q2", new() { Item = "q1", From = 5 }), ("q3", null)), 3);
        Assert.Equal((1, false), (SmallTotals.ForTeam([few])[0].Of("q2")!.N, SmallTotals.ForTeam([few])[0].Of("q2")!.TooFew));
    }

    [Fact]
    public void Nor_does_the_order_of_the_medians_tell_it()
    {
        var questionnaire = Asking(("q1", null), ("q2", OnlyG3), ("q3", null), ("q4", null));
        var study = new Study("probe", questionnaire, Sample.Noon, "ada");
        Close(study, questionnaire, 3);
        study.PlanNext(questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        Close(study, questionnaire, 3);
        Assert.Equal(
            (4, 3),
            (study.Round(2).Result!.MedianCorrelation!.Items, SmallTotals.ForTeam(study.Rounds)[1].MedianCorrelation!.Items)
        );
        Assert.Equal(
            (4, 3),
            (
                study.Round(2).Result!.MedianCorrelation!.Items,
                SmallTotals.Shown(study.Round(2).Result!, questionnaire, study.Round(1).Result!).MedianCorrelation!.Items
            )
        );
    }

    private static Questionnaire Asking(params (string Key, Condition? When)[] items) =>
        Panel.Asking(new PercentAgreementRule(75)) with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("Abschnitt"),
                    [.. items.Select(item => new RatingItem(item.Key, Sample.De(item.Key), Panel.Scale(5)) { When = item.When })]
                ),
            ],
        };

    private static Round Closed(Questionnaire questionnaire, int ofG3)
    {
        var study = new Study("probe", questionnaire, Sample.Noon, "ada");
        Close(study, questionnaire, ofG3);
        return study.CurrentRound;
    }

    /// <summary>Eight of g1 and so many of g3 answer everything that they are asked; one rates q1 with 5.</summary>
    private static void Close(Study study, Questionnaire questionnaire, int ofG3)
    {
        var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
        for (var expert = 0; expert < 8 + ofG3; expert++)
        {
            var group = expert < 8 ? "g1" : "g3";
            var row = questionnaire
                .Items.Select((item, place) => (item.Key, Value: (short)(1 + ((expert + place) % 4))))
                .ToDictionary(one => one.Key, one => one.Value);
            if (expert == 0)
                row["q1"] = 5;
            tally.Add(
                group,
                [.. row.Values],
                study.CurrentRound.Number > 1 ? [.. row.Values] : [],
                [],
                questionnaire.LeftOut(group, key => row[key].ToString(System.Globalization.CultureInfo.InvariantCulture))
            );
        }
        var participation = new Dictionary<string, Response> { ["g1"] = new(8, 8, 8), ["g3"] = new(ofG3, ofG3, ofG3) };
        study.CurrentRound.Open(Sample.Noon, "ada");
        study.CurrentRound.Close(
            tally.ToResult(study.CurrentRound.Number, participation, study.ResultsBefore(study.CurrentRound)),
            Sample.Noon,
            "ada"
        );
    }
}
