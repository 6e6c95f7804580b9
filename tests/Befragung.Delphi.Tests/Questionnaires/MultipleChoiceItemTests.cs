using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>What counts as an answer to a multiple choice, and what does not.</summary>
public class MultipleChoiceItemTests
{
    private static readonly MultipleChoiceItem Item = new(
        "p",
        Sample.De("Wer?"),
        [new("a", Sample.De("A")), new("b", Sample.De("B")), new("c", Sample.De("C"))],
        true,
        2,
        3,
        true
    );

    private static readonly MultipleChoiceItem WithNobody = Item with
    {
        Options = [.. Item.Options, new("none", Sample.De("Niemand")) { Exclusive = true }],
    };

    [Theory]
    [InlineData("", null)]
    [InlineData("a=1 b=1 c=0", null)]
    [InlineData("a=1 b=0 c=0 other=Dorf", null)]
    [InlineData("a= b= c=", null)]
    [InlineData("a=1 b=0 c=0", "Mindestens 2 sind zu wählen; gewählt: 1.")]
    [InlineData("a=0 b=0 c=0", "Mindestens 2 sind zu wählen; gewählt: 0.")]
    [InlineData("a=1 b=1 c=1 other=Dorf", "Höchstens 3 sind zu wählen; gewählt: 4.")]
    [InlineData("a=1 b= c=", "Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück.")]
    [InlineData("a= b= c= other=Dorf", "Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück.")]
    public void The_parts_of_an_answer_fit_together(string values, string? sentence) =>
        Assert.Equal(
            sentence,
            Item.CheckTogether(
                    values
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(value => value.Split('='))
                        .ToDictionary(value => "p." + value[0], value => value[1])
                )
                ?.ToString()
        );

    [Theory]
    [InlineData("a=0 b=0 c=0 none=1", null)]
    [InlineData("none=1", null)]
    [InlineData("a=1 b=1 c=0 none=0", null)]
    [InlineData("a=0 b=0 c=0 none=0 other=Dorf", "Mindestens 2 sind zu wählen; gewählt: 1.")]
    [InlineData("a=1 b=0 c=0 none=1", "Die Antwort „Niemand“ schließt die anderen aus. Nehmen Sie diese zurück, oder „Niemand“.")]
    [InlineData(
        "a=0 b=0 c=0 none=1 other=Dorf",
        "Die Antwort „Niemand“ schließt die anderen aus. Nehmen Sie diese zurück, oder „Niemand“."
    )]
    [InlineData(
        "a=1 b=1 c=1 none=1 other=Dorf",
        "Die Antwort „Niemand“ schließt die anderen aus. Nehmen Sie diese zurück, oder „Niemand“."
    )]
    [InlineData("a= b= c= none=1", "Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück.")]
    public void An_exclusive_option_stands_alone_and_is_enough(string values, string? sentence) =>
        Assert.Equal(
            sentence,
            WithNobody
                .CheckTogether(
                    values.Split(' ').Select(value => value.Split('=')).ToDictionary(value => "p." + value[0], value => value[1])
                )
                ?.ToString()
        );

    [Fact]
    public void An_exclusive_option_survives_being_frozen_and_leaves_no_trace_where_there_is_none()
    {
        var json = JsonSerializer.Serialize<Item>(WithNobody, Questionnaire.Format);
        var read = (MultipleChoiceItem)JsonSerializer.Deserialize<Item>(json, Questionnaire.Format)!;
        Assert.Equal([false, false, false, true], read.Options.Select(option => option.Exclusive));
        Assert.Equal(4, read.Combinable);
        Assert.DoesNotContain("xclusive", JsonSerializer.Serialize<Item>(Item, Questionnaire.Format), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("2", "„2“ ist weder 1 (gewählt) noch 0 (nicht gewählt).")]
    [InlineData("01", "„01“ ist weder 1 (gewählt) noch 0 (nicht gewählt).")]
    [InlineData("ja", "„ja“ ist weder 1 (gewählt) noch 0 (nicht gewählt).")]
    public void An_option_is_chosen_or_not(string value, string? sentence) =>
        Assert.Equal(sentence, Item.Parts[0].Check(value)?.ToString());

    [Fact]
    public void No_answer_can_be_left_out() =>
        Assert.Equal(
            "„Keine Angabe“ ist hier nicht vorgesehen.",
            new MultipleChoiceItem("p", Item.Text, Item.Options, false, 0, 3, false).Parts[0].Check("")?.ToString()
        );

    [Fact]
    public void An_own_answer_may_have_200_characters()
    {
        Assert.Null(Item.Parts[3].Check(new string('x', 200)));
        Assert.NotNull(Item.Parts[3].Check(new string('x', 201)));
    }

    [Fact]
    public void It_survives_being_frozen_as_JSON()
    {
        var json = JsonSerializer.Serialize<Item>(Item, Questionnaire.Format);
        Assert.Contains("\"type\":\"multipleChoice\"", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Item>(json, Questionnaire.Format), Questionnaire.Format));
    }

    [Fact]
    public void A_change_is_checked_with_what_was_chosen_before()
    {
        var before = Answers.Parse("""{"p.a":"1","p.b":"1","p.c":"0"}""");
        Assert.Equal("Mindestens 2 sind zu wählen; gewählt: 1.", AnswerChange.Check([Item], before, [new("p.b", "0")])["p"].ToString());
        Assert.Empty(AnswerChange.Check([Item], before, [new("p.b", null), new("p.a", null), new("p.c", null)]));
    }
}
