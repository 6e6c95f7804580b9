namespace Befragung.Web.Charts;

/// <summary>
/// A picture that leaves its page: on white ground, with what was asked, what came out, how to read it and where it is from, so that it can stand alone.
/// </summary>
/// <param name="Source">The study, and whatever has to be known of its data.</param>
public sealed record FramedPicture(string Title, string? Finding, string Note, string Source, Picture Picture)
{
    private const int Margin = 24,
        Inside = Picture.Wide;
    private const double Large = 17,
        Wider = 1.06;

    public Svg Draw()
    {
        var chart = Picture.Draw(Inside);
        var svg = new Svg(Inside + (2 * Margin));
        var head = new Svg(Inside);
        double y = 0;
        void Say(string text, double size, string fill, bool bold, double after)
        {
            foreach (var line in Letters.Wrap(text, Inside / (bold ? Wider : 1), size))
            {
                head.Text(0, y + size, line, fill, size, bold: bold);
                y += size * 1.3;
            }
            y += after;
        }
        Say(Title, Large, Ink.Dark, bold: true, after: 6);
        if (Finding is not null)
            Say(Finding, Letters.Size, Ink.Text, bold: true, after: 4);
        Say(Note, Letters.Size, Ink.Quiet, bold: false, after: 14);
        var below = y + chart.Height + 14;
        y = below;
        Say(Source, Letters.Small, Ink.Quiet, bold: false, after: 0);
        svg.Height = y + (2 * Margin);
        svg.Rect(0, 0, svg.Width, svg.Height, Ink.Paper);
        head.Place(chart, 0, below - chart.Height - 14);
        svg.Place(head, Margin, Margin);
        return svg;
    }
}
