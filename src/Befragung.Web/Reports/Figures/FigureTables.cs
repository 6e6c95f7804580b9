using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
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
    public static IReadOnlyList<OverviewRow> Rows(SectionReport section, SeriesReport series) => Rows(section, series, series.Sorted);

    /// <param name="shown">Those of the series that there is room for.</param>
    public static IReadOnlyList<OverviewRow> Rows(SectionReport section, SeriesReport series, IReadOnlyList<PartReport> shown)
    {
        ArgumentNullException.ThrowIfNull(section);
        return
        [
            .. shown.Select(part => new OverviewRow(Label(section, part), part.Newest!.Result)
            {
                Verdict = series.Judged ? part.Newest.Verdict : null,
                Overruled = part.Newest.Overruling is not null,
                Limits = part.Newest.Limits,
            }),
        ];
    }

    /// <summary>A rating by its number and its words, so that the same is found elsewhere.</summary>
    public static string Label(SectionReport section, PartReport part) =>
        $"{section.Items.First(item => item.Parts.Any(one => one.Part.Key == part.Part.Key)).Number} {Markdown.Plain(part.Name.Item.ToString())}";

    /// <summary>How to read the picture.</summary>
    public static string Note(IStringLocalizer<Texts> t, SeriesReport series) =>
        series.Judged && series.Sorted.Any(part => part.Newest!.Overruling is not null)
            ? $"{HowToRead(t)} {t["* Urteil des Projektteams."].Value}"
            : HowToRead(t);

    /// <summary>What the bars mean.</summary>
    public static string HowToRead(IStringLocalizer<Texts> t) =>
        t[
            "Jede Zeile zeigt alle Antworten (n): links die vom unteren Ende der Skala, rechts die vom oberen. Je weiter außen, desto dunkler."
        ];

    public static FigureTable Of(IStringLocalizer<Texts> t, SeriesReport series) =>
        new(
            [
                t["Frage"],
                t["Runde"],
                "n",
                t["unten"],
                t["unten in Prozent"],
                t["Mitte"],
                t["Mitte in Prozent"],
                t["oben"],
                t["oben in Prozent"],
                t["unteres Quartil"],
                t["Median"],
                t["oberes Quartil"],
                t["Median der Runde davor"],
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
                                .. Counted(newest, series.Scale, Band.Bottom),
                                .. Counted(newest, series.Scale, Band.Middle),
                                .. Counted(newest, series.Scale, Band.Top),
                                ReportFigures.Number(newest.Result.Quartile1),
                                ReportFigures.Number(newest.Result.Median),
                                ReportFigures.Number(newest.Result.Quartile3),
                                ReportFigures.Number(part.Before?.Result.Median),
                                newest.Verdict is { } verdict ? t[Words.Of(verdict)].Value + (newest.Overruling is null ? "" : "*") : "",
                            ]
                        : []
                ),
            ]
        );

    private static string[] Counted(PartResult answer, Scale scale, Band band) =>
        [
            ReportFigures.Number(answer.In(scale, band)),
            ReportFigures.Number(answer.In(scale, band) is { } count ? Frequencies.Percent(count, answer.Result.N) : null),
        ];
}
