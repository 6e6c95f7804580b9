using System.Text.Json;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>Units in the forms that a sentence needs, and those that have only one.</summary>
public class UnitTests
{
    [Theory]
    [InlineData("km", "km|km|km / km|km|km")]
    [InlineData("{ de: Tage, en: days }", "Tage|Tage|Tage / days|days|days")]
    [InlineData("{ one: Tag, many: Tage, after: Tagen }", "Tag|Tage|Tagen / Tag|Tage|Tagen")]
    [InlineData("{ one: Stelle, many: Stellen }", "Stelle|Stellen|Stellen / Stelle|Stellen|Stellen")]
    [InlineData("{ de: { one: Tag, many: Tage, after: Tagen }, en: { one: day, many: days } }", "Tag|Tage|Tagen / day|days|days")]
    [InlineData("{ de: Euro, en: { one: euro, many: euros } }", "Euro|Euro|Euro / euro|euros|euros")]
    public void A_file_says_it_in_any_language_and_form(string yaml, string forms)
    {
        var read = QuestionnaireReader.Read(File(yaml));
        Assert.Empty(read.Problems);
        Assert.Equal(forms, Forms(read.Questionnaire!));
        var frozen = JsonSerializer.Serialize(read.Questionnaire, Questionnaire.Format);
        Assert.Equal(forms, Forms(JsonSerializer.Deserialize<Questionnaire>(frozen, Questionnaire.Format)!));
        Assert.Equal(
            frozen,
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Questionnaire>(frozen, Questionnaire.Format), Questionnaire.Format)
        );
    }

    [Theory]
    [InlineData("{ one: Tag }", "Hier fehlt das Feld „many“.")]
    [InlineData("{ many: Tage, after: Tagen }", "Hier fehlt das Feld „one“.")]
    [InlineData("{ one: Tag, many: Tage, dative: Tagen }", "Das Feld „dative“ gehört nicht hierher. Möglich sind: one, many, after.")]
    [InlineData("{ en: days }", "Hier fehlt der Text in der Hauptsprache „de“.")]
    [InlineData("{ de: { one: Tag }, en: days }", "Hier fehlt das Feld „many“.")]
    [InlineData(
        "[Tag, Tage]",
        "Hier wird ein Text erwartet. Beginnt er mit einer Klammer oder einem Strich, gehört er in Anführungszeichen."
    )]
    [InlineData("Ein Wort aus mehr als vierzig Zeichen ist keines", "Der Text hat 48 Zeichen, möglich sind hier 40.")]
    public void A_mistake_is_told(string yaml, string sentence)
    {
        var read = QuestionnaireReader.Read(File(yaml));
        Assert.Null(read.Questionnaire);
        Assert.Contains(sentence, read.Problems.Where(problem => !problem.IsNotice).Select(problem => problem.What.ToString()));
    }

    [Fact]
    public void A_questionnaire_that_was_frozen_before_there_were_forms_keeps_its_word()
    {
        const string Earlier = """{"type":"number","unit":{"de":"Tage","en":"days"},"decimals":0,"key":"z","text":{"de":"Wie lange?"}}""";
        var item = (NumberItem)JsonSerializer.Deserialize<Item>(Earlier, Questionnaire.Format)!;
        Assert.Equal(("Tage", "Tage", "days"), (item.Unit!.One.In("de"), item.Unit.After.In("de"), item.Unit.Many.In("en")));
        Assert.Contains(
            """
            "unit":{"de":"Tage","en":"days"}
            """.Trim(),
            JsonSerializer.Serialize<Item>(item, Questionnaire.Format),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, 1, 1, "Die mittlere Hälfte nannte einheitlich 1 Tag.")]
    [InlineData(3, 3, 3, "Die mittlere Hälfte nannte einheitlich 3 Tage.")]
    [InlineData(0, 1, 1, "Die mittlere Hälfte nannte 0 bis 1 Tag, der Median liegt bei 1 Tag.")]
    [InlineData(1, 2, 4, "Die mittlere Hälfte nannte 1 bis 4 Tage, der Median liegt bei 2 Tagen.")]
    [InlineData(0.5, 1.5, 2.5, "Die mittlere Hälfte nannte 0,5 bis 2,5 Tage, der Median liegt bei 1,5 Tagen.")]
    public void Sentences_take_the_form_that_the_number_and_the_case_ask_for(double q1, double median, double q3, string sentence)
    {
        var part = (NumberPart)Days.Parts[0];
        var result = new ItemResult("z", "number", 5, 0)
        {
            Quartile1 = q1,
            Median = median,
            Quartile3 = q3,
        };
        Assert.Equal(sentence, new PartFeedback(1, result, null).Named(part)!.ToString());
    }

    [Theory]
    [InlineData("1", "Sie nannten in Runde 1: 1 Tag.")]
    [InlineData("1.5", "Sie nannten in Runde 1: 1,5 Tage.")]
    [InlineData("0", "Sie nannten in Runde 1: 0 Tage.")]
    [InlineData("-1", "Sie nannten in Runde 1: −1 Tage.")]
    public void Ones_own_number_has_its_form(string own, string sentence) =>
        Assert.Equal(
            sentence,
            new PartFeedback(1, new ItemResult("z", "number", 5, 0), own).YoursNamed((NumberPart)Days.Parts[0])!.ToString()
        );

    [Fact]
    public void Points_are_counted_alike() =>
        Assert.Equal(
            ("Punkt", "Punkte"),
            (
                ((NumberPart)new PointsItem("p", Sample.De("P"), [new("a", Sample.De("A"))], 10).Parts[0]).Unit!.Behind(1).In("de"),
                ((NumberPart)new PointsItem("p", Sample.De("P"), [new("a", Sample.De("A"))], 10).Parts[0]).Unit!.Behind(2).In("de")
            )
        );

    private static NumberItem Days { get; } =
        new("z", Sample.De("Wie lange?"), new Unit(Sample.De("Tag"), Sample.De("Tage"), Sample.De("Tagen")), null, null, 1);

    private static string Forms(Questionnaire questionnaire)
    {
        var unit = ((NumberItem)questionnaire.Items.Single()).Unit!;
        return string.Join(
            " / ",
            ((string[])["de", "en"]).Select(language => $"{unit.One.In(language)}|{unit.Many.In(language)}|{unit.After.In(language)}")
        );
    }

    private static string File(string unit) =>
        $$"""
            befragung: 1
            title: Dauer
            languages: [de, en]
            groups: [{ key: nord, name: Norden }]
            sections:
              - key: eins
                title: Eins
                items:
                  - { key: z, type: number, text: Wie lange?, unit: {{unit}} }
            """;
}
