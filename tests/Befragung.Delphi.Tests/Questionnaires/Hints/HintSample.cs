using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Questionnaires.Hints;

/// <summary>Questionnaires of some items and two groups, and what is hinted at in them.</summary>
internal static class HintSample
{
    public static readonly Scale FivePoints = new(
        5,
        new Dictionary<int, LocalizedText> { [1] = Sample.De("unwichtig"), [5] = Sample.De("sehr wichtig") },
        true,
        2,
        2
    );

    public static Questionnaire Questionnaire(string language, params Section[] sections) =>
        new(
            new(language, "Probe"),
            [language],
            [new("nord", new(language, "Nord")), new("sued", new(language, "Süd"))],
            StudySettings.Usual,
            sections
        );

    public static IReadOnlyList<Hint> Of(params Item[] items) => Of("de", items);

    public static IReadOnlyList<Hint> Of(string language, params Item[] items) =>
        QuestionnaireHints.Of(Questionnaire(language, new Section("s", new(language, "Teil"), items)));

    public static RatingItem Rating(string key, string text, Condition? when = null) =>
        new(key, Sample.De(text), FivePoints) { When = when };
}
