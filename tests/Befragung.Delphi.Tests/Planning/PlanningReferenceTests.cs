using Befragung.Delphi.Planning;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Statistics;

namespace Befragung.Delphi.Tests.Planning;

/// <summary>What is planned with, against R: to 1e-12, as everything is exact.</summary>
public class PlanningReferenceTests
{
    private const double Exact = 1e-12;

    [Fact]
    public void Tails_of_the_binomial_distribution_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("binomial"))
        {
            var (count, n, share) = (row.Whole("count"), row.Whole("n"), row.Numbers("share")[0]);
            row.Is("atLeast", Binomial.AtLeast(count, n, share), Exact);
            row.Is("below", Binomial.Below(count, n, share), Exact);
        }
    }

    [Fact]
    public void Chances_of_consensus_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("consensus"))
        {
            var rule = new PercentAgreementRule(Share.Read(row.Text("threshold"))!) { Strict = row.Text("strict") == "true" };
            var chances = ConsensusChances.Of(rule, row.Whole("n"));
            row.Is("needed", chances.Needed);
            row.Is("holds", chances.Holding(row.Whole("share")), Exact);
        }
    }

    [Fact]
    public void Chances_that_a_movement_is_noticed_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Read("movements"))
        {
            var chances = MovementChances.Of(new PairedRule(Share.Read(row.Text("limit"))!), row.Whole("pairs"));
            row.Is("noticed", chances.SmallestNoticed);
            row.Is("moving", chances.Moving(row.Whole("share")), Exact);
            row.Is("undecidable", chances.Undecidable(row.Whole("share")), Exact);
        }
    }
}
