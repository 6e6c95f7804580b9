using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests;

/// <summary>A questionnaire with one item of every type, three groups and a smallest cell of 3; and studies that ask it.</summary>
internal static class Sample
{
    public static readonly DateTime Noon = new(2020, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    public static readonly Scale Scale = new(5, new Dictionary<int, LocalizedText>(), true, 2, 2);

    public static readonly Questionnaire Questionnaire = new(
        De("Probe"),
        ["de"],
        [new("g1", De("Eins")), new("g2", De("Zwei")), new("g3", De("Drei"))],
        StudySettings.Usual with
        {
            SmallestCell = 3,
        },
        [
            new(
                "zahlen",
                De("Zahlen"),
                [
                    new InformationItem("hinweis", De("Bitte lesen.")),
                    new RatingItem("r", De("Leerstand"), Scale),
                    new MultiRatingItem(
                        "m",
                        De("Wohnen"),
                        [new("a", De("Wichtigkeit"), Scale), new("b", De("Machbarkeit"), Scale with { NoAnswer = false })]
                    ),
                    new SingleChoiceItem("c", De("Sitz"), Options("x", "y", "z"), false),
                    new RankingItem("k", De("Aufgaben"), Options("a", "b", "c"), 2),
                ]
            ),
            new("worte", De("Worte"), [new LongTextItem("t", De("Warum?"), 10_000), new IdeasItem("i", De("Was noch?"), 2)]),
        ]
    );

    public static Asking Asking { get; } = new(Questionnaire, Guid.Empty, "g1", _ => null);

    public static RoundResult NoResult { get; } = new RoundTally(Questionnaire).ToResult(1, new Dictionary<string, Response>());

    public static LocalizedText De(string text) => new("de", text);

    public static Study Study() => new("probe", Questionnaire, Noon, "ada@example.org");

    /// <summary>A study whose first round got as far as this.</summary>
    public static Study StudyIn(RoundState state)
    {
        var study = Study();
        if (state >= RoundState.Open)
            study.CurrentRound.Open(Noon, "ada@example.org");
        if (state >= RoundState.Closed)
            study.CurrentRound.Close(NoResult, Noon, "ada@example.org");
        if (state >= RoundState.Released)
            study.CurrentRound.Release(Noon, "ada@example.org");
        return study;
    }

    private static Option[] Options(params string[] keys) => [.. keys.Select(key => new Option(key, De(key)))];
}
