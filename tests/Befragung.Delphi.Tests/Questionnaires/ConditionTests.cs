using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

public class ConditionTests
{
    private const string Head = """
        befragung: 1
        title: Probe
        languages: [de]
        groups: [ { key: nord, name: Norden }, { key: sued, name: Süden } ]
        scales: { s5: { points: 5 } }
        sections:
          - key: eins
            title: Eins
            items:
              - { key: r, type: rating, text: Wie?, scale: s5 }
              - { key: c, type: singleChoice, text: Wo?, options: [ { key: hier, name: Hier }, { key: dort, name: Dort }, { key: nie, name: Nie } ] }
              - { key: m, type: multipleChoice, text: Wer?, options: [ { key: a, name: Anna }, { key: b, name: Bob } ], other: true }
              - { key: n, type: number, text: Wie viel?, decimals: 1 }
              - { key: e, type: estimate, text: Wann? }
              - { key: t, type: shortText, text: Warum? }

        """;

    private static Questionnaire Read(string more)
    {
        var read = QuestionnaireReader.Read(Head + more);
        Assert.Empty(read.Problems);
        return read.Questionnaire!;
    }

    private static Questionnaire With(string when) => Read($"      - {{ key: z, type: rating, text: Und?, scale: s5, when: {when} }}\n");

    private static bool Asked(string when, string? group, params (string Key, string Value)[] answers) =>
        !With(when).LeftOut(group, key => answers.FirstOrDefault(answer => answer.Key == key).Value).Contains("z");

    [Theory]
    [InlineData("{ groups: [nord] }", "nord", true)]
    [InlineData("{ groups: nord }", "sued", false)]
    [InlineData("{ groups: [nord, sued] }", null, false)]
    public void A_group_is_asked_where_it_is_named(string when, string? group, bool asked) => Assert.Equal(asked, Asked(when, group));

    [Theory]
    [InlineData("{ item: c, is: hier }", "c", "hier", true)]
    [InlineData("{ item: c, is: [hier, dort] }", "c", "dort", true)]
    [InlineData("{ item: c, is: hier }", "c", "nie", false)]
    [InlineData("{ item: c, is: hier }", "c", "", false)]
    [InlineData("{ item: c, isNot: hier }", "c", "dort", true)]
    [InlineData("{ item: c, isNot: hier }", "c", "hier", false)]
    [InlineData("{ item: c, isNot: hier }", "c", "", false)]
    [InlineData("{ item: c, isNot: hier }", "r", "1", false)]
    [InlineData("{ item: r, from: 4 }", "r", "4", true)]
    [InlineData("{ item: r, from: 4 }", "r", "3", false)]
    [InlineData("{ item: r, to: 2 }", "r", "2", true)]
    [InlineData("{ item: r, to: 2 }", "r", "3", false)]
    [InlineData("{ item: r, is: 3 }", "r", "3", true)]
    [InlineData("{ item: n, from: 1.5, to: 2.5 }", "n", "1.5", true)]
    [InlineData("{ item: n, from: 1.5, to: 2.5 }", "n", "2.6", false)]
    [InlineData("{ item: n, from: -3 }", "n", "-2.5", true)]
    [InlineData("{ item: e.best, from: 3 }", "e.best", "3", true)]
    [InlineData("{ item: m, is: a }", "m.a", "1", true)]
    [InlineData("{ item: m, is: [a, b] }", "m.b", "1", true)]
    [InlineData("{ item: m, is: a }", "m.a", "0", false)]
    [InlineData("{ item: m, isNot: a }", "m.a", "0", true)]
    [InlineData("{ item: m, isNot: a }", "m.b", "1", false)]
    public void An_earlier_answer_decides(string when, string key, string value, bool asked) =>
        Assert.Equal(asked, Asked(when, "nord", (key, value)));

    [Fact]
    public void All_that_is_named_has_to_hold()
    {
        const string when = "{ groups: [nord], item: c, is: hier }";
        Assert.True(Asked(when, "nord", ("c", "hier")));
        Assert.False(Asked(when, "sued", ("c", "hier")));
        Assert.False(Asked(when, "nord", ("c", "dort")));
    }

    [Fact]
    public void What_is_not_asked_fulfils_no_condition()
    {
        var questionnaire = Read(
            """
                  - { key: x, type: singleChoice, text: X?, options: [ { key: ja, name: Ja }, { key: nein, name: Nein } ], when: { item: c, is: hier } }
                  - { key: y, type: rating, text: Y?, scale: s5, when: { item: x, is: ja } }
            """
        );
        string? Answer(string key) =>
            key switch
            {
                "c" => "dort",
                "x" => "ja",
                _ => null,
            };
        Assert.Equal(["x", "y"], questionnaire.LeftOut("nord", Answer).Order());
        Assert.Empty(questionnaire.LeftOut("nord", key => key == "c" ? "hier" : Answer(key)));
    }

