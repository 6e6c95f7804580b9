using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Drafts;

public sealed class AskedBeforeTests
{
    private const string Yaml = """
        befragung: 1
        title: Ort
        languages: [de]
        groups:
          - { key: g1, name: Eins }
          - { key: g2, name: Zwei }
        scales:
          s5: { points: 5, labels: { 1: unwichtig, 5: wichtig } }
          s3: { points: 3 }
        sections:
          - key: themen
            title: Themen
            items:
              - { key: r1, type: rating, text: Leerstand, scale: s5 }
              - { key: r2, type: rating, text: Wohnen, scale: s5, when: { item: r1, from: 4 } }
              - { key: m1, type: multiRating, text: Markt, criteria: [{ key: a, name: Wert, scale: s5 }, { key: b, name: Lage, scale: s5 }] }
              - { key: c1, type: singleChoice, text: Wohin?, options: [{ key: x, name: Hin }, { key: y, name: Her }] }
              - { key: n1, type: number, text: Wie viele?, unit: km, max: 9 }
              - { key: l1, type: longText, text: Warum? }
              - { key: h1, type: information, text: Bitte lesen. }
        """;

    private static readonly Questionnaire First = QuestionnaireReader.Read(Yaml).Questionnaire!;

    private static readonly AskedBefore Before = new([(1, First)]);

    [Theory]
    [InlineData("text: Leerstand", "text: Leere Läden", null)]
    [InlineData("title: Themen", "title: Rest\n    introduction: Noch einmal.", null)]
    [InlineData("type: longText, text: Warum?", "type: ideas, text: Was noch?", null)]
    [InlineData("key: h1, type: information, text: Bitte lesen.", "key: h1, type: rating, text: Neu, scale: s3", null)]
    [InlineData("scale: s5, when: { item: r1, from: 4 }", "scale: s5, required: true, reasons: true, note: Kurz.", null)]
    [InlineData("key: r1, type: rating, text: Leerstand, scale: s5", "key: r9, type: rating, text: Leerstand, scale: s3", "when")]
    [InlineData("text: Leerstand, scale: s5", "text: Leerstand, scale: s3", "sections/0/items/0/scale")]
    [InlineData("5: wichtig", "5: egal", "sections/0/items/0/scale")]
    [InlineData("text: Wohnen, scale: s5, when: { item: r1, from: 4 }", "text: Wohnen, scale: s3", "sections/0/items/1/scale")]
    [InlineData("name: Lage, scale: s5", "name: Ort, scale: s5", "sections/0/items/2/criteria")]
    [InlineData("key: y, name: Her", "key: z, name: Her", "sections/0/items/3/options")]
    [InlineData("unit: km", "unit: m", "sections/0/items/4")]
    [InlineData("type: longText, text: Warum?", "type: rating, text: Warum?, scale: s3", "sections/0/items/5/type")]
    [InlineData("title: Ort", "title: Anderswo", "title")]
    [InlineData("name: Zwei", "name: Drei", "groups")]
    [InlineData("groups:", "consent: Ich will.\ngroups:", "consent")]
    [InlineData("groups:", "settings: { smallestCell: 9 }\ngroups:", "settings")]
    [InlineData("groups:", "groupLabel: { one: Gemeinde, many: Gemeinden }\ngroups:", "groupLabel")]
    public void What_earlier_rounds_decided_stands_and_the_rest_is_free(string before, string after, string? place)
    {
        var text = Yaml.Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(Yaml, text);
        var read = QuestionnaireReader.Read(text, OutsideChecks.None with { Asked = Before.Items });
        Assert.DoesNotContain(read.Problems, one => !one.IsNotice);
        var found = Before.Problems(text, read.Questionnaire);
        if (place is null or "when")
        {
            Assert.Empty(found);
            return;
        }
        Assert.Contains(found, one => one.Place == place);
        Assert.All(found, one => Assert.Equal(FilePlaces.Of(text).Find(one.Place), (one.Problem.Line, one.Problem.Column)));
    }

    [Fact]
    public void A_new_question_cannot_have_the_key_of_a_dropped_one_that_was_asked_otherwise()
    {
        var second = First.Keep(new HashSet<string>(StringComparer.Ordinal) { "r1", "c1" });
        var third = second with { Sections = [second.Sections[0] with { Items = [new RatingItem("n1", Sample.De("Neu"), Sample.Scale)] }] };
        var problem = Assert.Single(new AskedBefore([(2, second), (1, First)]).Problems(Draft.Of(third).Text, third));
        Assert.Equal(("sections/0/items/0/type", 1), (problem.Place, (int)problem.Problem.What.Values[0]));
    }

    [Fact]
    public void What_stands_is_told_though_the_sections_are_unfinished()
    {
        var text = Yaml.Replace("text: Leerstand", "text: ''", StringComparison.Ordinal)
            .Replace("name: Zwei", "name: Drei", StringComparison.Ordinal);
        Assert.Null(QuestionnaireReader.Read(text).Questionnaire);
        Assert.Equal("groups", Assert.Single(Before.Problems(text, null)).Place);
    }

    [Fact]
    public void Nothing_stands_before_the_first_round() => Assert.Empty(new AskedBefore([]).Problems(Yaml, First));

    [Fact]
    public void A_condition_may_look_at_what_an_earlier_round_asked_and_this_one_does_not()
    {
        var later = First.Keep(new HashSet<string>(StringComparer.Ordinal) { "r2" });
        var text = Draft.Of(later).Text;
        Assert.Contains("item: r1", text, StringComparison.Ordinal);
        Assert.Contains(
            "gibt es weiter oben nicht",
            Assert.Single(QuestionnaireReader.Read(text).Problems).What.German,
            StringComparison.Ordinal
        );
        var checks = OutsideChecks.None with { Asked = Before.Items };
        Assert.Equal("r1", QuestionnaireReader.Read(text, checks).Questionnaire!.ItemOf("r2")!.When!.Item);
        // What is asked further down is not known yet when it is looked at, whatever was answered before.
        var below = Draft.Of(later with { Sections = [.. later.Sections, new("neu", Sample.De("Neu"), [First.ItemOf("r1")!])] }).Text;
        Assert.Contains(
            QuestionnaireReader.Read(below, checks).Problems,
            one => one.What.German.Contains("gibt es weiter oben nicht", StringComparison.Ordinal)
        );
    }
}
