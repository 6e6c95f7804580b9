using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class QuestionChangeTests
{
    [Fact]
    public void Kept_added_dropped_and_taken_up_again_are_told_apart()
    {
        var changes = RatedStudy
            .Report(
                new("bleibt", "12345", "12345", "12345"),
                new("geht", "12345", null, null),
                new("kommt", null, "12345", "12345"),
                new("kehrt", "12345", null, "12345")
            )
            .Questions;
        Assert.Equal([(1, 2), (2, 3)], changes.Select(change => (change.From, change.To)));
        Assert.Equal(["bleibt"], Keys(changes[0].Same));
        Assert.Equal([("kommt", null)], changes[0].Added.Select(added => (added.Item.Item.Key, added.LastAsked)));
        Assert.Equal(
            [("geht", "Grund für geht"), ("kehrt", "Grund für kehrt")],
            changes[0].Dropped.Select(dropped => (dropped.Item.Item.Key, dropped.Reason))
        );
        Assert.Equal(["bleibt", "kommt"], Keys(changes[1].Same));
        Assert.Equal([("kehrt", (int?)1)], changes[1].Added.Select(added => (added.Item.Item.Key, added.LastAsked)));
        Assert.Empty(changes[1].Dropped);
    }

    [Fact]
    public void Other_words_and_other_answers_are_told_apart()
    {
        var study = RatedStudy.Held(new Rated("worte", "12345"), new Rated("skala", "12345"), new Rated("hilfe", "12345"));
        study.PlanNext(new HashSet<string> { "worte", "skala", "hilfe" }, new Dictionary<string, string>());
        var section = study.CurrentRound.Questionnaire.Sections[0];
        var items = section.Items.Cast<RatingItem>().ToDictionary(item => item.Key);
        study.CurrentRound.Revise(
            study.CurrentRound.Questionnaire with
            {
                Sections =
                [
                    section with
                    {
                        Items =
                        [
                            items["worte"] with
                            {
                                Text = Sample.De("Andere Worte"),
                            },
                            items["skala"] with
                            {
                                Scale = items["skala"].Scale with { Top = 1 },
                            },
                            items["hilfe"] with
                            {
                                Note = Sample.De("Hilfe"),
                                Required = true,
                            },
                        ],
                    },
                ],
            }
        );
        var tally = new RoundTally(study.CurrentRound.Questionnaire);
        study.CurrentRound.Open(RatedStudy.Start, "ada");
        study.CurrentRound.Close(tally.ToResult(2, new Dictionary<string, Response>(), study.Round(1).Result!), RatedStudy.Start, "ada");
        var change = Assert.Single(StudyReport.Of(study, RatedStudy.Start).Questions);
        Assert.Equal(
            [("worte", true, false), ("skala", false, true)],
            change.Reworded.Select(one => (one.Item.Item.Key, one.OtherWords, one.OtherAnswers))
        );
        Assert.Equal(("worte", "Andere Worte"), (change.Reworded[0].Before.ToString(), change.Reworded[0].After.ToString()));
        Assert.Equal(["hilfe"], Keys(change.Same));
    }

    [Fact]
    public void How_many_settled_questions_were_asked_again_is_counted()
    {
        var change = RatedStudy
            .Report(
                new("wieder", "5555555", "5555555", "5555555"),
                new("geklärt", "5555555", "5555555", null),
                new("offen", "1122233", "1122233", "1122233")
            )
            .Questions[1];
        Assert.Equal((2, 1), (change.Settled, change.SettledAgain));
    }

    [Fact]
    public void A_section_that_asks_less_than_before_asks_alike_and_one_that_asks_more_or_otherwise_does_not()
    {
        var before = Sample.Questionnaire.Sections[0];
        Assert.True(QuestionChange.AskedAlike(before, before));
        Assert.True(QuestionChange.AskedAlike(before, before with { Items = [.. before.Items.Skip(2)] }));
        Assert.False(QuestionChange.AskedAlike(before with { Items = [.. before.Items.Skip(2)] }, before));
        Assert.False(QuestionChange.AskedAlike(before, before with { Title = Sample.De("Anders") }));
        Assert.False(
            QuestionChange.AskedAlike(
                before,
                before with
                {
                    Items = [.. before.Items.Select(item => item is RatingItem ? item with { Text = Sample.De("Anders") } : item)],
                }
            )
        );
    }

    [Fact]
    public void What_counts_as_settled_is_the_verdict_of_the_team_where_there_is_one()
    {
        var study = RatedStudy.Held(new Rated("einig", "5555555", "5555555", "5555555"), new Rated("geklärt", "1133355", "1133355", null));
        study.Round(2).Overrule("einig", Verdict.Dissent, "Die Begründungen gehen auseinander.", RatedStudy.Start, "ada");
        study.Round(2).Overrule("geklärt", Verdict.Consensus, "Die Begründungen sind sich einig.", RatedStudy.Start, "ada");
        var change = StudyReport.Of(study, RatedStudy.Start).Questions[1];
        Assert.Equal((1, 0), (change.Settled, change.SettledAgain));
    }

    [Fact]
    public void Of_answers_from_a_file_the_questions_are_compared_without_reasons()
    {
        var study = RatedStudy.Held(new Rated("bleibt", "12345", "12345"), new Rated("geht", "12345", null));
        var report = StudyReport.OfFile([.. study.Rounds.Select(round => (round.Questionnaire, round.Result!))], RatedStudy.Start);
        Assert.Null(Assert.Single(report.Questions[0].Dropped).Reason);
    }

    private static IEnumerable<string> Keys(IEnumerable<ItemReport> items) => items.Select(item => item.Item.Key);
}
