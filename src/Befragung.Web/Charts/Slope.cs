using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Charts;

/// <summary>
/// Two orders of the same options beside each other: one's own to the left, that of all to the right, where the names stand, and lines between them. A level
/// line is agreement. Dressed by site.css.
/// </summary>
public sealed class Slope
{
    private const double Head = 28,
        Padding = 12,
        FromX = 34,
        Size = 15,
        Leading = 19;

    private readonly int width;
    private readonly double toX;
    private readonly double height;
    private readonly List<(double Y, IReadOnlyList<string> Lines)> rows = [];

    /// <param name="width">One of the widths of <see cref="Picture"/>.</param>
    /// <param name="names">The options in the order of all, with what they are ordered by.</param>
    public Slope(int width, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        this.width = width;
        toX = width < Picture.Wide ? 92 : 220;
        height = Head;
        foreach (var name in names)
        {
            var lines = Letters.Wrap(name, width - toX - 18, Size);
            var row = (lines.Count * Leading) + Padding;
            rows.Add((height + (row / 2), lines));
            height += row;
        }
    }

    /// <param name="all">The heading above the order of all.</param>
    /// <param name="sentence">The same in words, encoded.</param>
    /// <param name="own">See <see cref="Own"/>.</param>
    public IHtmlContent Draw(string all, string sentence, IHtmlContent? own, string cssClass)
    {
        var shapes = new StringBuilder();
        shapes.Append(CultureInfo.InvariantCulture, $"<text class=\"head\" x=\"{toX}\" y=\"14\">{Encoded(all)}</text>").Append(own);
        foreach (var (y, lines) in rows)
        {
            shapes.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{toX}\" cy=\"{y:0.#}\" r=\"5\"/>");
            var first = y - ((lines.Count - 1) * Leading / 2) + (Size * 0.35);
            for (var line = 0; line < lines.Count; line++)
                shapes.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{toX + 14}\" y=\"{first + (line * Leading):0.#}\">{Encoded(lines[line])}</text>"
                );
        }
        return new HtmlString(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg class=\"slope {cssClass}\" role=\"img\" aria-label=\"{sentence}\" viewBox=\"0 0 {width} {height:0.#}\">{shapes}</svg>"
            )
        );
    }

    /// <summary>One's own order; null where there is none.</summary>
    /// <param name="ranks">One's own rank of each option, in the order of all.</param>
    public string? Own(IReadOnlyList<int?> ranks, string you)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        if (ranks.All(rank => rank is null))
            return null;
        var shapes = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"head own\" x=\"{FromX}\" y=\"14\">{Encoded(you)}</text>"
        );
        for (var option = 0; option < ranks.Count; option++)
        {
            // A rank that the list of today has no row for has no line.
            if (ranks[option] is not { } rank || rank < 1 || rank > rows.Count)
                continue;
            var y = rows[rank - 1].Y;
            shapes.Append(
                CultureInfo.InvariantCulture,
                $"<line class=\"own\" x1=\"{FromX}\" y1=\"{y:0.#}\" x2=\"{toX}\" y2=\"{rows[option].Y:0.#}\"/><circle class=\"own\" cx=\"{FromX}\" cy=\"{y:0.#}\" r=\"5\"/><text class=\"own\" x=\"{FromX - 12}\" y=\"{y + (Size * 0.35):0.#}\">{rank}</text>"
            );
        }
        return shapes.ToString();
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
