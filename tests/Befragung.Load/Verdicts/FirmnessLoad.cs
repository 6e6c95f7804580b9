using System.Diagnostics;
using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Load.Verdicts;

/// <summary>
/// What it takes to say how firm each verdict is: two rounds of ratings on five points in eight groups, of which a third answer anew, beside the same without a round before, which
/// has no verdicts and so nothing to try. Prints a table of people too, for R to do the same bootstrap with.
/// </summary>
internal static class FirmnessLoad
{
    private const int Points = 5,
        Groups = 8;

    private static readonly Dictionary<string, Response> Nobody = [];

    /// <param name="items">How many items.</param>
    /// <param name="people">How many experts.</param>
    /// <param name="file">Where R finds the answers; null for nowhere.</param>
    public static void Run(int items, int people, string? file)
    {
        var questionnaire = Asking(items);
        var random = new Random(1979);
        short[][] before = [.. Enumerable.Range(0, people).Select(_ => Row(items, item => Near(random, item)))];
        short[][] now = [.. before.Select(row => Row(items, item => random.NextDouble() < 0.33 ? Near(random, item) : row[item]))];
        if (file is not null)
            File.WriteAllLines(
                file,
                Enumerable
                    .Range(0, people)
                    .Select(person =>
                        string.Join(',', [person % Groups, .. before[person].Concat(now[person]).Select(value => (int)value)])
                    )
            );
        for (var turn = 1; turn <= 3; turn++)
        {
            var first = Evaluated(questionnaire, 1, before, null, out var alone);
            var second = Evaluated(questionnaire, 2, now, (first, before), out var both);
            var words = second.Items.CountBy(item => item.Firmness?.Word.ToString() ?? "None").ToDictionary();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{items} items, {people} people: {alone.TotalMilliseconds:0} ms without, {both.TotalMilliseconds:0} ms with firmness ({string.Join(", ", words.Select(word => $"{word.Value} {word.Key}"))})"
                )
            );
        }
    }

    private static RoundResult Evaluated(
        Questionnaire questionnaire,
        int round,
        short[][] rows,
        (RoundResult Result, short[][] Rows)? earlier,
        out TimeSpan time
    )
    {
        var watch = Stopwatch.StartNew();
        var tally = new RoundTally(questionnaire, earlier is null ? null : LastAsked.Of(questionnaire, [(1, questionnaire)]));
        for (var person = 0; person < rows.Length; person++)
            tally.Add($"g{person % Groups}", rows[person], earlier is { Rows: var before } ? before[person] : []);
        var result = tally.ToResult(round, Nobody, earlier is { Result: var one } ? [one] : []);
        time = watch.Elapsed;
        return result;
    }

    private static short[] Row(int items, Func<int, int> value) => [.. Enumerable.Range(0, items).Select(item => (short)value(item))];

    /// <summary>Around an opinion of the item.</summary>
    private static int Near(Random random, int item) => Math.Clamp(2 + (item % 3) + random.Next(-1, 2) + random.Next(-1, 2), 1, Points);

    private static Questionnaire Asking(int items)
    {
        static LocalizedText Text(string text) => new("de", text);
        var scale = new Scale(
            Points,
            new Dictionary<int, LocalizedText>(),
            NoAnswer: true,
            Scale.UsualBand(Points),
            Scale.UsualBand(Points)
        );
        return new(
            Text("Festigkeit"),
            ["de"],
            [.. Enumerable.Range(0, Groups).Select(group => new Group($"g{group}", Text($"G{group}")))],
            StudySettings.Usual,
            [new("s", Text("S"), [.. Enumerable.Range(0, items).Select(item => new RatingItem($"q{item}", Text($"Q{item}"), scale))])]
        );
    }
}
