namespace Befragung.Web.Data.Providers;

/// <summary>
/// Whose turn it is to write, where one writes at a time: whoever came first, so that nobody who writes again and again goes before who waits. A semaphore does not promise that, and
/// the database has who waits look again only now and then.
/// </summary>
internal sealed class WriteTurns
{
    /// <summary>How long whoever wants to write waits for others, as the database itself would have them wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Queue<TaskCompletionSource> waiting = [];
    private bool isTaken;

    /// <summary>Ends when it is one's turn; whoever has had it says so by <see cref="End"/>.</summary>
    /// <exception cref="TimeoutException">Others have been writing all the time.</exception>
    public async Task WaitAsync(CancellationToken cancel)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting)
        {
            if (!isTaken)
            {
                isTaken = true;
                return;
            }
            waiting.Enqueue(mine);
        }
        try
        {
            await mine.Task.WaitAsync(Patience, cancel);
        }
        catch (Exception gaveUp) when (gaveUp is TimeoutException or OperationCanceledException)
        {
            // It may have come to the turn in this very moment.
            if (!mine.TrySetCanceled(CancellationToken.None))
                End();
            throw;
        }
    }

    public void End()
    {
        lock (waiting)
        {
            while (waiting.TryDequeue(out var next))
                if (next.TrySetResult())
                    return;
            isTaken = false;
        }
    }
}
