using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Studies;

/// <summary>What a team is told to do next.</summary>
public class NextStepTests
{
    [Theory]
    [InlineData(RoundState.Planned, 0, 0, 0, 0, StepKind.FillPanel)]
    [InlineData(RoundState.Planned, 1, 0, 0, 0, StepKind.OpenRound)]
    [InlineData(RoundState.Open, 5, 5, 4, 0, StepKind.AwaitAnswers)]
    [InlineData(RoundState.Open, 5, 5, 5, 0, StepKind.CloseRound)]
    // Everybody who was asked is withdrawn or deleted: nobody is not everybody.
    [InlineData(RoundState.Open, 0, 0, 0, 0, StepKind.AwaitAnswers)]
    [InlineData(RoundState.Closed, 5, 5, 5, 0, StepKind.ReadResults)]
    [InlineData(RoundState.Closed, 5, 5, 5, 1, StepKind.ReadReasons)]
    [InlineData(RoundState.Released, 5, 5, 5, 1, StepKind.Released)]
    public void It_follows_from_the_round_and_what_waits(
        RoundState state,
        int active,
        int invited,
        int handedIn,
        int waiting,
        StepKind expected
    ) => Assert.Equal(new NextStep(expected, 1), NextStep.Of(Answered(state), new(active, invited, handedIn, waiting)));

    [Fact]
    public void Where_people_may_come_by_themselves_nobody_has_to_be_in_the_panel_and_nobody_knows_when_all_have_answered()
    {
        var open = new StudyProgress(0, 0, 0, 0, IsOpenToAll: true);
        Assert.Equal(new NextStep(StepKind.OpenRound, 1) { IsWithoutPanel = true }, NextStep.Of(Answered(RoundState.Planned), open));
        Assert.Equal(StepKind.AwaitAnswers, NextStep.Of(Answered(RoundState.Open), open with { Invited = 5, HandedIn = 5 }).Kind);
    }

    [Fact]
    public void Reasons_of_the_round_before_are_read_before_the_next_one_opens()
    {
        var study = Answered(RoundState.Closed);
        study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        Assert.Equal(new NextStep(StepKind.ReadReasons, 1), NextStep.Of(study, new(5, 0, 0, 3)));
        Assert.Equal(new NextStep(StepKind.OpenRound, 2), NextStep.Of(study, new(5, 0, 0, 0)));
    }

    /// <summary>Also while the next round runs, and after the results are released: whoever said something waits.</summary>
    [Fact]
    public void What_was_said_in_a_correction_round_is_answered_after_reasons_and_before_anything_can_wait()
    {
        var said = new StudyProgress(5, 0, 0, 0, OpenRemarks: 2);
        Assert.Equal(StepKind.ReadReasons, NextStep.Of(Answered(RoundState.Closed), said with { WaitingReasons = 1 }).Kind);
        Assert.Equal(new NextStep(StepKind.AnswerRemarks, 1), NextStep.Of(Answered(RoundState.Closed), said));
        Assert.Equal(new NextStep(StepKind.AnswerRemarks, 1), NextStep.Of(Answered(RoundState.Released), said));
        var study = Answered(RoundState.Closed);
        study.PlanNext(study.CurrentRound.Questionnaire.Items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        Assert.Equal(new NextStep(StepKind.AnswerRemarks, 1), NextStep.Of(study, said));
        study.CurrentRound.Open(Sample.Noon, "ada");
        Assert.Equal(new NextStep(StepKind.AnswerRemarks, 1), NextStep.Of(study, said with { Invited = 5, HandedIn = 4 }));
        Assert.Equal(StepKind.CloseRound, NextStep.Of(study, said with { Invited = 5, HandedIn = 5 }).Kind);
    }

    [Fact]
    public void After_a_round_that_too_few_answered_only_another_one_leads_on()
    {
        var study = Sample.StudyIn(RoundState.Open);
        study.CurrentRound.Close(With(Sample.NoResult.SmallestCell - 1), Sample.Noon, "ada@example.org");
        Assert.Equal(new NextStep(StepKind.AskAgain, 1), NextStep.Of(study, new(5, 5, 2, 9)));
    }

    [Theory]
    [InlineData(RoundState.Open, 1, false)]
    [InlineData(RoundState.Closed, 1, true)]
    [InlineData(RoundState.Closed, 2, false)]
    [InlineData(RoundState.Released, 1, true)]
    [InlineData(RoundState.Released, 2, false)]
    public void Once_all_planned_rounds_are_closed_what_follows_is_beyond_the_plan(RoundState state, int planned, bool beyond)
    {
        var study = new Study(
            "probe",
            Sample.Questionnaire with
            {
                Settings = StudySettings.Usual with { Rounds = planned },
            },
            Sample.Noon,
            "ada"
        );
        study.CurrentRound.Open(Sample.Noon, "ada");
        if (state >= RoundState.Closed)
            study.CurrentRound.Close(With(Sample.NoResult.SmallestCell), Sample.Noon, "ada");
        if (state >= RoundState.Released)
            study.CurrentRound.Release(Sample.Noon, "ada");
        Assert.Equal(beyond, NextStep.Of(study, new(5, 5, 5, 0)).IsBeyondPlan);
    }

    private static Study Answered(RoundState state)
    {
        var study = Sample.StudyIn(state < RoundState.Closed ? state : RoundState.Open);
        if (state >= RoundState.Closed)
            study.CurrentRound.Close(With(Sample.NoResult.SmallestCell), Sample.Noon, "ada@example.org");
        if (state >= RoundState.Released)
            study.CurrentRound.Release(Sample.Noon, "ada@example.org");
        return study;
    }

    private static RoundResult With(int handedIn) => Sample.NoResult with { Response = new(handedIn, 0, handedIn) };
}
