using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Charts;

/// <summary>
/// A picture of results and the sentence that says the same in words and numbers. It can be drawn in any width; its letters stay the same
/// size, so a narrow one is laid out anew and not shrunk.
/// </summary>
public sealed class Picture(string sentence, Func<int, Svg> draw)
{
    /// <summary>Widths in CSS pixels: a whole column, half of one, a telephone, and more than fits.</summary>
    public const int Wide = 680,
        Half = 328,
        Narrow = 300,
        Wider = 880;

    public string Sentence => sentence;

    internal Svg Draw(int width) => draw(width);

    public IHtmlContent At(int width, string? cssClass = null) => new HtmlString(draw(width).ToString(sentence, cssClass));

    /// <summary>The same with more room, to be shrunk: for pages that show much at once.</summary>
    public IHtmlContent Dense() =>
        new HtmlString(draw(Wider).ToString(sentence, "chart-wide") + draw(Narrow).ToString(sentence, "chart-narrow"));

    /// <summary>Both widths, for pages: the style sheet shows one of them (chart-wide, chart-narrow).</summary>
    public IHtmlContent Responsive() =>
        new HtmlString(draw(Wide).ToString(sentence, "chart-wide") + draw(Narrow).ToString(sentence, "chart-narrow"));
}

/// <summary>Writes SVG by presentation attributes alone, which a strict Content-Security-Policy allows. Letters are those of the page.</summary>
public sealed class Svg(int width)
{
    private readonly StringBuilder shapes = new();

    public int Width => width;

    public double Height { get; set; }

    public void Rect(double x, double y, double w, double h, string fill, double radius = 0, string? stroke = null) =>
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{Math.Max(0, w):0.#}\" height=\"{h:0.#}\"{Optional("rx", radius)} fill=\"{fill}\"{Stroke(stroke)}/>"
        );

    public void Dot(double x, double y, double radius, string fill, string? stroke = null) =>
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{fill}\"{Stroke(stroke, 1.6)}/>"
        );

    public void Line(double x1, double y1, double x2, double y2, string stroke, double thickness = 1) =>
        shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0.#} {y1:0.#}L{x2:0.#} {y2:0.#}\"{Stroke(stroke, thickness)}/>");

    /// <summary>A band from one stretch to another below it, bent so that it leaves and comes in upright.</summary>
    public void Band(double x1, double w1, double y1, double x2, double w2, double y2, string fill)
    {
        var middle = (y1 + y2) / 2;
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"M{x1:0.#} {y1:0.#}C{x1:0.#} {middle:0.#} {x2:0.#} {middle:0.#} {x2:0.#} {y2:0.#}H{x2 + w2:0.#}C{x2 + w2:0.#} {middle:0.#} {x1 + w1:0.#} {middle:0.#} {x1 + w1:0.#} {y1:0.#}Z\" fill=\"{fill}\" fill-opacity=\"0.45\"/>"
        );
    }

    /// <param name="anchor">start, middle or end.</param>
    public void Text(
        double x,
        double y,
        string text,
        string fill = Ink.Text,
        double size = Letters.Size,
        string anchor = "start",
        bool bold = false
    ) =>
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size:0.#}\" fill=\"{fill}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}{(bold ? " font-weight=\"600\"" : "")}>{HtmlEncoder.Default.Encode(text)}</text>"
        );

    /// <summary>Lines one below the other, the first one's middle at y.</summary>
    public void Lines(double x, double y, IReadOnlyList<string> lines, string fill = Ink.Text)
    {
        for (var i = 0; i < lines.Count; i++)
            Text(x, y + (Letters.Size * 0.35) + (i * Letters.Leading), lines[i], fill);
    }

    /// <summary>Another picture as a part of this one.</summary>
    public void Place(Svg other, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(other);
        shapes.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x:0.#} {y:0.#})\">{other.shapes}</g>");
    }

    /// <summary>All its letters, and those of the marks between them.</summary>
    public string Written => WebUtility.HtmlDecode(shapes.ToString());

    /// <summary>A file of its own, which needs nothing from elsewhere.</summary>
    /// <param name="style">Its fonts.</param>
    public string ToFile(string title, string description, string style) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" width=\"{width}\" height=\"{Math.Ceiling(Height)}\" viewBox=\"0 0 {width} {Math.Ceiling(Height)}\" font-family=\"'Fira Sans', 'Segoe UI', Arial, sans-serif\">"
                + $"<title id=\"title\">{HtmlEncoder.Default.Encode(title)}</title><desc id=\"desc\">{HtmlEncoder.Default.Encode(description)}</desc><style>{style}</style>{shapes}</svg>\n"
        );

    public string ToString(string sentence, string? cssClass) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart{(cssClass is null ? "" : " " + cssClass)}\" role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(sentence)}\" viewBox=\"0 0 {width} {Math.Ceiling(Height)}\" font-family=\"Fira Sans, sans-serif\" focusable=\"false\">{shapes}</svg>"
        );

    /// <summary>An ornament, which readers of the page are spared.</summary>
    public string ToDecoration(string cssClass) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{cssClass}\" aria-hidden=\"true\" viewBox=\"0 0 {width} {Math.Ceiling(Height)}\" focusable=\"false\">{shapes}</svg>"
        );

    private static string Optional(string name, double value) =>
        value == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {name}=\"{value:0.#}\"");

    private static string Stroke(string? colour, double thickness = 1) =>
        colour is null ? "" : string.Create(CultureInfo.InvariantCulture, $" stroke=\"{colour}\" stroke-width=\"{thickness:0.#}\"");
}
