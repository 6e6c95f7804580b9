namespace Befragung.Web.Mail;

/// <summary>
/// So many letters in any minute and no more, over however many batches and connections. It counts in memory, and the letters of this server alone: several that share a
/// database each have a pace of their own.
/// </summary>
/// <param name="perMinute">0 for as many as go.</param>
internal sealed class Pace(int perMinute, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock turn = new();

    /// <summary>When those of the last minute were begun.</summary>
    private readonly Queue<DateTimeOffset> begun = new();

    /// <summary>How many may be begun now.</summary>
    public int Left
    {
        get
        {
            lock (turn)
                return LeftAt(clock.GetUtcNow());
        }
    }

    /// <summary>How long until one may be begun; nothing where one may be now.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (turn)
            {
                var now = clock.GetUtcNow();
                return LeftAt(now) > 0 ? TimeSpan.Zero : begun.Peek() + Minute - now;
            }
        }
    }

    /// <summary>Counts one that is about to go; false where it has to wait.</summary>
    public bool Begin()
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            if (LeftAt(now) == 0)
                return false;
            if (perMinute > 0)
                begun.Enqueue(now);
            return true;
        }
    }

    private int LeftAt(DateTimeOffset now)
    {
        if (perMinute == 0)
            return int.MaxValue;
        while (begun.TryPeek(out var first) && first + Minute <= now)
            begun.Dequeue();
        return perMinute - begun.Count;
    }
}
