using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>Why a rating is told in full in the report itself.</summary>
public enum HighlightReason
{
    Chosen,
    Divided,
    GroupsApart,
    Moved,
}

/// <summary>A rating that deserves a page: the rest stands in its section's picture, and in full in the data volume.</summary>
/// <param name="Why">All that speaks for it, the strongest first.</param>
public sealed record Highlight(RatedReport Rated, IReadOnlyList<HighlightReason> Why);

/// <summary>
/// Which ratings the report tells in full: those that the team chose, and of those where the panel is divided, groups stand apart or answers moved as many
/// as <see cref="Most"/>, in turns from each kind, the strongest first. Divided means two camps or dissent; while there are no verdicts, that the agreement A
/// is negative.
/// </summary>
public static class Highlights
{
    /// <summary>How many are taken beside those that the team chose: more than that, nobody reads.</summary>
    public const int Most = 10;

    internal static IReadOnlyList<Highlight> Of(StudyReport report)
    {
        var shown = report.Rated.Where(rated => rated.Newest is { TooFew: false, N: > 0 } && !IsLeftOut(report, rated)).ToList();
        var chosen = shown.Where(rated => report.Texts.Shown.Contains(rated.Part.Part.Key)).ToList();
        var kinds = new (HighlightReason Kind, List<RatedReport> Rated)[]
        {
            (HighlightReason.Divided, Divided(report, shown)),
            (
                HighlightReason.GroupsApart,
                [.. report.Contrasts.Items.Select(contrast => contrast.Rated).Where(rated => !IsLeftOut(report, rated))]
            ),
            (HighlightReason.Moved, Moved(shown)),
        };
        var taken = new List<RatedReport>();
        var longest = kinds.Max(kind => kind.Rated.Count);
        for (var place = 0; place < longest && taken.Count < Most; place++)
            foreach (var (_, rated) in kinds)
                if (place < rated.Count && taken.Count < Most && !Holds(chosen, rated[place]) && !Holds(taken, rated[place]))
                    taken.Add(rated[place]);
        List<RatedReport> all = [.. chosen, .. taken];
        return
        [
            .. report
                .Rated.Where(rated => Holds(all, rated))
                .Select(rated => new Highlight(
                    rated,
                    [
                        .. Holds(chosen, rated) ? (HighlightReason[])[HighlightReason.Chosen] : [],
                        .. kinds.Where(kind => Holds(kind.Rated, rated)).Select(kind => kind.Kind),
                    ]
                )),
        ];
    }

    private static bool Holds(List<RatedReport> some, RatedReport rated) => some.Exists(one => ReferenceEquals(one, rated));

    /// <summary>What the team leaves out makes room for another one.</summary>
    private static bool IsLeftOut(StudyReport report, RatedReport rated) =>
        report.Texts.LeftOut.Count > 0 && report.Texts.LeftOut.Contains(rated.Item.Item.Key);

    private static List<RatedReport> Divided(StudyReport report, List<RatedReport> shown) =>
        report.Judged
            ? [.. report.Disputed.Where(rated => !IsLeftOut(report, rated))]
            : [.. shown.Where(rated => rated.Newest!.AgreementA < 0).OrderBy(rated => rated.Newest!.AgreementA)];

    private static List<RatedReport> Moved(List<RatedReport> shown) =>
        [
            .. shown
                .Where(rated => rated.Verdict == Verdict.Moving)
                .OrderByDescending(rated => rated.Newest!.Stability?.PairedChange ?? rated.Newest.Stability?.DistributionChange),
        ];
}
