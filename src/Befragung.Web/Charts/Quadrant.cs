using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Charts;

/// <summary>Where a group, or all together, stand on two criteria.</summary>
/// <param name="Label">A number that a legend explains; null for all together.</param>
public sealed record Standing(string? Label, double Across, double Up);

/// <summary>
/// Two criteria as a plane: all together as a dark diamond, each group as a dot with its number, one's own answer as two lines that cross. The legend beside
/// it has the numbers. Dressed by site.css.
/// </summary>
public sealed class Quadrant(RatedPart across, RatedPart up)
{
    private const double Width = 300,
        Left = 46,
        Right = 296,
        Top = 18,
        Bottom = 268,
        Inset = 28,
        Dot = 9,
        Apart = 19;

    private readonly Axis x = Axis.Of(across.Scale),
        y = Axis.Of(up.Scale);

    /// <param name="standings">All together first, so that nothing covers the groups.</param>
    /// <param name="sentence">The same in words, encoded.</param>
    /// <param name="own">See <see cref="Own"/>.</param>
    public IHtmlContent Draw(IEnumerable<Standing> standings, string sentence, IHtmlContent? own = null)
    {
        var names = Letters.Wrap(Name(across), Right - Left);
        var shapes = new StringBuilder();
        Grid(shapes);
        for (var line = 0; line < names.Count; line++)
            Text(shapes, (Left + Right) / 2, Bottom + 34 + (line * Letters.Leading), names[line]);
        var beside = Letters.Wrap(Name(up), Bottom - Top);
        for (var line = 0; line < beside.Count; line++)
            shapes.Append(
                CultureInfo.InvariantCulture,
                $"<text transform=\"translate({22 - ((beside.Count - 1 - line) * Letters.Leading):0.#} {(Top + Bottom) / 2:0.#})rotate(-90)\">{Encoded(beside[line])}</text>"
            );
        shapes.Append(own);
        foreach (var together in standings.GroupBy(one => (one.Across, one.Up)))
        foreach (var (one, (dx, dy)) in together.Zip(Places(together.Count())))
            Mark(shapes, one.Label, X(one.Across) + dx, Y(one.Up) + dy);
        // Long names of the criterion to the left take room of their own.
        var more = Math.Max(0, (beside.Count - 1) * Letters.Leading - 8);
        return new HtmlString(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg class=\"quadrant\" role=\"img\" aria-label=\"{sentence}\" viewBox=\"{-more:0.#} 0 {Width + more:0.#} {Bottom + 26 + (names.Count * Letters.Leading):0.#}\">{shapes}</svg>"
            )
        );
    }

    /// <summary>One's own answer to both criteria.</summary>
    public string Own(double ownAcross, double ownUp, string you)
    {
        var atX = X(ownAcross);
        var atY = Y(ownUp);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<path class=\"own\" d=\"M{atX:0.#} {Top}V{Bottom}M{Left} {atY:0.#}H{Right}\"/><text class=\"own\" x=\"{Math.Clamp(atX, Left + 14, Right - 14):0.#}\" y=\"{Top - 4}\">{Encoded(you)}</text>"
        );
    }

    private void Grid(StringBuilder shapes)
    {
        for (var point = 1; point <= across.Scale.Points; point++)
            shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(point):0.#} {Top}V{Bottom}\"/>");
        for (var point = 1; point <= up.Scale.Points; point++)
            shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(point):0.#}H{Right}\"/>");
        // The middles part the quadrants.
        shapes.Append(
            CultureInfo.InvariantCulture,
            $"<path class=\"middle\" d=\"M{X((1 + across.Scale.Points) / 2d):0.#} {Top}V{Bottom}M{Left} {Y((1 + up.Scale.Points) / 2d):0.#}H{Right}\"/>"
        );
        foreach (var point in Shown(across.Scale))
            Text(shapes, X(point), Bottom + 16, Number(point));
        foreach (var point in Shown(up.Scale))
            Text(shapes, Left - 10, Y(point) + 4.5, Number(point));
    }

    private static IEnumerable<int> Shown(Scale scale) => scale.Points <= 7 ? Enumerable.Range(1, scale.Points) : [1, scale.Points];

    private static void Mark(StringBuilder shapes, string? label, double atX, double atY)
    {
        if (label is null)
            shapes.Append(CultureInfo.InvariantCulture, $"<path class=\"all\" d=\"M{atX:0.#} {atY - 11:0.#}l11 11l-11 11l-11 -11z\"/>");
        else
            shapes.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{atX:0.#}\" cy=\"{atY:0.#}\" r=\"{Dot}\"/><text class=\"group\" x=\"{atX:0.#}\" y=\"{atY + 4:0.#}\">{Encoded(label)}</text>"
            );
    }

    /// <summary>Those who stand on the same place stand in rows around it.</summary>
    private static IEnumerable<(double X, double Y)> Places(int count)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(count));
        var rows = (count + columns - 1) / columns;
        for (var i = 0; i < count; i++)
        {
            var inRow = i / columns == rows - 1 ? count - (columns * (rows - 1)) : columns;
            yield return (((i % columns) - ((inRow - 1) / 2d)) * Apart, ((i / columns) - ((rows - 1) / 2d)) * Apart);
        }
    }

    // Inside by so much that whoever stands at an end has room.
    private double X(double value) => Left + Inset + ((Right - Left - (2 * Inset)) * x.Share(value) / 100);

    private double Y(double value) => Bottom - Inset - ((Bottom - Top - (2 * Inset)) * y.Share(value) / 100);

    private static void Text(StringBuilder shapes, double atX, double atY, string text) =>
        shapes.Append(CultureInfo.InvariantCulture, $"<text x=\"{atX:0.#}\" y=\"{atY:0.#}\">{Encoded(text)}</text>");

    private static string Name(RatedPart part) => Markdown.Plain(part.Name?.ToString() ?? "");

    private static string Number(int point) => point.ToString(CultureInfo.InvariantCulture);

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
