using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange.Verdicts;

/// <summary>Answers that an earlier version of the method judged wrongly, each with what is right; the files are its cases.</summary>
public sealed class VerdictCasesTests
{
    [Fact]
    public void Who_all_answer_in_the_middle_agree()
    {
        var item = Newest("neutral");
        Assert.Equal((Verdict.Consensus, Band.Middle), (item.Verdict!.Value, item.Side!.Value));
        Assert.DoesNotContain("uneinig", Said("neutral"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            "Dissens",
            Said("neutral").Replace("oder einen Dissens gibt es bei keiner", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Six_of_120_who_move_one_step_are_no_movement()
    {
        var stability = Newest("e1c").Stability!;
        Assert.Equal(0.05, stability.PairedChange!.Value, 12);
        Assert.True(stability.Wilcoxon!.P < 0.05);
        Assert.Equal(StabilityState.Stable, stability.State);
    }

    [Fact]
    public void A_complete_swap_from_end_to_end_moves()
    {
        var item = Newest("e2");
        Assert.Equal((1d, Verdict.Moving), (item.Stability!.Crossed!.Value, item.Verdict!.Value));
    }

    [Fact]
    public void Three_dissenters_who_leave_are_no_movement()
    {
        var item = Newest("e3");
        Assert.Equal(StabilityState.Stable, item.Stability!.State);
        Assert.Equal(0.23, item.Stability.LeaversChange!.Value, 2);
        Assert.NotEqual(Verdict.Moving, item.Verdict);
    }

    [Fact]
    public void Half_and_half_is_no_consensus_and_a_threshold_of_a_half_is_refused()
    {
        var refused = QuestionnaireReader.Read(Text("e5.yaml"));
        Assert.Null(refused.Questionnaire);
        Assert.Contains("über 50", Assert.Single(refused.Problems).What.ToString(), StringComparison.Ordinal);
        var rounds = Evaluated(Text("e5.yaml").Replace("threshold: 50", "threshold: 51", StringComparison.Ordinal), "e5");
        Assert.Equal(Verdict.Polarised, rounds[^1].Result.Of("x")!.Verdict);
    }

    [Fact]
    public void A_single_hill_is_not_two_camps()
    {
        var item = Newest("plateau");
        Assert.True(item.AgreementA > 0);
        Assert.NotEqual(Verdict.Polarised, item.Verdict);
    }

    [Fact]
    public void In_every_group_is_in_all_together_too_and_says_in_how_many()
    {
        var rounds = Evaluated(Text("comet_hidden.yaml"), "comet_hidden");
        var item = rounds[^1].Result.Of("x")!;
        Assert.NotEqual(Verdict.Consensus, item.Verdict);
        var shown = item.Groups.Count(group => !group.Suppressed);
        // The small ones answered so alike that the large one is hidden with them.
        Assert.Equal((0, 3), (shown, item.Groups.Count));
    }

    [Fact]
    public void Where_everybody_agrees_APMO_finds_consensus()
    {
        var result = Evaluated(Text("apmo_unanimous.yaml"), "apmo_unanimous")[^1].Result;
        Assert.Equal(100, result.Apmo);
        Assert.All(result.Items, item => Assert.Equal(Verdict.Consensus, item.Verdict));
    }

    [Fact]
    public void Forty_four_of_59_are_the_same_share_everywhere()
    {
        Assert.Equal(
            44,
            BandShares.CountOf(
                Newest("r746"),
                Evaluated(Text("r746.yaml"), "r746")[0].Questionnaire.Items.OfType<RatingItem>().First().Scale,
                Band.Top
            )
        );
        var said = Said("r746");
        Assert.Contains("74,6 %", said, StringComparison.Ordinal);
        Assert.DoesNotContain("75 % oben", said, StringComparison.Ordinal);
        Assert.DoesNotContain("74 %", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_in_rounds_1_and_3_is_compared_with_round_1()
    {
        var last = Evaluated(Text("skipround.yaml"), "skipround")[^1].Result;
        Assert.Contains(last.Items, item => item.Stability is { ComparedWith: 1, Pairs: >= 6 } && item.Verdict != Verdict.Open);
    }

    [Fact]
    public void A_group_that_is_hidden_once_does_not_follow_from_the_difference_of_two_rounds()
    {
        var rounds = Evaluated(Text("difference_rounds.yaml"), "difference_rounds");
        Assert.Equal([true, true, false], rounds[0].Result.Of("t")!.Groups.Select(group => group.Suppressed));
        // The second group was hidden in round 1 and stays so; with the third one shown, it would be what is left.
        Assert.All(rounds[1].Result.Of("t")!.Groups, group => Assert.True(group.Suppressed));
        // Two gave no answer any more: nothing is told of the same people, from which theirs would follow.
        var told = StudyReport.OfFile(rounds, DateTime.UnixEpoch).Newest.Result.Of("t")!.Stability!;
        Assert.Equal((null, null, null), (told.Pairs, told.Moved, told.KappaLinear));
    }

    private static ItemResult Newest(string name) => Evaluated(Text($"{name}.yaml"), name)[^1].Result.Of("x")!;

    /// <summary>All that the report says in sentences.</summary>
    private static string Said(string name)
    {
        var report = StudyReport.OfFile(Evaluated(Text($"{name}.yaml"), name), DateTime.UnixEpoch);
        return string.Join(
            '\n',
            report
                .KeyFindings.Select(finding => finding.Computed)
                .Concat(report.Sections.SelectMany(section => section.Findings))
                .Concat(report.Rated.SelectMany(rated => rated.Part.Rounds).Select(round => round.Reason).OfType<Delphi.Sentence>())
                .Concat(report.Rated.Select(rated => ReportFindings.OfRating(rated.Part.Newest, rated.Scale)).OfType<Delphi.Sentence>())
        );
    }

    private static IReadOnlyList<(Questionnaire Questionnaire, RoundResult Result)> Evaluated(string yaml, string name)
    {
        using var answers = File.OpenRead(Path.Combine(Folder, $"{name}.csv"));
        return ResponseFile.Read(answers, QuestionnaireReader.Read(yaml).Questionnaire!).Evaluate();
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string Folder => Repository.PathOf("tests", "Befragung.Web.Tests", "Exchange", "Verdicts", "Cases");
}
