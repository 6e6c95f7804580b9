using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Simulation;

namespace Befragung.Web.Tests.Simulation;

public sealed class SimulatedRoundsTests
{
    public static TheoryData<string> Templates() => [.. QuestionnaireLibrary.All().Select(one => one.File)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_template_has_later_rounds_to_look_at(string name)
    {
        var first = QuestionnaireFiles.Read(QuestionnaireLibrary.Read(name)!).Questionnaire!;
        if (SimulatedRounds.Of(first, 2) is not { } made)
        {
            Assert.DoesNotContain(first.Items, item => !item.IsOpen && item.Parts.Count > 0);
            return;
        }
        Assert.True(made.Round.IsSimulated);
        Assert.Equal(SheetKind.Preview, made.Round.Kind);
        Assert.Equal(2, made.Round.Number);
        Assert.True(made.Round.Before!.Response.HandedIn >= 8 * first.Groups.Count);
        Assert.All(first.Groups, group => Assert.Equal([1], made.Own[group.Key].Select(one => one.Round)));
        Assert.All(made.Own.Values, sheets => Assert.True(sheets[0].Sheet.Counts));
    }

    [Fact]
    public void The_same_questionnaire_is_answered_the_same_each_time()
    {
        var first = QuestionnaireReader.Read(Sample.Yaml).Questionnaire!;
        var (one, other) = (SimulatedRounds.Of(first, 3)!, SimulatedRounds.Of(first, 3)!);
        Assert.Equal(one.Own["sued"][^1].Sheet.Answers.ToJson(), other.Own["sued"][^1].Sheet.Answers.ToJson());
        Assert.Equal(one.Round.Before!.Of("r1")!.Counts, other.Round.Before!.Of("r1")!.Counts);
        Assert.NotNull(one.Round.BeforeThat);
    }

    [Fact]
    public void Of_open_questions_alone_there_is_no_later_round()
    {
        var open = QuestionnaireReader.Read(Sample.Yaml).Questionnaire!.Keep(new HashSet<string> { "l1", "i1" });
        Assert.Null(SimulatedRounds.Of(open, 2));
    }
}
