using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>What groups are called: how a file says it, and what stands there where it does not.</summary>
public class GroupLabelTests
{
    [Theory]
    [InlineData("", "Akteursgruppe|Akteursgruppen|stakeholder group|stakeholder groups")]
    [InlineData("groupLabel: Gemeinde", "Gemeinde|Gruppen (Gemeinde)|Gemeinde|Gruppen (Gemeinde)")]
    [InlineData("groupLabel: { one: Gemeinde, many: Gemeinden }", "Gemeinde|Gemeinden|Gemeinde|Gemeinden")]
    [InlineData("groupLabel: { de: Gemeinde, en: town }", "Gemeinde|Gruppen (Gemeinde)|town|groups (town)")]
    [InlineData(
        "groupLabel: { de: Akteursgruppe, en: stakeholder group }",
        "Akteursgruppe|Akteursgruppen|stakeholder group|stakeholder groups"
    )]
    [InlineData("groupLabel: { de: { one: Ort, many: Orte }, en: place }", "Ort|Orte|place|groups (place)")]
    [InlineData("groupLabel: { en: { one: place, many: places }, de: { one: ' Ort ', many: Orte } }", "Ort|Orte|place|places")]
    public void A_file_says_it_in_any_language_and_form(string yaml, string label)
    {
        var read = QuestionnaireReader.Read(File(yaml));
        Assert.Empty(read.Problems);
        Assert.Equal(label, Words(read.Questionnaire!));
        var frozen = JsonSerializer.Serialize(read.Questionnaire, Questionnaire.Format);
        Assert.Equal(label, Words(JsonSerializer.Deserialize<Questionnaire>(frozen, Questionnaire.Format)!));
        // Questionnaires of earlier versions have no such field, and those without a label of their own look like them.
        Assert.Equal(yaml.Length > 0, frozen.Contains("groupLabel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("groupLabel: { one: Ort }", "Hier fehlt das Feld „many“.")]
    [InlineData("groupLabel: { many: Orte }", "Hier fehlt das Feld „one“.")]
    [InlineData("groupLabel: { one: Ort, mani: Orte }", "Das Feld „mani“ kenne ich nicht. Meinten Sie „many“?")]
    [InlineData("groupLabel: { one: Ort, many: }", "„many“ ist leer. Schreiben Sie etwas hinein.")]
    [InlineData("groupLabel: { one: ' ', many: Orte }", "Der Text ist leer. Schreiben Sie etwas hinein.")]
    [InlineData("groupLabel: { en: place }", "Hier fehlt der Text in der Hauptsprache „de“.")]
    [InlineData("groupLabel: { de: Ort, fr: lieu }", "„fr“ ist keine Sprache dieses Fragebogens. Unter „languages“ stehen: de, en.")]
    [InlineData("groupLabel: { de: { one: Ort }, en: place }", "Hier fehlt das Feld „many“.")]
    [InlineData(
        "groupLabel: [Ort, Orte]",
        "Hier wird ein Text erwartet. Beginnt er mit einer Klammer oder einem Strich, gehört er in Anführungszeichen."
    )]
    [InlineData(
        "groupLabel: { de: [Ort] }",
        "Hier wird ein Text erwartet. Beginnt er mit einer Klammer oder einem Strich, gehört er in Anführungszeichen."
    )]
    [InlineData(
        "groupLabel: Ein Wort aus mehr als sechzig Zeichen, das in keine Kopfzeile passt",
        "Der Text hat 67 Zeichen, möglich sind hier 60."
    )]
    public void A_mistake_is_told(string yaml, string sentence)
    {
        var read = QuestionnaireReader.Read(File(yaml));
        Assert.Null(read.Questionnaire);
        Assert.Contains(sentence, read.Problems.Where(problem => !problem.IsNotice).Select(problem => problem.What.ToString()));
    }

    [Fact]
    public void A_language_that_is_missing_is_a_hint()
    {
        var read = QuestionnaireReader.Read(File("groupLabel: { de: { one: Ort, many: Orte } }"));
        Assert.True(Assert.Single(read.Problems).IsNotice);
        Assert.Equal("Ort|Orte|Ort|Orte", Words(read.Questionnaire!));
    }

    [Fact]
    public void It_begins_a_line_with_a_capital_and_follows_a_number()
    {
        var label = GroupLabel.Usual;
        Assert.Equal(("Stakeholder group", "Stakeholder groups"), (label.OneFirst.In("en"), label.ManyFirst.In("en")));
        Assert.Equal(("Akteursgruppe", "Akteursgruppen"), (label.OneFirst.In("de"), label.ManyFirst.In("de")));
        Assert.Equal(
            ("Akteursgruppen", "Akteursgruppe", "Akteursgruppen"),
            (label.Of(0).In("de"), label.Of(1).In("de"), label.Of(2).In("de"))
        );
    }

    private static string Words(Questionnaire questionnaire) =>
        string.Join(
            '|',
            ((string[])["de", "en"]).SelectMany(language =>
                (string[])[questionnaire.GroupLabel.One.In(language), questionnaire.GroupLabel.Many.In(language)]
            )
        );

    private static string File(string label) =>
        $$"""
            befragung: 1
            title: Orte
            languages: [de, en]
            groups: [{ key: nord, name: Norden }]
            {{label}}
            sections:
              - key: eins
                title: Eins
                items:
                  - { key: l, type: longText, text: Was fehlt? }
            """;
}
