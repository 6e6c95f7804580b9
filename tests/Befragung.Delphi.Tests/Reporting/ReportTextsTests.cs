using System.Text.Json;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class ReportTextsTests
{
    private static readonly DateTime At = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_text_is_kept_in_each_language_with_who_wrote_it()
    {
        var texts = Written(("aim", "de", "", "Das Ziel"), ("aim", "en", "", "The aim"));
        Assert.Equal(
            ("Das Ziel", "The aim", "ada", At),
            (texts.In("aim", "de"), texts.In("aim", "en"), texts.Of("aim")!.By, texts.Of("aim")!.At)
        );
        Assert.Equal("", texts.In("occasion", "de"));
    }

    [Fact]
    public void It_outlives_being_stored()
    {
        var texts = Written(("aim", "de", "", "Das „Ziel“ & <b>mehr</b>"));
        var read = JsonSerializer.Deserialize<ReportTexts>(JsonSerializer.Serialize(texts, RoundResult.Format), RoundResult.Format)!;
        Assert.Equal(texts.In("aim", "de"), read.In("aim", "de"));
        Assert.Equal(texts.Of("aim")!.At, read.Of("aim")!.At);
        Assert.Empty(JsonSerializer.Deserialize<ReportTexts>("""{"texts":{}}""", RoundResult.Format)!.Texts);
    }

    [Fact]
    public void Of_two_who_change_the_same_text_at_once_neither_is_lost()
    {
        var (texts, refused) = Written(("aim", "de", "", "Fassung A"), ("occasion", "de", "", "Anlass A"))
            .With(
                [new("aim", "de", "", "Fassung B"), new("funding", "de", "", "Förderung B"), new("aim", "en", "", "Version B")],
                At,
                "bob"
            );
        Assert.Equal("Fassung A", texts.In("aim", "de"));
        Assert.Equal(new TextChange("aim", "de", "", "Fassung B"), Assert.Single(refused));
        // What only one of them changed is saved.
        Assert.Equal(("Förderung B", "Version B"), (texts.In("funding", "de"), texts.In("aim", "en")));
    }

    [Fact]
    public void Who_writes_the_same_is_in_nobodys_way() =>
        Assert.Empty(Written(("aim", "de", "", "Gleich")).With([new("aim", "de", "", "Gleich")], At, "bob").Refused);

    [Fact]
    public void What_was_left_alone_on_a_page_undoes_nothing()
    {
        var (texts, refused) = Written(("aim", "de", "", "Neu")).With([new("aim", "de", "Alt", "Alt")], At, "bob");
        Assert.Equal(("Neu", "ada"), (texts.In("aim", "de"), texts.Of("aim")!.By));
        Assert.Empty(refused);
    }

    [Fact]
    public void An_emptied_text_is_gone_and_the_other_language_stays()
    {
        var texts = Written(("aim", "de", "", "Ziel"), ("aim", "en", "", "Aim")).With([new("aim", "de", "Ziel", "")], At, "bob").Texts;
        Assert.Equal(("", "Aim"), (texts.In("aim", "de"), texts.In("aim", "en")));
        Assert.Null(texts.With([new("aim", "en", "Aim", "")], At, "bob").Texts.Of("aim"));
    }

    [Fact]
    public void A_draft_changes_no_text_goes_when_it_is_taken_over_and_stays_when_somebody_wrote_on()
    {
        var texts = Written(("aim", "de", "", "Ziel"));
        var (drafted, refused) = texts.WithDrafts([new("aim", "de", "", "Entwurf")], At, "bob");
        Assert.Empty(refused);
        Assert.Equal(
            ("Ziel", "Entwurf", "bob"),
            (drafted.In("aim", "de"), drafted.Draft("aim", "de")!.Text, drafted.Draft("aim", "de")!.By)
        );
        Assert.Single(drafted.WithDrafts([new("aim", "de", "", "Anderer")], At, "eve").Refused);
        // What says the same as the report is none.
        Assert.Null(drafted.WithDrafts([new("aim", "de", "Entwurf", "Ziel")], At, "bob").Texts.Draft("aim", "de"));
        Assert.Null(
            drafted.With([new("aim", "de", "Ziel", "Entwurf und mehr") { SeenDraft = "Entwurf" }], At, "bob").Texts.Draft("aim", "de")
        );
        var meanwhile = drafted.WithDrafts([new("aim", "de", "Entwurf", "Entwurf zwei")], At, "eve").Texts;
        var taken = meanwhile.With([new("aim", "de", "Ziel", "Entwurf") { SeenDraft = "Entwurf" }], At, "bob").Texts;
        Assert.Equal(("Entwurf", "Entwurf zwei"), (taken.In("aim", "de"), taken.Draft("aim", "de")!.Text));
    }

    [Fact]
    public void Versions_are_kept_the_newest_first_up_to_a_number_and_a_length()
    {
        var texts = ReportTexts.None;
        var before = "";
        for (var number = 1; number <= TextVersion.MostOfOne + 3; number++)
        {
            texts = texts.With([new("aim", "de", before, $"Fassung {number}")], At.AddHours(number), "ada").Texts;
            before = $"Fassung {number}";
        }
        Assert.Equal(TextVersion.MostOfOne, texts.Versions.Count);
        Assert.Equal(before, texts.Versions[0].Text);
        Assert.Equal("Fassung 4", texts.Versions[^1].Text);
        for (var number = 0; number < 12; number++)
            texts = texts.With([new(ReportTopics.All[number].Key, "en", "", new string('x', ReportTexts.MaxLength))], At, "bob").Texts;
        Assert.Equal(TextVersion.MostCharacters, texts.Versions.Sum(version => version.Text.Length));
    }

    [Fact]
    public void A_text_is_confirmed_without_being_written_anew()
    {
        var texts = Written(("aim", "de", "", "{{a.n}}"));
        var basis = TextBasis.Of("{{a.n}}", new Dictionary<string, string> { ["a.n"] = "7" }, null);
        var confirmed = texts.Confirmed("aim", new Dictionary<string, TextBasis> { ["de"] = basis });
        Assert.Equal(("7", "ada", 1), (confirmed.Of("aim")!.Bases["de"].Values["a.n"], confirmed.Of("aim")!.By, confirmed.Versions.Count));
        Assert.Same(texts, texts.Confirmed("funding", new Dictionary<string, TextBasis>()));
        var read = JsonSerializer.Deserialize<ReportTexts>(JsonSerializer.Serialize(confirmed, RoundResult.Format), RoundResult.Format)!;
        Assert.Equal("7", read.Of("aim")!.Bases["de"].Values["a.n"]);
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused_as_a_whole() =>
        Assert.Equal(
            "Der Text hat 10.001 Zeichen, möglich sind 10.000.",
            Assert.Throws<RuleBrokenException>(() => Written(("aim", "de", "", new string('x', ReportTexts.MaxLength + 1)))).Message
        );

    [Fact]
    public void A_study_takes_them_over_and_counts_its_version()
    {
        var study = Sample.StudyIn(RoundState.Closed);
        Assert.Empty(study.Write([new("aim", "de", "", "Ziel")], At, "ada"));
        Assert.Equal(1, study.Version);
        Assert.Equal("Ziel", StudyReport.Of(study, At).Texts.In("aim", "de"));
    }

    [Fact]
    public void Keys_of_topics_are_plain_because_they_stand_in_addresses()
    {
        Assert.All(ReportTopics.All, topic => Assert.Matches("^[a-z]+$", topic.Key));
        Assert.Equal(ReportTopics.All.Count, ReportTopics.All.DistinctBy(topic => topic.Key).Count());
    }

    [Fact]
    public void A_topic_has_a_heading_and_beneath_it_help_in_whole_sentences()
    {
        Assert.All(ReportTopics.All, topic => Assert.DoesNotContain('.', topic.Name.ToString()));
        Assert.All(ReportTopics.All, topic => Assert.EndsWith(".", topic.Help.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_checklist_says_which_guideline_asks_and_where_missing_consensus_is_told()
    {
        var open = ReportChecklist.Of(RatedStudy.Report(new Rated("eins", "12345")));
        Assert.Equal(
            [
                "Ob Fachleute Fragen ergänzen und Antworten erläutern konnten",
                "Aufwandsentschädigung",
                "Anpassungen für Menschen mit Behinderung",
                "Ob Fragen mit Konsens noch einmal gestellt wurden",
                "Rücklauf in jedem Schritt",
                "Abweichungen vom Protokoll",
                "Methodische Stärken",
            ],
            Of(open, Guideline.Accord)
        );
        Assert.Equal(
            [
                "Konsensregel vorab festgelegt",
                "Schlussfolgerungen und Empfehlungen, die die Ergebnisse tragen",
                "Fehlender Konsens als Ergebnis berichtet",
            ],
            Of(open, Guideline.Credes)
        );
        Assert.Equal([ReportPlace.Judging], Dissent(open).Places);
        Assert.Equal(
            [ReportPlace.Dissent],
            Dissent(ReportChecklist.Of(RatedStudy.Report(new Rated("eins", "12345444", "12345444")))).Places
        );

        static ChecklistItem Dissent(IEnumerable<ChecklistItem> items) => items.Last(item => item.Guideline == Guideline.Credes);

        static IEnumerable<string> Of(IEnumerable<ChecklistItem> items, Guideline guideline) =>
            items.Where(item => item.Guideline == guideline).Select(item => item.Asks.ToString());
    }

    [Fact]
    public void Funding_and_artificial_intelligence_count_as_told_once_they_are_among_the_publication_details()
    {
        var report = RatedStudy.Report(new Rated("eins", "12345", "12345"));
        var before = ReportChecklist.Of(report);
        Assert.True(Funding(before).IsMissing);
        Assert.Equal([Publication.FundingField], Funding(before).MissingDetails);
        Assert.True(Ai(before).IsMissing);
        var told = report with
        {
            Texts = Written(
                (Publication.FundingField.Key, "de", "", "Stadt Beispiel"),
                (Publication.AiField.Key, Publication.AnyLanguage, "", Publication.Stored(AiUse.None))
            ),
        };
        var after = told.Checklist;
        Assert.Equal((false, "Förderung: Stadt Beispiel"), (Funding(after).IsMissing, Funding(after).Known.Single().ToString()));
        Assert.Equal([ReportPlace.Imprint], Funding(after).Places);
        Assert.Empty(Funding(after).MissingDetails);
        Assert.False(Ai(after).IsMissing);
        Assert.Contains("keine künstliche Intelligenz", Ai(after).Known.Single().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("funding", told.MissingTopics.Select(topic => topic.Key));

        static ChecklistItem Funding(IEnumerable<ChecklistItem> items) => items.Single(item => item.Topics.Contains("funding"));
        static ChecklistItem Ai(IEnumerable<ChecklistItem> items) => items.Single(item => item.Guideline == Guideline.Journals);
    }

    [Fact]
    public void The_checklist_fills_in_what_is_known_and_says_honestly_what_is_open()
    {
        var report = RatedStudy.Report(new("eins", "12345", "12345"), new("zwei", "12345", null));
        var items = ReportChecklist.Of(report with { Moderation = new(7, 2, 1) });
        Assert.Equal(
            [
                "Runde 1: 2 Fragen, davon 2 auf Skalen und 0 in eigenen Worten.",
                "Runde 2: 1 Frage, davon 1 auf Skalen; 1 wieder gestellt, 0 neu, zusammengeführt, geteilt oder wieder aufgenommen.",
            ],
            Known("Ziel jeder Runde")
        );
        Assert.Equal(["Begründungen und Erwiderungen: 7 freigegeben, davon 2 gekürzt; 1 zurückgehalten."], Known("Qualitative Auswertung"));
        Assert.Contains("freie Software Befragung", Assert.Single(Known("Statistische Auswertung")), StringComparison.Ordinal);
        Assert.StartsWith("Runde 1 endete am", Assert.Single(Known("Ansprache")), StringComparison.Ordinal);
        // What only the team can tell is open, as nothing is written.
        Assert.Equal(
            ["keywords", "team", "occasion", "protocol", "reason", "knowledge", "criteria", "search", "questionnaire", "ethics"],
            items
                .Where(item =>
                    item.IsMissing && item.Guideline == Guideline.Delphistar && item.Topics.Count == 1 && item.MissingDetails.Count == 0
                )
                .Select(item => item.Topics[0])
                .Intersect([
                    "keywords",
                    "team",
                    "occasion",
                    "protocol",
                    "reason",
                    "knowledge",
                    "criteria",
                    "search",
                    "questionnaire",
                    "ethics",
                ])
        );
        Assert.All(items.Where(item => item.IsMissing), item => Assert.Equal((0, 0), (item.Places.Count, item.Known.Count)));

        IEnumerable<string> Known(string asks) =>
            items.Single(item => item.Asks.ToString().StartsWith(asks, StringComparison.Ordinal)).Known.Select(known => known.ToString());
    }

    [Fact]
    public void The_checklist_asks_for_every_topic_and_for_no_other()
    {
        var asked = ReportChecklist
            .Of(StudyReport.Of(Sample.StudyIn(RoundState.Closed), At))
            .SelectMany(item => item.Topics)
            .Distinct()
            .Order();
        Assert.Equal(ReportTopics.All.Select(topic => topic.Key).Order(), asked);
    }

    [Fact]
    public void What_is_written_is_no_longer_missing()
    {
        var study = Sample.StudyIn(RoundState.Closed);
        var before = StudyReport.Of(study, At).MissingTopics.Select(topic => topic.Key).ToList();
        Assert.Contains("funding", before);
        // The report says something of the aim only where the questionnaire introduces itself.
        Assert.Contains("aim", before);
        // The rule of consensus is told anyhow; why it was chosen can be added.
        Assert.DoesNotContain("consensus", before);
        study.Write([new("funding", "de", "", "Keine")], At, "ada");
        Assert.Equal(before.Where(key => key != "funding"), StudyReport.Of(study, At).MissingTopics.Select(topic => topic.Key));
    }

    private static ReportTexts Written(params (string Key, string Language, string Seen, string Text)[] changes) =>
        ReportTexts
            .None.With(changes.Select(change => new TextChange(change.Key, change.Language, change.Seen, change.Text)), At, "ada")
            .Texts;
}
