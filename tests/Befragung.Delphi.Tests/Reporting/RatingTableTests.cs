using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class RatingTableTests
{
    [Fact]
    public void Every_rating_has_a_row_also_what_was_dropped_and_what_came_later()
    {
        var report = RatedStudy.Report(
            new("bleibt", "12345", "12345", "55555"),
            new("geht", "12345", null, null),
            new("kommt", null, "12345", "12345")
        );
        var table = report.RatingTable;
        Assert.Equal(["bleibt", "geht", "kommt"], table.Rows.Select(row => row.Rated.Part.Part.Key));
        Assert.Equal([1, 2, 3], table.Rounds);
        Assert.Equal("Grund für geht", table.Rows[1].Path!.In(2)!.Reason);
        Assert.Null(table.Rows[1].In(2));
        Assert.Null(table.Rows[1].Change);
        // The same objects as everywhere in the report, so that no number can be another.
        Assert.All(table.Rows, row => Assert.All(row.Rated.Part.Rounds, round => Assert.Same(round, row.In(round.Round))));
        var moved = report.Changes[^1].Parts.Single(part => part.Part.Part.Key == "bleibt");
        Assert.Same(moved, table.Rows[0].Change);
        Assert.Equal(60, moved.AgreementChange);
        Assert.Equal((true, true, false), (table.Compares(2), table.Compares(3), table.Compares(1)));
    }

    [Fact]
    public void What_too_few_answered_stays_untold()
    {
        var row = Assert.Single(
            StudyReport.Of(RatedStudy.Held("aaaaa", 5, new Rated("wenige", "123--")), RatedStudy.Start).RatingTable.Rows
        );
        var result = row.In(1)!;
        Assert.True(result.Result.TooFew);
        Assert.Equal((null, null, null, null), (result.Verdict, result.Firmness, result.Result.Median, result.Result.PercentAgreement));
    }

    [Fact]
    public void Earlier_wordings_are_told_and_why_they_changed()
    {
        var study = RatedStudy.Held(new Rated("eins", "12345"));
        study.PlanNext(new RoundPlan(new HashSet<string> { "eins" }, new Dictionary<string, string>()));
        var asked = study.CurrentRound.Questionnaire;
        study.CurrentRound.Revise(
            asked with
            {
                Sections =
                [
                    asked.Sections[0] with
                    {
                        Items = [(RatingItem)asked.Sections[0].Items[0] with { Text = Sample.De("Eins, aber klarer") }],
                    },
                ],
            }
        );
        study.CurrentRound.Open(RatedStudy.Start, "ada");
        study.CurrentRound.Close(
            new RoundTally(study.CurrentRound.Questionnaire).ToResult(2, new Dictionary<string, Response>(), study.Round(1).Result!),
            RatedStudy.Start,
            "ada"
        );
        var row = Assert.Single(StudyReport.Of(study, RatedStudy.Start).RatingTable.Rows);
        Assert.Equal("Eins, aber klarer", row.Rated.Part.Name.Item.ToString());
        Assert.Equal([(1, "eins")], row.Earlier.Select(earlier => (earlier.Round, earlier.Text.ToString())));
    }

    [Theory]
    [InlineData("paired", 40.0)]
    [InlineData("scheibe", 30.0)]
    [InlineData("wilcoxon", 0.25)]
    [InlineData("kappa", 0.5)]
    public void Stability_is_told_by_what_the_study_judges_it_by(string rule, double expected)
    {
        var stability = new ItemStability(1, 10, 0.3)
        {
            PairedChange = 0.4,
            Wilcoxon = new(3, 5, 0.25, true),
            KappaQuadratic = 0.5,
        };
        var table = new RatingTable(
            [1, 2],
            [],
            rule switch
            {
                "scheibe" => StabilityMeasure.ChangeOfAll,
                "wilcoxon" => StabilityMeasure.WilcoxonP,
                "kappa" => StabilityMeasure.Kappa,
                _ => StabilityMeasure.ChangeOfPairs,
            }
        );
        Assert.Equal(expected, table.ValueOf(stability));
    }
}
