using System.Collections.Concurrent;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>
/// Whatever point a process dies at, whatever a mail server does, whatever the database cannot take at that moment: in the end everybody has their letter, and who has it twice has
/// the same one, with the same Message-ID and the same link.
/// </summary>
public sealed class CrashTests
{
    private const int Letters = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_crash_at_any_point_loses_no_letter_and_doubles_none_but_as_the_same(int seed)
    {
        await using var app = await MailApp.StartWithoutWorkerAsync();
        var key = await app.OpenStudyAsync(Letters);
        var random = new Random(seed);
        var world = new World(app, random);
        for (var day = 0; day < 40; day++)
        {
            // Sometimes two processes are at it.
            using var stop = new CancellationTokenSource();
            await Task.WhenAll(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Task.Run(() => LiveAsync(app, world, stop))));
            await app.RefuseNothingAsync();
            app.Clock.Ahead += TimeSpan.FromMinutes(random.Next(0, 12));
        }
        Assert.NotEqual(0, world.BadEnds);
        // From here on all goes well.
        world.IsKind = true;
        app.Clock.Ahead += TimeSpan.FromHours(5);
        var study = await app.ReadAsync(key);
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<FailedLetters>().TryAllAgainAsync(study, CancellationToken.None);
            return 0;
        });
        using (var stop = new CancellationTokenSource())
            await LiveAsync(app, world, stop);

        var entries = await app.EntriesAsync(key);
        Assert.Equal(Letters, entries.Count);
        Assert.All(entries, entry => Assert.Equal((true, null, null), (entry.SentAt is not null, entry.ClaimedBy, entry.SealedToken)));
        Assert.Equal(entries.Select(entry => entry.Mark).Order(), world.Arrived.Select(letter => letter.Mark).Distinct().Order());
        Assert.Equal(Letters, world.Arrived.Select(letter => letter.ToAddress).Distinct().Count());
        foreach (var copies in world.Arrived.GroupBy(letter => letter.Mark))
            Assert.Single(copies.Distinct());
        // Only what was in somebody's hands when it happened can be there twice: of each process no more than it has connections.
        Assert.InRange(world.Arrived.Count - Letters, 0, (world.BadEnds * Carrier.Connections) + world.BrokenOff);
        Assert.Equal(Letters, await app.InvitationsAsync());
    }

    /// <summary>A process from its start to its end, be it a good or a bad one.</summary>
    private static async Task LiveAsync(MailApp app, World world, CancellationTokenSource stop)
    {
        var carrier = new Carrier(world, stop);
        using var outbox = ActivatorUtilities.CreateInstance<Outbox>(app.Services, carrier);
        try
        {
            await outbox.SendDueAsync(stop.Token);
        }
        catch (Exception failure) when (failure is Death or OperationCanceledException or DbUpdateException)
        {
            // What it had claimed stays claimed until its time is over.
            world.EndBadly();
        }
        // A process that is dead does nothing later; here its threads have to come to their end.
        await Wait.UntilAsync("Nothing is in its hands any more", () => carrier.InHand == 0);
    }

    private sealed class Death : Exception;

    /// <summary>What all processes have in common: who gets letters, and luck.</summary>
    private sealed class World(MailApp app, Random random)
    {
        private readonly Lock turn = new();
        private int brokenOff,
            badEnds;

        public ConcurrentQueue<Letter> Arrived { get; } = new();

        public bool IsKind { get; set; }

        /// <summary>How many letters arrived without the server saying so.</summary>
        public int BrokenOff => brokenOff;

        /// <summary>How many processes ended in the middle.</summary>
        public int BadEnds => badEnds;

        public int Roll()
        {
            if (IsKind)
                return 99;
            lock (turn)
                return random.Next(100);
        }

        public void BreakOff() => Interlocked.Increment(ref brokenOff);

        public void EndBadly() => Interlocked.Increment(ref badEnds);

        /// <summary>From now on nothing can be noted, as if the disk were gone.</summary>
        public async Task LoseDiskAsync()
        {
            try
            {
                await app.RefuseAsync("Outbox", "NEW.\"SentAt\" IS NOT NULL", "gone");
            }
            catch (Exception already) when (already is System.Data.Common.DbException)
            {
                // The other process was quicker.
            }
        }
    }

    private sealed class Carrier(World world, CancellationTokenSource stop) : ILetterCarrier, ILetterSession
    {
        public const int Connections = 3;

        private volatile bool isDead;
        private int inHand;

        public int InHand => Volatile.Read(ref inHand);

        public int AtOnce => Connections;

        public bool ReplacesCopies => false;

        public Task<ILetterSession> OpenAsync(CancellationToken cancel) =>
            world.Roll() switch
            {
                < 3 => throw Dying(),
                < 6 => throw Trouble(MailFault.Unreachable),
                _ => Task.FromResult<ILetterSession>(this),
            };

        public async Task CarryAsync(Letter letter, CancellationToken cancel)
        {
            Interlocked.Increment(ref inHand);
            try
            {
                await TryAsync(letter, cancel);
            }
            finally
            {
                Interlocked.Decrement(ref inHand);
            }
        }

        private async Task TryAsync(Letter letter, CancellationToken cancel)
        {
            await Task.Yield();
            if (isDead)
                throw new Death();
            switch (world.Roll())
            {
                case < 4:
                    throw Dying();
                case < 9:
                    world.Arrived.Enqueue(letter);
                    throw Dying();
                case < 12:
                    await world.LoseDiskAsync();
                    world.Arrived.Enqueue(letter);
                    await stop.CancelAsync();
                    return;
                case < 16:
                    throw Trouble(MailFault.Later);
                case < 18:
                    throw Trouble(MailFault.TimedOut);
                case < 21:
                    world.Arrived.Enqueue(letter);
                    world.BreakOff();
                    throw Trouble(MailFault.Broken);
                case < 23:
                    throw Trouble(MailFault.Refused);
                case < 26:
                    await stop.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancel);
                    return;
                default:
                    world.Arrived.Enqueue(letter);
                    // The process may have died while this one was on its way.
                    if (isDead)
                        throw new Death();
                    return;
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Death Dying()
        {
            isDead = true;
            return new();
        }

        private static MailException Trouble(MailFault fault) => new(new(fault, "mail:587", "451 not now"));
    }
}
