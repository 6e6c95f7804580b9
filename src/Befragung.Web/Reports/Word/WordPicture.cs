using System.Globalization;
using AngleSharp.Dom;

namespace Befragung.Web.Reports.Word;

/// <summary>A picture of the page that goes into the document: as it is drawn, and by points for programs that do not draw.</summary>
/// <param name="Element">Where it stands in the page.</param>
/// <param name="Width">In pixels of the page.</param>
/// <param name="Height">In pixels of the page.</param>
/// <param name="Says">What it shows, in words.</param>
internal sealed record WordPicture(IElement Element, int Width, int Height, string Says)
{
    private const int WidestLogo = 340,
        HighestLogo = 104;

    /// <summary>On a telephone's page a picture stands twice; ornaments are for the eye alone.</summary>
    public static IReadOnlyList<WordPicture> Of(IDocument page) =>
        [
            .. page.QuerySelectorAll("main svg[role=img], main .logo img[alt]")
                .Where(element =>
                    !element.ClassList.Contains("chart-narrow") && element.Closest("[aria-hidden=true], .onscreen, .tools") is null
                )
                .Select(From)
                .Where(picture => picture is { Width: > 0, Height: > 0 }),
        ];

    public bool IsDrawn => Element.LocalName == "svg";

    /// <summary>As a file of its own. Programs write it in a typeface that they have.</summary>
    public string Svg =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" font-family=\"'Fira Sans', 'Segoe UI', Arial, sans-serif\">{Element.InnerHtml}</svg>\n";

    private static WordPicture From(IElement element)
    {
        var size = element.GetAttribute("viewBox")?.Split(' ') is [_, _, var wide, var high]
            ? (wide, high)
            : (element.GetAttribute("width") ?? "0", element.GetAttribute("height") ?? "0");
        var (width, height) = (Pixels(size.Item1), Pixels(size.Item2));
        if (element.LocalName == "img" && width > 0 && height > 0)
        {
            var scale = Math.Min(1, Math.Min((double)WidestLogo / width, (double)HighestLogo / height));
            (width, height) = ((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale));
        }
        return new(element, width, height, element.GetAttribute("aria-label") ?? element.GetAttribute("alt") ?? "");
    }

    private static int Pixels(string size) =>
        double.TryParse(size, CultureInfo.InvariantCulture, out var pixels) ? (int)Math.Ceiling(pixels) : 0;
}
