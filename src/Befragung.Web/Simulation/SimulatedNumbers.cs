using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Simulation;

/// <summary>The numbers of simulated experts: around a centre that the item has, and mostly kept in the next round.</summary>
internal static class SimulatedNumbers
{
    /// <param name="own">The item's own chance, the same for all.</param>
    /// <param name="chance">That of the expert.</param>
    public static IReadOnlyList<AnswerChange> For(Item item, string groupKey, Answers earlier, Random own, Random chance)
    {
        var fate = chance.NextDouble();
        if (fate < 0.08)
            return [];
        if (fate < 0.7 && earlier.Answered(item))
            return
            [
                .. item.Parts.Where(part => earlier[part.Key] is not null).Select(part => new AnswerChange(part.Key, earlier[part.Key])),
            ];
        return item is PointsItem points ? Shared(points, own, chance) : Around(item, groupKey.Length, own, chance);
    }

    private static List<AnswerChange> Shared(PointsItem item, Random own, Random chance)
    {
        // In fives, as people do; what is left goes to the first.
        var weights = item.Parts.Select(_ => own.NextDouble() + (0.5 * chance.NextDouble())).ToList();
        var points = weights.ConvertAll(weight => (int)(item.Total * weight / weights.Sum() / 5) * 5);
        points[0] += item.Total - points.Sum();
        return [.. item.Parts.Select((part, index) => new AnswerChange(part.Key, points[index].ToString(CultureInfo.InvariantCulture)))];
    }

    private static List<AnswerChange> Around(Item item, int lean, Random own, Random chance)
    {
        var part = (NumberPart)item.Parts[0];
        var low = part.Min ?? 0;
        var room = (part.Max ?? (low + 100)) - low;
        var centre = low + (room * (decimal)(0.2 + (0.3 * own.NextDouble()) + (0.2 * chance.NextDouble()) + (0.005 * lean)));
        var spread = room * (decimal)(0.05 + (0.1 * chance.NextDouble()));
        decimal[] values =
            item is EstimateItem ? [Math.Max(low, centre - spread), centre, Math.Min(low + room, centre + spread)] : [centre];
        return
        [
            .. item.Parts.Zip(
                values,
                (one, value) => new AnswerChange(one.Key, Math.Round(value, part.Decimals).ToString(CultureInfo.InvariantCulture))
            ),
        ];
    }
}
