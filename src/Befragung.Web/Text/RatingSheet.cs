using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Text;

/// <summary>A cell of the table of ratings: words, or a number no more exact than it may be told; neither where nothing can be said.</summary>
public sealed record SheetCell(string Words, double? Number = null)
{
    public static SheetCell Empty { get; } = new("");

    /// <summary>As a workbook stores it.</summary>
    public string Plain => Written(CultureInfo.InvariantCulture);

    /// <summary>As the language of the page writes it.</summary>
    public string Shown => Written(CultureInfo.CurrentCulture);

    private string Written(CultureInfo culture) => Number?.ToString("0.######", culture) ?? Words;
}

/// <param name="Width">In letters.</param>
/// <param name="Round">The round that it tells of; null of all.</param>
public sealed record SheetColumn(string Title, double Width, int? Round, Func<RatingRow, SheetCell> Of);

/// <summary>The table of ratings in the words and numbers of a language, for whatever kind of file. It says as much as the report, and nothing more exactly.</summary>
public sealed class RatingSheet
{
    private readonly StudyReport report;
    private readonly IStringLocalizer<Texts> t;
    private readonly RatingTable table;

    public RatingSheet(StudyReport report, IStringLocalizer<Texts> t)
    {
        ArgumentNullException.ThrowIfNull(report);
        this.report = report;
        this.t = t;
        table = report.RatingTable;
        Scales =
        [
            .. table
                .Rows.DistinctBy(row => row.Rated.Scale.Signature)
                .Select((row, index) => (Name: Letters(index), row.Rated.Scale.Signature, Words: ScaleOf(row))),
        ];
        Columns = [.. Lead, .. table.Rounds.SelectMany(ColumnsOf), .. Trail];
        Named = Lead.Count;
    }

    public string Title => t["Tabelle der Bewertungen"];

    /// <summary>What it is, and of which study.</summary>
    public string Subject => $"{Title}: {Plain(report.Title)}";

    public string NameOfNotes => t["Hinweise"];

    public IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>How many of them, at the beginning, say which rating a row is.</summary>
    public int Named { get; }

    public IReadOnlyList<RatingRow> Rows => table.Rows;

    /// <summary>Whether rounds are told apart.</summary>
    public bool Several => table.Rounds.Count > 1;

    /// <summary>The numbers of the rounds that asked any rating.</summary>
    public IEnumerable<int> Rounds => table.Rounds.Where(round => table.Rows.Any(row => row.In(round) is not null));

    /// <summary>Each scale once, by a name of its own.</summary>
    public IReadOnlyList<(string Name, string Signature, string Words)> Scales { get; }

    /// <summary>What has to be known to read it.</summary>
    public IReadOnlyList<string> Notes =>
        [
            .. report.Notice is { } notice ? [t.Say(notice)] : (string[])[],
            t[
                "n: gültige Antworten. Gefragt: wer abgegeben hat und die Frage gestellt bekam. Oben: Anteil der Antworten am oberen Ende der Skala."
            ],
            t["Quartile nach der Definition {0} von Hyndman und Fan (1996).", report.Newest.Result.QuantileType],
            .. Several
                ?
                [
                    t.Say(report.Settings.Stability.Sentence),
                    t["Änderung aller: wie viele von allen Antworten sich anders verteilen als zuvor."],
                    .. MeaningOfMeasure is { } meaning ? [meaning] : (string[])[],
                ]
                : (string[])[],
            .. table.Rounds.Any(table.TellsKept)
                ?
                [
                    t[
                        "Gezählt ist, wer in beiden Runden geantwortet hat. Einzeln beibehalten: mit dem Knopf an der Frage. Gesammelt beibehalten: mit dem Knopf am Ende des Abschnitts, für mehrere Fragen zugleich. Wer so antwortet, hat die Rückmeldung womöglich nicht gelesen."
                    ],
                ]
                : (string[])[],
            t.Say(report.Settings.Consensus.Sentence),
            .. table.Rounds.Any(table.Tries)
                ?
                [
                    t[
                        "Fest: mindestens 90 % gleiche Panels, und jede Gegenprobe ergibt dasselbe. Eher fest: mindestens 70 %. Knapp: weniger."
                    ],
                ]
                : (string[])[],
            t["Leer ist eine Zelle, wo es nichts zu berechnen gibt oder wo so wenige antworteten, dass einzelne Personen erkennbar wären."],
        ];

    public string WordingOf(RatingRow row) => Plain(row.Rated.Part.Name.Item);

    public string CriterionOf(RatingRow row) => row.Rated.Part.Part.Name is { } name ? Plain(name) : "";

