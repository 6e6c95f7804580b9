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
        var told = Assert.Single(ReportReason.Of([Sample.StudyIn(RoundState.Closed).CurrentRound], reasons));
        Assert.Equal(
            ("r", ReasonSide.For, "lang", 1, null, "de", reasons[1].Id),
            (told.ItemKey, told.Side, told.Text, told.Round, told.Convinced, told.Language, told.Id)
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
    public void What_convinced_people_from_the_other_side_comes_before_what_convinced_more()
    {
        Reason[] reasons = [New("viele"), New("drüben"), New("niemand")];
        foreach (var reason in reasons)
            reason.Release(null, Sample.Noon, "ada");
        var rounds = Rounds([(reasons[0], 9), (reasons[1], 6)]);
        Assert.Equal(["viele", "drüben", "niemand"], ReportReason.Of(rounds, reasons).Select(one => one.Text));
        rounds = Rounds(fromOtherSide: 5, [(reasons[1], 6), (reasons[0], 9)]);
        Assert.Equal(["drüben", "viele", "niemand"], ReportReason.Of(rounds, reasons).Select(one => one.Text));
    }

    [Fact]
    public void Replies_stand_below_what_they_answer_as_long_as_both_are_released()
    {
        Reason parent = New("Grund"),
            withheld = New("zurückgehalten");
        Reason[] replies = [Reply(parent, "ja"), Reply(parent, "wartet"), Reply(withheld, "ins Leere")];
        foreach (var reason in (Reason[])[parent, replies[0], replies[2]])
            reason.Release(null, Sample.Noon, "ada");
        var rounds = Rounds([(parent, 9)]);
        var told = Assert.Single(ReportReason.Of(rounds, [parent.With("vom Team"), withheld, .. replies]));
        Assert.Equal([new("vom Team", null, "de"), new("ja", 1, "de")], told.Replies);

        Assert.Equal([new("ja", 1, "de")], ReportReason.Of(rounds, [parent.With(null), .. replies]).Single().Replies);
        parent.Withhold("Name", Sample.Noon, "ada");
        Assert.Empty(ReportReason.Of(rounds, [parent, .. replies]));

        static Reason Reply(Reason to, string text) => Reason.ReplyOf(0, 1, new("r", to.Id), text);
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

    private static List<Round> Rounds(params (Reason Reason, int Experts)[][] convincing) => Rounds(null, convincing);

    /// <param name="fromOtherSide">Said of the first of each round.</param>
    private static List<Round> Rounds(int? fromOtherSide, params (Reason Reason, int Experts)[][] convincing)
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
                    Convincing =
                    [
                        .. votes.Select(vote => new ConvincingReason(vote.Reason.Id, vote.Experts)
                        {
                            FromOtherSide = vote == votes[0] ? fromOtherSide : null,
                        }),
                    ],
                },
                Sample.Noon,
                "ada"
            );
        }
        return [.. study!.Rounds];
    }

    private static Reason New(string text, int round = 0) => new(round, 1, new("r", ReasonSide.For), text);
}