    [Fact]
    public void A_section_is_left_out_as_a_whole()
    {
        var questionnaire = Read(
            """
              - key: zwei
                title: Zwei
                when: { groups: [sued] }
                items:
                  - { key: hinweis, type: information, text: Lesen. }
                  - { key: y, type: rating, text: Y?, scale: s5 }
            """
        );
        Assert.Equal(["hinweis", "y"], questionnaire.LeftOut("nord", _ => null).Order());
        Assert.Empty(questionnaire.LeftOut("sued", _ => null));
    }

    [Theory]
    [InlineData("{ item: spaeter, is: 1 }", "Eine Bedingung schaut nur zurück.")]
    [InlineData("{ item: z, is: 1 }", "Eine Bedingung schaut nur zurück.")]
    [InlineData("{ item: t, is: ja }", "Dort stehen eigene Worte")]
    [InlineData("{ item: e, from: 3 }", "Gemeint ist einer davon: e.low, e.best, e.high.")]
    [InlineData("{ item: c }", "Welche Antwort ist gemeint?")]
    [InlineData("{ item: c, is: nirgends }", "„nirgends“ ist keine der Antworten.")]
    [InlineData("{ item: c, from: 2 }", "„from“ passt nur zu Zahlen und Skalen.")]
    [InlineData("{ item: r, is: 6 }", "„6“ liegt nicht auf der Skala von 1 bis 5.")]
    [InlineData("{ item: m, is: c }", "ist nur möglich: a, b.")]
    [InlineData("{ groups: [ost] }", "ist nur möglich: nord, sued.")]
    [InlineData("{ is: hier }", "Hier fehlt das Feld „item“.")]
    [InlineData("{ }", "nennt weder „groups“ noch „item“")]
    [InlineData("{ group: [nord] }", "Meinten Sie „groups“?")]
    [InlineData("nord", "Hier werden Felder erwartet")]
    public void A_mistake_is_named_where_it_stands(string when, string sentence)
    {
        var read = QuestionnaireReader.Read(
            Head
                + $"      - {{ key: z, type: rating, text: Und?, scale: s5, when: {when} }}\n      - {{ key: spaeter, type: rating, text: Später?, scale: s5 }}\n"
        );
        Assert.Null(read.Questionnaire);
        Assert.Contains(
            read.Problems,
            problem => problem.Line == 16 && problem.What.ToString().Contains(sentence, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void In_random_order_no_question_depends_on_another_of_its_section()
    {
        var read = QuestionnaireReader.Read(
            Head
                + """
                  - key: zwei
                    title: Zwei
                    random: true
                    items:
                      - { key: x, type: rating, text: X?, scale: s5 }
                      - { key: y, type: rating, text: Y?, scale: s5, when: { item: x, from: 4 } }
                """
        );
        Assert.Contains(read.Problems, problem => problem.What.ToString().Contains("wie hier „y“ von „x“", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ groups: [nord] }", "nur für: „Norden“")]
    [InlineData("{ item: c, is: [hier, dort] }", "nur bei der Antwort „Hier“ oder „Dort“ auf „Wo?“")]
    [InlineData("{ item: m, isNot: b }", "nur bei einer anderen Antwort als „Bob“ auf „Wer?“")]
    [InlineData("{ item: e.best, from: 3, to: 5 }", "nur bei 3 bis 5 als Antwort auf „Wann? (wahrscheinlichster Wert)“")]
    [InlineData("{ item: r, to: 2 }", "nur bis 2 als Antwort auf „Wie?“")]
    public void A_condition_can_be_told(string when, string words)
    {
        var questionnaire = With(when);
        Assert.Equal([words], questionnaire.ItemOf("z")!.When!.InWords(questionnaire).Select(sentence => sentence.ToString()));
    }

    [Fact]
    public void What_is_frozen_is_read_again_as_it_was()
    {
        var questionnaire = With("{ groups: [nord], item: m, is: [a], isNot: [b] }");
        var json = System.Text.Json.JsonSerializer.Serialize(questionnaire, Questionnaire.Format);
        var again = System.Text.Json.JsonSerializer.Deserialize<Questionnaire>(json, Questionnaire.Format)!;
        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(again, Questionnaire.Format));
        Assert.Contains("z", again.LeftOut("sued", _ => null));
    }
}
