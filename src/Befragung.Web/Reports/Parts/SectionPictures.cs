using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Parts;

/// <summary>
/// The pictures that show all ratings of a section at once, which the team can leave out as it can those of single questions. What they are called has a hyphen, as no key of a
/// question has.
/// </summary>
internal static class SectionPictures
{
    public static string Overview(SectionReport section) => $"{section.Key}-ueberblick";

    public static string Groups(SectionReport section) => $"{section.Key}-gruppen";

    public static string Plane(SectionReport section) => $"{section.Key}-ebene";

    /// <summary>Those that there are, with their names, whether they are left out or not.</summary>
    public static IReadOnlyList<(string Key, string Name)> Of(StudyReport report, SectionReport section, IStringLocalizer<Texts> t)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(section);
        return
        [
            .. Pictured(section).Any()
                ? [(Overview(section), t["Überblick über alle Bewertungen"].Value)]
                : (IEnumerable<(string, string)>)[],
            .. Pictured(section).Any(series => GroupsOf(report, series).Count > 1)
                ? [(Groups(section), t["Tabelle: Bewertungen je {0}", report.GroupLabel.One].Value)]
                : (IEnumerable<(string, string)>)[],
            .. section.Until(report.Newest.Number).Plane is not null
                ? [(Plane(section), t["Ebene: zwei Kriterien zugleich"].Value)]
                : (IEnumerable<(string, string)>)[],
        ];
    }

    /// <summary>Whether the report has one of them.</summary>
    public static bool AreShown(StudyReport report, SectionReport section) =>
        (Pictured(section).Any() && IsShown(report, Overview(section)))
        || (Pictured(section).Any(series => GroupsOf(report, series).Count > 1) && IsShown(report, Groups(section)))
        || (section.Until(report.Newest.Number).Plane is not null && IsShown(report, Plane(section)));

    public static bool IsShown(StudyReport report, string key)
    {
        ArgumentNullException.ThrowIfNull(report);
        return !report.Texts.LeftOut.Contains(key);
    }

    /// <summary>The series of ratings that are compared in pictures.</summary>
    public static IEnumerable<SeriesReport> Pictured(SectionReport section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section.Series.Where(series => series.Sorted.Count > 1);
    }

    /// <summary>The groups that are shown anywhere in a series.</summary>
    public static IReadOnlyList<Group> GroupsOf(StudyReport report, SeriesReport series)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(series);
        return
        [
            .. report.Groups.Where(group =>
                series.Sorted.Any(part =>
                    part.Newest!.Result.Groups.Any(own => own.Key == group.Key && own is { Suppressed: false, PercentAgreement: not null })
                )
            ),
        ];
    }
}
