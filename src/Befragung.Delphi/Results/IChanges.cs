using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>What a rule of stability may look at; what is dear is computed when it is.</summary>
internal interface IChanges
{
    /// <summary>Who answered both times.</summary>
    int Pairs { get; }

    /// <summary>Σ |difference of the margins| of the pairs: 2 n Δ.</summary>
    int Distance { get; }

    /// <summary>Whether a fifth of the pairs went from one end of the scale to the other.</summary>
    bool ManyCrossed { get; }

    /// <summary>The change of distribution of all answers, 0–1; null where a round has none.</summary>
    double? DistributionChange { get; }

    double? KappaQuadratic { get; }

    /// <summary>Of Wilcoxon's test; null where nobody moved, and where the answers have no order.</summary>
    double? WilcoxonP { get; }

    /// <summary>The smaller p of Wilcoxon's test and that of Δ.</summary>
    double SmallerP { get; }
}

/// <summary>Changes that are all computed already.</summary>
internal sealed class KnownChanges(ItemStability stability, PairTable pairs) : IChanges
{
    public int Pairs => pairs.Total;

    public int Distance => (int)Math.Round(stability.PairedChange!.Value * 2 * pairs.Total);

    public bool ManyCrossed => stability.Crossed >= Stability.Crossing;

    public double? DistributionChange => stability.DistributionChange;

    public double? KappaQuadratic => stability.KappaQuadratic;

    public double? WilcoxonP => stability.Wilcoxon?.P;

    public double SmallerP => Math.Min(stability.PairedChangeP!.Value, WilcoxonP ?? 1);
}

/// <summary>Changes between ratings that are computed from a table, exactly.</summary>
/// <param name="table">Of those who handed in now.</param>
/// <param name="scale">Of the item.</param>
/// <param name="leavers">The answers of before of those who did not hand in now, by point.</param>
/// <param name="draws">See <see cref="PairedChange.Of"/>.</param>
internal class CountedChanges(AnswerTable table, Scale scale, IReadOnlyList<int> leavers, Func<Draws> draws) : IChanges
{
    protected AnswerTable Table => table;

    public int Pairs { get; } = table.PairCount();

    public int Distance => table.Distance();

    public bool ManyCrossed => (double)table.Crossers(scale) / Pairs >= Stability.Crossing;

    public double? DistributionChange =>
        Stability.DistributionChange([.. table.Before().Zip(leavers, (here, left) => here + left)], table.Now());

    public double? KappaQuadratic => Kappa.Quadratic(table.Pairs());

    public virtual double? WilcoxonP => Wilcoxon.Of(table.Pairs())?.P;

    public virtual double SmallerP
    {
        get
        {
            var direction = WilcoxonP ?? 1;
            // Where one is small already, the other, which may take ten thousand draws, decides nothing.
            return direction < Stability.Significance ? direction : Math.Min(direction, PairedChange.Of(table.Pairs(), draws)?.P ?? 1);
        }
    }
}

/// <summary>The same of a panel that was drawn: its tests are made by a few draws.</summary>
internal sealed class DrawnChanges(AnswerTable table, Scale scale, IReadOnlyList<int> leavers, Draws draws)
    : CountedChanges(table, scale, leavers, () => draws)
{
    public override double? WilcoxonP => DrawnTests.Of(Table, draws).Direction;

    public override double SmallerP
    {
        get
        {
            var (change, direction) = DrawnTests.Of(Table, draws);
            return Math.Min(change, direction);
        }
    }
}
