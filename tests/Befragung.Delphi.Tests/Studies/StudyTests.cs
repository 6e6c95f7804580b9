using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Studies;

public class StudyTests
{
    private static readonly Dictionary<string, string> Reasons = new[] { "m", "c", "k", "t", "i" }.ToDictionary(
        key => key,
        key => $" {key} ist geklärt "
    );

    [Fact]
    public void A_new_study_has_one_planned_round()
    {
        var study = Sample.Study();
        Assert.Equal((1, RoundState.Planned), (study.CurrentRound.Number, study.CurrentRound.State));
        Assert.Empty(study.CurrentRound.Lineage);
        Assert.Equal("Probe", study.Title.In("de"));
    }

    [Theory]
    [InlineData(RoundState.Planned)]
    [InlineData(RoundState.Open)]
    public void The_next_round_waits_until_the_newest_is_closed(RoundState state) =>
        IsRefused(state, ["r"], Reasons, "noch nicht geschlossen");

    [Theory]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Released)]
    public void The_next_round_asks_what_is_kept_and_tells_why_the_rest_is_dropped(RoundState state)
    {
        var study = Sample.StudyIn(state);
        var next = study.PlanNext(new HashSet<string> { "r" }, Reasons);
        Assert.Same(next, study.CurrentRound);
        Assert.Equal((2, RoundState.Planned), (next.Number, next.State));
        Assert.Equal(["hinweis", "r"], next.Questionnaire.Items.Select(item => item.Key));
        Assert.Equal(["zahlen"], next.Questionnaire.Sections.Select(section => section.Key));
        Assert.Equal(new Lineage(LineageKind.Kept, "r", null), next.Lineage[0]);
        Assert.Equal(new Lineage(LineageKind.Dropped, "m", "m ist geklärt"), next.Lineage[1]);
        Assert.Equal(["r", "m", "c", "k", "t", "i"], next.Lineage.Select(lineage => lineage.ItemKey));
        Assert.Equal(7, study.Round(1).Questionnaire.Items.Count());
    }

    [Fact]
    public void Whoever_writes_a_planned_round_further_changes_what_became_of_its_questions_and_nothing_of_the_round_before()
    {
        var study = Sample.StudyIn(RoundState.Closed);
        Assert.Null(study.Drafted);
        var next = study.PlanNext(new HashSet<string> { "r", "c" }, Reasons);
        Assert.Same(next, study.Drafted);
        var first = study.Round(1).Questionnaire;
        var section = next.Questionnaire.Sections[0];
        study.Revise(
            next.Questionnaire with
            {
                Title = Sample.De("Anders"),
                Sections =
                [
                    section with
                    {
                        Items = [first.ItemOf("r")!, first.ItemOf("k")!, new LongTextItem("neu", Sample.De("Und?"), 200)],
                    },
                ],
            },
            []
        );
        Assert.Equal(("Probe", 7), (study.Title.In("de"), first.Items.Count()));
        Assert.Equal(["r", "k", "neu"], next.Questionnaire.Items.Select(item => item.Key));
        var lines = next.Lineage.ToDictionary(line => line.ItemKey, line => (line.Kind, line.Reason));
        Assert.Equal((LineageKind.Kept, null), lines["r"]);
        Assert.Equal((LineageKind.Kept, null), lines["k"]);
        Assert.Equal((LineageKind.New, null), lines["neu"]);
        Assert.Equal((LineageKind.Dropped, "m ist geklärt"), lines["m"]);
        Assert.Equal((LineageKind.Dropped, null), lines["c"]);
        Assert.Throws<RuleBrokenException>(() => next.Explain("c", " "));
        Assert.Throws<RuleBrokenException>(() => next.Explain("r", "Weil."));
        next.Explain("c", " Weil. ");
        Assert.Equal("Weil.", next.Lineage.Single(line => line.ItemKey == "c").Reason);
        // In other words, and back.
        var kept = next.Questionnaire;
        Item[] reworded = [first.ItemOf("r")! with { Text = Sample.De("Leere Läden") }];
        study.Revise(kept with { Sections = [section with { Items = reworded }] }, []);
        Assert.Equal(LineageKind.Reworded, next.Lineage.Single(line => line.ItemKey == "r").Kind);
        Assert.DoesNotContain(next.Lineage, line => line.ItemKey == "neu");
        Assert.Equal("Weil.", next.Lineage.Single(line => line.ItemKey == "c").Reason);
        study.Revise(kept, []);
        Assert.Equal(LineageKind.Kept, next.Lineage.Single(line => line.ItemKey == "r").Kind);
        next.Open(Sample.Noon, "ada@example.org");
        Assert.Null(study.Drafted);
        Assert.Throws<RuleBrokenException>(() => study.Revise(first, []));
        Assert.Throws<RuleBrokenException>(() => next.Explain("c", "Doch."));
    }

    [Fact]
    public void A_next_round_needs_a_question() => IsRefused(RoundState.Closed, ["hinweis"], Reasons, "mindestens eine Frage");

    [Fact]
    public void An_item_is_not_dropped_without_a_reason() =>
        IsRefused(
            RoundState.Closed,
            ["r"],
            Reasons.ToDictionary(pair => pair.Key, pair => pair.Key == "m" ? "  " : pair.Value),
            "Warum entfällt „Wohnen“?"
        );

    [Fact]
    public void A_round_that_does_not_exist_is_named() =>
        Assert.Contains("Runde 3", Assert.Throws<RuleBrokenException>(() => Sample.Study().Round(3)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(RoundState.Planned)]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Released)]
    public void A_study_goes_into_the_archive_and_comes_back(RoundState state)
    {
        var study = Sample.StudyIn(state);
        Assert.Throws<RuleBrokenException>(study.BringBack);
        study.Archive(Sample.Noon, "ada@example.org");
        Assert.Equal((Sample.Noon, "ada@example.org"), (study.ArchivedAt, study.ArchivedBy));
        Assert.Throws<RuleBrokenException>(() => study.Archive(Sample.Noon, "ada@example.org"));
        study.BringBack();
        Assert.Null(study.ArchivedAt);
        Assert.Null(study.ArchivedBy);
    }

    [Fact]
    public void A_study_with_an_open_round_stays_where_it_is_seen() =>
        Assert.Contains(
            "Runde 1 ist noch offen",
            Assert.Throws<RuleBrokenException>(() => Sample.StudyIn(RoundState.Open).Archive(Sample.Noon, "ada@example.org")).Message,
            StringComparison.Ordinal
        );

    private static void IsRefused(RoundState state, HashSet<string> keep, Dictionary<string, string> reasons, string words)
    {
        var study = Sample.StudyIn(state);
        Assert.Contains(words, Assert.Throws<RuleBrokenException>(() => study.PlanNext(keep, reasons)).Message, StringComparison.Ordinal);
        Assert.Single(study.Rounds);
    }

    [Theory]
    [InlineData(RoundState.Planned)]
    [InlineData(RoundState.Open)]
    [InlineData(RoundState.Closed)]
    public void What_is_not_released_cannot_be_withdrawn(RoundState state) =>
        Assert.Contains(
            "Noch ist keine Runde freigegeben",
            Assert.Throws<RuleBrokenException>(() => Sample.StudyIn(state).WithdrawResults(Sample.Noon, "ada")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_results_page_is_withdrawn_and_shown_again_each_by_somebody_and_at_a_time()
    {
        var study = Sample.StudyIn(RoundState.Released);
        Assert.Throws<RuleBrokenException>(() => study.ShowResults(Sample.Noon, "ada"));
        study.WithdrawResults(Sample.Noon, "ada");
        Assert.Equal(
            (Sample.Noon, "ada", null, null),
            (study.ResultsWithdrawnAt, study.ResultsWithdrawnBy, study.ResultsShownAt, study.ResultsShownBy)
        );
        Assert.Throws<RuleBrokenException>(() => study.WithdrawResults(Sample.Noon, "eva"));
        study.ShowResults(Sample.Noon.AddDays(1), "eva");
        Assert.Equal(
            (null, null, Sample.Noon.AddDays(1), "eva"),
            (study.ResultsWithdrawnAt, study.ResultsWithdrawnBy, study.ResultsShownAt, study.ResultsShownBy)
        );
        Assert.Throws<RuleBrokenException>(() => study.ShowResults(Sample.Noon, "ada"));
    }
}
