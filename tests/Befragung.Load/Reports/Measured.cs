using System.Diagnostics;
using System.Globalization;

namespace Befragung.Load.Reports;

/// <summary>How long something took, and how much memory this process and all it started held together at most.</summary>
/// <param name="Megabytes">What several processes share, as the program of the browser, counted once (PSS).</param>
/// <param name="Resident">The same counted for each of them (RSS).</param>
internal sealed record Measured(double Seconds, double Megabytes, double Resident)
{
    public static async Task<Measured> OfAsync(Func<Task> act)
    {
        // What was made before counts only as far as it is still needed.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var done = new CancellationTokenSource();
        var watching = Task.Run(() => WatchAsync(done.Token));
        var clock = Stopwatch.StartNew();
        await act();
        var seconds = clock.Elapsed.TotalSeconds;
        await done.CancelAsync();
        var (shared, resident) = await watching;
        return new(seconds, shared / 1024.0, resident / 1024.0);
    }

    private static async Task<(long Shared, long Resident)> WatchAsync(CancellationToken done)
    {
        var shared = 0L;
        var resident = 0L;
        while (!done.IsCancellationRequested)
        {
            var held = Tree().Select(Held).ToList();
            shared = Math.Max(shared, held.Sum(one => one.Shared));
            resident = Math.Max(resident, held.Sum(one => one.Resident));
            // The kernel counts page by page: looking more often would be what is measured.
            await Task.Delay(100, CancellationToken.None);
        }
        return (shared, resident);
    }

    /// <summary>In kilobytes; nothing of a process that has ended meanwhile.</summary>
    private static (long Shared, long Resident) Held(int process)
    {
        try
        {
            var lines = File.ReadAllLines($"/proc/{process}/smaps_rollup");
            long Of(string name) =>
                long.Parse(
                    lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[
                        1
                    ],
                    CultureInfo.InvariantCulture
                );
            return (Of("Pss:"), Of("Rss:"));
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return (0, 0);
        }
    }

    /// <summary>This process and those below it.</summary>
    private static List<int> Tree()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                // After the name, which may hold anything, in brackets: state, parent.
                parents[id] = int.Parse(
                    File.ReadAllText($"{folder}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                    CultureInfo.InvariantCulture
                );
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }
        return [.. parents.Keys.Where(id => IsBelow(id, parents))];
    }

    private static bool IsBelow(int id, Dictionary<int, int> parents)
    {
        for (var steps = 0; id != Environment.ProcessId; steps++)
            if (steps > 50 || !parents.TryGetValue(id, out id))
                return false;
        return true;
    }
}
