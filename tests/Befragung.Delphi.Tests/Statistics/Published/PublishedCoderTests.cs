using Befragung.Delphi.Statistics;
using static Befragung.Delphi.Tests.Statistics.Published.Printed;

namespace Befragung.Delphi.Tests.Statistics.Published;

public class PublishedCoderTests
{
    /// <summary>Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units, a dot where one is missing.</summary>
    private static readonly string[] FourObservers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

    /// <summary>Cohen (1960), 200 diagnoses by two psychiatrists: 70 % and κ = 0.492.</summary>
    [Fact]
    public void Kappa_by_Cohen()
    {
        var data = new ReliabilityData(2);
        int[] table = [88, 10, 2, 14, 40, 6, 18, 10, 12];
        foreach (var (index, count) in table.Index())
            for (var i = 0; i < count; i++)
                data.Add(index / 3, index % 3);
        Is(0.491525423728814, CohenKappa.Of(data));
        Is(70, PairwiseAgreement.Percent(data));
    }

    /// <summary>Fleiss (1971), table 1: six psychiatrists of 43 say which of five diagnoses each of 30 patients has; κ = 0.430, P̄ = 0.556.</summary>
    [Fact]
    public void Kappa_by_Fleiss()
    {
        var data = OfCounts(
            "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031",
            "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
        );
        Is(0.430, FleissKappa.Of(data), 0.0005);
        Is(55.6, PairwiseAgreement.Percent(data), 0.05);
        Assert.Equal((30, 30), (data.PairableUnits, data.CompleteUnits));
    }

    /// <summary>Wikipedia, "Fleiss' kappa": fourteen raters, ten subjects, five values; P̄ = 0.378, κ = 0.210.</summary>
    [Fact]
    public void Fleiss_kappa_of_the_encyclopedia()
    {
        int[][] counts =
        [
            [0, 0, 0, 0, 14],
            [0, 2, 6, 4, 2],
            [0, 0, 3, 5, 6],
            [0, 3, 9, 2, 0],
            [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0],
            [2, 5, 3, 2, 2],
            [6, 5, 2, 1, 0],
            [0, 2, 2, 3, 7],
        ];
        var data = OfCounts(14, counts);
        Is(0.210, FleissKappa.Of(data), 0.0005);
        Is(37.8, PairwiseAgreement.Percent(data), 0.05);
    }

    /// <summary>The same source: with missing values, α = 0.743; without (two observers), 0.095 of two values and 0.692 of five.</summary>
    [Fact]
    public void Alpha_by_Krippendorff()
    {
        Is(0.743, KrippendorffAlpha.Of(OfObservers(FourObservers)), 0.0005);
        Is(0.095, KrippendorffAlpha.Of(OfObservers("0100000010", "1110010000")), 0.0005);
        Is(0.692, KrippendorffAlpha.Of(OfObservers("aabbdcccedda", "babbbccceddd")), 0.0005);
    }

    private static ReliabilityData OfObservers(params string[] observers)
    {
        var data = new ReliabilityData(observers.Length);
        for (var unit = 0; unit < observers[0].Length; unit++)
            data.Add([.. observers.Select(values => values[unit] == '.' ? (int?)null : values[unit])]);
        return data;
    }

    private static ReliabilityData OfCounts(params string[] rows) =>
        OfCounts(6, [.. string.Join(' ', rows).Split(' ').Select(row => row.Select(digit => digit - '0').ToArray())]);

    private static ReliabilityData OfCounts(int raters, int[][] counts)
    {
        var data = new ReliabilityData(raters);
        foreach (var unit in counts)
            data.Add([.. unit.SelectMany((count, value) => Enumerable.Repeat((int?)value, count))]);
        return data;
    }
}
