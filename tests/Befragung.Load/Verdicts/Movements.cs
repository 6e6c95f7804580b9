using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Load.Verdicts;

/// <summary>
/// How often the usual rule of stability errs: people whose opinion stays and who answer around it twice, of whom some answer anew by chance, and people of whom a share goes up
/// by one point. No speed, but as long a run.
/// </summary>
internal static class Movements
{
    private static readonly Dictionary<string, Response> Nobody = [];

    /// <param name="runs">Of each kind.</param>
    public static void Run(int runs)
    {
        Console.WriteLine("| what happens | points | people | moving | undecidable | stable |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var points in (int[])[5, 9])
        foreach (var people in (int[])[8, 13, 20, 30, 60, 120])
        foreach (var again in (double[])[0.12, 0.3])
            Tell(
                $"{again:0 %} answer anew",
                points,
                people,
                runs,
                (random, point) => random.NextDouble() < again ? Near(random, points) : point
            );
        foreach (var (share, people) in ((double, int)[])[(0.4, 13), (0.4, 30), (0.4, 120), (0.05, 120)])
            Tell(
                $"{share:0 %} go up one point",
                5,
                people,
                runs,
                (random, point) => random.NextDouble() < share ? Math.Min(5, point + 1) : point
            );
    }

    private static void Tell(string what, int points, int people, int runs, Func<Random, int, int> then)
    {
        var random = new Random(1979);
        var states = new Dictionary<StabilityState, int>();
        for (var run = 0; run < runs; run++)
        {
            var state = State(
                points,
                Enumerable.Range(0, people).Select(_ => Near(random, points)).Select(point => (point, then(random, point)))
            );
            states[state] = states.GetValueOrDefault(state) + 1;
        }
        string Share(StabilityState state) =>
            (100.0 * states.GetValueOrDefault(state) / runs).ToString("0.0", CultureInfo.InvariantCulture) + " %";
        Console.WriteLine(
            $"| {what} | {points} | {people} | {Share(StabilityState.Moving)} | {Share(StabilityState.Undecidable)} | {Share(StabilityState.Stable)} |"
        );
    }

    private static StabilityState State(int points, IEnumerable<(int Before, int Now)> pairs)
    {
        var questionnaire = Asking(points);
        var first = new RoundTally(questionnaire);
        var second = new RoundTally(questionnaire, LastAsked.Of(questionnaire, [(1, questionnaire)]));
        foreach (var (before, now) in pairs)
        {
            first.Add("g", [(short)before], []);
            second.Add("g", [(short)now], [(short)before]);
        }
        return second.ToResult(2, Nobody, first.ToResult(1, Nobody)).Of("q")!.Stability!.State!.Value;
    }

    /// <summary>Around an opinion in the middle of the scale.</summary>
    private static int Near(Random random, int points)
    {
        var middle = (points + 1) / 2;
        return Math.Clamp(middle + random.Next(-1, 2) + random.Next(-1, 2), 1, points);
    }

    private static Questionnaire Asking(int points)
    {
        static LocalizedText Text(string text) => new("de", text);
        var band = Scale.UsualBand(points);
        return new(
            Text("Simulation"),
            ["de"],
            [new Group("g", Text("G"))],
            StudySettings.Usual,
            [
                new(
                    "s",
                    Text("S"),
                    [new RatingItem("q", Text("Q"), new Scale(points, new Dictionary<int, LocalizedText>(), NoAnswer: true, band, band))]
                ),
            ]
        );
    }
}
