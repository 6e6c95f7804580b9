namespace Befragung.Delphi.Planning;

/// <summary>Looks for counts.</summary>
internal static class Counts
{
    /// <summary>The smallest count of 0 to <paramref name="n"/> of which something holds that then holds of all greater ones; null where it holds of none.</summary>
    public static int? Fewest(int n, Func<int, bool> holds)
    {
        if (!holds(n))
            return null;
        int low = 0,
            high = n;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
