using System.Diagnostics;
using System.Globalization;

namespace Befragung.Load.Reports;

/// <summary>How long something took, and how much memory this process and all it started held together at most: what several share counts for each of them.</summary>
internal sealed record Measured(double Seconds, double Megabytes)
{
    private const double PagesOf4KPerMegabyte = 256;

    public static async Task<Measured> OfAsync(Func<Task> act)
    {
        GC.Collect();
        using var done = new CancellationTokenSource();
        var watching = Task.Run(() => WatchAsync(done.Token));
        var clock = Stopwatch.StartNew();
        await act();
        var seconds = clock.Elapsed.TotalSeconds;
        await done.CancelAsync();
        return new(seconds, await watching);
    }

    private static async Task<double> WatchAsync(CancellationToken done)
    {
        var most = 0.0;
        while (!done.IsCancellationRequested)
        {
            most = Math.Max(most, OfTree() / PagesOf4KPerMegabyte);
            await Task.Delay(40, CancellationToken.None);
        }
        return most;
    }

    /// <summary>Pages in memory of this process and those below it.</summary>
    private static long OfTree()
    {
        var all = new Dictionary<int, (int Parent, long Pages)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                // After the name, which may hold anything, in brackets: state, parent; 20 fields later the pages.
                var fields = File.ReadAllText($"{folder}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                all[id] = (int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }
        return all.Where(one => IsBelow(one.Key, all)).Sum(one => one.Value.Pages);
    }

    private static bool IsBelow(int id, Dictionary<int, (int Parent, long Pages)> all)
    {
        for (var steps = 0; id != Environment.ProcessId; steps++)
            if (steps > 50 || !all.TryGetValue(id, out var process)) return false;
            else id = process.Parent;
        return true;
    }
}
