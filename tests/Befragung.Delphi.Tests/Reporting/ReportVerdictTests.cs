using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

/// <summary>Two rounds of ten experts, whose verdicts follow from how each item was answered.</summary>
public class ReportVerdictTests
{
    private static readonly DateTime Start = new(2026, 9, 3, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_clearest_consensus_is_named_and_then_what_divides_and_what_moves() =>
        Assert.Equal(
            [
                "Konsens besteht bei 2 von 5 Bewertungen, mit der größten Mehrheit bei „nein“: 90 % unten auf der Skala (9 von 10)",
                "In zwei Lager teilen sich die Antworten auf „lager“",
                "Uneinig ist sich das Panel bei „mitte“",
                "Noch in Bewegung sind die Antworten auf „wandert“",
            ],
            Findings(
                TwoRounds(
                    ("ja", "5555544432", "5555544432"),
                    ("nein", "1111122224", "1111122224"),
                    ("lager", "5555511111", "5555511111"),
                    ("mitte", "3333344422", "3333344422"),
                    ("wandert", "1111111111", "5555555555")
                )
            )
        );

    [Fact]
    public void A_single_consensus_is_not_the_clearest_of_any() =>
        Assert.Equal(
            [
                "Konsens besteht bei 1 von 2 Bewertungen, nämlich bei „ja“: 80 % oben auf der Skala (8 von 10)",
                "Uneinig ist sich das Panel bei „mitte“",
            ],
            Findings(TwoRounds(("ja", "5555544432", "5555544432"), ("mitte", "3333344422", "3333344422")))
        );

    [Fact]
    public void Who_shares_the_clearest_consensus_is_named_together() =>
        Assert.Equal(
            ["Konsens besteht bei 2 von 2 Bewertungen, mit gleich großer Mehrheit bei „ja“ und „nein“"],
            Findings(TwoRounds(("ja", "5555544433", "5555544433"), ("nein", "1111122233", "1111122233")))
        );

    [Fact]
    public void Consensus_in_the_middle_is_no_majority_of_either_side()
    {
        var study = TwoRounds(new IqrRule(1), ("mitte", "3333333224", "3333333224"), ("lager", "5555511111", "5555511111"));
        Assert.Equal(
            (Verdict.Consensus, Band.Middle),
            (StudyReport.Of(study, Start).Rated[0].Verdict, StudyReport.Of(study, Start).Rated[0].Newest!.Side)
        );
        var finding = Findings(study)[0];
        Assert.StartsWith("Konsens besteht bei 1 von 2 Bewertungen", finding, StringComparison.Ordinal);
        Assert.DoesNotContain("Zustimmung", finding, StringComparison.Ordinal);
        Assert.DoesNotContain("Ablehnung", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_beyond_three_are_counted() =>
        Assert.Equal(
            ["Bei keiner Bewertung besteht Konsens (0 von 5)", "In zwei Lager teilen sich die Antworten auf „a“, „b“, „c“ und 2 weitere"],
            Findings(TwoRounds([.. "abcde".Select(key => (key.ToString(), "5555511111", "5555511111"))]))
        );

    [Fact]
    public void Without_a_verdict_agreement_is_told_as_ever() =>
        Assert.Contains(
            "Oben auf der Skala liegt „ja“ am häufigsten: 80 % (8 von 10)",
            Findings(OneRound(("ja", "5555544432", ""), ("mitte", "3333344422", "")))
        );

    [Fact]
    public void The_verdict_of_the_team_counts()
    {
        var study = TwoRounds(("ja", "5555544432", "5555544432"), ("mitte", "3333344422", "3333344422"));
        study.CurrentRound.Overrule("ja", Verdict.Polarised, "Die Begründungen gehen auseinander.", Start, "ada");
        var report = StudyReport.Of(study, Start);
        Assert.Equal((Verdict.Polarised, Verdict.Consensus), (report.Rated[0].Verdict, report.Rated[0].Newest!.Verdict));
        Assert.Equal("Die Begründungen gehen auseinander.", report.Rated[0].Part.Newest!.Overruling!.Reason);
        Assert.Equal(
            "Konsens: 80 % oben auf der Skala (8 von 10), stabil seit Runde 1. Bei 10 Paaren fiele eine Bewegung erst auf, wenn 6 in eine Richtung gehen.",
            report.Rated[0].Part.Newest!.Reason!.ToString()
        );
        Assert.Equal(1, report.Verdicts[Verdict.Polarised]);
        Assert.Equal(["ja", "mitte"], report.Divided.Select(rated => rated.Part.Name.ToString()));
        Assert.Contains("In zwei Lager teilen sich die Antworten auf „ja“", Findings(study));
    }

    [Fact]
    public void Few_of_many_who_moved_are_stable_however_small_p_is()
    {
        // Ten of a hundred answers moved, all of them up.
        string before = new string('3', 10) + new string('1', 90),
            after = new string('4', 10) + new string('1', 90);
        var report = StudyReport.Of(TwoRounds(("a", before, after)), Start);
        Assert.Equal(0.1, report.Changes[0].Parts[0].After.Result.Stability!.PairedChange!.Value, 12);
        Assert.True(report.Changes[0].Parts[0].After.Result.Stability!.PairedChangeP < 0.01);
        Assert.Equal(StabilityState.Stable, report.Changes[0].Parts[0].State);
        Assert.Equal(Verdict.Consensus, report.Rated[0].Verdict);
    }

    [Fact]
    public void A_report_of_a_file_knows_neither_times_nor_invited()
    {
        var study = TwoRounds(("ja", "5555544432", "5555544432"), ("mitte", "3333344422", "3333344422"));
        var report = StudyReport.OfFile([.. study.Rounds.Reverse().Select(round => (round.Questionnaire, round.Result!))], Start);
        Assert.Equal([1, 2], report.Rounds.Select(round => round.Number));
        Assert.False(report.ParticipationKnown);
        Assert.All(report.Rounds, round => Assert.Equal((null, null), (round.OpenedAt, round.ClosedAt)));
        Assert.Equal(
            "In Runde 2 antworteten 10 Personen.",
            report.KeyFindings.Single(finding => finding.Key == "response").Computed.ToString()
        );
        Assert.Equal(1, report.Verdicts[Verdict.Consensus]);
        Assert.Throws<RuleBrokenException>(() => StudyReport.OfFile([], Start));
    }

    [Fact]
    public void Measures_carry_the_names_of_what_they_belong_to()
    {
        var measures = StudyReport.Of(TwoRounds(("ja", "5555544432", "5555544432"), ("mitte", "3333344422", "3333344422")), Start).Measures;
        Assert.Equal(["ja", "mitte"], measures.Rated.Select(row => row.Part.Name.ToString()));
        Assert.Equal(2, measures.Compared.Count);
        Assert.Equal("Abschnitt", Assert.Single(measures.Orders).Section.Title.ToString());
        Assert.Null(measures.Orders[0].Name);
        Assert.NotNull(measures.Apmo);
    }

    [Fact]
    public void An_order_has_the_name_of_its_criterion_or_of_its_own_ranking()
    {
        Criterion[] criteria = [new("a", Sample.De("Wichtigkeit"), Sample.Scale), new("b", Sample.De("Machbarkeit"), Sample.Scale)];
        Option[] options = [new("p", Sample.De("P")), new("q", Sample.De("Q"))];
        var asked = Sample.Questionnaire with
        {
            Sections =
            [
                new(
                    "s",
                    Sample.De("Abschnitt"),
                    [
                        new MultiRatingItem("m1", Sample.De("Eins"), criteria),
                        new MultiRatingItem("m2", Sample.De("Zwei"), criteria),
                        new RankingItem("k1", Sample.De("Erst dies"), options, 2),
                        new RankingItem("k2", Sample.De("Dann das"), options, 2),
                    ]
                ),
            ],
        };
        var tally = new RoundTally(asked);
        for (var expert = 0; expert < 3; expert++)
            tally.Add("g1", """{"m1.a":"3","m2.a":"4","m1.b":"2","m2.b":"5","k1.p":"1","k1.q":"2","k2.p":"2","k2.q":"1"}""");
        var measures = StudyReport.OfFile([(asked, tally.ToResult(1, new Dictionary<string, Response>()))], Start).Measures;
        Assert.Equal(
            [("a", null, "Wichtigkeit"), ("b", null, "Machbarkeit"), (null, "k1", "Erst dies"), (null, "k2", "Dann das")],
            measures.Orders.Select(order => (order.Concordance.Criterion, order.Concordance.Item, order.Name!.ToString()))
        );
        Assert.Equal(
            [("Erst dies", 2), ("Dann das", 2)],
            measures.Ranked.Select(ranking => (ranking.Item.Item.Text.ToString(), ranking.Options.Count))
        );
    }

    private static string[] Findings(Study study) =>
        [.. StudyReport.Of(study, Start).Sections[0].Findings.Select(finding => finding.ToString())];

    private static Study NewStudy(params (string Key, string First, string Second)[] items) =>
        NewStudy(StudySettings.Usual.Consensus, items);

    private static Study NewStudy(ConsensusRule rule, params (string Key, string First, string Second)[] items)
    {
        var scale = new Scale(5, new Dictionary<int, LocalizedText>(), true, 2, 2);
        return new(
            "studie",
            new(
                Sample.De("Studie"),
                ["de"],
                [new("g", Sample.De("Gruppe"))],
                StudySettings.Usual with
                {
                    Consensus = rule,
                },
                [new("s", Sample.De("Abschnitt"), [.. items.Select(item => new RatingItem(item.Key, Sample.De(item.Key), scale))])]
            ),
            Start,
            "ada"
        );
    }

    private static Study OneRound(params (string Key, string First, string Second)[] items) =>
        OneRound(StudySettings.Usual.Consensus, items);

    private static Study OneRound(ConsensusRule rule, params (string Key, string First, string Second)[] items)
    {
        var study = NewStudy(rule, items);
        Hold(study, items, second: false);
        return study;
    }

    private static Study TwoRounds(params (string Key, string First, string Second)[] items) =>
        TwoRounds(StudySettings.Usual.Consensus, items);

    private static Study TwoRounds(ConsensusRule rule, params (string Key, string First, string Second)[] items)
    {
        var study = OneRound(rule, items);
        study.PlanNext(items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
        Hold(study, items, second: true);
        return study;
    }

    /// <summary>Each character is the answer of one expert.</summary>
    private static void Hold(Study study, (string Key, string First, string Second)[] items, bool second)
    {
        var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
        var experts = items[0].First.Length;
        string Sheet(int expert, bool later) =>
            "{" + string.Join(",", items.Select(item => $"\"{item.Key}\":\"{(later ? item.Second : item.First)[expert]}\"")) + "}";
        for (var expert = 0; expert < experts; expert++)
            tally.Add("g", Sheet(expert, second), null, second ? [new EarlierSheet(1, Sheet(expert, false), null)] : []);
        study.CurrentRound.Open(Start, "ada");
        study.CurrentRound.Close(
            tally.ToResult(
                study.CurrentRound.Number,
                new Dictionary<string, Response> { ["g"] = new(experts, experts, experts) },
                study.ResultsBefore(study.CurrentRound)
            ),
            Start,
            "ada"
        );
    }
}
