using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Load;

/// <summary>A round as large as the platform promises to hold: 100 000 experts in eight groups rate 30 items on nine points. The same on every machine.</summary>
internal sealed class RoundData
{
    public const int Experts = 100_000,
        Items = 30,
        Points = 9;

    public RoundData()
    {
        var chance = new Random(2020);
        for (var expert = 0; expert < Experts; expert++)
        {
            Groups[expert] = GroupKeys[chance.Next(GroupKeys.Length)];
            for (var item = 0; item < Items; item++)
            {
                // Every item has a centre of its own; one answer in fifty is missing.
                var value = chance.Next(50) == 0 ? 0 : Math.Clamp(2 + (item % 7) + chance.Next(-2, 3) + chance.Next(-1, 2), 1, Points);
                Now[(expert * Items) + item] = (short)value;
                Before[(expert * Items) + item] =
                    value == 0 ? (short)0 : (short)Math.Clamp(value + (chance.Next(3) == 0 ? chance.Next(-1, 2) : 0), 1, Points);
            }
        }
        first = Evaluated(new RoundTally(Questionnaire), 1, Before, _ => []);
    }

    private readonly RoundResult first;

    public static string[] GroupKeys { get; } = ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8"];

    public string[] Groups { get; } = new string[Experts];

    public short[] Now { get; } = new short[Experts * Items];

    public short[] Before { get; } = new short[Experts * Items];

    public static Questionnaire Questionnaire { get; } = Ask();

    public RoundResult Evaluate(bool withBefore) =>
        withBefore
            ? Evaluated(
                new RoundTally(Questionnaire, LastAsked.Of(Questionnaire, [(1, Questionnaire)])),
                2,
                Now,
                expert => Before.AsSpan(expert * Items, Items),
                first
            )
            : Evaluated(new RoundTally(Questionnaire), 1, Now, _ => []);

    private RoundResult Evaluated(
        RoundTally tally,
        int round,
        short[] answers,
        Func<int, ReadOnlySpan<short>> before,
        params IReadOnlyList<RoundResult> earlier
    )
    {
        for (var expert = 0; expert < Experts; expert++)
            tally.Add(Groups[expert], answers.AsSpan(expert * Items, Items), before(expert));
        return tally.ToResult(round, new Dictionary<string, Response>(), earlier);
    }

    private static Questionnaire Ask()
    {
        var scale = new Scale(Points, new Dictionary<int, LocalizedText>(), NoAnswer: true, Top: 3, Bottom: 3);
        static LocalizedText Text(string text) => new("de", text);
        return new Questionnaire(
            Text("Last"),
            ["de"],
            [.. GroupKeys.Select(key => new Group(key, Text(key)))],
            StudySettings.Usual,
            [
                new Section(
                    "s",
                    Text("s"),
                    [.. Enumerable.Range(1, Items).Select(number => new RatingItem($"i{number}", Text($"i{number}"), scale))]
                ),
            ]
        );
    }
}