    /// <summary>The name of its scale.</summary>
    public string ScaleNameOf(RatingRow row) => Scales.First(scale => scale.Signature == row.Rated.Scale.Signature).Name;

    /// <summary>What became of its question, round by round; "" where there is but one.</summary>
    public string WayOf(RatingRow row) =>
        string.Join("; ", (row.Path?.Places ?? []).Select(place => t["Runde {0}: {1}", place.Round, FateOf(place)].Value));

    /// <summary>How it was asked before.</summary>
    public string EarlierOf(RatingRow row) =>
        string.Join("; ", row.Earlier.Select(earlier => t["Runde {0}: {1}", earlier.Round, Plain(earlier.Text)].Value));

    public static SheetCell AskedOf(PartResult result) => new("", result.Result.N + result.Result.Missing);

    public static SheetCell ShareOf(PartResult result) =>
        result.Result.PercentAgreement is { } share ? Number(Percent.InTable(share, result.Result.N, result.Limits)) : SheetCell.Empty;

    /// <summary>The value that the study judges stability by.</summary>
    public SheetCell StabilityValueOf(PartResult result)
    {
        if (result.Result.Stability is not { } stability || table.ValueOf(stability) is not { } value)
            return SheetCell.Empty;
        return table.Measure switch
        {
            StabilityMeasure.ChangeOfPairs when stability.Pairs is { } pairs => Number(Percent.InTable(value, pairs)),
            StabilityMeasure.ChangeOfAll => Number(Percent.InTable(value, result.Result.N)),
            StabilityMeasure.WilcoxonP when value < 0.001 => new(Words.P(value)),
            StabilityMeasure.WilcoxonP => new("", Math.Round(value, 3)),
            StabilityMeasure.Kappa => new("", Math.Round(value, 2)),
            _ => SheetCell.Empty,
        };
    }

    /// <summary>How many of all answers are spread otherwise, which is told also where nothing is of the same people.</summary>
    public static SheetCell ChangeOfAll(PartResult result) =>
        result.Result.Stability?.DistributionChange is { } change
            ? Number(Percent.InTable(change * 100, result.Result.N))
            : SheetCell.Empty;

    /// <summary>Whether it is stable; and since when, where that is not the round before.</summary>
    public string StabilityOf(PartResult result) =>
        result.Result.Stability is { State: { } state, DistributionChange: not null } stability
            ? stability.ComparedWith == result.Round - 1
                ? t[Words.Of(state)]
                : t["{0} (seit Runde {1})", t[Words.Of(state)].Value, stability.ComparedWith]
            : "";

    /// <summary>The verdict that counts; or that too few answered.</summary>
    public string VerdictOf(PartResult result) =>
        result switch
        {
            { Result.TooFew: true } => t["zu wenige Antworten"],
            { Verdict: { } verdict, Overruling: not null } => t[
                "{0} (Urteil des Projektteams)",
                t[Words.Of(verdict, result.Result.Side)].Value
            ],
            { Verdict: { } verdict } => t[Words.Of(verdict, result.Result.Side)],
            _ => "",
        };

    public string FirmnessOf(PartResult result) => result.Firmness is { } word ? t[Words.Of(word)] : "";

    /// <summary>A short sign for what stability is judged by.</summary>
    public string SignOfMeasure =>
        table.Measure switch
        {
            StabilityMeasure.WilcoxonP => "p",
            StabilityMeasure.Kappa => "κ",
            StabilityMeasure.ChangeOfAll => "",
            _ => "Δ",
        };

    /// <summary>What is behind the value: "%", or nothing.</summary>
    public bool MeasuresPercent => table.Measure == StabilityMeasure.ChangeOfPairs;

    private string? MeaningOfMeasure =>
        table.Measure switch
        {
            StabilityMeasure.ChangeOfAll => null,
            StabilityMeasure.WilcoxonP => t["p: Wilcoxon-Test bei denen, die zweimal geantwortet haben."].Value,
            StabilityMeasure.Kappa => t["κ: quadratisch gewichtetes Kappa bei denen, die zweimal geantwortet haben."].Value,
            _ => t["Δ: dasselbe nur bei denen, die zweimal geantwortet haben."].Value,
        };

    /// <summary>Which rating it is.</summary>
    private IReadOnlyList<SheetColumn> Lead =>
        [
            new(t["Nummer"], 8, null, row => new(row.Rated.Number)),
            new(t["Frage"], 38, null, row => new(WordingOf(row))),
            .. table.HasCriteria ? [new(t["Kriterium"], 16, null, row => new(CriterionOf(row)))] : (SheetColumn[])[],
        ];

