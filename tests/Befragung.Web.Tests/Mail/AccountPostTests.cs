using System.Collections.Concurrent;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>Letters about accounts, where the mail server takes none.</summary>
public sealed class AccountPostTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_letter_that_cannot_be_carried_is_tried_five_times_in_half_an_hour_and_no_more()
    {
        var carrier = new Hands { Carry = _ => throw new IOException("Nobody is there.") };
        IEnumerable<Letter> TriedFor(string address) => carrier.Carried.Where(letter => letter.ToAddress == address);
        var clock = new Impatient();
        using var post = ActivatorUtilities.CreateInstance<AccountPost>(app.Services, carrier, clock);
        await post.StartAsync(CancellationToken.None);
        post.TellOfNewPassword(new TeamMember { Email = "eins@team.example" });
        await Wait.UntilAsync("The first letter was tried five times", () => carrier.Carried.Count >= 5);
        // A sixth try would go before the next letter, or be waited for.
        post.TellOfNewPassword(new TeamMember { Email = "zwei@team.example" });
        await Wait.UntilAsync("So was the second", () => TriedFor("zwei@team.example").Count() >= 5);
        await post.StopAsync(CancellationToken.None);

        Assert.Equal(5, TriedFor("eins@team.example").Count());
        Assert.Equal(5, TriedFor("zwei@team.example").Count());
        // For a reader, it is one letter.
        Assert.Single(TriedFor("eins@team.example").Select(letter => letter.Mark).Distinct());
        int[] pauses = [2, 30, 300, 1200];
        Assert.Equal([.. pauses, .. pauses], clock.Waited.Select(pause => (int)pause.TotalSeconds));
    }

    [Fact]
    public async Task A_link_for_a_password_is_the_same_at_every_try()
    {
        var carrier = new Hands { Carry = _ => throw new IOException("Nobody is there.") };
        using var post = ActivatorUtilities.CreateInstance<AccountPost>(app.Services, carrier, new Impatient());
        await post.StartAsync(CancellationToken.None);
        post.SendPasswordLink(await app.AccountAsync(TeamRole.Member));
        await Wait.UntilAsync("It was tried five times", () => carrier.Carried.Count >= 5);
        await post.StopAsync(CancellationToken.None);
        Assert.Single(carrier.Carried.Distinct());
    }

    /// <summary>Waits for nothing, and notes how long it should have.</summary>
    private sealed class Impatient : TimeProvider
    {
        public ConcurrentQueue<TimeSpan> Waited { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited.Enqueue(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
