using Befragung.Delphi.Reporting;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Parts;

/// <summary>How many gave each answer and what share that is, round by round: a number in a cell, so that one can read down a column and take it elsewhere.</summary>
/// <param name="What">What stands at the head of its rows.</param>
/// <param name="Counted">What is counted.</param>
/// <param name="Rounds">What stands above the columns of each round.</param>
internal sealed record CountedTable(
    string Caption,
    string What,
    string Counted,
    IReadOnlyList<string> Rounds,
    IReadOnlyList<CountedRow> Rows
)
{
    // More have no room beside each other.
    private const int RoundsInARow = 4;

    /// <summary>Whether the rounds have to be told apart; where there is one, the caption names it.</summary>
    public bool Several { get; init; } = Rounds.Count > 1;

    /// <summary>The same in as many tables as it takes for all rounds to have room.</summary>
    public IEnumerable<CountedTable> Parts =>
        EvenRows
            .Of([.. Enumerable.Range(0, Rounds.Count)], RoundsInARow)
            .Select(some =>
                this with
                {
                    Caption = some.Length == Rounds.Count ? Caption : $"{Caption}: {Rounds[some[0]]} – {Rounds[some[^1]]}",
                    Rounds = [.. some.Select(at => Rounds[at])],
                    Rows = [.. Rows.Select(row => row with { Cells = [.. some.Select(at => row.Cells[at])] })],
                }
            );

    /// <summary>What all shares are of, and who is not among them.</summary>
    public static IEnumerable<CountedRow> Sums(IStringLocalizer<Texts> t, IReadOnlyList<PartResult> rounds)
    {
        ArgumentNullException.ThrowIfNull(t);
        return
        [
            new(
                new StringHtmlContent("n"),
                [
                    .. rounds.Select(round => new CountedCell(
                        Wording.Number(round.Result.N),
                        t.Share(round.Result.Counts is null ? null : round.Result.N, round.Result.N)
                    )),
                ]
            )
            {
                IsSum = true,
            },
            new(
                new StringHtmlContent(t["ohne gültige Antwort"]),
                [.. rounds.Select(round => new CountedCell(Wording.Number(round.Result.Missing), Wording.None))]
            ),
        ];
    }
}

/// <summary>A row of it, with a cell for each round.</summary>
internal sealed record CountedRow(IHtmlContent Name, IReadOnlyList<CountedCell> Cells)
{
    /// <summary>Whether it is what the rows above are of.</summary>
    public bool IsSum { get; init; }
}

/// <summary>A number and its share; or without a share what is neither of both, such as a median.</summary>
internal sealed record CountedCell(string Count, string? Share)
{
    /// <param name="limits">In per cent: what decides, and must not be crossed by rounding.</param>
    public static CountedCell Of(IStringLocalizer<Texts> t, int? count, int? n, params double[] limits) =>
        new(Wording.Number(count), t.Share(count, n, limits));
}
