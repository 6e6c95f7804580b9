using System.Globalization;

namespace Befragung.Load.Sessions;

/// <summary>
/// The day of a press release: many read the released results while experts answer an open round of the same study. Experts alone, readers alone, both at once, and
/// a bare "hello" take turns, so that what else the machine does meets them alike.
/// </summary>
internal static class ResultsLoad
{
    private const int Experts = 8;

    public static async Task RunAsync(string[] args)
    {
        var readers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
        var turns = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4;
        var seconds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
        try
        {
            Console.Error.WriteLine("A study with a panel of 1000 …");
            var links = new Queue<string>(await LoadStudy.MakeAsync(folder, 1000));
            var self = typeof(ResultsLoad).Assembly.Location;
            await using var hello = await ServerProcess.StartAsync(self, 5901, "hello", "http://127.0.0.1:5901");
            await using var server = await ServerProcess.StartAsync(
                Path.Combine(Path.GetDirectoryName(self)!, "befragung.dll"),
                5902,
                "serve",
                "--urls",
                "http://127.0.0.1:5902",
                $"--Data:Directory={folder}",
                "--Limits:LinksPerMinute=1000000",
                "--Logging:LogLevel:Default=Warning",
                "--ReloadStaticAssetsAtRuntime=false"
            );
            Console.Error.WriteLine("Warming up …");
            await SessionLoad.ManyAsync(hello, 8, 2, SessionLoad.HelloAsync);
            await WorkAsync(server, links, 8);
            await SessionLoad.ManyAsync(server, 2, 4, ReadAsync);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Before: {server.PeakMegabytes:0} MB."));
            var bare = new Measured();
            var alone = new Measured();
            var reading = new Measured();
            var beside = new Measured();
            var read = new Measured();
            for (var turn = 0; turn < turns; turn++)
            {
                bare.Add(await SessionLoad.ManyAsync(hello, 32, 1, SessionLoad.HelloAsync));
                alone.Add(await WorkAsync(server, links, seconds));
                reading.Add(await SessionLoad.ManyAsync(server, readers, seconds, ReadAsync));
                var readersBeside = SessionLoad.ManyAsync(server, readers, seconds, ReadAsync);
                beside.Add(await WorkAsync(server, links, seconds));
                read.Add(await readersBeside);
            }
            Console.WriteLine("\n| at once | what | per second | hello ÷ this | median | 99 % | slowest |\n|---|---|---|---|---|---|---|");
            Tell(32, "hello", bare, bare);
            Tell(Experts, "experts alone: half look at the page with feedback, half save", alone, bare);
            Tell(readers, "readers of the report alone", reading, bare);
            Tell(Experts, $"experts beside {readers} readers", beside, bare);
            Tell(readers, $"readers beside {Experts} experts", read, bare);
            Console.WriteLine($"\nThe server held {server.PeakMegabytes:0} MB at most.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task ReadAsync(Wire wire, Measured measured) =>
        measured.OneAsync(async () => SessionLoad.Require((await wire.GetPackedAsync($"/ergebnisse/{LoadStudy.Key}")).Status, 200));

    private static async Task<Measured> WorkAsync(ServerProcess server, Queue<string> links, int seconds)
    {
        var halves = await Task.WhenAll(
            SessionLoad.ManyAsync(server, Experts / 2, seconds, SessionLoad.ViewsOf(links)),
            SessionLoad.ManyAsync(server, Experts / 2, seconds, SessionSteps.Saving(() => SessionLoad.Next(links)))
        );
        // At the same time, so the seconds count once.
        var most = halves.Max(half => half.Seconds);
        halves[0].Add(halves[1]);
        halves[0].Seconds = most;
        return halves[0];
    }

    private static void Tell(int atOnce, string what, Measured all, Measured bare) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {atOnce} | {what} | {all.PerSecond:#,0} | {bare.PerSecond / all.PerSecond:0.0} | {all.At(0.5):0.0} ms | {all.At(0.99):0.0} ms | {all.At(1):0} ms |"
            )
        );
}
