using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Charts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Figures;

/// <summary>Pictures of the report as files, in the language of the page.</summary>
public sealed class FigureFiles(ReportStyle style, ReportPrinter printer, IStringLocalizer<Texts> t)
{
    public string Svg(StudyReport report, Figure figure) => Of(Framed(report, figure).Draw(), figure);

    /// <exception cref="ReportPrinterException">There is no browser to take the picture, or it failed.</exception>
    public Task<byte[]> PngAsync(StudyReport report, Figure figure, CancellationToken cancel)
    {
        var svg = Framed(report, figure).Draw();
        return printer.PictureAsync(Of(svg, figure), svg.Width, (int)Math.Ceiling(svg.Height), cancel);
    }

    /// <summary>A file of simulated answers must not be taken for another, wherever it ends up.</summary>
    private FramedPicture Framed(StudyReport report, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(figure);
        var source = t["Quelle: {0}. Stand: {1}", Markdown.Plain(report.Title.ToString()), Clock.Day(report.MadeAt)].Value;
        return new(
            figure.Title,
            figure.Finding,
            figure.Note,
            report.Notice is { } notice ? $"{t.Plainly(notice)} {source}" : source,
            figure.Picture
        );
    }

    private string Of(Svg svg, Figure figure) =>
        svg.ToFile(figure.Title, $"{figure.Note} {figure.Picture.Sentence}", style.PictureFonts(svg.Written));
}
