using System.Text.Json;
using Befragung.Delphi.Results;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>What may be published is no more exact than the report, has the promised names, and tells no share of few who all answered alike.</summary>
public sealed class PublishedResultsTests
{
    [Fact]
    public void No_number_has_more_places_than_the_report_and_no_name_is_lost()
    {
        var rounds = ExportSample.Export().Published;
        var full = JsonDocument.Parse(ResultsJson.Write(7, rounds)).RootElement;
        var published = JsonDocument.Parse(PublishedResults.Write(7, rounds)).RootElement;
        Assert.Equal(Names(full).Order(), Names(published).Order());
        Assert.All(Numbers(published), number => Assert.InRange(number.Split('.').ElementAtOrDefault(1)?.Length ?? 0, 0, 3));
        Assert.Contains(Numbers(full), number => number.Length > 10);
        var (one, other) = (Items(full).First(), Items(published).First());
        Assert.Equal(one.GetProperty("mean").GetDouble(), other.GetProperty("mean").GetDouble(), 2);
        Assert.Equal(one.GetProperty("n").GetInt32(), other.GetProperty("n").GetInt32());
    }

    [Theory]
    [InlineData(9, 100d, null)]
    [InlineData(9, 0d, null)]
    [InlineData(10, 100d, 100d)]
    [InlineData(9, 77.77777777777777, 78d)]
    [InlineData(120, 77.77777777777777, 77.8)]
    public void Of_few_who_all_answered_alike_no_share_is_told(int n, double percent, double? told)
    {
        var item = new ItemResult("a", "rating", 200, 0)
        {
            Groups = [new GroupItemResult("g", false) { N = n, PercentAgreement = percent }],
        };
        var result = new RoundResult(1, 7, 5, new(200, 200, 200), [], [item]);
        var group = Items(JsonDocument.Parse(PublishedResults.Write(7, [result])).RootElement).Single().GetProperty("groups")[0];
        Assert.Equal(told, group.GetProperty("percentAgreement") is { ValueKind: JsonValueKind.Number } share ? share.GetDouble() : null);
    }

    private static IEnumerable<JsonElement> Items(JsonElement results) =>
        results.GetProperty("rounds").EnumerateArray().SelectMany(round => round.GetProperty("items").EnumerateArray());

    private static IEnumerable<string> Names(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Names(field.Value).Prepend(field.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
            _ => [],
        };

    private static IEnumerable<string> Numbers(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Numbers(field.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
            JsonValueKind.Number => [element.GetRawText()],
            _ => [],
        };
}
