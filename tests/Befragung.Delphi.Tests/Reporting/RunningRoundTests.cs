using Befragung.Delphi.Reporting;

namespace Befragung.Delphi.Tests.Reporting;

public class RunningRoundTests
{
    private static readonly DateTime Hour = new(2026, 5, 4, 14, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 200, 5, "Bisher haben weniger als {0} von {1} Eingeladenen abgegeben.", "5 200")]
    [InlineData(4, 200, 5, "Bisher haben weniger als {0} von {1} Eingeladenen abgegeben.", "5 200")]
    [InlineData(5, 200, 5, "Bisher {0:=hat|haben} mindestens {0} von {1} Eingeladenen abgegeben.", "5 200")]
    [InlineData(143, 200, 5, "Bisher {0:=hat|haben} mindestens {0} von {1} Eingeladenen abgegeben.", "140 200")]
    [InlineData(143, 200, 12, "Bisher {0:=hat|haben} mindestens {0} von {1} Eingeladenen abgegeben.", "132 200")]
    [InlineData(143, null, 5, "Bisher {0:=hat|haben} mindestens {0:=eine Person|# Personen} abgegeben.", "140")]
    [InlineData(2, null, 3, "Bisher haben weniger als {0:Person|Personen} abgegeben.", "3")]
    // "Fewer than 5 of 4" would be no sentence.
    [InlineData(4, 4, 5, "Bisher haben weniger als {0:Person|Personen} abgegeben.", "5")]
    public void How_many_have_taken_part_is_told_in_steps_of_the_smallest_cell(
        int handedIn,
        int? invited,
        int smallest,
        string german,
        string values
    )
    {
        var said = RunningRound.Of(2, null, smallest, handedIn, invited, Hour).Said;
        Assert.Equal((german, values), (said.German, string.Join(' ', said.Values)));
    }

    [Fact]
    public void It_tells_what_was_so_at_the_last_full_hour_and_no_deadline_that_is_over()
    {
        Assert.Equal(Hour, RunningRound.HourOf(Hour));
        Assert.Equal(Hour, RunningRound.HourOf(Hour.AddMinutes(59).AddSeconds(59)));
        Assert.Equal(Hour.AddHours(1), RunningRound.Of(1, Hour.AddHours(1), 5, 0, 9, Hour).DeadlineAt);
        Assert.Null(RunningRound.Of(1, Hour, 5, 0, 9, Hour).DeadlineAt);
    }
}