    /// <summary>What is looked up more seldom.</summary>
    private IEnumerable<SheetColumn> Trail =>
        [
            .. Several
                ?
                [
                    new(t["Letzte Änderung oben in Prozentpunkten"], 14, null, ChangeOf),
                    new(t["Weg durch die Runden"], 34, null, row => new(WayOf(row))),
                ]
                : (SheetColumn[])[],
            .. table.HasEarlierWordings ? [new(t["Frühere Fassungen"], 40, null, row => new(EarlierOf(row)))] : (SheetColumn[])[],
            new(t["Skala"], 46, null, row => new(ScaleOf(row))),
            new(t["Abschnitt"], 20, null, row => new(Plain(row.Rated.Section.Title))),
            new(t["Kennung"], 18, null, row => new(row.Rated.Part.Part.Key)),
        ];

    private static SheetCell ChangeOf(RatingRow row) =>
        row.Change?.AgreementChange is { } change ? new("", Math.Round(change, 1, MidpointRounding.AwayFromZero)) : SheetCell.Empty;

    private IEnumerable<SheetColumn> ColumnsOf(int round)
    {
        yield return Column("n", 7, of => new("", of.Result.N));
        yield return Column(t["gefragt"], 8, AskedOf);
        yield return Column(t["Median"], 8, of => Rounded(of.Result.Median));
        yield return Column(t["unteres Quartil"], 8, of => Rounded(of.Result.Quartile1));
        yield return Column(t["oberes Quartil"], 8, of => Rounded(of.Result.Quartile3));
        yield return Column(t["oben in Prozent"], 9, ShareOf);
        if (table.Compares(round))
        {
            if (table.Rows.Any(row => row.In(round) is { } of && StabilityValueOf(of) != SheetCell.Empty))
                yield return Column(
                    table.Measure switch
                    {
                        StabilityMeasure.ChangeOfAll => t["Änderung aller in Prozent"],
                        StabilityMeasure.WilcoxonP => t["p (Wilcoxon-Test)"],
                        StabilityMeasure.Kappa => t["gewichtetes κ"],
                        _ => t["Δ in Prozent"],
                    },
                    9,
                    StabilityValueOf
                );
            if (table.Measure != StabilityMeasure.ChangeOfAll)
                yield return Column(t["Änderung aller in Prozent"], 10, ChangeOfAll);
            yield return Column(t["Stabilität"], 14, of => new(StabilityOf(of)));
            if (table.TellsKept(round))
            {
                yield return Column(t["neu beantwortet"], 9, of => Count(of.Result.Stability?.Anew));
                yield return Column(t["einzeln beibehalten"], 9, of => Count(of.Result.Stability?.KeptSingly));
                yield return Column(t["gesammelt beibehalten"], 9, of => Count(of.Result.Stability?.KeptInBulk));
            }
        }
        if (table.Judges(round))
            yield return Column(t["Urteil"], 16, of => new(VerdictOf(of)));
        if (table.Tries(round))
            yield return Column(t["Festigkeit"], 10, of => new(FirmnessOf(of)));

        SheetColumn Column(string name, double width, Func<PartResult, SheetCell> of) =>
            new(
                Several ? t["Runde {0}: {1}", round, name] : name,
                width,
                round,
                row => row.In(round) is { } result ? of(result) : SheetCell.Empty
            );
    }

    private string FateOf(QuestionPlace place)
    {
        var said = place.Fate switch
        {
            QuestionFate.Merged or QuestionFate.Split => $"{t[Words.Of(place.Fate)].Value}, {t.Told(place)}",
            QuestionFate.OfAnswers when place.Origin is not null => $"{t["neu"].Value}, {t.Told(place)}",
            _ => t.Told(place),
        };
        return place.Reason is { } reason && !string.IsNullOrWhiteSpace(reason) ? $"{said} ({reason.Trim().TrimEnd('.')})" : said;
    }

    private string ScaleOf(RatingRow row)
    {
        var scale = row.Rated.Scale;
        return string.Join(
            "; ",
            Enumerable
                .Range(1, scale.Points)
                .Select(point => scale.LabelOf(point) is { } label ? $"{point} = {Plain(label)}" : Words.Number(point))
                .Concat(scale.NoAnswer ? [t["keine Angabe"].Value] : [])
        );
    }

    private static SheetCell Count(int? people) => people is { } number ? new("", number) : SheetCell.Empty;

    private static SheetCell Rounded(double? value) => value is { } number ? new("", Math.Round(number, 2)) : SheetCell.Empty;

    /// <summary>As many decimals as its words have.</summary>
    private static SheetCell Number(Percent percent) =>
        new("", double.Parse(percent.ToString(null, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string Letters(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : Letters((index / 26) - 1) + (char)('A' + (index % 26));

    private static string Plain(LocalizedText text) => Markdown.Plain(text.ToString());
}
