using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>What the team is told before it plans the next round.</summary>
public class AdviceTests
{
    private const string Stable = "1 2 3 4 5 5 5 5 5 5",
        Consensus = "5 5 5 5 5 5 5 5 5 5";

    [Theory]
    [InlineData(2, Consensus, Consensus, false, "Geklärt: stabil, und die Konsensregel hält.")]
    [InlineData(2, Stable, Stable, false, "Geklärt: stabil. Auch eine Mehrheit, zwei Lager oder keine Mehrheit sind ein Ergebnis.")]
    [InlineData(2, Stable, Consensus, true, "Noch nicht stabil: Eine weitere Runde lohnt sich.")]
    [InlineData(3, Stable, Consensus, true, "Noch nicht stabil: Eine weitere Runde lohnt sich.")]
    [InlineData(2, "", Consensus, true, "Über Stabilität lässt sich noch nichts sagen.")]
    [InlineData(3, "", Consensus, true, "Über Stabilität lässt sich noch nichts sagen.")]
    public void What_is_not_settled_is_asked_again_however_many_rounds_were_planned(
        int number,
        string before,
        string now,
        bool again,
        string sentence
    )
    {
        var questionnaire = Panel.Asking(new PercentAgreementRule(75));
        Is(again, sentence, On(questionnaire, Closed(questionnaire, number, Result(questionnaire, before, now))));
    }

    [Fact]
    public void After_round_1_everything_rated_is_asked_again()
    {
        var questionnaire = Panel.Asking(new PercentAgreementRule(75));
        Is(
            true,
            "Über Stabilität lässt sich noch nichts sagen.",
            On(questionnaire, Closed(questionnaire, 1, Panel.First(questionnaire, Numbers(Consensus))))
        );
    }

    [Fact]
    public void What_too_few_handed_in_is_asked_again_for_nobody_knows_what_they_said()
    {
        var questionnaire = Panel.Asking(new PercentAgreementRule(75));
        Is(
            true,
            "Zu wenige haben abgegeben. Was sie geantwortet haben, ist deshalb nirgends zu sehen.",
            On(questionnaire, Closed(questionnaire, 2, Result(questionnaire, "5 5 5 5", "5 5 5 5")))
        );
    }

    [Fact]
    public void The_verdict_of_the_team_counts()
    {
        var questionnaire = Panel.Asking(new PercentAgreementRule(75));
        var round = Closed(questionnaire, 2, Result(questionnaire, Stable, Consensus));
        round.Overrule("q1", Verdict.Consensus, "Der Rest sind Tippfehler.", Sample.Noon, "ada");
        Is(false, "Geklärt: stabil, und die Konsensregel hält.", On(questionnaire, round));
        round.TakeBack("q1");
        Assert.True(On(questionnaire, round).AskAgain);
    }

    [Theory]
    [InlineData("5 5", "5 5", false)]
    [InlineData("5 1", "5 5", true)]
    public void One_unsettled_criterion_is_enough_to_ask_the_whole_item_again(string before, string now, bool again)
    {
        var questionnaire = Rating(
            new MultiRatingItem(
                "m",
                Sample.De("Vieles"),
                [new("a", Sample.De("A"), Panel.Scale(5)), new("b", Sample.De("B"), Panel.Scale(5))]
            )
        );
        var result = Panel.Second(questionnaire, Enumerable.Repeat(((string?)"g1", Numbers(before), Numbers(now)), 8));
        Assert.Equal(again, On(questionnaire, Closed(questionnaire, 2, result)).AskAgain);
    }

    [Theory]
    [InlineData(2, "1 1 1 1 2 2", "1 1 1 2 1 2", false, "Geklärt: Die Antworten änderten sich kaum.")]
    [InlineData(2, "1 1 1 1 1 1", "2 2 2 2 1 1", true, "Noch nicht stabil: Die Antworten änderten sich deutlich.")]
    [InlineData(3, "1 1 1 1 1 1", "2 2 2 2 1 1", true, "Noch nicht stabil: Die Antworten änderten sich deutlich.")]
    [InlineData(2, "", "2 2 2 2 1 1", true, "Über Stabilität lässt sich noch nichts sagen.")]
    public void A_choice_is_settled_by_its_distribution_alone(int number, string before, string now, bool again, string sentence)
    {
        var questionnaire = Rating(
            new SingleChoiceItem("c", Sample.De("Wohin?"), [new("hin", Sample.De("Hin")), new("her", Sample.De("Her"))], true)
        );
        Is(again, sentence, On(questionnaire, Closed(questionnaire, number, Result(questionnaire, before, now))));
    }

    [Fact]
    public void Words_are_not_asked_again()
    {
        var questionnaire = Rating(new LongTextItem("t", Sample.De("Warum?"), 100));
        Is(
            false,
            "Die offenen Antworten sind gegeben; aus ihnen können neue Fragen entstehen.",
            On(questionnaire, Closed(questionnaire, 1, Panel.First(questionnaire, [1])))
        );
    }

    private static Advice On(Questionnaire questionnaire, Round round) => Advice.On(questionnaire.Items.Single(), round, round.Result!);

    private static void Is(bool again, string sentence, Advice advice) =>
        Assert.Equal((again, sentence), (advice.AskAgain, advice.Why.ToString()));

    private static Questionnaire Rating(Item item) =>
        Panel.Asking(new PercentAgreementRule(75)) with
        {
            Sections = [new("s", Sample.De("Abschnitt"), [item])],
        };

    private static RoundResult Result(Questionnaire questionnaire, string before, string now)
    {
        var old = Numbers(before);
        var current = Numbers(now);
        return Panel.Second(questionnaire, current.Select((point, index) => (index < old.Length ? old[index] : 0, point)));
    }

    private static int[] Numbers(string points) => [.. points.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    /// <summary>A round with this number and result; the rounds before it were closed and forgotten.</summary>
    private static Round Closed(Questionnaire questionnaire, int number, RoundResult result)
    {
        var study = new Study("probe", questionnaire, Sample.Noon, "ada");
        for (var passed = 1; passed < number; passed++)
        {
            study.CurrentRound.Open(Sample.Noon, "ada");
            study.CurrentRound.Close(Sample.NoResult, Sample.Noon, "ada");
            study.PlanNext(questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        }
        study.CurrentRound.Open(Sample.Noon, "ada");
        study.CurrentRound.Close(result, Sample.Noon, "ada");
        return study.CurrentRound;
    }
}
