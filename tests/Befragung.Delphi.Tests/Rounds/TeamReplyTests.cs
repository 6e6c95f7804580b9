using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Rounds;

public class TeamReplyTests
{
    private readonly Reason reason = new(1, 1, new ReasonPart("r", ReasonSide.For), "Grund");

    [Fact]
    public void The_team_replies_to_what_it_released_changes_it_and_takes_it_back()
    {
        var reply = new TeamReply(reason);
        Assert.Throws<RuleBrokenException>(() => reply.Write(reason, "Danke", null, Sample.Noon, "ada"));
        reason.Release(null, Sample.Noon, "ada");
        reply.Write(reason, " Danke 🙂\r\nSo ist es. ", null, Sample.Noon, "ada");
        Assert.Equal(("Danke 🙂\nSo ist es.", "ada", Sample.Noon, 1), (reply.Text, reply.WrittenBy, reply.WrittenAt, reply.Version));
        Assert.Equal([2], Assert.Throws<RuleBrokenException>(() => reply.Write(reason, "anders", 2, Sample.Noon, "ada")).Sentence.Values);
        reply.Withdraw(Sample.Noon, "bob");
        Assert.Equal((null, "bob", 2), (reply.Text, reply.WrittenBy, reply.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ReasonPart.MaxLength + 1)]
    [InlineData(10_000)]
    public void Nothing_and_too_much_are_refused(int length)
    {
        reason.Release(null, Sample.Noon, "ada");
        Assert.Throws<RuleBrokenException>(() => new TeamReply(reason).Write(reason, new string('x', length), null, Sample.Noon, "ada"));
    }

    [Fact]
    public void Nobody_replies_to_a_reply()
    {
        var reply = Reason.ReplyOf(2, 1, new("r", reason.Id), "Antwort");
        Assert.Equal((reason.Id, ReasonSide.Neutral, "r"), (reply.AnswersTo, reply.Side, reply.ItemKey));
        Assert.Throws<RuleBrokenException>(() => new TeamReply(reply));
    }

    [Fact]
    public void A_reply_s_key_is_that_of_no_other_part()
    {
        var part = new ReplyPart("r", reason.Id);
        Assert.Equal(part, ReplyPart.Of(part.Key));
        Assert.Null(ReasonPart.Of(part.Key));
        Assert.Null(ConvincedPart.Of(part.Key));
        Assert.Null(ReplyPart.Of("r.:re.unfug"));
        Assert.Null(ReplyPart.Of(new ConvincedPart("r", reason.Id).Key));
    }
}
