using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Charts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Figures;

/// <summary>The numbers of pictures that show all parts of an item, a line for each answer.</summary>
internal static class FigureTables
{
    public static FigureTable Choices(IStringLocalizer<Texts> t, SingleChoiceItem item, PartResult answer) =>
        new(
            [.. Head(t), t["Anzahl"], t["Prozent"]],
            [
                .. item.Options.Select(
                    (option, index) => Row(answer, option.Name, answer.Result.Counts?[index], answer.Result.PercentAt(index))
                ),
            ]
        );

    public static FigureTable Marks(IStringLocalizer<Texts> t, IReadOnlyList<(PartReport Part, PartResult Result)> parts) =>
        new(
            [.. Head(t), t["Anzahl"], t["Prozent"]],
            [
                .. parts.Select(part =>
                    Row(part.Result, part.Part.Part.Name, part.Result.Result.Counts?[1], part.Result.Result.PercentChosen)
                ),
            ]
        );

    public static FigureTable Ranking(IStringLocalizer<Texts> t, IReadOnlyList<(PartReport Part, PartResult Result)> parts) =>
        new(
            [.. Head(t), t["Anzahl"], t["Prozent"], t["Rang {0}", 1], t["Prozent auf Rang 1"], t["mittlerer Rang"]],
            [
                .. parts
                    .OrderByDescending(part => part.Result.Result.PercentRanked)
                    .ThenBy(part => part.Result.Result.MeanRank ?? double.MaxValue)
                    .Select(part =>
                        Row(
                            part.Result,
                            part.Part.Part.Name,
                            part.Result.Result.Counts?.Sum(),
                            part.Result.Result.PercentRanked,
                            part.Result.Result.Counts?[0],
                            part.Result.Result.PercentAt(0),
                            part.Result.Result.MeanRank
                        )
                    ),
            ]
        );

    public static FigureTable Points(IStringLocalizer<Texts> t, IReadOnlyList<(PartReport Part, PartResult Result)> parts) =>
        new([.. Head(t), t["Mittelwert"]], [.. parts.Select(part => Row(part.Result, part.Part.Part.Name, part.Result.Result.Mean))]);

    public static FigureTable Numbers(IStringLocalizer<Texts> t, IReadOnlyList<(PartReport Part, PartResult Result)> parts) =>
        new(
            [.. Head(t), t["kleinster Wert"], t["unteres Quartil"], t["Median"], t["oberes Quartil"], t["größter Wert"]],
            [
                .. parts.Select(part =>
                    part.Result.Result is var one
                        ? Row(part.Result, part.Part.Part.Name, one.Minimum, one.Quartile1, one.Median, one.Quartile3, one.Maximum)
                        : []
                ),
            ]
        );

    private static string[] Head(IStringLocalizer<Texts> t) => [t["Runde"], "n", t["Antwort"]];

    private static string[] Row(PartResult answer, LocalizedText? name, params double?[] numbers) =>
        [
            ReportFigures.Number(answer.Round),
            ReportFigures.Number(answer.Result.N),
            name is null ? "" : Markdown.Plain(name.ToString()),
            .. numbers.Select(ReportFigures.Number),
        ];
}

/// <summary>Ratings side by side: the rows of their picture, and its numbers.</summary>
internal static class OverviewTable
{
    public static IReadOnlyList<OverviewRow> Rows(SeriesReport series) => Rows(series, series.Sorted);

    /// <param name="shown">Those of the series that there is room for.</param>
    public static IReadOnlyList<OverviewRow> Rows(SeriesReport series, IReadOnlyList<PartReport> shown) =>
        [
            .. shown.Select(part => new OverviewRow(Markdown.Plain(part.Name.Item.ToString()), part.Newest!.Result, part.Before?.Result)
            {
                Verdict = series.Judged ? part.Newest.Verdict : null,
                Overruled = part.Newest.Overruling is not null,
                Limits = part.Newest.Limits,
            }),
        ];

    /// <summary>How to read the picture, and of how many answers it is.</summary>
    public static string Note(IStringLocalizer<Texts> t, SeriesReport series)
    {
        string?[] said =
        [
            HowToRead(t, series),
            .. Scale(t, series),
            series.Sorted.Any(part => part.Newest!.Overruling is not null) && series.Judged ? t["* Urteil des Projektteams."].Value : null,
        ];
        return string.Join(' ', said.OfType<string>());
    }

    /// <summary>What bar and dots mean.</summary>
    public static string HowToRead(IStringLocalizer<Texts> t, SeriesReport series) =>
        series.Sorted.Any(part => part.Before is not null)
            ? t["Median ●, mittlere Hälfte und Median der Runde davor ○."]
            : t["Median ● und mittlere Hälfte."];

    /// <summary>What the ends of the scale mean, and of how many answers it is.</summary>
    public static IEnumerable<string> Scale(IStringLocalizer<Texts> t, SeriesReport series)
    {
        if ((series.Scale.LabelOf(1), series.Scale.LabelOf(series.Scale.Points)) is ({ } lowest, { } highest))
            yield return t["1 = {0}, {1} = {2}", Markdown.Plain(lowest.ToString()), series.Scale.Points, Markdown.Plain(highest.ToString())]
                + ".";
        var answers = series.Sorted.Select(part => part.Newest!.Result.N).ToList();
        yield return (answers.Min() == answers.Max() ? t["n = {0}", answers[0]] : t["n = {0} bis {1}", answers.Min(), answers.Max()]) + ".";
    }

    public static FigureTable Of(IStringLocalizer<Texts> t, SeriesReport series) =>
        new(
            [
                t["Frage"],
                t["Runde"],
                "n",
                t["unteres Quartil"],
                t["Median"],
                t["oberes Quartil"],
                t["Median der Runde davor"],
                t["oben"],
                t["oben in Prozent"],
                t["Urteil"],
            ],
            [
                .. series.Sorted.Select(part =>
                    part.Newest is { } newest
                        ? (string[])
                            [
                                Markdown.Plain(part.Name.Item.ToString()),
                                ReportFigures.Number(newest.Round),
                                ReportFigures.Number(newest.Result.N),
                                ReportFigures.Number(newest.Result.Quartile1),
                                ReportFigures.Number(newest.Result.Median),
                                ReportFigures.Number(newest.Result.Quartile3),
                                ReportFigures.Number(part.Before?.Result.Median),
                                ReportFigures.Number(newest.In(series.Scale, Band.Top)),
                                ReportFigures.Number(newest.Result.PercentAgreement),
                                newest.Verdict is { } verdict ? t[Words.Of(verdict)].Value + (newest.Overruling is null ? "" : "*") : "",
                            ]
                        : []
                ),
            ]
        );
}
