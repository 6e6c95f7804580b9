using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Befragung.Web.Reports.Word;

/// <summary>
/// Many pictures on one page, to be taken at once and cut apart: starting a browser for each takes half a second, and a report has a hundred.
/// </summary>
internal sealed class PictureSheet
{
    /// <summary>Points of a picture for one pixel of the page: 17 centimetres on paper have about 180 to the inch. Programs that draw do not need them.</summary>
    public const double Density = 1.75;

    // A sheet of this many pixels takes some 100 MB for a moment.
    private const int Widest = 2800,
        Highest = 4000,
        Gap = 4;

    private readonly List<(WordPicture Picture, int Left, int Top)> places = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>On as many sheets as it takes; from row to row, high ones first, so that little is left empty.</summary>
    public static IReadOnlyList<PictureSheet> Of(IEnumerable<WordPicture> pictures)
    {
        List<PictureSheet> sheets = [];
        PictureSheet? sheet = null;
        int left = 0,
            top = 0,
            row = 0;
        foreach (var picture in pictures.OrderByDescending(one => one.Height))
        {
            if (sheet is not null && left > 0 && left + picture.Width > Widest)
            {
                left = 0;
                top = Next(top + row);
                row = 0;
            }
            if (sheet is null || (top > 0 && left == 0 && top + picture.Height > Highest))
            {
                sheets.Add(sheet = new());
                left = 0;
                top = 0;
                row = 0;
            }
            sheet.places.Add((picture, left, top));
            row = Math.Max(row, picture.Height);
            left = Next(left + picture.Width);
            sheet.Width = Math.Max(sheet.Width, left);
            sheet.Height = Math.Max(sheet.Height, top + picture.Height + Gap);
        }
        return sheets;
    }

    /// <param name="page">Whose style sheet has the fonts.</param>
    public string Html(IDocument page)
    {
        var html = new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\">");
        html.Append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:\">"
        );
        foreach (var style in page.QuerySelectorAll("style"))
            html.Append("<style>").Append(style.TextContent).Append("</style>");
        html.Append("<style>body > * { position: absolute; max-width: none !important; max-height: none !important }</style></head><body>");
        foreach (var (picture, left, top) in places)
            html.Append(
                    CultureInfo.InvariantCulture,
                    $"<div style=\"left: {left}px; top: {top}px; width: {picture.Width}px; height: {picture.Height}px; overflow: hidden; line-height: 0\">"
                )
                .Append(
                    picture.IsDrawn
                        ? picture.Element.OuterHtml
                        : $"<img src=\"{picture.Element.GetAttribute("src")}\" width=\"{picture.Width}\" height=\"{picture.Height}\" style=\"max-width: none; max-height: none; width: 100%; height: 100%\">"
                )
                .Append("</div>");
        return html.Append("</body></html>").ToString();
    }

    /// <summary>Each picture of the sheet that was taken.</summary>
    public IEnumerable<(WordPicture Picture, byte[] Points)> Cut(byte[] taken)
    {
        var whole = Png.Read(taken);
        return places
            .AsParallel()
            .Select(place =>
                (
                    place.Picture,
                    whole.Cut(
                        Points(place.Left),
                        Points(place.Top),
                        Math.Min(Points(place.Picture.Width), whole.Width - Points(place.Left)),
                        Math.Min(Points(place.Picture.Height), whole.Height - Points(place.Top))
                    )
                )
            )
            .ToList();
    }

    /// <summary>Whole points as well as whole pixels.</summary>
    private static int Next(int end) => (end + Gap + Gap - 1) / Gap * Gap;

    private static int Points(int pixels) => (int)(pixels * Density);
}
