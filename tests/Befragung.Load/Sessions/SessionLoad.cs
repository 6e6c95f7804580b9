using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Load.Sessions;

/// <summary>
/// Whole sessions of experts against a real server process, beside a bare "hello" in the same run: open the link, look at the section with its feedback, answer
/// 12 ratings, 2 texts and a multiple choice, look at the review, hand in. Every save is on the disk before it is acknowledged.
/// </summary>
internal static partial class SessionLoad
{
    internal const string Page = $"/bogen/abschnitt/{LoadStudy.Section}";

    internal static readonly string Answers =
        string.Concat(Enumerable.Range(1, 12).Select(number => $"&a.t{number}={1 + (number % 5)}"))
        + $"&a.o1={new string('x', 200)}&a.o2={new string('y', 200)}&shown.m1=1&a.m1.a=1&a.m1.c=1&go=next";

    public static async Task RunAsync(string[] args)
    {
        if (args is [var experts, var turns, "--postgres"])
        {
            await BesideAsync(int.Parse(experts, CultureInfo.InvariantCulture), int.Parse(turns, CultureInfo.InvariantCulture));
            return;
        }
        var panel = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 8;
        var folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
        try
        {
            Console.Error.WriteLine($"A study with a panel of {panel} …");
            var links = new Queue<string>(await LoadStudy.MakeAsync(folder, panel));
            var self = typeof(SessionLoad).Assembly.Location;
            await using var hello = await ServerProcess.StartAsync(self, 5901, "hello", "http://127.0.0.1:5901");
            await using var server = await ServeAsync(folder, 5902);
            Console.Error.WriteLine("Warming up …");
            await ManyAsync(hello, 8, 2, HelloAsync);
            // Long enough for the compiler to have made its last version of what is used most.
            await ManyAsync(server, 8, 12, ViewsOf(links));
            await ManyAsync(server, 8, 10, SessionsOf(links));
            await WeighAsync(server.Address, links);
            if (args is [_, _, "steps"])
            {
                Console.WriteLine("\n| request | per second | median | server computes |\n|---|---|---|---|");
                foreach (var (name, act) in SessionSteps.All(() => Next(links)))
                {
                    var step = await ManyAsync(server, 8, seconds, act);
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"| {name} | {step.PerSecond:#,0} | {step.At(0.5):0.0} ms | {step.MicrosecondsEach:#,0} µs |"
                        )
                    );
                }
                return;
            }
            Console.WriteLine(
                "\n| at once | what | per second | hello ÷ this | from … to | median | 99 % | server computes |\n|---|---|---|---|---|---|---|---|"
            );
            foreach (var atOnce in (int[])[8, 32])
            {
                var bare = new List<Measured>();
                var views = new List<Measured>();
                var sessions = new List<Measured>();
                // In turns of a second: what else the machine does meets all of them alike.
                for (var turn = 0; turn < seconds; turn++)
                {
                    bare.Add(await ManyAsync(hello, atOnce, 1, HelloAsync));
                    views.Add(await ManyAsync(server, atOnce, 1, ViewsOf(links)));
                    sessions.Add(await ManyAsync(server, atOnce, 1, SessionsOf(links)));
                }
                Tell(atOnce, "hello", bare, bare);
                Tell(atOnce, "views of the feedback page", views, bare);
                Tell(atOnce, "whole sessions", sessions, bare);
            }
            Console.WriteLine($"\nThe server held {server.PeakMegabytes:0} MB at most.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same study on both databases, on PostgreSQL with everything that makes a commit durable; all in turns of a second, in one run.</summary>
    private static async Task BesideAsync(int panel, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-load-").FullName;
        await using var cluster = await DatabaseServer.StartAsync();
        try
        {
            string[] settings = ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Befragung={cluster.Connection};Database=postgres"];
            var file = Path.Combine(folder, "datei");
            var beside = Path.Combine(folder, "server");
            Console.Error.WriteLine($"A study with a panel of {panel}, on both …");
            var links = new Queue<string>(await LoadStudy.MakeAsync(file, panel));
            var others = new Queue<string>(await LoadStudy.MakeAsync(beside, panel, settings));
            await using var hello = await ServerProcess.StartAsync(
                typeof(SessionLoad).Assembly.Location,
                5901,
                "hello",
                "http://127.0.0.1:5901"
            );
            await using var sqlite = await ServeAsync(file, 5902);
            await using var postgres = await ServeAsync(beside, 5903, settings);
            Console.Error.WriteLine("Warming up …");
            await ManyAsync(hello, 8, 2, HelloAsync);
            foreach (var (server, these) in ((ServerProcess, Queue<string>)[])[(sqlite, links), (postgres, others)])
            {
                await ManyAsync(server, 8, 12, ViewsOf(these));
                await ManyAsync(server, 8, 10, SessionsOf(these));
            }
            Console.WriteLine(
                "\n| at once | what | per second | hello ÷ this | from … to | median | 99 % | server computes |\n|---|---|---|---|---|---|---|---|"
            );
            foreach (var atOnce in (int[])[8, 32])
            {
                (string What, ServerProcess Server, Func<Wire, Measured, Task> Act)[] all =
                [
                    ("hello", hello, HelloAsync),
                    ("views, SQLite", sqlite, ViewsOf(links)),
                    ("views, PostgreSQL", postgres, ViewsOf(others)),
                    ("whole sessions, SQLite", sqlite, SessionsOf(links)),
                    ("whole sessions, PostgreSQL", postgres, SessionsOf(others)),
                ];
                var turns = all.Select(_ => new List<Measured>()).ToList();
                for (var turn = 0; turn < seconds; turn++)
                for (var i = 0; i < all.Length; i++)
                    turns[i].Add(await ManyAsync(all[i].Server, atOnce, 1, all[i].Act));
                for (var i = 0; i < all.Length; i++)
                    Tell(atOnce, all[i].What, turns[i], turns[0]);
            }
            Console.WriteLine(
                $"\nThe servers held {sqlite.PeakMegabytes:0} MB with SQLite and {postgres.PeakMegabytes:0} MB with PostgreSQL at most, which has memory of its own."
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static Task<ServerProcess> ServeAsync(string folder, int port, params string[] database) =>
        ServerProcess.StartAsync(
            Path.Combine(Path.GetDirectoryName(typeof(SessionLoad).Assembly.Location)!, "befragung.dll"),
            port,
            [
                "serve",
                "--urls",
                $"http://127.0.0.1:{port}",
                $"--Data:Directory={folder}",
                "--Limits:LinksPerMinute=1000000",
                "--Logging:LogLevel:Default=Warning",
                // Published, it does not look at each request whether a file has changed meanwhile.
                "--ReloadStaticAssetsAtRuntime=false",
                .. database,
            ]
        );

    /// <summary>A line of the table; the ratio is the median of those of the turns.</summary>
    internal static void Tell(int atOnce, string what, List<Measured> turns, List<Measured> bare)
    {
        var ratios = turns.Zip(bare, (one, hello) => hello.PerSecond / one.PerSecond).Order().ToList();
        var all = new Measured();
        turns.ForEach(all.Add);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {atOnce} | {what} | {all.PerSecond:#,0} | {(ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2:0} | {ratios[0]:0} … {ratios[^1]:0} | {all.At(0.5):0.0} ms | {all.At(0.99):0.0} ms | {all.MicrosecondsEach:#,0} µs |"
            )
        );
    }

    /// <summary>What a browser loads for the page the first time, but fonts.</summary>
    private static async Task WeighAsync(Uri server, Queue<string> links)
    {
        using var wire = await Wire.OpenAsync(server);
        await wire.GetAsync(links.Dequeue());
        var html = (await wire.GetAsync(Page)).Body.ToArray();
        var total = 0L;
        foreach (
            var (name, bytes) in new List<(string, byte[])> { (Page, html) }.Concat(await LoadedAsync(wire, Encoding.UTF8.GetString(html)))
        )
        {
            var packed = Packed(bytes);
            total += packed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes.Length:#,0} bytes, compressed {packed:#,0}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in all: {total:#,0} bytes compressed"));
    }

    private static async Task<List<(string, byte[])>> LoadedAsync(Wire wire, string html)
    {
        var loaded = new List<(string, byte[])>();
        foreach (Match link in Loads().Matches(html))
            loaded.Add((link.Groups["path"].Value, (await wire.GetAsync(link.Groups["path"].Value)).Body.ToArray()));
        return loaded;
    }

    private static long Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(bytes);
        return packed.ToArray().Length;
    }

    internal static Task HelloAsync(Wire wire, Measured measured) =>
        measured.OneAsync(async () => Require((await wire.GetAsync("/")).Status, 200));

    /// <summary>One expert looks at the page again and again.</summary>
    internal static Func<Wire, Measured, Task> ViewsOf(Queue<string> links)
    {
        var opened = new HashSet<Wire>();
        return async (wire, measured) =>
        {
            if (Once(opened, wire))
                await wire.GetAsync(Next(links));
            await measured.OneAsync(async () => Require((await wire.GetAsync(Page)).Status, 200));
        };
    }

    /// <summary>One expert after the other, each through the whole session.</summary>
    /// <param name="consents">Whether they come for the first time, and are asked for their consent.</param>
    internal static Func<Wire, Measured, Task> SessionsOf(Queue<string> links, bool consents = false) =>
        async (wire, measured) =>
        {
            wire.Forget();
            var link = Next(links);
            await measured.SessionAsync(async one =>
            {
                Require((await one(() => wire.GetAsync(link))).Status, 302);
                if (consents)
                {
                    var consent = await one(() => wire.GetAsync("/bogen/einwilligung"));
                    Require((await one(() => wire.PostAsync("/bogen/einwilligung", TokenIn(consent) + "&einverstanden=true"))).Status, 302);
                }
                Require((await one(() => wire.GetAsync("/bogen"))).Status, 200);
                var page = await one(() => wire.GetAsync(Page));
                Require((await one(() => wire.PostAsync(Page, TokenIn(page) + Answers))).Status, 302);
                var review = await one(() => wire.GetAsync("/bogen/abgeben"));
                Require((await one(() => wire.PostAsync("/bogen/abgeben", TokenIn(review)))).Status, 302);
                Require((await one(() => wire.GetAsync("/bogen"))).Status, 200);
            });
        };

    internal static async Task<Measured> ManyAsync(ServerProcess server, int atOnce, int seconds, Func<Wire, Measured, Task> act)
    {
        var all = new Measured();
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var clock = Stopwatch.StartNew();
        var computed = server.Computed;
        await Task.WhenAll(
            Enumerable
                .Range(0, atOnce)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var own = new Measured();
                        using var wire = await Wire.OpenAsync(server.Address);
                        while (Stopwatch.GetTimestamp() < end)
                            await act(wire, own);
                        lock (all)
                            all.Add(own);
                    })
                )
        );
        all.Seconds = clock.Elapsed.TotalSeconds;
        all.Computed = server.Computed - computed;
        return all;
    }

    /// <summary>The form's token, looked for in the bytes: to make 110 KB text of them at each page would cost the driver more than the server needs for the page.</summary>
    internal static string TokenIn(Answer page)
    {
        var html = page.Body.Span;
        var field = html[html.IndexOf("name=\"__RequestVerificationToken\""u8)..];
        field = field[(field.IndexOf("value=\""u8) + 7)..];
        return "__RequestVerificationToken=" + Encoding.ASCII.GetString(field[..field.IndexOf((byte)'"')]);
    }

    internal static string Next(Queue<string> links)
    {
        lock (links)
            return links.TryDequeue(out var link)
                ? link
                : throw new InvalidOperationException("The panel is used up: measure a larger one, or for a shorter time.");
    }

    private static bool Once(HashSet<Wire> opened, Wire wire)
    {
        lock (opened)
            return opened.Add(wire);
    }

    internal static void Require(int status, int expected)
    {
        if (status != expected)
            throw new InvalidOperationException($"The server answered {status} instead of {expected}.");
    }

    [GeneratedRegex("""<(link rel="stylesheet" href|script src)="(?<path>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loads();
}
