using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Reporting;

public class ReportReasonTests
{
    private static readonly IReadOnlySet<string> Keys = Sample.Questionnaire.Items.Select(item => item.Key).ToHashSet();

    [Fact]
    public void Only_released_reasons_of_closed_rounds_are_told_as_others_read_them()
    {
        Reason[] reasons = [New("wartet"), New("lang und breit"), New("Name"), New("fremd", round: 7)];
        reasons[1].Release("lang", Sample.Noon, "ada");
        reasons[2].Withhold("Nennt einen Namen.", Sample.Noon, "ada");
        reasons[3].Release(null, Sample.Noon, "ada");
        Assert.Equal(
            [new("r", ReasonSide.For, "lang", 1, null) { Language = "de" }],
            ReportReason.Of([Sample.StudyIn(RoundState.Closed).CurrentRound], reasons)
        );
        Assert.Empty(ReportReason.Of([Sample.StudyIn(RoundState.Open).CurrentRound], reasons));
    }

    [Fact]
    public void The_most_convincing_comes_first()
    {
        Reason[] reasons = [New("eins"), New("zwei"), New("drei")];
        foreach (var reason in reasons)
            reason.Release(null, Sample.Noon, "ada");
        Assert.Equal(
            [("drei", new Convinced(1, 3)), ("zwei", new Convinced(1, 2)), ("eins", null)],
            ReportReason.Of(Rounds([(reasons[2], 3), (reasons[1], 2)]), reasons).Select(one => (one.Text, one.Convinced))
        );
    }

    [Fact]
    public void Votes_of_several_rounds_are_not_added_up()
    {
        var reason = New("eins");
        var convinced = Convinced.In(Rounds([], [(reason, 2)], [(New("anderes"), 5)], [(reason, 4)], [(reason, 4)], [(reason, 3)]))[
            reason.Id
        ];
        Assert.Equal([new(2, 2), new(4, 4), new(5, 4), new(6, 3)], convinced);
        Assert.Equal(new Convinced(5, 4), Convinced.Most(convinced));
        Assert.Null(Convinced.Most([]));
    }

    private static List<Round> Rounds(params (Reason Reason, int Experts)[][] convincing)
    {
        Study? study = null;
        foreach (var votes in convincing)
        {
            var round = study is null ? (study = Sample.Study()).CurrentRound : study.PlanNext(Keys, new Dictionary<string, string>());
            round.Open(Sample.Noon, "ada");
            round.Close(
                Sample.NoResult with
                {
                    Response = new(9, 9, 9),
                    Round = round.Number,
                    Convincing = [.. votes.Select(vote => new ConvincingReason(vote.Reason.Id, vote.Experts))],
                },
                Sample.Noon,
                "ada"
            );
        }
        return [.. study!.Rounds];
    }

    private static Reason New(string text, int round = 0) => new(round, 1, new("r", ReasonSide.For), text);
}
