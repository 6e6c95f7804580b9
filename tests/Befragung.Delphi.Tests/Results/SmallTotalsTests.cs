using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>The smallest cell holds for totals too, in everything that is told from the frozen results.</summary>
public class SmallTotalsTests
{
    [Fact]
    public void Of_what_too_few_answered_only_their_number_is_told()
    {
        var part = RatedStudy.Report(new("viele", "5555544"), new("wenige", "---1234")).Rated;
        Assert.Equal((7, false), (part[0].Newest!.N, part[0].Newest!.TooFew));
        var few = part[1].Newest!;
        Assert.Equal(new ItemResult("wenige", "rating", 4, 3) { TooFew = true }, few);
        Assert.Equal("Zu wenige Antworten (n = 4): Ergebnisse erscheinen ab 5 Antworten.", part[1].Part.Newest!.Reason!.ToString());
        Assert.Null(part[1].Verdict);
    }

    [Fact]
    public void The_frozen_result_keeps_everything()
    {
        var study = RatedStudy.Held(new Rated("wenige", "1234"));
        Assert.True(StudyReport.Of(study, RatedStudy.Start).Rated[0].Newest!.TooFew);
        Assert.Equal([1, 1, 1, 1, 0], study.CurrentRound.Result!.Of("wenige")!.Counts!);
    }

    [Fact]
    public void As_many_as_the_smallest_cell_are_enough() =>
        Assert.Equal(3, RatedStudy.Report(new Rated("gerade", "12345")).Rated[0].Newest!.Median);

    [Fact]
    public void What_was_hidden_in_the_round_before_does_not_show_through_the_comparison()
    {
        var report = RatedStudy.Report(new("wuchs", "1234---", "1234555"), new("alle", "5555555", "5555555"));
        var grown = report.Rated[0].Newest!;
        Assert.Equal(7, grown.N);
        Assert.Null(grown.Stability!.DistributionChange);
        Assert.Null(grown.Stability.Wilcoxon);
        Assert.Equal(
            "Offen: Nur 4 Personen haben in beiden Runden geantwortet; für ein Urteil braucht es 6.",
            report.Rated[0].Part.Newest!.Reason!.ToString()
        );
        Assert.Null(report.Changes[0].Parts[0].Stable);
    }

    [Fact]
    public void With_a_larger_smallest_cell_a_verdict_on_what_is_hidden_becomes_open()
    {
        // Eight answered before, which is enough for a verdict but not to be shown.
        var report = StudyReport.Of(
            RatedStudy.Held(new string('a', 10), 10, new Rated("eins", "55555444--", "5555544455")),
            RatedStudy.Start
        );
        Assert.Equal(Verdict.Open, report.Rated[0].Verdict);
        Assert.Equal(
            "Offen: Für einen Vergleich mit Runde 1 gibt es zu wenige Antworten.",
            report.Rated[0].Part.Newest!.Reason!.ToString()
        );
    }

    [Fact]
    public void A_section_with_a_hidden_rating_has_no_average_majority_and_no_concordance_of_few()
    {
        Assert.Single(RatedStudy.Report(new("eins", "55555"), new("zwei", "44444")).Newest.Result.Apmo);
        var report = RatedStudy.Report(new("eins", "55555"), new("zwei", "4444-"));
        Assert.Empty(report.Newest.Result.Apmo);
        Assert.Empty(report.Newest.Result.Concordance);
    }

    [Fact]
    public void The_team_cannot_put_a_verdict_on_what_is_hidden()
    {
        var study = RatedStudy.Held(new Rated("wenige", "1234"));
        study.CurrentRound.Overrule("wenige", Verdict.Consensus, "Grund", RatedStudy.Start, "ada");
        Assert.Null(StudyReport.Of(study, RatedStudy.Start).Rated[0].Verdict);
    }

    [Fact]
    public void Findings_say_nothing_of_what_is_hidden()
    {
        var report = RatedStudy.Report(new("eins", "5555-"), new("zwei", "1111-"));
        Assert.Empty(report.Sections[0].Findings);
        Assert.Equal(["response"], report.KeyFindings.Select(finding => finding.Key));
    }

    [Fact]
    public void How_many_wrote_is_told_however_few()
    {
        var tally = new RoundTally(Sample.Questionnaire);
        tally.Add("g1", """{"t":"Ein Gedanke","c":"x"}""");
        var shown = SmallTotals.Shown(tally.ToResult(1, new Dictionary<string, Response>(), null), Sample.Questionnaire, null);
        Assert.Equal((1, 1, false), (shown.Of("t")!.N, shown.Of("t")!.Entries, shown.Of("t")!.TooFew));
        Assert.True(shown.Of("c")!.TooFew);
    }
}
