using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class SectionAnswersTests
{
    [Fact]
    public void Of_many_ratings_the_three_at_the_top_and_the_two_at_the_bottom_are_named_with_their_shares() =>
        Assert.Equal(
            ["Am häufigsten oben auf der Skala: „a“ 100 %, „b“ 90 %, „c“ 80 %. Am seltensten: „g“ 0 %, „f“ 20 % (n = 10)"],
            Said(
                new("a", "5555544444"),
                new("b", "5555544443"),
                new("c", "5555544433"),
                new("d", "5555544333"),
                new("e", "5554333333"),
                new("f", "5433333333"),
                new("g", "3333333333")
            )
        );

    [Fact]
    public void Who_shares_the_last_place_that_is_named_is_named_too_and_where_these_are_many_counted()
    {
        Assert.Equal(
            ["Am häufigsten oben auf der Skala: „a“ 100 %, „b“ 90 %, „c“ 80 %, „d“ 80 % (n = 10)"],
            Said(new("a", "5555544444"), new("b", "5555544443"), new("c", "5555544433"), new("d", "5555544433"), new("e", "3333333333"))
        );
        Assert.Equal(
            ["Am häufigsten oben auf der Skala: „a“ 80 %, „b“ 80 %, „c“ 80 %, „d“ 80 %, „e“ 80 %, eine weitere (n = 10)"],
            Said([.. "abcdef".Select(key => new Rated(key.ToString(), "5555544433"))])
        );
    }

    [Fact]
    public void A_rating_that_stands_alone_says_what_most_answered() =>
        Assert.Equal(["70 % wählen den Punkt 4 oder 5 (7 von 10)"], Said(new Rated("allein", "5555444332")));

    [Fact]
    public void What_nobody_or_too_few_answered_is_not_told() =>
        Assert.Empty(Said(new Rated("leer", "----------"), new Rated("wenig", "555-------")));

    [Fact]
    public void Divided_ratings_moved_ones_and_those_where_groups_stand_apart_are_highlighted_in_turns_and_no_more_than_ten()
    {
        var calm = Enumerable.Range(0, 5).Select(number => new Rated($"ruhig{number}", "4444444444", "4444444444"));
        var divided = Enumerable.Range(0, 8).Select(number => new Rated($"lager{number}", "5555511111", "5555511111"));
        var moved = Enumerable.Range(0, 8).Select(number => new Rated($"wandert{number}", "1111111111", "5555555555"));
        var report = RatedStudy.Report([.. calm, .. divided, .. moved]);
        Assert.Equal(Highlights.Most, report.Highlights.Count);
        var told = report.Highlights.Select(highlight => highlight.Rated.Part.Part.Key).ToList();
        Assert.Equal(5, told.Count(key => key.StartsWith("lager", StringComparison.Ordinal)));
        Assert.Equal(5, told.Count(key => key.StartsWith("wandert", StringComparison.Ordinal)));
        // In the order of the report.
        Assert.Equal(report.Rated.Select(rated => rated.Part.Part.Key).Where(told.Contains), told);
    }

    [Fact]
    public void What_the_team_chose_is_told_in_full_beside_all_that_speaks_for_itself()
    {
        var report = RatedStudy.Report(new Rated("ruhig", "4444444444", "4444444444"), new Rated("lager", "5555511111", "5555511111"));
        report = report with { Texts = ReportTexts.None with { Shown = ["ruhig", "gibtesnicht"] } };
        Assert.Equal(
            [("ruhig", HighlightReason.Chosen), ("lager", HighlightReason.Divided)],
            report.Highlights.Select(highlight => (highlight.Rated.Part.Part.Key, highlight.Why.Single()))
        );
    }

    [Fact]
    public void Before_the_last_planned_round_a_report_is_an_interim_one_unless_the_team_says_why_it_ends()
    {
        var report = RatedStudy.Report(new Rated("eins", "5555544443"));
        Assert.False(report.IsInterim);
        var asked = report.Newest.Questionnaire;
        report = report with
        {
            Rounds = [report.Newest with { Questionnaire = asked with { Settings = asked.Settings with { Rounds = 3 } } }],
        };
        Assert.True(report.IsInterim);
        var (texts, _) = ReportTexts.None.With([new TextChange("stop", "de", "", "Es ist alles geklärt.")], RatedStudy.Start, "team");
        Assert.False((report with { Texts = texts }).IsInterim);
    }

    private static string[] Said(params Rated[] rated) =>
        [.. RatedStudy.Report(rated).Sections.SelectMany(section => section.Answers).Select(answer => answer.Said.ToString())];
}
