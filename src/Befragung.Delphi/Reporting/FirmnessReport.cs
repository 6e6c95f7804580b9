using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Reporting;

/// <summary>How firm the verdicts of the newest round are, taken together.</summary>
public sealed class FirmnessReport
{
    /// <summary>So many panels are drawn anew for each verdict.</summary>
    public const int Panels = VerdictTrials.Panels;

    private FirmnessReport(IReadOnlyList<RatedReport> tried, RuleName ownRule)
    {
        Tried = tried;
        OwnRule = ownRule;
    }

    /// <summary>The rated parts with a verdict that was tried, in the order of the report.</summary>
    public IReadOnlyList<RatedReport> Tried { get; }

    /// <summary>The study's.</summary>
    public RuleName OwnRule { get; }

    /// <summary>How many verdicts are said to be how firm.</summary>
    public int Count(FirmnessWord word) => Tried.Count(rated => rated.Newest!.Firmness!.Word == word);

    /// <summary>How many of the parts that a rule can judge have consensus by it; the study's own first, then the others at their usual limits.</summary>
    public IReadOnlyList<(RuleName Rule, int Consensus, int Judged)> Rules =>
        [
            (OwnRule, Tried.Count(rated => rated.Newest!.Verdict == Verdict.Consensus), Tried.Count),
            .. Tried
                .SelectMany(rated => rated.Newest!.Firmness!.Rules)
                .GroupBy(other => other.Rule)
                .OrderBy(same => same.Key)
                .Select(same => (same.Key, same.Count(other => other.Verdict == Verdict.Consensus), same.Count())),
        ];

    /// <summary>Null where nothing was tried: in a first round, and where an earlier version closed the round.</summary>
    internal static FirmnessReport? Of(StudyReport report)
    {
        var tried = report.Rated.Where(rated =>
            rated.Part.Newest?.Round == report.Newest.Number && rated.Newest is { TooFew: false, Firmness: not null }
        );
        return tried.ToList() is { Count: > 0 } all ? new(all, report.Settings.Consensus.Name) : null;
    }
}
