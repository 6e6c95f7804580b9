using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Studies;

/// <summary>What a next round asks that the one before it did not.</summary>
public sealed class NextRoundTests
{
    [Fact]
    public void New_items_come_at_the_end_of_their_section_or_in_one_of_their_own()
    {
        var study = Sample.StudyIn(RoundState.Closed);
        var scale = study.CurrentRound.Questionnaire.Items.OfType<RatingItem>().First().Scale;
        NewItem New(string key, string section) => new(new RatingItem(key, new("de", "Neu"), scale), section, new("de", "Neue Thesen"));
        var next = study.PlanNext(
            new RoundPlan(new HashSet<string> { "r" }, Of("m", "c", "k", "t", "i"))
            {
                Added = [New("n1", "zahlen"), New("n2", "thesen"), New("n3", "thesen")],
                Origins = new(1, 10, 12, 9, 3, 2, [new("n1", 4, 2, false)]),
            }
        );
        Assert.Equal(["hinweis", "r", "n1", "n2", "n3"], next.Questionnaire.Items.Select(item => item.Key));
        Assert.Equal(["zahlen", "thesen"], next.Questionnaire.Sections.Select(section => section.Key));
        Assert.Equal("Neue Thesen", next.Questionnaire.Sections[1].Title.In("de"));
        Assert.Equal(12, next.Origins!.Mentions);
    }

    [Theory]
    [InlineData("m")]
    [InlineData("r")]
    public void A_new_item_takes_no_key_that_was_there_before(string key)
    {
        var study = Sample.StudyIn(RoundState.Closed);
        var item = study.CurrentRound.Questionnaire.Items.OfType<RatingItem>().First() with { Key = key };
        Assert.Throws<RuleBrokenException>(() =>
            study.PlanNext(
                new RoundPlan(new HashSet<string> { "r" }, Of("m", "c", "k", "t", "i")) { Added = [new(item, "zahlen", new("de", "Neu"))] }
            )
        );
        Assert.Single(study.Rounds);
    }

    [Fact]
    public void What_was_dropped_comes_back_as_it_was_asked_last()
    {
        var study = Sample.StudyIn(RoundState.Closed);
        Assert.Empty(study.Returnable);
        study.PlanNext(new HashSet<string> { "r" }, Of("m", "c", "k", "t", "i"));
        study.CurrentRound.Open(Sample.Noon, "ada@example.org");
        study.CurrentRound.Close(Sample.NoResult, Sample.Noon, "ada@example.org");
        Assert.Equal(["m", "c", "k", "t", "i"], study.Returnable.Select(one => one.Item.Key));
        foreach (var wrong in (string[])["r", "gibtsnicht"])
            Assert.Throws<RuleBrokenException>(() =>
                study.PlanNext(new RoundPlan(new HashSet<string> { "r" }, Of()) { Returned = [wrong] })
            );
        var third = study.PlanNext(new RoundPlan(new HashSet<string>(), Of("r")) { Returned = ["m"] });
        Assert.Equal([(LineageKind.Dropped, "r"), (LineageKind.Returned, "m")], third.Lineage.Select(line => (line.Kind, line.ItemKey)));
        Assert.Equal("m", Assert.Single(third.Questionnaire.Items, item => item is not InformationItem).Key);
        Assert.Equal(1, study.LastAskedBefore(third).Of("m"));
    }

    private static Dictionary<string, string> Of(params string[] dropped) => dropped.ToDictionary(key => key, _ => "geklärt");
}
