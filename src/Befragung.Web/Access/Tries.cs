namespace Befragung.Web.Access;

/// <summary>Counts tries by a key, so many within a window of time. In memory: whoever starts the server anew may try again, and nothing is kept of anybody.</summary>
public sealed class Tries<TKey>(int most, TimeSpan window, TimeProvider clock)
    where TKey : notnull
{
    private readonly Lock turn = new();
    private readonly Dictionary<TKey, Counted> counted = [];
    private int tidyAt = 1000;

    /// <summary>Counts one more; says how long to wait where there were too many already, and null where there were not.</summary>
    public TimeSpan? Count(TKey key)
    {
        var now = clock.GetUtcNow();
        lock (turn)
        {
            if (!counted.TryGetValue(key, out var tries) || tries.Until <= now)
                tries = new(0, now + window);
            if (tries.Count >= most)
                return tries.Until - now;
            counted[key] = tries with { Count = tries.Count + 1 };
            if (counted.Count >= tidyAt)
                Tidy(now);
            return null;
        }
    }

    /// <summary>Begins anew for a key.</summary>
    public void Forget(TKey key)
    {
        lock (turn)
            counted.Remove(key);
    }

    /// <summary>Takes the last one back: it was none of those that are counted.</summary>
    public void TakeBack(TKey key)
    {
        lock (turn)
            if (counted.TryGetValue(key, out var tries))
                counted[key] = tries with { Count = Math.Max(0, tries.Count - 1) };
    }

    private void Tidy(DateTimeOffset now)
    {
        foreach (var (key, tries) in counted)
            if (tries.Until <= now)
                counted.Remove(key);
        tidyAt = Math.Max(1000, 2 * counted.Count);
    }

    private sealed record Counted(int Count, DateTimeOffset Until);
}
