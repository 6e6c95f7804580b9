using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Befragung.Web.Mail;

/// <summary>
/// The open ways of the carrier, kept from one batch to the next. Trouble with a letter leaves the others alone; trouble with the way stops them all,
/// and so do two letters in a row at which the server hangs or breaks off. Where a copy would reach people too, no more letters are carried than
/// sessions before it is noted how those before fared: whatever happens to this process or to the database, only those can come twice.
/// </summary>
internal sealed partial class LetterSessions(ILetterCarrier carrier, Pace pace, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private const int Enough = 2;

    private readonly ILetterSession?[] sessions = new ILetterSession?[carrier.AtOnce];
    private readonly SemaphoreSlim notYetNoted = new(carrier.ReplacesCopies ? LetterBatch.Most : carrier.AtOnce);
    private int inARow;

    /// <summary>Why nothing goes at all; null as long as it goes.</summary>
    public MailTrouble? Trouble { get; private set; }

    /// <summary>Carries letters over all sessions at once, and tells of each how it fared; waits to hear by <see cref="Noted"/> that this was noted.</summary>
    public ChannelReader<LetterOutcome> Carry(IReadOnlyList<ClaimedLetter> letters, CancellationToken cancel)
    {
        var waiting = new ConcurrentQueue<ClaimedLetter>(letters);
        var outcomes = Channel.CreateUnbounded<LetterOutcome>();
        var work = Enumerable
            .Range(0, Math.Min(sessions.Length, letters.Count))
            .Select(index => Task.Run(() => WorkAsync(index, waiting, outcomes.Writer, cancel), CancellationToken.None));
        _ = Task.WhenAll(work)
            .ContinueWith(
                done =>
                {
                    // Those that nobody tried are free again.
                    foreach (var left in waiting)
                        outcomes.Writer.TryWrite(new(left.Entry, Carried: false));
                    outcomes.Writer.Complete(done.Exception?.InnerException);
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
        return outcomes.Reader;
    }

    /// <summary>How so many letters fared is noted.</summary>
    public void Noted(int letters) => notYetNoted.Release(letters);

    public async ValueTask DisposeAsync()
    {
        notYetNoted.Dispose();
        foreach (var session in sessions)
            if (session is not null)
                await session.DisposeAsync();
    }

    private async Task WorkAsync(
        int index,
        ConcurrentQueue<ClaimedLetter> waiting,
        ChannelWriter<LetterOutcome> outcomes,
        CancellationToken cancel
    )
    {
        while (true)
        {
            await notYetNoted.WaitAsync(CancellationToken.None);
            if (Trouble is not null || cancel.IsCancellationRequested || !waiting.TryDequeue(out var claimed))
            {
                notYetNoted.Release();
                return;
            }
            outcomes.TryWrite(await TryAsync(index, claimed, cancel));
        }
    }

    private async Task<LetterOutcome> TryAsync(int index, ClaimedLetter claimed, CancellationToken cancel)
    {
        if (claimed.Letter is null)
            return new(claimed.Entry, Carried: false, new(MailFault.Address, ""));
        if (clock.GetUtcNow().UtcDateTime > claimed.BeginsUntil || !pace.Begin())
            return new(claimed.Entry, Carried: false);
        try
        {
            var session = sessions[index] ??= await carrier.OpenAsync(cancel);
            await session.CarryAsync(claimed.Letter, cancel);
            inARow = 0;
            return new(claimed.Entry, Carried: true);
        }
        catch (MailException failure)
        {
            return await FailedAsync(index, claimed.Entry, failure.Trouble);
        }
        catch (OperationCanceledException)
        {
            return new(claimed.Entry, Carried: false);
        }
    }

    private async Task<LetterOutcome> FailedAsync(int index, OutboxEntry entry, MailTrouble trouble)
    {
        var began = sessions[index] is not null;
        if (!trouble.IsOfLetter && sessions[index] is { } session)
        {
            sessions[index] = null;
            await session.DisposeAsync();
        }
        var ofLetter = trouble.IsOfLetter || (began && trouble.EndsConnection);
        if (!trouble.IsOfLetter && (!ofLetter || Interlocked.Increment(ref inARow) >= Enough))
            Trouble = trouble;
        if (!ofLetter)
            return new(entry, Carried: false);
        NotSent(log, entry.Id, entry.Attempts + 1, trouble.Fault);
        return new(entry, Carried: false, trouble);
    }

    [LoggerMessage(LogLevel.Warning, "Letter {Entry} was not sent (attempt {Attempt}): {Fault}")]
    private static partial void NotSent(ILogger log, long entry, int attempt, MailFault fault);
}
