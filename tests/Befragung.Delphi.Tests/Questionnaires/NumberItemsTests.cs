using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Tests.Questionnaires;

/// <summary>What counts as an answer in numbers, and what does not.</summary>
public class NumberItemsTests
{
    private static readonly NumberPart Part = new("p", null, null, -2, 10.5m, 1);

    private static readonly PointsItem Points = new("p", Sample.De("P"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], 100);

    private static readonly EstimateItem Estimate = new("p", Sample.De("P"), null, 0, 50, 0);

    [Theory]
    [InlineData("", null)]
    [InlineData("-2", null)]
    [InlineData("10.5", null)]
    [InlineData("1.50", null)]
    [InlineData("007", null)]
    [InlineData("-2.1", "−2,1 ist zu klein; der kleinste mögliche Wert ist −2.")]
    [InlineData("10.6", "10,6 ist zu groß; der größte mögliche Wert ist 10,5.")]
    [InlineData("1.25", "1,25 hat zu viele Stellen nach dem Komma; möglich sind 1.")]
    [InlineData("1,5", "„1,5“ ist keine Zahl.")]
    [InlineData("1e3", "„1e3“ ist keine Zahl.")]
    [InlineData("NaN", "„NaN“ ist keine Zahl.")]
    [InlineData(".5", "„.5“ ist keine Zahl.")]
    [InlineData("5.", "„5.“ ist keine Zahl.")]
    [InlineData("1-1", "„1-1“ ist keine Zahl.")]
    [InlineData(" 1", "„ 1“ ist keine Zahl.")]
    [InlineData("9999999999999", "„9999999999999“ ist keine Zahl.")]
    public void A_number_is_plain_and_within_its_bounds(string value, string? sentence) =>
        Assert.Equal(sentence, Part.Check(value)?.ToString());

    [Fact]
    public void A_whole_number_has_no_decimals() => Assert.Equal("1,5 ist keine ganze Zahl.", Points.Parts[0].Check("1.5")?.ToString());

    [Theory]
    [InlineData("", null)]
    [InlineData("a=60 b=40", null)]
    [InlineData("a=100", null)]
    [InlineData("a=60 b=39", "Noch zu verteilen: 1 von 100 Punkten.")]
    [InlineData("a=60 b=41", "Zu viel verteilt: 1; es sind insgesamt 100 Punkte.")]
    [InlineData("a=0 b=0", "Noch zu verteilen: 100 von 100 Punkten.")]
    public void Points_are_shared_out_to_the_last(string values, string? sentence) =>
        Assert.Equal(sentence, Points.CheckTogether(Values(values))?.ToString());

    [Theory]
    [InlineData("", null)]
    [InlineData("low=1 best=2 high=3", null)]
    [InlineData("low=2 best=2 high=2", null)]
    [InlineData("low=1 best=2", "Eine Schätzung hat drei Werte: niedrig, am wahrscheinlichsten und hoch. Ergänzen Sie, was fehlt.")]
    [InlineData("low=3 best=2 high=4", "Der niedrigste Wert (3) liegt über dem wahrscheinlichsten (2).")]
    [InlineData("low=1 best=10 high=9", "Der höchste Wert (9) liegt unter dem wahrscheinlichsten (10).")]
    public void An_estimate_is_whole_and_in_order(string values, string? sentence) =>
        Assert.Equal(sentence, Estimate.CheckTogether(Values(values))?.ToString());

    [Fact]
    public void They_survive_being_frozen_as_JSON()
    {
        Item[] items = [Points, Estimate, new NumberItem("z", Sample.De("Z"), new(Sample.De("km")), null, 1.5m, 1)];
        var json = JsonSerializer.Serialize(items, Questionnaire.Format);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<Item[]>(json, Questionnaire.Format), Questionnaire.Format));
    }

    private static Dictionary<string, string> Values(string values) =>
        values
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(value => value.Split('='))
            .ToDictionary(value => "p." + value[0], value => value[1]);
}
