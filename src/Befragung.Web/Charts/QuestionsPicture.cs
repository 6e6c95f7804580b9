namespace Befragung.Web.Charts;

/// <summary>A way of questions from one round to the next.</summary>
/// <param name="Before">How many questions of the earlier round go it.</param>
/// <param name="After">How many questions of the later round have come it.</param>
/// <param name="Words">What is said of it: "12 unverändert".</param>
internal sealed record QuestionWay(int Before, int After, string Words, string Fill, string? Stroke = null);

/// <summary>What lies between two rounds.</summary>
/// <param name="Ways">In the order in which they lie beside each other.</param>
/// <param name="Chain">From what people wrote to statements, in words.</param>
internal sealed record QuestionsBetween(IReadOnlyList<QuestionWay> Ways, IReadOnlyList<string> Chain);

/// <param name="Title">"Runde 1: 24 Fragen".</param>
/// <param name="Asked">How many.</param>
internal sealed record QuestionsOfRound(string Title, int Asked);

/// <summary>
/// Rounds from top to bottom, each a bar as long as it asks questions; between them a band for each way, as wide as the questions that go it. What was made of
/// answers comes in from the right. Every way has its number in words beside it, so that nothing hangs on colours.
/// </summary>
internal static class QuestionsPicture
{
    private const double Head = 22,
        Bar = 16,
        Least = 76,
        Line = 19,
        Box = 24,
        Gap = 10,
        Mark = 10;

    public static Svg Draw(int width, IReadOnlyList<QuestionsOfRound> rounds, IReadOnlyList<QuestionsBetween> between)
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var bands = width * (narrow ? 0.42 : 0.46);
        var words = bands + 16;
        var boxes = narrow ? words : width * 0.74;
        var unit = bands / Math.Max(1, rounds.Max(round => round.Asked));
        var y = 0.0;
        for (var i = 0; i < rounds.Count; i++)
        {
            svg.Text(0, y + 14, rounds[i].Title, Ink.Dark, bold: true);
            y += Head;
            if (i == 0)
                svg.Rect(0, y, rounds[i].Asked * unit, Bar, Ink.Dark, 2);
            else
                Composition(svg, between[i - 1].Ways, unit, y);
            y += Bar;
            if (i == between.Count)
                break;
            var step = between[i];
            var lines = Wrapped(step.Ways, (narrow ? width : boxes) - words - Mark - 8);
            var listed = lines.Sum(way => way.Count) * Line;
            var chained = step.Chain.Count * (Box + Gap);
            var height = Math.Max(Least, narrow ? listed + chained + 12 : Math.Max(listed, chained) + 12);
            // The words of the next round stand between its band and its bar.
            Bands(svg, step.Ways, unit, y + 2, y + height + Head - 2);
            Words(svg, step.Ways, lines, words, y + 8);
            Chain(svg, step.Chain, boxes, width - boxes, y + 6 + (narrow ? listed : 0));
            y += height;
        }
        svg.Height = y + 4;
        return svg;
    }

    /// <summary>The bar of a later round, by where its questions come from.</summary>
    private static void Composition(Svg svg, IReadOnlyList<QuestionWay> ways, double unit, double y)
    {
        var x = 0.0;
        foreach (var way in ways.Where(way => way.After > 0))
        {
            svg.Rect(x + 0.5, y, (way.After * unit) - 1, Bar, way.Fill, 2, way.Stroke);
            x += way.After * unit;
        }
    }

    private static void Bands(Svg svg, IReadOnlyList<QuestionWay> ways, double unit, double top, double bottom)
    {
        double from = 0,
            to = 0;
        foreach (var way in ways)
        {
            double above = way.Before * unit,
                below = way.After * unit;
            if (above > 0 && below > 0)
                svg.Band(from + 0.5, above - 1, top, to + 0.5, below - 1, bottom, way.Fill);
            else if (above > 0)
                // It ends on the way.
                svg.Band(from + 0.5, above - 1, top, from + (above / 4), above / 2, top + 26, way.Fill);
            from += above;
            to += below;
        }
    }

    private static List<IReadOnlyList<string>> Wrapped(IReadOnlyList<QuestionWay> ways, double width) =>
        [.. ways.Select(way => Letters.Wrap(way.Words, width, Letters.Small))];

    private static void Words(Svg svg, IReadOnlyList<QuestionWay> ways, List<IReadOnlyList<string>> lines, double x, double y)
    {
        for (var i = 0; i < ways.Count; i++)
        {
            svg.Rect(x, y + 1, Mark, Mark, ways[i].Fill, 2, ways[i].Stroke);
            foreach (var line in lines[i])
            {
                svg.Text(x + Mark + 6, y + 10, line, Ink.Text, Letters.Small);
                y += Line;
            }
        }
    }

    /// <summary>Boxes one below the other, with arrows between them.</summary>
    private static void Chain(Svg svg, IReadOnlyList<string> chain, double x, double width, double y)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            svg.Rect(x + 0.5, y, width - 1, Box, Ink.Ground, 4, Ink.Pale);
            svg.Text(x + (width / 2), y + 16, chain[i], Ink.Dark, Letters.Small, "middle");
            y += Box;
            if (i < chain.Count - 1)
            {
                var middle = x + (width / 2);
                svg.Line(middle, y + 1, middle, y + Gap - 1, Ink.Quiet, 1.2);
                svg.Line(middle - 3, y + Gap - 4, middle, y + Gap - 1, Ink.Quiet, 1.2);
                svg.Line(middle + 3, y + Gap - 4, middle, y + Gap - 1, Ink.Quiet, 1.2);
            }
            y += Gap;
        }
    }
}
