using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>What a questionnaire does not say in all of its languages, with its places.</summary>
public class MissingTranslationsTests
{
    private const string Whole = """
        befragung: 1
        title: { de: Größe, en: Size }
        languages: [de, en]
        groups:
          - { key: nord, name: { de: Norden, en: North } }
        scales:
          s2: { points: 2, labels: { 1: { de: nein, en: "no" }, 2: { de: ja, en: "yes" } } }
        sections:
          - key: eins
            title: { de: Erstens, en: First }
            items:
              - { key: r1, type: rating, text: { de: Ist es gut?, en: Is it good? }, scale: s2 }
              - { key: r2, type: rating, text: { de: Ist es neu?, en: Is it new? }, scale: s2 }
              - key: c1
                type: singleChoice
                text: { de: Wohin?, en: Where to? }
                options:
                  - { key: hin, name: { de: Hin, en: There } }
                  - { key: her, name: { de: Her, en: Back } }
        """;

    [Fact]
    public void Where_all_is_translated_nothing_is_missing() => Assert.Empty(MissingTranslations.Of(Read(Whole)));

    [Fact]
    public void Where_there_is_one_language_nothing_is_missing()
    {
        var one = Read(Whole) with { Languages = ["de"] };
        Assert.Empty(MissingTranslations.Of(one));
    }

    [Theory]
    [InlineData("{ de: Größe, en: Size }", "{ de: Größe }", "Titel", 1)]
    [InlineData("{ de: Norden, en: North }", "{ de: Norden }", "Namen der Gruppen", 1)]
    [InlineData("{ de: Erstens, en: First }", "{ de: Erstens }", "Abschnitt „Erstens“", 1)]
    [InlineData("{ de: Hin, en: There }", "{ de: Hin }", "Frage „Wohin?“", 1)]
    // Two questions have the scale, and whoever translates it does so once.
    [InlineData("{ de: ja, en: \"yes\" }", "{ de: ja }", "Skala der Frage „Ist es gut?“", 1)]
    // One text for all languages is stored like one that is missing.
    [InlineData("{ de: Größe, en: Size }", "Smart City", "Titel", 1)]
    public void A_text_that_is_missing_is_counted_once_with_its_place(string whole, string part, string place, int texts)
    {
        var missing = Assert.Single(MissingTranslations.Of(Read(Whole.Replace(whole, part, StringComparison.Ordinal))));
        Assert.Equal(("en", texts), (missing.Language, missing.Texts));
        Assert.Equal((place, texts), Assert.Single(missing.Places) is var found ? (found.Place.ToString(), found.Texts) : default);
    }

    [Fact]
    public void Several_of_a_question_are_one_place()
    {
        var missing = MissingTranslations.Of(
            Read(
                Whole
                    .Replace("{ de: Wohin?, en: Where to? }", "{ de: Wohin? }", StringComparison.Ordinal)
                    .Replace("{ de: Her, en: Back }", "{ de: Her }", StringComparison.Ordinal)
            )
        );
        Assert.Equal(2, Assert.Single(Assert.Single(missing).Places).Texts);
    }

    private static Questionnaire Read(string yaml) => QuestionnaireReader.Read(yaml).Questionnaire!;
}
