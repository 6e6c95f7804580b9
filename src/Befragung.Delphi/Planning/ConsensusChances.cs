using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Planning;

/// <summary>
/// How likely a rule of percent agreement holds: its operating characteristic, as of a sampling plan by attributes. The answers are taken as drawn by chance from all
/// experts of whom a true share thinks alike. Exact, by the upper tail of the binomial distribution. Dodge and Romig (1929), A method of sampling inspection, Bell System
/// Technical Journal 8, 613–631; Montgomery (2013), Introduction to Statistical Quality Control, 7th ed., chapter 15.
/// </summary>
/// <param name="Answers">How many answers there are, of those that the rule counts.</param>
/// <param name="Needed">How many of them have to lie in one band; null where no number is enough.</param>
public sealed record ConsensusChances(int Answers, int? Needed)
{
    /// <summary>The true shares that are usually looked at; in per cent.</summary>
    public static IReadOnlyList<int> TrueShares { get; } = [50, 55, 60, 65, 70, 75, 80, 85, 90, 95];

    /// <summary>What so many answers can show by a rule. The number needed is found by counts alone, as the verdict is; without answers nothing holds.</summary>
    /// <param name="rule">The study's.</param>
    /// <param name="answers">0 or more.</param>
    public static ConsensusChances Of(PercentAgreementRule rule, int answers)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(answers);
        return new(answers, Counts.Fewest(answers, count => rule.Holds(count, answers)));
    }

    /// <summary>The probability, 0 to 1, that the rule holds of a band.</summary>
    /// <param name="trueShare">How many of all experts think so, 0 to 100 per cent.</param>
    public double Holding(int trueShare) => Needed is { } needed ? Binomial.AtLeast(needed, Answers, trueShare / 100d) : 0;
}
