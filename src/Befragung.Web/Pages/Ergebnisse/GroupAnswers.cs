using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Parts;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>How a group answered each rating, beside all others; of what is told nowhere else, nothing is told here.</summary>
/// <param name="Rows">The ratings that it was asked, in the order of the report.</param>
/// <param name="Apart">Where it differs from another group more than chance would have it.</param>
public sealed record GroupAnswers(Group Group, IReadOnlyList<GroupAnswer> Rows, IReadOnlyList<GroupContrast> Apart)
{
    /// <summary>Groups of which one rating at least is shown.</summary>
    public static IReadOnlyList<Group> Offered(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.Groups.Where(group => All(report, group.Key).Any(row => row.Result is not null))];
    }

    /// <summary>Null where there is nothing to tell of it.</summary>
    public static GroupAnswers? Of(StudyReport report, string key)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Offered(report).FirstOrDefault(group => group.Key == key) is not { } group)
            return null;
        return new(
            group,
            [.. All(report, key)],
            [.. report.Contrasts.Items.Where(item => item.Pairs.Any(pair => pair.Higher.Key == key || pair.Lower.Key == key))]
        );
    }

    private static IEnumerable<GroupAnswer> All(StudyReport report, string key) =>
        from rated in report.Rated
        where rated.Newest is { TooFew: false, N: > 0 }
        let own = new ItemView(report, rated.Item).Groups(rated.Part.Newest!).FirstOrDefault(one => one.Key == key)
        where own is not null
        select new GroupAnswer(rated, own is { Suppressed: false, N: not null } ? own : null);
}

/// <param name="Result">Of the group; null where it is too small to be shown.</param>
public sealed record GroupAnswer(RatedReport Rated, GroupItemResult? Result)
{
    /// <summary>How many more or fewer of it answered at the top of the scale than of all, in percentage points; null where that is not told.</summary>
    public double? Difference =>
        Result is { FewAnsweredAlike: false, PercentAgreement: { } own } && Rated.Newest!.PercentAgreement is { } all ? own - all : null;
}
