namespace Befragung.Web.Reports.Parts;

/// <summary>What has no room beside each other goes in several tables, all as wide as they can be alike: five are three and two, and not four and one.</summary>
internal static class EvenRows
{
    public static IEnumerable<T[]> Of<T>(IReadOnlyCollection<T> all, int most)
    {
        if (all.Count == 0)
            return [];
        var rows = (all.Count + most - 1) / most;
        return all.Chunk((all.Count + rows - 1) / rows);
    }
}
