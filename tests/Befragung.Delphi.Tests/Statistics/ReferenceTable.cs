using System.Globalization;
using Befragung.Delphi.Feedback;

namespace Befragung.Delphi.Tests.Statistics;

/// <summary>A table that R computed (tests/r); an empty cell is "no value", numbers in a cell are parted by spaces, lists of them by bars.</summary>
internal static class ReferenceTable
{
    public static IEnumerable<ReferenceRow> Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Statistics", "Reference", name + ".csv"));
        var header = lines[0].Split(';');
        return lines
            .Skip(1)
            .Select(
                (line, index) =>
                    new ReferenceRow(
                        $"{name}.csv, line {index + 2}",
                        header.Zip(line.Split(';')).ToDictionary(cell => cell.First, cell => cell.Second)
                    )
            );
    }
}

internal sealed record ReferenceRow(string Place, IReadOnlyDictionary<string, string> Cells)
{
    public string Text(string column) => Cells[column];

    public int Whole(string column) => int.Parse(Cells[column], CultureInfo.InvariantCulture);

    public int[] Wholes(string column) => Wholes([Cells[column]])[0];

    public int[][] WholeLists(string column) => Wholes(Cells[column].Split('|'));

    public double[] Numbers(string column) => [.. Parts(Cells[column]).Select(Number)];

    public double[][] NumberLists(string column) =>
        [.. Cells[column].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(list => Parts(list).Select(Number).ToArray())];

    /// <summary>Compares with the cell to 1e-9 unless told otherwise, also relatively, so that small probabilities count as well.</summary>
    public void Is(string column, double? actual, double tolerance = 1e-9)
    {
        if (Cells[column].Length == 0)
            Assert.True(actual is null, $"{Place}, {column}: R has no value, we have {actual}.");
        else
            Close(Number(Cells[column]), actual, column, tolerance);
    }

    public void Close(double expected, double? actual, string what, double tolerance = 1e-9) =>
        Assert.True(
            actual is { } value && Math.Abs(value - expected) <= tolerance * Math.Max(Math.Abs(expected), 1e-5),
            $"{Place}, {what}: R has {expected:R}, we have {actual:R}."
        );

    private static int[][] Wholes(string[] lists) =>
        [.. lists.Select(list => Parts(list).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray())];

    private static string[] Parts(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
