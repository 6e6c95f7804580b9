using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>People of whom a panel is drawn anew, as many as there are, each time any of them (Efron 1979, Bootstrap Methods, Annals of Statistics 7(1), 1–26).</summary>
internal sealed class Stratum
{
    /// <summary>
    /// Beyond, how often a cell is drawn is drawn by itself, as a Poisson number (Hanley and MacGibbon 2006, Creating non-parametric bootstrap samples using Poisson frequencies,
    /// Computer Methods and Programs in Biomedicine 83(1), 57–62): so many people make it no different, and the time does not grow with the panel.
    /// </summary>
    public const int DrawnOneByOneUpTo = 200;

    private readonly int[] people;
    private readonly List<(int Cell, PoissonNumbers Numbers)> cells = [];

    /// <param name="counts">People by cell.</param>
    public Stratum(ReadOnlySpan<int> counts)
    {
        var total = Frequencies.Total(counts);
        people = new int[total <= DrawnOneByOneUpTo ? total : 0];
        var next = 0;
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] == 0)
                continue;
            if (people.Length == 0)
                cells.Add((cell, new PoissonNumbers(counts[cell])));
            else
                people.AsSpan(next, counts[cell]).Fill(cell);
            next += counts[cell];
        }
    }

    /// <summary>Adds as many people as there are, drawn anew, to the cells.</summary>
    public void Draw(Draws draws, Span<int> into)
    {
        for (var person = 0; person < people.Length; person++)
            into[people[(int)(draws.Next() * people.Length)]]++;
        foreach (var (cell, numbers) in cells)
            into[cell] += numbers.Next(draws);
    }
}
