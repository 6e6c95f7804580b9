using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Charts;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Reports;

/// <summary>The middle halves and medians of all ratings, unnamed: the study's own fingerprint as the ornament of its title page.</summary>
internal static class CoverArt
{
    private const int Width = 680, Step = 15, Most = 44;

    public static IHtmlContent Of(StudyReport report)
    {
        var answers = report.Sections.SelectMany(section => section.Items).SelectMany(item => item.Parts)
            .Where(part => part is { Part: RatedPart, Newest.Result.Median: not null }).Take(Most).ToList();
        if (answers.Count < 5) return HtmlString.Empty;
        var palette = Palette.Of(report.Look);
        var svg = new Svg(Width) { Height = answers.Count * Step };
        for (var i = 0; i < answers.Count; i++)
        {
            var (result, points) = (answers[i].Newest!.Result, ((RatedPart)answers[i].Part).Scale.Points);
            double At(double? value) => 6 + ((Width - 12) * (value!.Value - 1) / (points - 1));
            var y = (i + 0.5) * Step;
            svg.Line(0, y, Width, y, Ink.Grid, 0.6);
            svg.Rect(At(result.Quartile1) - 4, y - 4, At(result.Quartile3) - At(result.Quartile1) + 8, 8, palette.Tint.ToString(), 4);
            svg.Dot(At(result.Median), y, 4, palette.Heading.ToString());
        }
        return new HtmlString(svg.ToDecoration("cover-art"));
    }
}
