using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

public class RecruitingQuestionTests
{
    private const string Two = "[{ key: v, name: { de: Verkehr, en: Transport } }, { key: s, name: { de: Städtebau, en: Towns } }]";

    [Fact]
    public void It_is_read_in_all_languages_and_goes_along_into_the_next_round()
    {
        var read = QuestionnaireReader.Read(File($"recruiting: {{ text: {{ de: Welches Fach?, en: Which field? }}, options: {Two} }}"));
        Assert.Empty(read.Problems);
        var next = read.Questionnaire!.Keep(new HashSet<string> { "l" });
        Assert.Equal(("Welches Fach?", "Which field?"), (next.Recruiting!.Text.In("de"), next.Recruiting.Text.In("en")));
        Assert.Equal(("Städtebau", null), (next.Recruiting.WordsOf("s", "de"), next.Recruiting.WordsOf("x", "de")));
        Assert.Null(QuestionnaireReader.Read(File("")).Questionnaire!.Recruiting);
    }

    [Theory]
    [InlineData("recruiting: { options: " + Two + " }", "Hier fehlt das Feld „text“.")]
    [InlineData("recruiting: { text: Fach }", "Hier fehlt das Feld „options“.")]
    [InlineData("recruiting: { text: Fach, option: " + Two + " }", "Das Feld „option“ kenne ich nicht. Meinten Sie „options“?")]
    [InlineData(
        "recruiting: { text: Fach, options: [{ key: a, name: A }] }",
        "Unter „options“ stehen zu wenige Einträge: 1 statt mindestens 2."
    )]
    public void What_is_missing_or_strange_is_told(string recruiting, string sentence) =>
        Assert.Contains(sentence, QuestionnaireReader.Read(File(recruiting)).Problems.Select(problem => Said(problem.What)));

    [Fact]
    public void Two_hundred_options_and_one_that_is_too_long_are_refused_with_a_sentence()
    {
        var many = string.Join(", ", Enumerable.Range(0, 200).Select(number => $"{{ key: o{number}, name: Fach {number} }}"));
        Assert.Contains(
            "200",
            Said(Assert.Single(QuestionnaireReader.Read(File($"recruiting: {{ text: Fach, options: [{many}] }}")).Problems).What)
        );
        var long101 = new string('ä', RecruitingQuestion.LongestOption + 1);
        var problem = Assert.Single(
            QuestionnaireReader
                .Read(File($"recruiting: {{ text: Fach, options: [{{ key: a, name: A }}, {{ key: b, name: {long101} }}] }}"))
                .Problems
        );
        Assert.Contains("100", Said(problem.What), StringComparison.Ordinal);
    }

    private static string Said(Sentence sentence) => string.Format(null, sentence.German, [.. sentence.Values]);

    private static string File(string recruiting) =>
        $$"""
            befragung: 1
            title: Orte
            languages: [de, en]
            groups: [{ key: nord, name: Norden }]
            {{recruiting}}
            sections:
              - key: eins
                title: Eins
                items:
                  - { key: l, type: longText, text: Was fehlt? }
            """;
}
