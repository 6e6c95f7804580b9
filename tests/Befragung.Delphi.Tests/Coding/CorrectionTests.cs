using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Coding;

/// <summary>What experts say of statements that their words went into.</summary>
public sealed class CorrectionTests
{
    private static readonly DateTime Now = new(2026, 5, 4, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Second = Guid.NewGuid();

    [Fact]
    public void It_begins_only_with_something_to_show_to_enough_and_time_to_answer()
    {
        Assert.Contains("Quelle", Refused(() => Begun(statements: [])), StringComparison.Ordinal);
        Assert.Contains("weniger als 5", Refused(() => Begun(asked: 4)), StringComparison.Ordinal);
        Assert.Contains("letzte Tag", Refused(() => Begun(deadline: Now)), StringComparison.Ordinal);
        var correction = Begun();
        Assert.True(correction.IsOpen(Now));
        Assert.False(correction.IsOpen(Now.AddDays(7)));
        correction.End(Now.AddDays(1), "team");
        Assert.False(correction.IsOpen(Now.AddDays(1)));
        Assert.Contains("schon beendet", Refused(() => correction.End(Now, "team")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_is_sent_once_and_only_of_what_own_words_went_into()
    {
        var correction = Begun();
        var sheet = new CorrectionSheet(1, 7, [new(First, ["Geld"]), new(null, ["Zeit"])], "nord", null);
        Assert.Contains("mindestens einer", Refused(() => sheet.Send(correction, Said(), "", Now)), StringComparison.Ordinal);
        Assert.Contains(
            "leeren Sie",
            Refused(() => sheet.Send(correction, Said((First, new(true, "doch"))), "", Now)),
            StringComparison.Ordinal
        );
        Assert.Contains("10.000", Refused(() => sheet.Send(correction, Said(), new('x', 10_000), Now)), StringComparison.Ordinal);
        Assert.Contains("beendet", Refused(() => sheet.Send(correction, Said(), "Zeit", Now.AddDays(7))), StringComparison.Ordinal);
        var remarks = sheet.Send(correction, Said((First, new(false, "anders 🙂")), (Second, new(false, "fremd"))), "Zeit", Now);
        Assert.Equal(
            [(First, "anders 🙂", "nord"), (null, "Zeit", "nord")],
            remarks.Select(one => (one.StatementId, one.Text, one.GroupKey))
        );
        Assert.True(sheet.IsSent);
        Assert.Contains("schon gesendet", Refused(() => sheet.Send(correction, Said(), "noch", Now)), StringComparison.Ordinal);

        var remark = remarks[0];
        Assert.Contains("Wählen Sie", Refused(() => remark.Reply(null, "gut", Now, "team")), StringComparison.Ordinal);
        Assert.Contains("warum", Refused(() => remark.Reply(RemarkOutcome.NotTaken, " ", Now, "team")), StringComparison.Ordinal);
        remark.Reply(RemarkOutcome.Taken, "", Now, "team");
        Assert.Contains(
            "schon beantwortet",
            Refused(() => remark.Reply(RemarkOutcome.Replied, "doch", Now, "team")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(4, null, null)]
    [InlineData(5, 5, 2)]
    public void Of_so_few_that_answered_nothing_is_counted(int answered, int? told, int? notMeant)
    {
        var counted = OriginCorrection.Of(5, 9, answered, 2, 1, 1);
        Assert.Equal((9, told, notMeant), (counted.Asked, counted.Answered, counted.NotMeant));
    }

    private static Correction Begun(IReadOnlyList<ShownStatement>? statements = null, int asked = 6, DateTime? deadline = null) =>
        new(1, statements ?? [new(First, new("de", "Mehr Geld."), 6)], asked, 5, deadline ?? Now.AddDays(7), Now, "team");

    private static Dictionary<Guid, SaidOfStatement> Said(params (Guid, SaidOfStatement)[] said) =>
        said.ToDictionary(one => one.Item1, one => one.Item2);

    private static string Refused(Action act) => Assert.Throws<RuleBrokenException>(act).Message;
}
