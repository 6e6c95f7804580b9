namespace Befragung.Delphi.Statistics;

/// <summary>
/// Numbers 0, 1, 2 … drawn by inversion from their cumulative probabilities: the smallest number whose is not below the draw. Where to begin looking is told by a second table,
/// so that it takes a step or two however many numbers there are (Chen and Asau 1974, On generating random variates from an empirical distribution, AIIE Transactions 6, 163–166).
/// </summary>
internal sealed class Inversion
{
    private readonly double[] cumulative;
    private readonly int[] guide;

    /// <param name="cumulative">Growing; the last is taken for 1.</param>
    public Inversion(double[] cumulative)
    {
        this.cumulative = cumulative;
        guide = new int[cumulative.Length];
        var number = 0;
        for (var place = 0; place < guide.Length; place++)
        {
            while (number < cumulative.Length - 1 && cumulative[number] < (double)place / guide.Length)
                number++;
            guide[place] = number;
        }
    }

    public int Next(Draws draws)
    {
        var draw = draws.Next();
        var number = guide[(int)(draw * guide.Length)];
        while (number < cumulative.Length - 1 && cumulative[number] < draw)
            number++;
        return number;
    }
}
