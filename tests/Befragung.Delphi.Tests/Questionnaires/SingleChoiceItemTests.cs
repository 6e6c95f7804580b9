using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>One of several options, the last of which may be one's own.</summary>
public class SingleChoiceItemTests
{
    private const string Yaml = """
        befragung: 1
        title: Probe
        languages: [de]
        groups: [ { key: alle, name: Alle } ]
        sections:
          - key: eins
            title: Eins
            items:
              - { key: c, type: singleChoice, text: Wo?, other: true, options: [ { key: hier, name: Hier }, { key: dort, name: Dort } ] }
        """;

    private static readonly Questionnaire Questionnaire = QuestionnaireReader.Read(Yaml).Questionnaire!;

    private static readonly SingleChoiceItem Item = (SingleChoiceItem)Questionnaire.Items.Single();

    [Fact]
    public void An_answer_of_ones_own_is_the_last_option_and_has_words()
    {
        Assert.True(Item.Other);
        Assert.Equal(["hier", "dort", "other"], Item.Options.Select(option => option.Key));
        Assert.Equal(["c", "c.other"], Item.Parts.Select(part => part.Key));
        Assert.Equal("Sonstiges", Item.Parts[1].Name!.ToString());
    }

    [Fact]
    public void Its_key_is_taken() =>
        Assert.Contains(
            QuestionnaireReader.Read(Yaml.Replace("key: dort", "key: other", StringComparison.Ordinal)).Problems,
            problem =>
                problem.What.ToString().StartsWith("Mit „other: true“ ist der Schlüssel „other“ schon vergeben.", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("other", "Drüben", null)]
    [InlineData("other", null, null)]
    [InlineData("hier", null, null)]
    [InlineData(
        "hier",
        "Drüben",
        "Sie haben etwas unter „Sonstiges“ geschrieben und zugleich anders geantwortet. Nehmen Sie eines davon zurück."
    )]
    [InlineData(
        "",
        "Drüben",
        "Sie haben etwas unter „Sonstiges“ geschrieben und zugleich anders geantwortet. Nehmen Sie eines davon zurück."
    )]
    public void Words_belong_to_the_answer_of_ones_own(string choice, string? words, string? sentence)
    {
        var values = new Dictionary<string, string> { ["c"] = choice };
        if (words is not null)
            values["c.other"] = words;
        Assert.Equal(sentence, Item.CheckTogether(values)?.ToString());
    }

    [Fact]
    public void It_is_counted_like_any_other_and_its_words_are_read()
    {
        var tally = new RoundTally(Questionnaire);
        tally.Add("alle", """{"c":"hier"}""");
        var texts = tally.Add("alle", """{"c":"other","c.other":"Drüben"}""");
        Assert.Equal([("c.other", "Drüben")], texts);
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.Equal([1, 0, 1], result.Of("c")!.Counts!);
        Assert.Equal(1, result.Of("c.other")!.Entries);
    }
}
