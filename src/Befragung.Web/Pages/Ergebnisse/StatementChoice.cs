using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>In which order ratings stand in their table.</summary>
public enum StatementOrder
{
    Report,
    Share,
    Median,
    Change,
    Firmness,
    Verdict,
}

/// <summary>Which way answers went since the round before.</summary>
public enum StatementChange
{
    Up,
    Down,
    Stable,
}

/// <summary>
/// Which ratings a reader wants to see, and in which order. What an address says beyond that counts as not said, so that few addresses are different: each one that is takes
/// room where pages are kept.
/// </summary>
public sealed partial record StatementChoice
{
    /// <summary>The words of addresses.</summary>
    public static IReadOnlyDictionary<Verdict, string> Verdicts { get; } =
        new Dictionary<Verdict, string>
        {
            [Delphi.Results.Verdict.Consensus] = "konsens",
            [Delphi.Results.Verdict.Majority] = "mehrheit",
            [Delphi.Results.Verdict.Polarised] = "zwei-lager",
            [Delphi.Results.Verdict.Dissent] = "dissens",
            [Delphi.Results.Verdict.NoMajority] = "keine-mehrheit",
            [Delphi.Results.Verdict.Undecidable] = "nicht-entscheidbar",
            [Delphi.Results.Verdict.Moving] = "in-bewegung",
            [Delphi.Results.Verdict.Open] = "offen",
        };

    public static IReadOnlyDictionary<FirmnessWord, string> Firmnesses { get; } =
        new Dictionary<FirmnessWord, string>
        {
            [FirmnessWord.Firm] = "fest",
            [FirmnessWord.FairlyFirm] = "eher-fest",
            [FirmnessWord.Narrow] = "knapp",
        };

    public static IReadOnlyDictionary<StatementChange, string> Changes { get; } =
        new Dictionary<StatementChange, string>
        {
            [StatementChange.Up] = "gestiegen",
            [StatementChange.Down] = "gesunken",
            [StatementChange.Stable] = "stabil",
        };

    public static IReadOnlyDictionary<StatementOrder, string> Orders { get; } =
        new Dictionary<StatementOrder, string>
        {
            [StatementOrder.Report] = "bericht",
            [StatementOrder.Share] = "anteil",
            [StatementOrder.Median] = "median",
            [StatementOrder.Change] = "aenderung",
            [StatementOrder.Firmness] = "festigkeit",
            [StatementOrder.Verdict] = "urteil",
        };

    public Verdict? Verdict { get; init; }

    /// <summary>The number of its section.</summary>
    public int? Section { get; init; }

    public FirmnessWord? Firmness { get; init; }

    public StatementChange? Change { get; init; }

    /// <summary>The key of a group that answers otherwise than another.</summary>
    public string? Group { get; init; }

    public StatementOrder Order { get; init; }

    public static StatementChoice Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new()
        {
            Verdict = Read(Verdicts, query["urteil"]),
            Section =
                int.TryParse(query["abschnitt"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is > 0 and < 1000
                    ? number
                    : null,
            Firmness = Read(Firmnesses, query["festigkeit"]),
            Change = Read(Changes, query["aenderung"]),
            Group = query["gruppe"].ToString() is var key && Key().IsMatch(key) ? key : null,
            Order = Read(Orders, query["sortiert"]) ?? StatementOrder.Report,
        };
    }

    /// <summary>The same for the same choice, however it was asked for; "" for all ratings in the order of the report.</summary>
    public string Written =>
        string.Join(
            '&',
            new (string Name, string? Value)[]
            {
                ("urteil", Verdict is { } verdict ? Verdicts[verdict] : null),
                ("abschnitt", Section?.ToString(CultureInfo.InvariantCulture)),
                ("festigkeit", Firmness is { } firmness ? Firmnesses[firmness] : null),
                ("aenderung", Change is { } change ? Changes[change] : null),
                ("gruppe", Group),
                ("sortiert", Order == StatementOrder.Report ? null : Orders[Order]),
            }
                .Where(one => one.Value is not null)
                .Select(one => $"{one.Name}={one.Value}")
        );

    /// <summary>The ratings that are wanted. Of what too few answered nothing is known, so it stands behind all others.</summary>
    public IReadOnlyList<StatementRow> In(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var apart = report
            .Contrasts.Items.Where(item => item.Pairs.Any(pair => pair.Higher.Key == Group || pair.Lower.Key == Group))
            .Select(item => item.Rated)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var rows =
            from one in report.RatingTable.Rows
            let rated = one.Rated
            where rated.Part.Newest is not null
            let row = new StatementRow(rated, one.Change)
            where Verdict is null || rated.Verdict == Verdict
            where Section is null || rated.Section.Number == Section
            where Firmness is null || row.Firmness == Firmness
            where Group is null || apart.Contains(rated)
            where Change is null || Is(Change.Value, row.Change)
            select row;
        var ordered = Order switch
        {
            StatementOrder.Share => rows.OrderByDescending(row => row.Share?.Value),
            StatementOrder.Median => rows.OrderByDescending(row => row.Rated.Newest!.Median),
            StatementOrder.Change => rows.OrderByDescending(row => Math.Abs(row.Change?.AgreementChange ?? -1)),
            StatementOrder.Firmness => rows.OrderBy(row => row.Firmness is { } word ? (int)word : int.MaxValue),
            StatementOrder.Verdict => rows.OrderBy(row => Places.GetValueOrDefault(row.Rated.Verdict ?? (Verdict)(-1), int.MaxValue)),
            _ => rows.OrderBy(_ => 0),
        };
        return [.. ordered];
    }

    private static readonly Dictionary<Verdict, int> Places = Verdicts.Keys.Select((verdict, place) => (verdict, place)).ToDictionary();

    private static bool Is(StatementChange wanted, PartChange? change) =>
        wanted switch
        {
            StatementChange.Up => change?.AgreementChange > 0,
            StatementChange.Down => change?.AgreementChange < 0,
            _ => change?.State == StabilityState.Stable,
        };

    private static T? Read<T>(IReadOnlyDictionary<T, string> words, string? said)
        where T : struct => words.Where(word => word.Value == said).Select(word => (T?)word.Key).FirstOrDefault();

    [GeneratedRegex("^[a-z0-9_]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Key();
}

/// <summary>A rating in the table of all.</summary>
/// <param name="Change">How it moved in the round that asked it last; null where nothing can be compared.</param>
public sealed record StatementRow(RatedReport Rated, PartChange? Change)
{
    /// <summary>How many answered at the top of the scale; null where that is not told.</summary>
    public Percent? Share =>
        Rated.Newest is { TooFew: false } ? Rated.Part.Newest!.PercentIn(Rated.Scale, Delphi.Questionnaires.Band.Top) : null;

    public FirmnessWord? Firmness => Rated.Part.Newest?.Firmness;
}
