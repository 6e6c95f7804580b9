using System.Globalization;

namespace Befragung.Load.Sessions;

/// <summary>
/// Whole sessions in the first round, where each expert is asked for consent as well, and in the second, from 8 and from 1 000 connections at once, beside a bare
/// "hello" in the same run.
/// </summary>
internal static class CrowdLoad
{
    public static async Task RunAsync(int panel, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
        try
        {
            await using var hello = await ServerProcess.StartAsync(
                typeof(CrowdLoad).Assembly.Location,
                5901,
                "hello",
                "http://127.0.0.1:5901"
            );
            Console.WriteLine(
                "\n| round | at once | per second | hello ÷ this | median | 99 % | server computes | most memory |\n|---|---|---|---|---|---|---|---|"
            );
            var first = Path.Combine(folder, "first");
            await RoundAsync("first", hello, first, await LoadStudy.BeginAsync(first, panel), consents: true, seconds);
            var second = Path.Combine(folder, "second");
            await RoundAsync("second", hello, second, await LoadStudy.MakeAsync(second, panel), consents: false, seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RoundAsync(
        string round,
        ServerProcess hello,
        string folder,
        IReadOnlyList<string> links,
        bool consents,
        int seconds
    )
    {
        await using var server = await SessionLoad.ServeAsync(folder, 5902);
        var sessions = SessionLoad.SessionsOf(new(links), consents);
        await SessionLoad.ManyAsync(hello, 8, 2, SessionLoad.HelloAsync);
        await SessionLoad.ManyAsync(server, 8, 8, sessions);
        foreach (var atOnce in (int[])[8, 1_000])
        {
            var bare = await SessionLoad.ManyAsync(hello, atOnce, seconds, SessionLoad.HelloAsync);
            var done = await SessionLoad.ManyAsync(server, atOnce, seconds, sessions);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {round} | {atOnce:#,0} | {done.PerSecond:#,0} | {bare.PerSecond / done.PerSecond:0} | {done.At(0.5):0.0} ms | {done.At(0.99):0.0} ms | {done.MicrosecondsEach:#,0} µs | {server.PeakMegabytes:0} MB |"
                )
            );
        }
    }
}
