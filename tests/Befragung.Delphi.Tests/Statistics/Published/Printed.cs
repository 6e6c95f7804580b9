namespace Befragung.Delphi.Tests.Statistics.Published;

/// <summary>Comparison with printed values: where a source prints fewer digits than R gives, R's (of the same data) are the expected ones.</summary>
internal static class Printed
{
    public static void Is(double expected, double? actual, double tolerance = 1e-9) =>
        Assert.True(actual is { } value && Math.Abs(value - expected) <= tolerance, $"Printed is {expected:R}, we have {actual:R}.");

    /// <summary>The frequency table of whole numbers, from 1 to the greatest possible.</summary>
    public static int[] Counts(int greatest, params int[] values)
    {
        var counts = new int[greatest];
        foreach (var value in values)
            counts[value - 1]++;
        return counts;
    }
}
