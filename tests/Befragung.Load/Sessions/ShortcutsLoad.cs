using System.Globalization;
using Befragung.Web.Settings;

namespace Befragung.Load.Sessions;

/// <summary>
/// What each shortcut of the experts' pages is worth: the same study on servers that do without one of them, and on one that does without all, in turns of a
/// second in one run. One that saves less than 5 per cent of a session is not worth having.
/// </summary>
internal static class ShortcutsLoad
{
    private const int AtOnce = 8;

    public static async Task RunAsync(int panel, int turns)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
        var servers = new List<Variant>();
        try
        {
            var made = Path.Combine(folder, "made");
            var links = await LoadStudy.MakeAsync(made, panel);
            foreach (var taken in Variants())
                servers.Add(await StartAsync(taken, made, Path.Combine(folder, taken.ToString("D")), links, 5902 + servers.Count));
            Console.Error.WriteLine("Warming up …");
            foreach (var one in servers)
            {
                await SessionLoad.ManyAsync(one.Server, AtOnce, 8, one.View);
                await SessionLoad.ManyAsync(one.Server, AtOnce, 8, one.Session);
            }
            for (var turn = 0; turn < turns; turn++)
                foreach (var one in servers)
                {
                    one.Views.Add(await SessionLoad.ManyAsync(one.Server, AtOnce, 1, one.View));
                    one.Sessions.Add(await SessionLoad.ManyAsync(one.Server, AtOnce, 1, one.Session));
                }
            Console.WriteLine(
                "\n| shortcuts | views per second | a view computes | sessions per second | a session computes | ÷ all |\n|---|---|---|---|---|---|"
            );
            foreach (var one in servers)
                Tell(one, servers[0]);
        }
        finally
        {
            foreach (var one in servers)
                await one.Server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Shortcut> Variants() =>
        [Shortcut.All, Shortcut.All & ~Shortcut.Pages, Shortcut.All & ~Shortcut.Direct, Shortcut.All & ~Shortcut.Queries, Shortcut.None];

    private static async Task<Variant> StartAsync(Shortcut taken, string made, string folder, IEnumerable<string> links, int port)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(made, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(made, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var own = new Queue<string>(links);
        var server = await SessionLoad.ServeAsync(folder, port, $"--{ShortcutsTaken.Setting}={taken}");
        return new(taken, server, SessionLoad.ViewsOf(own), SessionLoad.SessionsOf(own));
    }

    private static void Tell(Variant one, Variant all)
    {
        var (views, sessions, usual) = (Sum(one.Views), Sum(one.Sessions), Sum(all.Sessions));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {one.Taken} | {views.PerSecond:#,0} | {views.MicrosecondsEach:#,0} µs | {sessions.PerSecond:#,0} | {sessions.MicrosecondsEach:#,0} µs | {sessions.MicrosecondsEach / usual.MicrosecondsEach:0.00} |"
            )
        );
    }

    private static Measured Sum(IEnumerable<Measured> turns)
    {
        var sum = new Measured();
        foreach (var turn in turns)
            sum.Add(turn);
        return sum;
    }

    private sealed record Variant(Shortcut Taken, ServerProcess Server, Func<Wire, Measured, Task> View, Func<Wire, Measured, Task> Session)
    {
        public List<Measured> Views { get; } = [];

        public List<Measured> Sessions { get; } = [];
    }
}
