using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class StudyReportTests
{
    private static readonly DateTime Start = new(2026, 9, 3, 8, 0, 0, DateTimeKind.Utc);
    private static readonly string[] GroupKeys = ["a", "b"];

    [Fact]
    public void A_study_without_a_closed_round_has_no_report()
    {
        var study = NewStudy();
        Assert.Equal(
            "Ein Bericht entsteht, sobald eine Runde geschlossen ist.",
            Assert.Throws<RuleBrokenException>(() => StudyReport.Of(study, Start)).Message
        );
        study.CurrentRound.Open(Start, "team");
        Assert.Throws<RuleBrokenException>(() => StudyReport.Of(study, Start));
    }

    [Fact]
    public void A_round_that_is_open_is_not_in_the_report()
    {
        var study = NewStudy();
        Hold(study, [("eins", "5", 3)]);
        Next(study, "eins", "zwei", "wahl", "rang");
        study.CurrentRound.Open(Start.AddDays(40), "team");
        var report = StudyReport.Of(study, Start);
        Assert.Single(report.Rounds);
        Assert.Empty(report.Changes);
    }

    [Fact]
    public void Highest_and_lowest_agreement_are_named_with_count_and_percentage()
    {
        var study = NewStudy();
        Hold(study, [("eins", "5", 8), ("eins", "1", 2), ("zwei", "4", 3), ("zwei", "2", 7)]);
        var findings = Findings(study);
        Assert.Contains("Oben auf der Skala liegt „Eins“ am häufigsten: 80 % (8 von 10)", findings);
        Assert.Contains("Oben auf der Skala liegt „Zwei“ am seltensten: 30 % (3 von 10)", findings);
    }

    [Fact]
    public void Where_no_rating_reaches_the_threshold_it_is_said_in_words()
    {
        var study = NewStudy();
        Hold(study, [("eins", "3", 5), ("eins", "4", 3), ("zwei", "4", 3), ("zwei", "2", 7)]);
        Assert.Contains("Bei keiner Bewertung liegen mindestens 75 % der Antworten in einem Bereich der Skala (0 von 2).", Overall(study));
    }

    [Fact]
    public void Names_are_joined_as_one_says_them()
    {
        Assert.Equal("„A“", new Names(["A"]).ToString());
        Assert.Equal("„A“, „B“ und „C“", new Names(["A", "B", "C"]).ToString());
        Assert.Equal("„A“ oder „B“", new Names(["A", "B"]) { Either = true }.ToString());
        Assert.Equal("„A“ und 2 weitere", new Names(["A"]) { More = 2 }.ToString());
    }

    [Fact]
    public void A_shared_first_place_is_not_given_to_one()
    {
        var study = NewStudy();
        Hold(study, [("eins", "5", 8), ("zwei", "4", 8)]);
        var findings = Findings(study);
        Assert.Contains("Oben auf der Skala liegen „Eins“ und eine weitere am häufigsten: 100 % (8 von 8)", findings);
        Assert.DoesNotContain(findings, finding => finding.Contains("am wenigsten", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shared_last_place_is_not_given_to_one() =>
        Assert.Contains(
            "Oben auf der Skala liegen „c“ und eine weitere am seltensten: 0 % (0 von 8)",
            RatedStudy
                .Report(new("a", "55555555"), new("b", "11111111"), new Rated("c", "11111111"))
                .Sections[0]
                .Findings.Select(finding => finding.ToString())
        );

    [Fact]
    public void Where_as_many_agree_the_higher_median_comes_first()
    {
        var series = RatedStudy.Report(new("tief", "4444411111"), new Rated("hoch", "5555533333")).Sections[0].Series[0];
        Assert.Equal(["hoch", "tief"], series.Sorted.Select(part => part.Name.ToString()));
    }

    [Fact]
    public void A_part_knows_the_round_before_where_there_was_one()
    {
        var parts = RatedStudy.Report(new("zweimal", "11111", "22222"), new Rated("einmal", "11111", null)).Rated;
        Assert.Equal((1, 2), (parts[0].Part.Before!.Round, parts[0].Part.Newest!.Round));
        Assert.Equal((null, 1), (parts[1].Part.Before, parts[1].Part.Newest!.Round));
    }

    [Fact]
    public void What_the_panel_agrees_on_begins_with_consensus_and_the_clearest()
    {
        var study = RatedStudy.Held(
            new Rated("mehrheit", "5555555551", "5555555551"),
            new("klar", "5555555555", "5555555555"),
            new Rated("knapp", "5555555511", "5555555511")
        );
        study.CurrentRound.Overrule("mehrheit", Verdict.Majority, "Die Begründungen gehen auseinander.", Start, "ada");
        Assert.Equal(["klar", "knapp", "mehrheit"], StudyReport.Of(study, Start).Agreed.Select(rated => rated.Part.Name.ToString()));
    }

    [Fact]
    public void The_study_s_look_is_that_of_its_report()
    {
        var study = RatedStudy.Held(new Rated("eins", "12345"));
        study.Dress(Look.Usual with { });
        Assert.Same(study.Look, StudyReport.Of(study, Start).Look);
    }

    [Fact]
    public void What_is_chosen_equally_often_is_named_together()
    {
        var study = NewStudy();
        Hold(study, [("wahl", "x", 6), ("wahl", "y", 6)]);
        Assert.Contains(
            Findings(study),
            finding =>
                finding.EndsWith("“: „X“ und „Y“ werden gleich oft und am häufigsten gewählt: je 50 % (6 von 12)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_option_that_is_chosen_most_often_is_named_and_not_the_one_that_is_chosen_least()
    {
        var study = NewStudy();
        Hold(study, [("wahl", "x", 2), ("wahl", "y", 10)]);
        Assert.Contains(
            Findings(study),
            finding => finding.EndsWith("“: „Y“ wird am häufigsten gewählt: 83 % (10 von 12)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_option_that_is_ranked_most_often_is_named()
    {
        var study = NewStudy();
        Hold(study, [("rang.p", "1", 7), ("rang.q", "1", 2)]);
        Assert.Contains(
            Findings(study),
            finding => finding.EndsWith("“: „P“ steht am häufigsten auf einem der Ränge 1 bis 1: 78 % (7 von 9)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Options_that_are_ranked_equally_often_are_named_together()
    {
        var study = NewStudy();
        Hold(study, [("rang.p", "1", 4), ("rang.q", "1", 4)]);
        Assert.Contains(
            Findings(study),
            finding =>
                finding.EndsWith(
                    "“: „P“ und „Q“ stehen gleich oft und am häufigsten auf einem der Ränge 1 bis 1: je 50 % (4 von 8)",
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("WE", "„W1“")]
    [InlineData("WWWE", "„W1“, „W2“ und „W3“")]
    [InlineData("WWWWE", null)] // More than three.
    [InlineData("WWW", null)] // All of them.
    [InlineData("EE", null)] // Nobody is apart.
    public void Where_the_middle_half_reaches_farthest_is_told_of_a_few_alone(string items, string? named)
    {
        // The middle half of 1 1 1 2 4 4 4 4 reaches from 1 to 4.
        var report = RatedStudy.Report([
            .. items.Select((kind, index) => new Rated($"{kind}{index + 1}", kind == 'W' ? "11124444" : "33333333")),
        ]);
        Assert.Equal(
            named is null
                ? []
                : [$"Am weitesten auseinander liegen die Antworten auf {named}: Die mittlere Hälfte umfasst 3 Punkte der Skala"],
            report
                .Sections[0]
                .Findings.Select(finding => finding.ToString())
                .Where(finding => finding.StartsWith("Am weitesten", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("aaaaaaaaaabbbbbb", "555555----555555", "In den gezeigten Gruppen beteiligten sich 60 bis 100 % der Eingeladenen.")]
    [InlineData("aaaaaaaaaabbbbbbbbbb", "555555----555555----", "In jeder gezeigten Gruppe beteiligten sich 60 % der Eingeladenen.")]
    [InlineData("aaaaaaaaaa", "555555----", "Es beteiligten sich 6 von 10 Eingeladenen (60 %).")]
    [InlineData("aaaaaaaaaa", "55--------", "Keine Gruppe ist groß genug, um gezeigt zu werden.")]
    public void How_far_participation_differs_is_told_where_two_groups_are_shown(string groups, string answers, string finding) =>
        Assert.Equal(
            finding,
            ReportFindings.ResponseOfGroups(StudyReport.Of(RatedStudy.Held(groups, 5, new Rated("eins", answers)), Start).Newest).ToString()
        );

    [Theory]
    [InlineData("""{"r.a":"1","r.b":"2"}""", "„A“ steht am weitesten vorn: im Mittel auf Rang 1,0 (n = 6)")]
    [InlineData("""{"r.b":"1","r.a":"2"}""", "„A“ und „B“ stehen gleich weit vorn: im Mittel auf Rang 1,5 (n = 6)")]
    [InlineData("""{"r.a":"1"}""", "„A“ steht am häufigsten auf einem der Ränge 1 bis 2: 100 % (6 von 6)")]
    public void Where_all_ranked_everything_it_is_the_place_that_tells(string other, string finding)
    {
        var ranking = new RankingItem("r", Sample.De("Rang"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], 2);
        var asked = new Questionnaire(
            Sample.De("Studie"),
            ["de"],
            [new("g", Sample.De("G"))],
            StudySettings.Usual,
            [new("s", Sample.De("Abschnitt"), [ranking])]
        );
        var tally = new RoundTally(asked);
        for (var expert = 0; expert < 6; expert++)
            tally.Add("g", expert < 3 ? """{"r.a":"1","r.b":"2"}""" : other, null);
        var report = StudyReport.OfFile([(asked, tally.ToResult(1, new Dictionary<string, Response>()))], Start);
        Assert.Equal(finding, ReportFindings.OfItem(report.Sections[0].Items[0])!.ToString());
    }

    [Theory]
    [InlineData("4444453111", "60 % wählen den Punkt 4 oder 5 (6 von 10)")]
    [InlineData("2222211554", "70 % wählen den Punkt 1 oder 2 (7 von 10)")]
    [InlineData("5544422211", "50 % wählen den Punkt 4 oder 5 (5 von 10)")]
    public void The_side_that_more_are_on_is_the_title_of_the_picture(string answers, string title)
    {
        var rated = RatedStudy.Report(new Rated("eins", answers)).Rated.Single();
        Assert.Equal(title, ReportFindings.OfRating(rated.Part.Newest, rated.Scale)!.ToString());
    }

    [Theory]
    [InlineData(1, 7, "100 % wählen den Punkt 7 (6 von 6)")]
    [InlineData(2, 7, "100 % wählen den Punkt 6 oder 7 (6 von 6)")]
    [InlineData(3, 7, "100 % wählen einen der Punkte 5 bis 7 (6 von 6)")]
    [InlineData(1, 2, "100 % antworten „ja“ (6 von 6)")]
    public void A_band_of_one_or_two_points_is_not_told_as_from_and_to(int top, int points, string title)
    {
        var scale = new Scale(
            points,
            points == 2 ? new Dictionary<int, LocalizedText> { [1] = Sample.De("nein"), [2] = Sample.De("ja") } : [],
            false,
            top,
            1
        );
        var asked = new Questionnaire(
            Sample.De("Studie"),
            ["de"],
            [new("g", Sample.De("G"))],
            StudySettings.Usual,
            [new("s", Sample.De("Abschnitt"), [new RatingItem("r", Sample.De("Frage"), scale)])]
        );
        var tally = new RoundTally(asked);
        for (var expert = 0; expert < 6; expert++)
            tally.Add("g", $$"""{"r":"{{points}}"}""", null);
        var report = StudyReport.OfFile([(asked, tally.ToResult(1, new Dictionary<string, Response>()))], Start);
        Assert.Equal(title, ReportFindings.OfSeries(report.Sections[0].Rated[0])!.ToString());
    }

    [Fact]
    public void Without_any_answer_there_is_no_finding_and_no_number()
    {
        var study = NewStudy();
        Hold(study, []);
        var report = StudyReport.Of(study, Start);
        Assert.All(report.Sections, section => Assert.Empty(section.Findings));
        Assert.Equal(["Zu Runde 1 war niemand eingeladen."], report.KeyFindings.Select(finding => finding.Computed.ToString()));
        Assert.All(
            report.Sections.SelectMany(section => section.Items).SelectMany(item => item.Parts),
            part => Assert.Null(part.Newest!.Result.Median)
        );
    }

    [Fact]
    public void The_threshold_is_counted_only_where_the_rule_is_one()
    {
        var study = NewStudy();
        Hold(study, [("eins", "1", 8), ("eins", "3", 2), ("zwei", "4", 3), ("zwei", "2", 7)]);
        Assert.Contains("Bei 1 von 2 Bewertungen liegen mindestens 75 % der Antworten in einem Bereich der Skala.", Overall(study));

        var other = NewStudy(new IqrRule(1));
        Hold(other, [("eins", "1", 8)]);
        Assert.DoesNotContain(Overall(other), finding => finding.Contains("Bereich der Skala", StringComparison.Ordinal));
    }

    [Fact]
    public void What_moved_most_is_told_with_how_many_are_stable()
    {
        var report = RatedStudy.Report(new("eins", "5555511111", "5555551111"), new("zwei", "5555511111", "5555555555"));
        var change = Assert.Single(report.Changes);
        Assert.Equal((1, 2), (change.Stable, change.Compared));
        Assert.Equal(10, change.Parts[0].AgreementChange!.Value, 1e-9);
        Assert.Equal([StabilityState.Stable, StabilityState.Moving], change.Parts.Select(part => part.State!.Value));
        Assert.Contains(
            "Von Runde 1 zu Runde 2 ist 1 von 2 Bewertungen und Auswahlfragen stabil. Am stärksten bewegten sich die Antworten auf „zwei“: 50 % verteilen sich anders.",
            report.KeyFindings.Select(finding => finding.Computed.ToString())
        );
    }

    [Fact]
    public void What_nobody_answered_any_more_cannot_be_compared()
    {
        var study = NewStudy();
        Hold(study, [("eins", "5", 5)]);
        Next(study, "eins");
        Hold(study, []);
        var change = Assert.Single(StudyReport.Of(study, Start).Changes);
        Assert.Equal((0, 0), (change.Stable, change.Compared));
        Assert.Null(Assert.Single(change.Parts).State);
        Assert.DoesNotContain(StudyReport.Of(study, Start).KeyFindings, finding => finding.Key == "change");
    }

    [Fact]
    public void A_dropped_item_stays_in_its_section_and_is_told_with_its_reason()
    {
        var study = NewStudy();
        Hold(study, [("eins", "5", 5), ("zwei", "1", 5)]);
        Next(study, "eins");
        Hold(study, [("eins", "5", 5)]);
        var report = StudyReport.Of(study, Start);
        Assert.Equal(["1.1", "1.2", "1.3", "1.4", "1.5"], report.Sections[0].Items.Select(item => item.Number));
        Assert.Single(report.Sections[0].Items[1].Parts[0].Rounds);
        Assert.Contains(report.Questions[0].Dropped, dropped => dropped is { Item.Item.Key: "zwei", Reason: "Grund" });
    }

    [Fact]
    public void Sections_and_their_questions_are_numbered_from_1_and_information_has_no_number()
    {
        var asked = Sample.Questionnaire;
        var report = StudyReport.OfFile([(asked, Sample.NoResult)], Start);
        Assert.Equal([("zahlen", 1), ("worte", 2)], report.Sections.Select(section => (section.Key, section.Number)));
        Assert.Equal(
            ["1.1 r", "1.2 m", "1.3 c", "1.4 k", "2.1 t", "2.2 i"],
            report.Sections.SelectMany(section => section.Items).Select(item => $"{item.Number} {item.Item.Key}")
        );
    }

    [Fact]
    public void What_was_never_answered_is_told_apart_from_what_was_answered_once()
    {
        var items = RatedStudy
            .Report(new("nie", "-----", "-----"), new("einmal", "12345", "-----"), new Rated("immer", "12345", "12345"))
            .Sections[0]
            .Items;
        Assert.Equal([("nie", true), ("einmal", false), ("immer", false)], items.Select(item => (item.Item.Key, item.Unanswered)));
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, true)]
    [InlineData(1, 2, true)]
    public void A_study_that_plans_or_held_several_rounds_is_a_Delphi(int planned, int held, bool isDelphi)
    {
        var asked = Sample.Questionnaire with { Settings = Sample.Questionnaire.Settings with { Rounds = planned } };
        Assert.Equal(
            isDelphi,
            StudyReport
                .OfFile([.. Enumerable.Range(1, held).Select(round => (asked, Sample.NoResult with { Round = round }))], Start)
                .IsDelphi
        );
    }

    [Fact]
    public void The_checklist_leads_to_what_changed_between_rounds_where_there_were_several()
    {
        static bool Leads(StudyReport report) => report.Checklist.Any(item => item.Places.Contains(ReportPlace.Changes));
        Assert.False(Leads(RatedStudy.Report(new Rated("eins", "12345"))));
        Assert.True(Leads(RatedStudy.Report(new Rated("eins", "12345", "12345"))));
    }

    [Fact]
    public void Only_the_team_reads_of_topics_that_nothing_is_written_on()
    {
        var (texts, _) = ReportTexts.None.With([new("aim", "de", "", "Das Ziel")], Start, "ada");
        var report = RatedStudy.Report(new Rated("eins", "12345")) with { Texts = texts };
        Assert.Equal((true, true, false), (report.Tells("aim"), report.Tells("occasion", "aim"), report.Tells("occasion")));
        Assert.True((report with { IsDraft = true }).Tells("occasion"));
    }

    [Fact]
    public void Open_items_have_one_result_however_many_fields_they_offer()
    {
        var study = NewStudy();
        Hold(study, [("ideen.1", "Bäume", 3)]);
        var part = Assert.Single(StudyReport.Of(study, Start).Sections[0].Items[4].Parts);
        Assert.Equal((3, 3), (part.Newest!.Result.N, part.Newest.Result.Entries));
    }

    private static string[] Findings(Study study) =>
        [.. StudyReport.Of(study, Start).Sections.SelectMany(section => section.Findings).Select(finding => finding.ToString())];

    private static string[] Overall(Study study) =>
        [.. StudyReport.Of(study, Start).KeyFindings.Select(finding => finding.Computed.ToString())];

    private static LocalizedText Text(string german) => new("de", german);

    private static Study NewStudy(ConsensusRule? rule = null)
    {
        var scale = new Scale(5, new Dictionary<int, LocalizedText>(), true, 2, 2);
        Item[] items =
        [
            new RatingItem("eins", Text("Eins"), scale),
            new RatingItem("zwei", Text("Zwei"), scale with { Labels = new Dictionary<int, LocalizedText>() }),
            new SingleChoiceItem("wahl", Text("Wahl"), [new("x", Text("X")), new("y", Text("Y"))], true),
            new RankingItem("rang", Text("Rang"), [new("p", Text("P")), new("q", Text("Q"))], 1),
            new IdeasItem("ideen", Text("Ideen"), 3),
        ];
        return new(
            "studie",
            new(
                Text("Studie"),
                ["de"],
                [.. GroupKeys.Select(key => new Group(key, Text(key)))],
                StudySettings.Usual with
                {
                    Consensus = rule ?? StudySettings.Usual.Consensus,
                },
                [new("s", Text("Abschnitt"), items)]
            ),
            Start,
            "team"
        );
    }

    /// <summary>Closes a round in which each value was given so many times, each on a sheet of its own.</summary>
    private static void Hold(Study study, (string Key, string Value, int Times)[] answers)
    {
        var round = study.CurrentRound;
        var tally = new RoundTally(study.CurrentRound.Questionnaire, study.LastAskedBefore(study.CurrentRound));
        var sheets = answers.Sum(answer => answer.Times);
        foreach (var (key, value, times) in answers)
            for (var i = 0; i < times; i++)
                tally.Add(GroupKeys[i % 2], $$"""{"{{key}}":"{{value}}"}""");
        round.Open(Start.AddDays(round.Number * 30), "team");
        round.Close(
            tally.ToResult(
                round.Number,
                new Dictionary<string, Response> { ["a"] = new(sheets, sheets, sheets) },
                study.ResultsBefore(study.CurrentRound)
            ),
            Start.AddDays((round.Number * 30) + 20),
            "team"
        );
    }

    private static void Next(Study study, params string[] keep) =>
        study.PlanNext(keep.ToHashSet(), study.CurrentRound.Questionnaire.Items.ToDictionary(item => item.Key, _ => "Grund"));
}
