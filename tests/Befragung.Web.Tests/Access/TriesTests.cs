using System.Net;
using Befragung.Web.Access;

namespace Befragung.Web.Tests.Access;

/// <summary>Counting what fails.</summary>
public sealed class TriesTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void So_many_are_allowed_within_the_window_and_then_one_waits_for_its_end()
    {
        var tries = new Tries<string>(2, TimeSpan.FromMinutes(1), clock);
        Assert.Null(tries.Count("a"));
        clock.Ahead = TimeSpan.FromSeconds(40);
        Assert.Null(tries.Count("a"));
        var wait = tries.Count("a");
        Assert.InRange(wait!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        Assert.Null(tries.Count("b"));
        clock.Ahead = TimeSpan.FromSeconds(60);
        Assert.Null(tries.Count("a"));
    }

    [Fact]
    public void What_was_right_is_taken_back_or_forgotten()
    {
        var tries = new Tries<string>(1, TimeSpan.FromMinutes(1), clock);
        Assert.Null(tries.Count("a"));
        tries.TakeBack("a");
        Assert.Null(tries.Count("a"));
        Assert.NotNull(tries.Count("a"));
        tries.Forget("a");
        Assert.Null(tries.Count("a"));
    }

    [Fact]
    public void However_many_keys_come_each_is_counted_rightly()
    {
        var tries = new Tries<int>(1, TimeSpan.FromMinutes(1), clock);
        for (var key = 0; key < 5000; key++)
            Assert.Null(tries.Count(key));
        for (var key = 0; key < 5000; key++)
            Assert.NotNull(tries.Count(key));
        clock.Ahead = TimeSpan.FromMinutes(2);
        for (var key = 0; key < 5000; key++)
            Assert.Null(tries.Count(key));
    }

    [Fact]
    public void A_stranger_locks_out_nobody_but_themselves()
    {
        var tries = new SignInTries(clock);
        for (var i = 0; i < SignInTries.PerSource; i++)
            Assert.True(tries.Allow("anna", null, "192.0.2.1"));
        Assert.False(tries.Allow("anna", null, "192.0.2.1"));
        Assert.True(tries.Allow("anna", null, "192.0.2.2"));
        Assert.True(tries.Allow("anna", "known", "192.0.2.1"));
        Assert.True(tries.Allow("berta", null, "192.0.2.1"));
        clock.Ahead = TimeSpan.FromMinutes(15);
        Assert.True(tries.Allow("anna", null, "192.0.2.1"));
    }

    [Fact]
    public void What_comes_from_everywhere_at_once_is_bounded_and_leaves_known_browsers_alone()
    {
        var tries = new SignInTries(clock);
        var allowed = Enumerable.Range(0, 1000).Count(index => tries.Allow("anna", null, $"192.0.{index / 200}.{index % 200}"));
        Assert.Equal(SignInTries.PerAccount, allowed);
        Assert.True(tries.Allow("anna", "known", "198.51.100.1"));
        Assert.True(tries.Allow("berta", null, "192.0.2.1"));
    }

    [Fact]
    public void Who_knows_the_password_is_not_counted()
    {
        var tries = new SignInTries(clock);
        for (var i = 0; i < 2 * SignInTries.PerAccount; i++)
        {
            Assert.True(tries.Allow("anna", null, "192.0.2.1"));
            tries.WasRight("anna", null, "192.0.2.1");
        }
    }

    [Fact]
    public void Who_signs_in_from_a_known_browser_gives_no_tries_back_to_those_who_guess()
    {
        var tries = new SignInTries(clock);
        for (var i = 0; i < SignInTries.PerAccount; i++)
            Assert.True(tries.Allow("anna", null, $"192.0.2.{i}"));
        Assert.True(tries.Allow("anna", "known", "198.51.100.1"));
        tries.WasRight("anna", "known", "198.51.100.1");
        Assert.False(tries.Allow("anna", null, "192.0.2.200"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:aaaa:bbbb:cccc:dddd", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void A_house_with_many_addresses_is_one_origin(string one, string other, bool same) =>
        Assert.Equal(same, Origin.Of(IPAddress.Parse(one)) == Origin.Of(IPAddress.Parse(other)));
}
