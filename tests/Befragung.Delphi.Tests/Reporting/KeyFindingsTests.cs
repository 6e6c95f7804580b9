using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class KeyFindingsTests
{
    private static readonly Rated Agreed = new("einig", "5555544443", "5555544443"),
        Divided = new("uneinig", "3333344422", "3333344422"),
        Camps = new("lager", "5555511111", "5555511111"),
        Moving = new("wandert", "1111111111", "5555555555");

    [Fact]
    public void What_the_panel_agrees_on_comes_first_then_what_divides_it_what_is_open_what_moved_and_who_took_part() =>
        Assert.Equal(
            [
                "Konsens besteht bei 1 von 4 Bewertungen, nämlich bei „einig“: 90 % oben auf der Skala (9 von 10).",
                "In zwei Lager teilt sich das Panel bei 1 von 4 Bewertungen, nämlich bei „lager“: 50 % oben auf der Skala (5 von 10) und 50 % unten auf der Skala (5 von 10).",
                "Noch nicht geklärt ist 1 von 4 Bewertungen: „wandert“.",
                "Von Runde 1 zu Runde 2 sind 3 von 4 Bewertungen und Auswahlfragen stabil. Am stärksten bewegten sich die Antworten auf „wandert“: 100 % verteilen sich anders.",
                "An Runde 2 beteiligten sich 10 von 10 Eingeladenen (100 %). Von den 10 aus Runde 1 blieben 10 dabei.",
            ],
            Said(Agreed, Divided, Camps, Moving)
        );

    [Fact]
    public void Without_two_camps_stable_dissent_is_told() =>
        Assert.Contains(
            "Uneinig ist sich das Panel bei 1 von 2 Bewertungen, nämlich bei „uneinig“: 30 % oben auf der Skala (3 von 10) und 20 % unten auf der Skala (2 von 10).",
            Said(Agreed, Divided)
        );

    [Fact]
    public void That_nothing_is_agreed_on_and_nothing_divides_is_a_finding_too()
    {
        Assert.Contains("Bei keiner Bewertung besteht Konsens (0 von 1).", Said(Divided));
        Assert.Contains("Zwei Lager oder einen Dissens gibt es bei keiner Bewertung (0 von 1).", Said(Agreed));
        Assert.Contains(
            "Von Runde 1 zu Runde 2 änderte sich nirgends, wie sich die Antworten auf Bewertungen und Auswahlfragen verteilen (0 von 1).",
            Said(Agreed)
        );
    }

    [Fact]
    public void Who_shares_a_first_place_is_named_together()
    {
        Assert.Contains(
            "Konsens besteht bei 2 von 2 Bewertungen, mit gleich großer Mehrheit bei „einig“ und „auch“.",
            Said(Agreed, Agreed with { Key = "auch" })
        );
        Assert.Contains(
            "In zwei Lager teilt sich das Panel bei 4 von 4 Bewertungen, am stärksten bei „lager“, „b“, „c“ und 1 weitere.",
            Said(Camps, Camps with { Key = "b" }, Camps with { Key = "c" }, Camps with { Key = "d" })
        );
    }

    [Fact]
    public void Disagreement_can_be_the_clearest_consensus() =>
        Assert.Contains(
            "Konsens besteht bei 1 von 1 Bewertung, nämlich bei „nein“: 90 % unten auf der Skala (9 von 10).",
            Said(new Rated("nein", "1111122223", "1111122223"))
        );

    [Fact]
    public void After_one_round_agreement_is_told_and_no_verdict() =>
        Assert.Equal(
            [
                "Bei 1 von 2 Bewertungen liegen mindestens 75 % der Antworten in einem Bereich der Skala.",
                "Oben auf der Skala liegt „einig“ am häufigsten: 90 % (9 von 10).",
                "Oben auf der Skala liegt „uneinig“ am seltensten: 30 % (3 von 10).",
                "Es beteiligten sich 10 von 10 Eingeladenen (100 %).",
            ],
            Said(new Rated("einig", "5555544443"), new Rated("uneinig", "3333344422"))
        );

    [Fact]
    public void Where_all_find_as_much_agreement_most_is_told_and_least_is_not()
    {
        var said = Said(new Rated("eins", "5555544443"), new Rated("zwei", "5555544443"));
        Assert.Contains("Oben auf der Skala liegen „eins“ und „zwei“ am häufigsten, zum Beispiel 90 % (9 von 10).", said);
        Assert.DoesNotContain(said, finding => finding.StartsWith("Am wenigsten", StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_that_differ_are_named_with_their_medians()
    {
        // Twelve against twelve, two points apart.
        var report = StudyReport.Of(
            RatedStudy.Held(
                new string('a', 12) + new string('b', 12),
                5,
                new Rated("streit", "444444455555222222211111"),
                new Rated("ruhig", "333333333333333333333333")
            ),
            RatedStudy.Start
        );
        Assert.Equal(
            "Akteursgruppen unterscheiden sich bei 1 von 1 Bewertung, nämlich bei „streit“: Die Gruppe „Gruppe a“ wertet höher (Median 4) als die Gruppe „Gruppe b“ (Median 2).",
            report.KeyFindings.Single(finding => finding.Key == "groups").Computed.ToString()
        );
        var contrast = Assert.Single(report.Contrasts.Items);
        Assert.Equal(("a", "b"), (Assert.Single(contrast.Highest).Key, Assert.Single(contrast.Lowest).Key));
        // Where all answer alike there is nothing to test.
        Assert.Equal(1, report.Contrasts.Tested);
    }

    [Fact]
    public void Groups_of_the_same_median_are_not_said_to_have_a_higher_one()
    {
        var report = StudyReport.Of(
            RatedStudy.Held(new string('a', 12) + new string('b', 12), 5, new Rated("streit", "444444444444444444411111")),
            RatedStudy.Start
        );
        Assert.Equal(
            "Akteursgruppen unterscheiden sich bei 1 von 1 Bewertung, nämlich bei „streit“: Die Gruppe „Gruppe a“ wertet im Ganzen höher als die Gruppe „Gruppe b“, bei gleichem Median (4).",
            report.KeyFindings.Single(finding => finding.Key == "groups").Computed.ToString()
        );
    }

    [Fact]
    public void Of_all_pairs_the_one_is_told_whose_medians_lie_farthest_apart()
    {
        var groups = new string('a', 20) + new string('b', 20) + new string('c', 6);
        var answers = new string('4', 20) + new string('3', 20) + new string('2', 6);
        var contrast = Assert.Single(
            StudyReport.Of(RatedStudy.Held(groups, 5, new Rated("streit", answers)), RatedStudy.Start).Contrasts.Items
        );
        Assert.Equal(("a", "b"), (contrast.Pairs[0].Higher.Key, contrast.Pairs[0].Lower.Key));
        Assert.Equal(("a", "c"), (contrast.Widest.Higher.Key, contrast.Widest.Lower.Key));
    }

    [Fact]
    public void Groups_that_answer_alike_are_said_to()
    {
        var report = StudyReport.Of(RatedStudy.Held("aaaaaaabbbbbbb", 5, new Rated("eins", "12345431234543")), RatedStudy.Start);
        Assert.Empty(report.Contrasts.Items);
        Assert.Contains(
            report.KeyFindings,
            finding =>
                finding.Computed.ToString()
                == "Zwischen den Gruppen zeigt sich bei keiner Bewertung ein Unterschied, der über den Zufall hinausgeht (0 von 1)."
        );
    }

    [Fact]
    public void It_is_the_newest_round_whose_groups_are_compared()
    {
        var groups = new string('a', 12) + new string('b', 12);
        var report = StudyReport.Of(
            RatedStudy.Held(
                groups,
                5,
                new Rated("streit", "111111111111555555555555", null),
                new Rated("ruhig", "333333222222333333222222", "333333222222333333222222")
            ),
            RatedStudy.Start
        );
        Assert.Equal((1, 0), (report.Contrasts.Tested, report.Contrasts.Items.Count));
    }

    [Fact]
    public void Which_of_two_groups_is_higher_does_not_hang_on_their_order()
    {
        // Of the 144 pairs, the first group is higher in 8 and as high in 4.
        var report = StudyReport.Of(
            RatedStudy.Held(new string('a', 12) + new string('b', 12), 5, new Rated("streit", "222222111115333355554444")),
            RatedStudy.Start
        );
        var contrast = Assert.Single(report.Contrasts.Items);
        Assert.Equal(10, contrast.Test.Pairs[0].U);
        Assert.Equal(("b", "a"), (contrast.Widest.Higher.Key, contrast.Widest.Lower.Key));
    }

    [Fact]
    public void A_pair_that_differs_before_Holm_s_correction_only_is_told_nowhere()
    {
        // R's wilcox.test(exact = FALSE, correct = FALSE): p = 0.035 for a and b; 0.105 after p.adjust(method = "holm").
        var report = StudyReport.Of(
            RatedStudy.Held(
                new string('a', 8) + new string('b', 8) + new string('c', 8),
                5,
                new Rated("knapp", "122333442344455523334445")
            ),
            RatedStudy.Start
        );
        var pair = report.Rated[0].Newest!.GroupDifference!.Pairs[0];
        Assert.Equal(0.035061596097866, pair.P, 12);
        Assert.Equal(0.105184788293597, pair.PHolm, 12);
        Assert.Empty(report.Contrasts.Items);
    }

    [Fact]
    public void There_are_never_more_than_a_few_and_always_the_same()
    {
        var items = Enumerable.Range(0, 40).Select(index => Camps with { Key = $"k{index}" }).Append(Agreed).Append(Moving).ToArray();
        Assert.InRange(Said(items).Length, 5, KeyFindings.Most);
        Assert.Equal(Said(items), Said(items));
    }

    private static string[] Said(params Rated[] items) =>
        [.. RatedStudy.Report(items).KeyFindings.Select(finding => finding.Computed.ToString())];
}
