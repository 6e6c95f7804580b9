using System.Collections.Concurrent;

namespace Befragung.Web.Access;

/// <summary>What was asked for lately, by a key: at least the latest three hundred, at most twice as many. For what costs much to find out and never changes.</summary>
internal sealed class RecentCache<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int Most = 300;

    private ConcurrentDictionary<TKey, TValue> latest = new();
    private ConcurrentDictionary<TKey, TValue> before = new();

    public TValue? this[TKey key]
    {
        get
        {
            if (latest.TryGetValue(key, out var found))
                return found;
            if (before.TryGetValue(key, out found))
                Add(key, found);
            return found;
        }
    }

    public void Add(TKey key, TValue value)
    {
        // What was not asked for while so many others were is forgotten.
        if (latest.Count >= Most)
        {
            before = latest;
            latest = new();
        }
        latest[key] = value;
    }
}
