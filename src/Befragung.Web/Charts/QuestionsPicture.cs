namespace Befragung.Web.Charts;

/// <summary>A way of questions from one round to the next.</summary>
/// <param name="Before">How many questions of the earlier round go it.</param>
/// <param name="After">How many questions of the later round have come it.</param>
/// <param name="Words">What is said of it: "12 unverändert".</param>
internal sealed record QuestionWay(int Before, int After, string Words, string Fill, string? Stroke = null)
{
    /// <summary>Whether the chain of what people wrote leads here.</summary>
    public bool IsOfAnswers { get; init; }
}

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
    private const double Bar = 18,
        Least = 64,
        Line = 19,
        Box = 24,
        Gap = 10,
        Turn = 20,
        Mark = 10;

    public static Svg Draw(int width, IReadOnlyList<QuestionsOfRound> rounds, IReadOnlyList<QuestionsBetween> between)
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var bands = width * (narrow ? 0.36 : 0.46);
        var words = bands + 16;
        var boxes = narrow ? words : width * 0.74;
        var unit = bands / Math.Max(1, rounds.Max(round => round.Asked));
        var y = 2.0;
        for (var i = 0; i < rounds.Count; i++)
        {
            svg.Text(words, y + 14, rounds[i].Title, Ink.Dark, bold: true);
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
            var chained = step.Chain.Count == 0 ? 0 : (step.Chain.Count * (Box + Gap)) + Turn;
            var height = Math.Max(Least, (narrow ? listed + chained : Math.Max(listed, chained)) + 14);
            Bands(svg, step.Ways, unit, y + 2, y + height - 2);
            Words(svg, step.Ways, lines, words, y + 10);
            if (step.Chain.Count > 0)
                Chain(svg, step, boxes, width - boxes, y + 8 + (narrow ? listed : 0), unit, y + height);
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
                // It ends here.
                svg.Band(from + 0.5, above - 1, top, from + 0.5, above - 1, top + 12, way.Fill);
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

    /// <summary>Boxes one below the other with arrows between them, and an arrow to what came of them in the bar below.</summary>
    private static void Chain(Svg svg, QuestionsBetween step, double x, double width, double y, double unit, double bar)
    {
        var middle = x + (width / 2);
        for (var i = 0; i < step.Chain.Count; i++)
        {
            if (i > 0)
                Arrow(svg, middle, y - Gap + 1, y - 1);
            svg.Rect(x + 0.5, y, width - 1, Box, Ink.Ground, 4, Ink.Pale);
            svg.Text(middle, y + 16, step.Chain[i], Ink.Dark, Letters.Small, "middle");
            y += Box + Gap;
        }
        var before = step.Ways.TakeWhile(way => !way.IsOfAnswers).Sum(way => way.After);
        if (step.Ways.FirstOrDefault(way => way.IsOfAnswers) is not { } made)
            return;
        var to = (before + (made.After / 2.0)) * unit;
        var turn = bar - 10;
        svg.Line(middle, y - Gap + 1, middle, turn, Ink.Quiet, 1.2);
        svg.Line(middle, turn, to, turn, Ink.Quiet, 1.2);
        Arrow(svg, to, turn, bar - 1);
    }

    private static void Arrow(Svg svg, double x, double from, double to)
    {
        svg.Line(x, from, x, to, Ink.Quiet, 1.2);
        svg.Line(x - 3, to - 3.5, x, to, Ink.Quiet, 1.2);
        svg.Line(x + 3, to - 3.5, x, to, Ink.Quiet, 1.2);
    }
}
