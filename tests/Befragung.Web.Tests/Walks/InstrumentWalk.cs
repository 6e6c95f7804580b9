using Befragung.Web.Tests.Walks.Screens;

namespace Befragung.Web.Tests.Walks;

/// <summary>What is asked is the same for everybody: on a wide screen and on a telephone, in the first round and in a later one, with what others said and without.</summary>
public sealed class InstrumentWalk(Browser app) : Walk(app)
{
    private static readonly int[] Widths = [1280, 390, 320];

    [Fact]
    public async Task Every_scale_has_the_same_points_in_the_same_order_with_all_their_words_everywhere()
    {
        var asked = new List<(string Where, string Options)>();
        foreach (var rounds in (int[])[1, 2])
        {
            var key = await AllItems.StudyAsync(App, rounds);
            foreach (var width in Widths)
            {
                var expert = await ExpertSheet.ArriveAsync(App, key, window: new(width, 900));
                var where = $"round {rounds} at {width}";
                await expert.LookAsync($"messinstrument-{rounds}-{width}");
                Assert.Equal(0, await expert.TooWideByAsync());
                asked.Add((where, await OptionsAsync(expert)));
                Assert.Equal("", await UnseenWordsAsync(expert));
                Assert.Equal("", await OutOfOrderAsync(expert));
            }
        }
        Assert.All(
            asked,
            one => Assert.True(one.Options == asked[0].Options, $"{one.Where} asks otherwise than {asked[0].Where}:\n{one.Options}")
        );
        Assert.Contains("9, trifft voll zu", asked[0].Options, StringComparison.Ordinal);
        Assert.Contains(
            "r11: 1, ausgeschlossen | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11, sicher",
            asked[0].Options,
            StringComparison.Ordinal
        );
    }

    /// <summary>The accessible names of all that can be chosen, by question, as the browser tells them.</summary>
    private static async Task<string> OptionsAsync(ExpertSheet expert)
    {
        var lines = new List<string>();
        foreach (var item in await expert.Find("[data-item]:has(label.point)").AllAsync())
        {
            var told = await item.AriaSnapshotAsync();
            var names = told.Split('\n')
                .Select(line => line.Trim())
                .Where(line =>
                    line.StartsWith("- radio ", StringComparison.Ordinal) || line.StartsWith("- checkbox ", StringComparison.Ordinal)
                )
                .Select(line => line.Split('"')[1]);
            lines.Add($"{await item.GetAttributeAsync("data-item")}: {string.Join(" | ", names)}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>The words of a scale that are nowhere to be seen in their question.</summary>
    private static Task<string> UnseenWordsAsync(ExpertSheet expert) =>
        expert.Page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll("[data-item]")].flatMap(item => {
                const seen = [...item.querySelectorAll("*")].filter(one => one.children.length < 2 && one.getBoundingClientRect().width > 2 && !one.matches("details *")).map(one => one.textContent.trim());
                return [...item.querySelectorAll(".point__label")].map(one => one.textContent.trim()).filter(word => word && !seen.some(one => one === word || one.endsWith(" " + word)))
                    .map(word => `${item.dataset.item}: ${word}`);
            }).join("; ")
            """
        );

    /// <summary>Points that do not come after the one before, to the right of it or below it.</summary>
    private static Task<string> OutOfOrderAsync(ExpertSheet expert) =>
        expert.Page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll(".scale")].flatMap(scale => {
                const points = [...scale.querySelectorAll("input[type=radio]")].map(one => [one.value, one.getBoundingClientRect()]);
                const beside = points.length > 1 && points[1][1].left > points[0][1].left + 10;
                return points.slice(1).filter(([value, box], index) => {
                    const before = points[index][1];
                    return value !== "" && (beside ? box.left <= before.left : box.top <= before.top);
                }).map(([value]) => `${scale.closest("[data-item]").dataset.item}: ${value}`);
            }).join("; ")
            """
        );
}
