using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Charts;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Reports.Parts;

/// <summary>
/// The study's own fingerprint as the ornament of its title page, unnamed: the middle halves and medians of its ratings or, where there are few, the shares of
/// all answers. Where nothing was answered there is none.
/// </summary>
internal static class CoverArt
{
    private const int Width = 680,
        Step = 15,
        Most = 44,
        Fewest = 24,
        FewRatings = 12;
    private const double Inset = 6;

    public static IHtmlContent Of(StudyReport report)
    {
        var parts = report
            .Sections.SelectMany(section => section.Items)
            .SelectMany(item => item.Parts.Select(part => (item.Item, part.Part, part.Newest?.Result)))
            .ToList();
        var ratings = parts.Select(part => Rating(part.Part, part.Result)).OfType<Row>().ToList();
        List<Row> rows =
        [
            .. (
                ratings.Count >= FewRatings
                    ? ratings
                    : parts
                        .GroupBy(part => part.Item)
                        .SelectMany(item => Shares([.. item.SelectMany(part => Shares(part.Part, part.Result))]))
            ).Take(Most),
        ];
        if (rows.Count == 0)
            return HtmlString.Empty;
        var palette = Palette.Of(report.Look);
        var svg = new Svg(Width) { Height = Math.Max(rows.Count, Fewest) * Step };
        for (var i = 0; i * Step < svg.Height; i++)
        {
            var y = (i + 0.5) * Step;
            svg.Line(0, y, Width, y, Ink.Grid, 0.6);
            if (i >= rows.Count)
                continue;
            svg.Rect(At(rows[i].From) - 4, y - 4, At(rows[i].To) - At(rows[i].From) + 8, 8, palette.Tint.ToString(), 4);
            if (rows[i].Dot is { } dot)
                svg.Dot(At(dot), y, 4, palette.Heading.ToString());
        }
        return new HtmlString(svg.ToDecoration("cover-art"));
    }

    private static double At(double share) => Inset + ((Width - (2 * Inset)) * share);

    private static Row? Rating(Part part, ItemResult? result) =>
        part is RatedPart { Scale.Points: var points } && result is { Quartile1: { } low, Median: { } median, Quartile3: { } high }
            ? new((low - 1) / (points - 1), (high - 1) / (points - 1), (median - 1) / (points - 1))
            : null;

    /// <summary>How large a share of the answers each one has, as far as it may be shown.</summary>
    private static IEnumerable<double> Shares(Part part, ItemResult? result) =>
        (part, result) switch
        {
            (_, null or { N: 0 } or { TooFew: true }) => [],
            (MarkPart, { PercentChosen: { } chosen }) => [chosen / 100],
            (RankPart, { PercentRanked: { } ranked }) => [ranked / 100],
            (RatedPart or ChoicePart, { Counts: { } counts }) => counts.Select(count => count / (double)result.N),
            _ => [],
        };

    /// <summary>The largest of a question has a dot.</summary>
    private static IEnumerable<Row> Shares(IReadOnlyList<double> shares) =>
        shares.Select(share => new Row(0, share, share == shares.Max() ? share : null));

    /// <summary>All from 0 to 1.</summary>
    private sealed record Row(double From, double To, double? Dot);
}
