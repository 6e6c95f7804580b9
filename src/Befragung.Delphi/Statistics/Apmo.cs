namespace Befragung.Delphi.Statistics;

/// <summary>
/// The average per cent of majority opinions of a set of items, which then is the threshold each of them has to pass: 100·(majority
/// agreements + majority disagreements) / answers, an item counting above the line only with more than half of its answers on one side.
/// Kapoor (1987), Systems approach to documentary maritime fraud (thesis, Plymouth); von der Gracht (2012), Consensus measurement in Delphi
/// studies, Technological Forecasting and Social Change 79(8), 1525–1536.
/// </summary>
public static class Apmo
{
    // An average of one item is this item's share, but for rounding.
    private const double Rounding = 1e-9;

    /// <summary>The APMO in per cent, 0 (no item has a majority) to 100; null without answers. Items without answers change nothing.</summary>
    /// <param name="items">Per item: answers in the top band, in the bottom band, and in all.</param>
    /// <exception cref="ArgumentException">An item has more answers in its bands than in all.</exception>
    public static double? Of(IReadOnlyList<(int Agree, int Disagree, int N)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        long majorities = 0,
            answers = 0;
        foreach (var item in items)
        {
            majorities += Majority(item);
            answers += item.N;
        }
        return answers == 0 ? null : 100.0 * majorities / answers;
    }

    /// <summary>
    /// Whether an item is consensual: it has a majority, and this is at least <paramref name="apmo"/> per cent of its answers, so that a round in which everybody agrees
    /// on everything has consensus. An item without a majority has none, even where the APMO is below 50 %.
    /// </summary>
    /// <exception cref="ArgumentException">The item has more answers in its bands than in all.</exception>
    public static bool IsConsensual((int Agree, int Disagree, int N) item, double apmo) =>
        Frequencies.Percent(Majority(item), item.N) is > 0 and var percent && percent >= apmo - Rounding;

    /// <summary>The answers on the side that holds more than half of all; 0 where there is none.</summary>
    private static int Majority((int Agree, int Disagree, int N) item)
    {
        if ((long)item.Agree + item.Disagree > item.N)
            throw new ArgumentException("An item has more answers in its bands than in all; the bands must not overlap.", nameof(item));
        var more = Math.Max(item.Agree, item.Disagree);
        return 2L * more > item.N ? more : 0;
    }
}
