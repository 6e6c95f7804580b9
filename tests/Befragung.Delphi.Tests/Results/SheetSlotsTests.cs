using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>A sheet as a row of small numbers, and back.</summary>
public class SheetSlotsTests
{
    private static readonly Questionnaire Asked = Sample.Questionnaire with
    {
        Sections =
        [
            .. Sample.Questionnaire.Sections,
            new(
                "mehr",
                Sample.De("Mehr"),
                [
                    new MultipleChoiceItem(
                        "w",
                        Sample.De("Was davon?"),
                        [new("a", Sample.De("Alpha")), new("b", Sample.De("Beta"))],
                        true,
                        0,
                        3,
                        true
                    ),
                    new NumberItem("z", Sample.De("Wie weit?"), null, null, null, 1),
                ]
            ),
        ],
    };

    [Theory]
    [InlineData("r", "5")]
    [InlineData("c", "x")]
    [InlineData("c", "z")]
    [InlineData("k.b", "2")]
    [InlineData("w.a", "1")]
    [InlineData("w.a", "0")]
    [InlineData("z", "-12.5")]
    public void A_value_comes_back_as_it_was_answered(string key, string value) =>
        Assert.Equal(value, Read(key, $$"""{"{{key}}":"{{value}}"}"""));

    [Theory]
    [InlineData("r")]
    [InlineData("c")]
    [InlineData("k.b")]
    [InlineData("w.a")]
    [InlineData("z")]
    public void What_was_not_answered_has_no_value_and_neither_has_keine_Angabe(string key)
    {
        Assert.Null(Read(key, "{}"));
        Assert.Null(Read(key, $$"""{"{{key}}":""}"""));
        Assert.Null(new SheetSlots(Asked).ValueOf(key, [], []));
    }

    [Fact]
    public void Words_are_taken_along_and_have_no_value()
    {
        var texts = new List<(string, string)>();
        Assert.Null(Read("t", """{"t":"Hallo","r.:for":"Weil","vergessen":"1"}""", texts));
        // Of what is not asked any longer, nothing is taken along but reasons and votes.
        Assert.Equal([("t", "Hallo"), ("r.:for", "Weil")], texts);
    }

    [Fact]
    public void A_key_that_no_questionnaire_can_have_is_passed_over() =>
        Assert.Equal("4", Read("r", $$"""{"{{new string('x', 300)}}":"1","r":"4"}"""));

    [Fact]
    public void A_text_and_a_number_count_as_one_answer()
    {
        Assert.Equal(1, SheetSlots.CodeOf(Asked.ItemOf("t")!.Parts[0], "Hallo"));
        Assert.Equal(1, SheetSlots.CodeOf(Asked.ItemOf("z")!.Parts[0], "12.5"));
        Assert.Equal(0, SheetSlots.CodeOf(Asked.ItemOf("z")!.Parts[0], ""));
    }

    [Theory]
    [InlineData("c", "nirgends")]
    [InlineData("w.a", "2")]
    [InlineData("r", "viel")]
    [InlineData("r", "1.5")]
    [InlineData("z", "weit")]
    [InlineData("c", "eine-antwort-die-so-lang-ist-dass-sie-keine-der-moeglichen-mehr-sein-kann")]
    [InlineData("r", "00000000000000000000000000000000000000000000000000000000000000000005")]
    public void A_value_that_does_not_fit_is_refused_with_the_name_of_its_part(string key, string value) =>
        Assert.Contains(
            key,
            Assert.Throws<InvalidOperationException>(() => Read(key, $$"""{"{{key}}":"{{value}}"}""")).Message,
            StringComparison.Ordinal
        );

    private static string? Read(string key, string sheet, List<(string PartKey, string Text)>? texts = null)
    {
        var slots = new SheetSlots(Asked);
        var row = new short[slots.Count];
        var numbers = new double[slots.Numbers];
        slots.Read(sheet, row, numbers, texts);
        return slots.ValueOf(key, row, numbers);
    }
}
