using Befragung.Web.Mail;

namespace Befragung.Web.Tests.Mail;

/// <summary>So many letters in any minute, and no more.</summary>
public sealed class PaceTests
{
    private readonly StandingClock clock = new();

    [Fact]
    public void In_any_minute_go_so_many_and_the_next_when_the_first_of_them_is_a_minute_ago()
    {
        var pace = new Pace(2, clock);
        Assert.Equal((2, TimeSpan.Zero), (pace.Left, pace.Wait));
        Assert.True(pace.Begin());
        clock.Ahead = TimeSpan.FromSeconds(20);
        Assert.True(pace.Begin());
        Assert.False(pace.Begin());
        Assert.Equal((0, TimeSpan.FromSeconds(40)), (pace.Left, pace.Wait));
        clock.Ahead = TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1);
        Assert.Equal((0, TimeSpan.FromTicks(1)), (pace.Left, pace.Wait));
        // Whoever had to wait does not count as begun.
        clock.Ahead = TimeSpan.FromSeconds(60);
        Assert.Equal((1, TimeSpan.Zero), (pace.Left, pace.Wait));
        Assert.True(pace.Begin());
        Assert.Equal((0, TimeSpan.FromSeconds(20)), (pace.Left, pace.Wait));
        clock.Ahead = TimeSpan.FromSeconds(200);
        Assert.Equal(2, pace.Left);
    }

    [Fact]
    public void Without_a_number_as_many_go_as_want_to()
    {
        var pace = new Pace(0, clock);
        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.True(pace.Begin()));
        Assert.Equal((int.MaxValue, TimeSpan.Zero), (pace.Left, pace.Wait));
    }

    /// <summary>Stands where a test puts it.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private static readonly DateTimeOffset Begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => Begin + Ahead;
    }
}
