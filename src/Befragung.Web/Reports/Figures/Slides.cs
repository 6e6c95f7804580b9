using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Figures;

/// <summary>One screen of the presentation.</summary>
/// <param name="Heading">Plain words.</param>
public sealed record Slide(string Heading)
{
    /// <summary>By which it is chosen, in whatever round: several that show one picture have the same. Null for the first and the last, which are always there.</summary>
    public string? Key { get; init; }

    /// <summary>The section it belongs to.</summary>
    public string? Section { get; init; }

    public SlideKind Kind { get; init; }

    /// <summary>What is said in words, below each other.</summary>
    public IReadOnlyList<string> Points { get; init; } = [];

    public Figure? Figure { get; init; }

    /// <summary>The rated answers with their verdict; null where there is none.</summary>
    public PartResult? Answer { get; init; }

    /// <summary>Two small ones that share this one; none where it is one by itself.</summary>
    public IReadOnlyList<Slide> Pair { get; init; } = [];

    /// <summary>Where the report tells more, as in "2.3".</summary>
    public string? Item { get; init; }
}

public enum SlideKind
{
    Content,
    First,
    Last,
}

/// <summary>The report as screens for a room: what it is about, the key findings, each section with its overview and its items, and where to read on.</summary>
public sealed class Slides(IStringLocalizer<Texts> t, StudyReport report)
{
    /// <summary>What can be read from the last row: ratings side by side, and lines of words with their gaps.</summary>
    private const int MostRows = 8,
        MostLines = 13,
        LettersInALine = 74;

    private const int LongestHeading = 240;

    /// <summary>What has room on half a screen.</summary>
    private const int MostRowsOfSmall = 7,
        LongestSmallHeading = 100;

    private readonly ReportFigures figures = new(t, report);

    /// <summary>Those that the team wants to show.</summary>
    public IReadOnlyList<Slide> All => field ??= report.Texts.SlidesInPairs ? [.. InPairs([.. Chosen])] : [.. Chosen];

    private IEnumerable<Slide> Chosen => Possible.Where(slide => slide.Key is not { } key || !report.Texts.SlidesLeftOut.Contains(key));

    /// <summary>All that there are. None is empty: a question that nobody answered, or too few, has none.</summary>
    public IReadOnlyList<Slide> Possible =>
        field ??= [
            new(Markdown.Plain(report.Title.ToString())) { Kind = SlideKind.First },
            .. KeyFindings(),
            .. report.ParticipationKnown
                ? [Of(figures.Find(FigureKeys.Flow(report.Newest.Number))!, t["Beteiligung"]) with { Key = "-beteiligung" }]
                : (Slide[])[],
            .. report.Sections.SelectMany(section =>
                section.Series.SelectMany(series => Overviews(section, series)).Concat(section.Items.SelectMany(item => Of(section, item)))
            ),
            new(t["Vielen Dank"]) { Kind = SlideKind.Last },
        ];

    private IEnumerable<Slide> KeyFindings()
    {
        var heading = t["Das Wichtigste"].Value;
        var points = new List<string>();
        double lines = 0;
        foreach (var finding in report.KeyFindings)
        {
            var said = report.Texts.Of(finding.TextKey) is { } rewritten
                ? Markdown.Plain(rewritten.Text.ToString())
                : t.Plainly(finding.Computed);
            var needed = Math.Ceiling(said.Length / (double)LettersInALine) + 0.5;
            if (points.Count > 0 && lines + needed > MostLines)
            {
                yield return new(heading) { Key = "-befunde", Points = points };
                points = [];
                lines = 0;
            }
            points.Add(said);
            lines += needed;
        }
        if (points.Count > 0)
            yield return new(heading) { Key = "-befunde", Points = points };
    }

