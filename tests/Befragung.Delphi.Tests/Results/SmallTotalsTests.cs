using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
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
    public void Of_a_round_that_too_few_handed_in_the_team_is_told_no_more_than_others()
    {
        var study = RatedStudy.Held(new Rated("wenige", "1234"));
        var told = SmallTotals.ForTeam(study.Rounds).Single();
        Assert.True(told.IsTooSmall);
        Assert.Equal(new ItemResult("wenige", "rating", 4, 0) { TooFew = true }, told.Of("wenige"));
        Assert.Empty(told.Concordance);
        Assert.Empty(told.Convincing);
    }

    [Fact]
    public void Of_a_round_that_enough_handed_in_the_team_is_told_everything_but_how_it_compares_with_one_that_too_few_did()
    {
        var result = SmallTotals.ForTeam(
            RatedStudy.Held(new Rated("wuchs", "1234---", "1234555"), new Rated("wenige", "4444---", "123----")).Rounds
        )[1];
        Assert.Equal((3, false), (result.Of("wenige")!.N, result.Of("wenige")!.TooFew));
        Assert.Equal([1, 1, 1, 0, 0], result.Of("wenige")!.Counts!);
        Assert.Equal(
            (4, null, null),
            (result.Of("wuchs")!.Stability!.Pairs, result.Of("wuchs")!.Stability!.DistributionChange, result.MedianCorrelation)
        );
        Assert.Equal(Verdict.Open, result.Of("wuchs")!.Verdict);
    }

    [Fact]
    public void The_team_is_told_the_same_in_whatever_order_the_rounds_come()
    {
        var rounds = RatedStudy.Held(new Rated("wuchs", "1234---", "1234555"), new Rated("wenige", "4444---", "123----")).Rounds;
        Assert.Equal(Told(rounds), Told(rounds.Reverse()));

        static string Told(IEnumerable<Round> rounds) => JsonSerializer.Serialize(SmallTotals.ForTeam(rounds), RoundResult.Format);
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
            "Offen: Nur 4 Personen haben diese Frage zweimal beantwortet; für ein Urteil braucht es 6.",
            report.Rated[0].Part.Newest!.Reason!.ToString()
        );
        Assert.Null(report.Changes[0].Parts[0].State);
    }

    [Fact]
    public void What_was_left_out_for_a_round_is_held_against_the_one_that_asked_it_last()
    {
        var study = RatedStudy.Held(new("wuchs", "1234---", null, "1234555"), new Rated("alle", "5555555", "5555555", "5555555"));
        var round = study.CurrentRound;
        var told = SmallTotals.Shown(round.Result!, round.Questionnaire, study.Round(1).Result!, study.Round(2).Result!);
        var stability = told.Of("wuchs")!.Stability!;
        Assert.Equal((1, null), (stability.ComparedWith, stability.DistributionChange));
    }

    [Fact]
    public void What_just_as_many_answered_in_the_round_before_as_the_smallest_cell_is_compared()
    {
        var report = RatedStudy.Report(new("wuchs", "12345--", "1234555"), new Rated("alle", "5555555", "5555555"));
        Assert.NotNull(report.Rated[0].Newest!.Stability!.DistributionChange);
    }

    [Theory]
    [InlineData("12345", "21354", 1)]
    [InlineData("1234-", "21354", 0)]
    public void An_order_is_told_from_as_many_raters_on_as_the_smallest_cell(string one, string two, int told) =>
        Assert.Equal(told, RatedStudy.Report(new("eins", one), new Rated("zwei", two)).Newest.Result.Concordance.Count);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Measures_of_fewer_pairs_than_the_smallest_cell_are_not_told(int pairs)
    {
        var study = Paired(pairs);
        var kept = study.CurrentRound.Result!.Of("eins")!.Stability!;
        Assert.Equal(
            (pairs, true, true, true),
            (kept.Pairs, kept.Wilcoxon is not null, kept.KappaLinear is not null, kept.KappaQuadratic is not null)
        );
        var shown = StudyReport.Of(study, RatedStudy.Start).Rated[0].Newest!.Stability!;
        Assert.Equal(new ItemStability(1, pairs, kept.DistributionChange), shown);
    }

    /// <summary>Of the same people nothing is told where one who left or joined would be what is left of all answers.</summary>
    [Theory]
    [InlineData("1234512345", "3451234512", true)] // Nobody left or joined.
    [InlineData("1234512345-", "345123451-2", false)] // One left, one joined.
    [InlineData("1234512345", "345123451-", false)]
    [InlineData("123451234-", "3451234512", false)]
    [InlineData("123451234512345", "3451234512-----", true)] // Five left, as many as the smallest cell.
    public void Measures_of_the_same_people_are_told_where_none_or_enough_left_and_joined(string before, string now, bool told)
    {
        var study = RatedStudy.Held(new Rated("eins", before, now));
        var kept = study.CurrentRound.Result!.Of("eins")!.Stability!;
        var shown = StudyReport.Of(study, RatedStudy.Start).Rated[0].Newest!.Stability!;
        Assert.Equal(
            told
                ? kept
                : new ItemStability(1, null, kept.DistributionChange)
                {
                    CoefficientOfVariationChange = kept.CoefficientOfVariationChange,
                    State = kept.State,
                },
            shown
        );
        // What the verdict would be without some of them, or with them, neither; the word says no more than the verdict does.
        var firmness = study.CurrentRound.Result.Of("eins")!.Firmness!;
        var firmnessShown = StudyReport.Of(study, RatedStudy.Start).Rated[0].Newest!.Firmness!;
        Assert.Equal(
            (firmness.Word, told ? firmness.Bootstrap : null, told ? firmness.LeaversLast : null),
            (firmnessShown.Word, firmnessShown.Bootstrap, firmnessShown.LeaversLast)
        );
        Assert.Equal(told ? firmness.WithoutGroup : [], firmnessShown.WithoutGroup);
        Assert.Equal(firmness.Rules, firmnessShown.Rules);
    }

    /// <summary>Nor where few of one group left or joined, or those who did, or did not, answered alike.</summary>
    [Theory]
    [InlineData("123451234512345123451234512345", "123451234512345123451234512345", true)]
    // Five left in all, but three of the first group and two of the second.
    [InlineData("123451234512345123451234512345", "123451234512---123451234512345--", false)]
    [InlineData("123451234512345123451234512345", "123451234512---1234512345123--", false)]
    // Five of one group, of whom each answered something else, or two did.
    [InlineData("123451234512345123451234512345", "1234512345-----123451234512345", true)]
    [InlineData("123451234544435123451234512345", "1234512345-----123451234512345", true)]
    // All, or all but one, answered the same.
    [InlineData("123451234544443123451234512345", "1234512345-----123451234512345", false)]
    [InlineData("123451234544444123451234512345", "1234512345-----123451234512345", false)]
    // Those who stayed did.
    [InlineData("44444-----123453333333333333-", "4444412345-----3333333333333-", false)]
    public void Measures_of_the_same_people_are_not_told_where_few_of_a_group_left_or_answered_alike(string before, string now, bool told)
    {
        var groups = new string('a', 15) + new string('b', before.Length - 15);
        var study = RatedStudy.Held(groups, 5, new Rated("eins", before, now));
        Assert.Equal(!told, study.CurrentRound.Result!.Of("eins")!.Stability!.TurnoverTells);
        Assert.Equal(told, StudyReport.Of(study, RatedStudy.Start).Rated[0].Newest!.Stability!.Pairs is not null);
    }

    /// <summary>
    /// Of ratings nobody is told which point a group gave; so what the hidden ones answered before is not what is left of the whole, and that those of them who answer twice
    /// were of one mind follows from nothing.
    /// </summary>
    [Fact]
    public void What_hidden_groups_rated_before_is_not_taken_for_what_all_did()
    {
        var groups = new string('a', 20) + new string('b', 16) + new string('c', 3);
        const string Many = "12345123451234512345";
        var study = RatedStudy.Held(groups, 5, new Rated("eins", $"{Many}3333333333312121333", $"{Many}33333333424-----333"));
        Assert.Equal(["b", "c"], study.CurrentRound.Result!.Of("eins")!.Groups.Where(group => group.Suppressed).Select(group => group.Key));
        Assert.False(study.CurrentRound.Result!.Of("eins")!.Stability!.TurnoverTells);
    }

    /// <summary>Results that were frozen before this was asked say only how many of each group answered.</summary>
    [Theory]
    [InlineData("12345123451234512345", "12345123451234512345", true)]
    [InlineData("12345123451234512345", "123451234512---123--", false)]
    [InlineData("123451234512345123451234512345", "1234512345-----123451234512345", true)]
    public void Of_older_results_it_is_told_by_the_numbers_of_the_groups(string before, string now, bool told)
    {
        var study = RatedStudy.Held(new string('a', 15) + new string('b', before.Length - 15), 5, new Rated("eins", before, now));
        var asked = study.CurrentRound.Questionnaire;
        var first = study.Round(1).Result!;
        var second = study.CurrentRound.Result!;
        second = second with
        {
            Items = [.. second.Items.Select(item => item with { Stability = item.Stability! with { TurnoverTells = null } })],
        };
        Assert.Equal(told, SmallTotals.Shown(second, asked, first).Of("eins")!.Stability!.Pairs is not null);
    }

    /// <summary>Nor where groups are hidden because the small ones answered alike: whoever knows that, and who left, could tell who did not.</summary>
    [Theory]
    [InlineData("44|34", true)]
    [InlineData("44|32", false)]
    public void Measures_of_the_same_people_are_not_told_where_groups_are_hidden_for_what_they_answered(string few, bool hidden)
    {
        var (first, second) = (few.Split('|')[0], few.Split('|')[1]);
        var answers = first + second + "4" + "1234512345" + "1234512345";
        var study = RatedStudy.Held("aabbb" + new string('c', 10) + new string('d', 10), 5, new Rated("eins", answers, answers));
        Assert.Equal(hidden ? true : null, study.Round(1).Result!.Of("eins")!.HiddenAlike);
        Assert.Equal(hidden, StudyReport.Of(study, RatedStudy.Start).Rated[0].Newest!.Stability!.Pairs is null);
    }

    /// <summary>Six answer in either round, and so many of them in both, each another point than before.</summary>
    private static Study Paired(int pairs) =>
        RatedStudy.Held(new Rated("eins", "123454" + new string('-', 6 - pairs), new string('-', 6 - pairs) + "345123"));

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Numbers_points_and_estimates_of_too_few_are_not_told_either(int answers, bool tooFew)
    {
        var questionnaire = Panel.Asking(new PercentAgreementRule(75)) with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("Abschnitt"),
                    [
                        new NumberItem("z", Sample.De("Wie weit?"), new(Sample.De("km")), null, null, 1),
                        new PointsItem("p", Sample.De("Wie verteilt?"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], 100),
                        new EstimateItem("e", Sample.De("Wie viele?"), null, null, null, 0),
                    ]
                ),
            ],
        };
        var tally = new RoundTally(questionnaire);
        for (var expert = 0; expert < answers; expert++)
            tally.Add(
                "g1",
                $$"""{"z":"1{{expert}}","p.a":"6{{expert}}","p.b":"3{{9 - expert}}","e.low":"1","e.best":"2{{expert}}","e.high":"40"}"""
            );
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.All(result.Items, item => Assert.NotNull(item.Mean));
        var shown = SmallTotals.Shown(result, questionnaire);
        Assert.Equal(["z", "p.a", "p.b", "e.low", "e.best", "e.high"], shown.Items.Select(item => item.Key));
        Assert.All(
            shown.Items,
            item => Assert.Equal(tooFew ? new(item.Key, item.Type, answers, 0) { TooFew = true } : result.Of(item.Key), item)
        );
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
        Assert.Null(report.Rated[0].Newest!.Firmness);
        Assert.Equal(
            "Offen: Für einen Vergleich mit Runde 1 gibt es zu wenige Antworten.",
            report.Rated[0].Part.Newest!.Reason!.ToString()
        );
    }

    [Fact]
    public void A_section_with_a_hidden_rating_has_no_average_majority_and_no_concordance_of_few()
    {
        Assert.NotNull(RatedStudy.Report(new("eins", "55555"), new("zwei", "44444")).Newest.Result.Apmo);
        var report = RatedStudy.Report(new("eins", "55555"), new("zwei", "4444-"));
        Assert.Null(report.Newest.Result.Apmo);
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
        var shown = SmallTotals.Shown(tally.ToResult(1, new Dictionary<string, Response>()), Sample.Questionnaire);
        Assert.Equal((1, 1, false), (shown.Of("t")!.N, shown.Of("t")!.Entries, shown.Of("t")!.TooFew));
        Assert.True(shown.Of("c")!.TooFew);
    }
}
