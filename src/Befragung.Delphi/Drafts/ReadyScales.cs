using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Drafts;

/// <summary>A scale that is in common use, with its words in both languages.</summary>
/// <param name="Key">The name that it gets in the file.</param>
/// <param name="Name">What it asks for.</param>
/// <param name="Points">How many points.</param>
/// <param name="Labels">Words for points.</param>
/// <param name="Top">What an answer at the top says.</param>
/// <param name="Middle">What one in the middle says; null where there is no middle.</param>
/// <param name="Bottom">What one at the bottom says.</param>
public sealed record ReadyScale(
    string Key,
    LocalizedText Name,
    int Points,
    IReadOnlyList<(int Point, LocalizedText Words)> Labels,
    LocalizedText Top,
    LocalizedText? Middle,
    LocalizedText Bottom
)
{
    /// <summary>As items have it, with "keine Angabe" and the usual bands.</summary>
    public Scale ToScale() =>
        new(
            Points,
            Labels.ToDictionary(label => label.Point, label => label.Words),
            NoAnswer: true,
            Scale.UsualBand(Points),
            Scale.UsualBand(Points)
        )
        {
            TopName = Top,
            MiddleName = Middle,
            BottomName = Bottom,
        };
}

/// <summary>Scales to begin with. Their words are kept short, because they stand under each other on a phone; change them where a study needs others.</summary>
public static class ReadyScales
{
    public static IReadOnlyList<ReadyScale> All { get; } =
    [
        new(
            "wichtig5",
            Text("Wichtigkeit, 5 Punkte", "Importance, 5 points"),
            5,
            [
                (1, Text("unwichtig", "unimportant")),
                (2, Text("eher unwichtig", "rather unimportant")),
                (3, Text("teils, teils", "partly")),
                (4, Text("eher wichtig", "rather important")),
                (5, Text("sehr wichtig", "very important")),
            ],
            Text("wichtig", "important"),
            Text("teils, teils", "partly"),
            Text("unwichtig", "unimportant")
        ),
        new(
            "zustimmung5",
            Text("Zustimmung, 5 Punkte", "Agreement, 5 points"),
            5,
            [
                (1, Text("stimme gar nicht zu", "strongly disagree")),
                (2, Text("stimme eher nicht zu", "rather disagree")),
                (3, Text("teils, teils", "neither agree nor disagree")),
                (4, Text("stimme eher zu", "rather agree")),
                (5, Text("stimme voll zu", "strongly agree")),
            ],
            Text("Zustimmung", "agreement"),
            Text("teils, teils", "neither agreement nor disagreement"),
            Text("Ablehnung", "disagreement")
        ),
        new(
            "machbar5",
            Text("Machbarkeit, 5 Punkte", "Feasibility, 5 points"),
            5,
            [
                (1, Text("nicht machbar", "not feasible")),
                (2, Text("kaum machbar", "hardly feasible")),
                (3, Text("teils, teils", "partly")),
                (4, Text("eher machbar", "rather feasible")),
                (5, Text("gut machbar", "easily feasible")),
            ],
            Text("machbar", "feasible"),
            Text("teils, teils", "partly"),
            Text("nicht machbar", "not feasible")
        ),
        new(
            "wahrscheinlich5",
            Text("Wahrscheinlichkeit, 5 Punkte", "Likelihood, 5 points"),
            5,
            [
                (1, Text("sehr unwahrscheinlich", "very unlikely")),
                (2, Text("eher unwahrscheinlich", "rather unlikely")),
                (3, Text("offen", "open")),
                (4, Text("eher wahrscheinlich", "rather likely")),
                (5, Text("sehr wahrscheinlich", "very likely")),
            ],
            Text("wahrscheinlich", "likely"),
            Text("offen", "open"),
            Text("unwahrscheinlich", "unlikely")
        ),
        new(
            "zustimmung4",
            Text("Zustimmung, 4 Punkte ohne Mitte", "Agreement, 4 points without a middle"),
            4,
            [
                (1, Text("stimme nicht zu", "disagree")),
                (2, Text("stimme eher nicht zu", "rather disagree")),
                (3, Text("stimme eher zu", "rather agree")),
                (4, Text("stimme zu", "agree")),
            ],
            Text("Zustimmung", "agreement"),
            null,
            Text("Ablehnung", "disagreement")
        ),
        new(
            "angemessen9",
            Text("Angemessenheit, 9 Punkte (RAND/UCLA)", "Appropriateness, 9 points (RAND/UCLA)"),
            9,
            [(1, Text("unangemessen", "inappropriate")), (5, Text("unentschieden", "uncertain")), (9, Text("angemessen", "appropriate"))],
            Text("angemessen", "appropriate"),
            Text("unentschieden", "uncertain"),
            Text("unangemessen", "inappropriate")
        ),
    ];

    /// <summary>The name of the scale in the draft, where it is put unless one of the same points and words is there already.</summary>
    public static string AddTo(Draft draft, ReadyScale scale)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(scale);
        var made = Tree(draft, scale);
        if (draft.Scales.Fields.FirstOrDefault(one => Draft.Fingerprint(one.Value) == Draft.Fingerprint(made)) is { Key: { } known })
            return known;
        var key = Draft.KeyFor(scale.Key, draft.Scales.Fields.Select(one => one.Key), "skala");
        draft.Scales.Append(key, made);
        return key;
    }

    private static DraftMap Tree(Draft draft, ReadyScale scale)
    {
        var band = Scale.UsualBand(scale.Points);
        // Without a middle, the two halves are all there is.
        var end = Number(scale.Middle is null ? scale.Points / 2 : band);
        var map = new DraftMap().SetPlain("points", Number(scale.Points));
        var labels = new DraftMap();
        foreach (var (point, words) in scale.Labels)
            draft.SetTexts(labels, Number(point), Said(draft, words));
        map.Set("labels", labels);
        map.Set("top", Band(draft, end, scale.Top));
        if (scale.Middle is { } middle)
            map.Set("middle", Named(draft, new DraftMap(), middle));
        return map.Set("bottom", Band(draft, end, scale.Bottom));
    }

    private static DraftMap Band(Draft draft, string points, LocalizedText name) =>
        Named(draft, new DraftMap().SetPlain("points", points), name);

    private static DraftMap Named(Draft draft, DraftMap map, LocalizedText name)
    {
        draft.SetTexts(map, "name", Said(draft, name));
        return map;
    }

    /// <summary>What nobody has translated is there in the main language alone, and missing in others.</summary>
    private static Func<string, string?> Said(Draft draft, LocalizedText words) =>
        language =>
            language == draft.Languages[0] || LanguageTag.Primary(words.LanguageIn(language)) == LanguageTag.Primary(language)
                ? words.In(language)
                : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static LocalizedText Text(string german, string english) => new([new("de", german), new("en", english)]);
}
