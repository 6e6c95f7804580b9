using System.Diagnostics;
using System.Globalization;
using Befragung.Web;
using Befragung.Web.Exchange;

namespace Befragung.Load.Responses;

/// <summary>
/// The verb "evaluate" with a long file of answers, as a process of its own, and reading the file alone; beside the same with a file in which one cell stands in
/// quotes, which is read as all files were before there was a faster way for plain ones. All in turns.
/// </summary>
internal static class EvaluateLoad
{
    public static async Task RunAsync(string[] args)
    {
        var people = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : RoundData.Experts;
        var turns = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var program = args.Length > 2 ? args[2] : typeof(Site).Assembly.Location;
        var folder = Directory.CreateTempSubdirectory("befragung-evaluate-").FullName;
        try
        {
            await MeasureAsync(folder, people, turns, program);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string folder, int people, int turns, string program)
    {
        var questionnaire = Path.Combine(folder, "questionnaire.yaml");
        await File.WriteAllTextAsync(questionnaire, Questionnaire);
        var few = await WriteAsync(Path.Combine(folder, "few.csv"), 1, "");
        var plain = await WriteAsync(Path.Combine(folder, "plain.csv"), people, "");
        var quoted = await WriteAsync(Path.Combine(folder, "quoted.csv"), people, "\"\"");
        List<Run> start = [],
            fast = [],
            careful = [];
        List<double> reading = [],
            inParts = [],
            asTable = [];
        // The first of each warms up.
        for (var turn = 0; turn <= turns; turn++)
        {
            start.Add(await Run.OfAsync(program, questionnaire, few));
            fast.Add(await Run.OfAsync(program, questionnaire, plain));
            careful.Add(await Run.OfAsync(program, questionnaire, quoted));
            reading.Add(Seconds(plain, content => PlainResponses.Read(content, RoundData.Questionnaire, 1)));
            inParts.Add(Seconds(plain, content => PlainResponses.Read(content, RoundData.Questionnaire, Environment.ProcessorCount)));
            asTable.Add(Seconds(plain, content => ResponseFile.ReadTable(content, RoundData.Questionnaire)));
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"few answers {start[^1].Seconds:0.00} s, plain {fast[^1].Seconds:0.00} s, with quotes {careful[^1].Seconds:0.00} s"
                )
            );
        }
        Console.WriteLine("| the whole program | median | quickest | processor time | ÷ plain | most memory |\n|---|---|---|---|---|---|");
        Tell("few answers", start, fast);
        Tell("a plain file", fast, fast);
        Tell("a file with quotes", careful, fast);
        Console.WriteLine("\n| reading alone, warm | median | quickest | ÷ plain, at once |\n|---|---|---|---|");
        Tell("as a plain file, at once", reading, reading);
        Tell("as a plain file, in parts", inParts, reading);
        Tell("as a table", asTable, reading);
    }

    private static void Tell(string what, List<Run> all, List<Run> plain) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Median(all, run => run.Seconds):0.00} s | {all.Skip(1).Min(run => run.Seconds):0.00} s | {Median(all, run => run.Computed):0.00} s | {Median(all, run => run.Seconds) / Median(plain, run => run.Seconds):0.00} | {all.Max(run => run.Megabytes):0} MB |"
            )
        );

    private static void Tell(string what, List<double> all, List<double> plain) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Median(all, one => one):0.00} s | {all.Skip(1).Min():0.00} s | {Median(all, one => one) / Median(plain, one => one):0.00} |"
            )
        );

    private static double Median<T>(List<T> all, Func<T, double> value) => all.Skip(1).Select(value).Order().ElementAt((all.Count - 1) / 2);

    private static double Seconds(string path, Func<Stream, ResponseFile?> read)
    {
        using var content = File.OpenRead(path);
        var clock = Stopwatch.StartNew();
        if (read(content) is null)
            throw new InvalidOperationException("The file is not plain.");
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<string> WriteAsync(string path, int people, string firstComment)
    {
        var data = new RoundData();
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync("round,panelist,group,item,value,comment");
        for (var person = 0; person < people; person++)
        for (var item = 0; item < RoundData.Items; item++)
        {
            var value = data.Now[((person % RoundData.Experts) * RoundData.Items) + item];
            var group = data.Groups[person % RoundData.Experts];
            await file.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"1,p{person},{group},i{item + 1},{(value == 0 ? "" : value)},{(person + item == 0 ? firstComment : "")}"
                )
            );
        }
        return path;
    }

    /// <summary>The same as <see cref="RoundData.Questionnaire"/>.</summary>
    private static string Questionnaire =>
        $$"""
            befragung: 1
            title: Last
            languages: [de]
            groups: [ {{string.Join(", ", RoundData.GroupKeys.Select(key => $"{{ key: {key}, name: {key} }}"))}} ]
            scales: { neun: { points: {{RoundData.Points}}, noAnswer: true } }
            sections:
              - key: s
                title: s
                items: [ {{string.Join(
                    ", ",
                    Enumerable.Range(1, RoundData.Items).Select(number => $"{{ key: i{number}, type: rating, text: i{number}, scale: neun }}")
                )}} ]
            """;

    /// <summary>One run of the program: how long it took, what it computed on all cores, and how much memory it had at most.</summary>
    private sealed record Run(double Seconds, double Computed, double Megabytes)
    {
        public static async Task<Run> OfAsync(string program, string questionnaire, string responses)
        {
            string[] arguments = ["evaluate", "--questionnaire", questionnaire, "--responses", responses, "--output", responses + ".json"];
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(
                program.EndsWith(".dll", StringComparison.Ordinal)
                    ? new ProcessStartInfo("dotnet", [program, .. arguments])
                    : new ProcessStartInfo(program, arguments)
            )!;
            var ended = process.WaitForExitAsync();
            var computed = TimeSpan.Zero;
            var most = 0L;
            while (!ended.IsCompleted)
            {
                try
                {
                    process.Refresh();
                    most = Math.Max(most, process.PeakWorkingSet64);
                    computed = process.TotalProcessorTime;
                }
                catch (InvalidOperationException)
                {
                    // It has ended meanwhile.
                }
                await Task.WhenAny(ended, Task.Delay(10));
            }
            var seconds = clock.Elapsed.TotalSeconds;
            await ended;
            return process.ExitCode == 0
                ? new(seconds, computed.TotalSeconds, most / 1048576.0)
                : throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
        }
    }
}