    private IEnumerable<Slide> Overviews(SectionReport section, SeriesReport series)
    {
        if (series.Sorted.Count < 2 || figures.Overview(section, series, series.Sorted.Max(part => part.Newest!.Round)) is not { } whole)
            yield break;
        var screens = (series.Sorted.Count + MostRows - 1) / MostRows;
        var heading = series.Name is { } criterion ? Markdown.Plain(criterion.ToString()) : t["Überblick"].Value;
        var place = 0;
        foreach (var some in series.Sorted.Chunk((series.Sorted.Count + screens - 1) / screens))
            yield return Of(
                figures.Overview(whole.Key, section, new(series.Name, series.Scale, some)) with
                {
                    Finding = whole.Finding,
                },
                Plain(section.Title)
            ) with
            {
                Key = Always(whole.Key),
                Heading = screens == 1 ? heading : t["{0}, {1} von {2}", heading, ++place, screens],
            };
    }

    private IEnumerable<Slide> Of(SectionReport section, ItemReport item)
    {
        var title = Plain(section.Title);
        var rated = item.Item is RatingItem or MultiRatingItem;
        foreach (var part in rated ? item.Parts : item.Parts.Take(1))
        {
            // Of answers in own words, what is coded may be of an earlier round.
            var themes = item.Item.IsOpen ? item.Themes.LastOrDefault(one => one.Themes.Count > 0) : null;
            if (themes is null && part.Newest is not { Result: { TooFew: false, N: > 0 } })
                continue;
            var newest = part.Newest;
            var round = themes?.Round ?? newest!.Round;
            var figure = figures.Of(rated ? item with { Parts = [part] } : item, round).FirstOrDefault();
            yield return (
                figure is null
                    ? new Slide(Shortened(item, rated ? part : null)) { Points = [Without(item, newest)] }
                    : Of(figure, title) with
                    {
                        Heading = Shortened(item, rated ? part : null),
                    }
            ) with
            {
                Key = rated ? part.Part.Key : item.Item.Key,
                Section = title,
                Item = item.Number,
                Answer = rated ? newest : null,
            };
        }
    }

    /// <summary>Why there is no picture.</summary>
    private string Without(ItemReport item, PartResult? newest) =>
        newest switch
        {
            null => t["Diese Frage wurde in keiner abgeschlossenen Runde gestellt."],
            { Result.TooFew: true, Reason: { } reason } => t.Plainly(reason),
            { Result: var result } when item.Item.IsOpen => t.Rounds(
                report.Newest.Numbered,
                "Offene Frage[, Runde {0}]: {1:Person schrieb|Personen schrieben}, zusammen {2:Text|Texte}.",
                newest.Round,
                result.N,
                result.Entries ?? result.N
            ),
            _ => t["Hierzu liegt keine gültige Antwort vor."],
        };

    /// <summary>Two that follow each other in a section, and are small, share a screen.</summary>
    private static IEnumerable<Slide> InPairs(List<Slide> slides)
    {
        for (var place = 0; place < slides.Count; place++)
        {
            var one = slides[place];
            if (
                place + 1 < slides.Count
                && slides[place + 1] is var other
                && IsSmall(one)
                && IsSmall(other)
                && one.Section == other.Section
            )
            {
                yield return new($"{one.Section}: {(one.Item == other.Item ? one.Item : $"{one.Item}, {other.Item}")}")
                {
                    Pair = [one, other],
                };
                place++;
            }
            else
                yield return one;
        }
    }

    private static bool IsSmall(Slide slide) =>
        slide is { Item: not null, Figure.Table.Rows.Count: <= MostRowsOfSmall, Heading.Length: <= LongestSmallHeading };

    /// <summary>The name of a picture without its round.</summary>
    private static string Always(string key) => key[..key.LastIndexOf("-r", StringComparison.Ordinal)];

    private static Slide Of(Figure figure, string section) => new(figure.Title) { Section = section, Figure = figure };

    private static string Shortened(ItemReport item, PartReport? part) =>
        Wording.Shortened(Markdown.Plain(item.Item.Text.ToString()), LongestHeading)
        + (part?.Part.Name is { } name ? ": " + Wording.Shortened(Markdown.Plain(name.ToString())) : "");

    private static string Plain(LocalizedText text) => Wording.Shortened(Markdown.Plain(text.ToString()));
}
