using System.Globalization;

namespace Befragung.Web.Exchange;

/// <summary>Reasons as they were released, a line each, with the question they were given to and nothing of who gave them.</summary>
internal static class ReasonTable
{
    private static readonly string[] Head = ["round", "item", "side", "reason"];

    public static IEnumerable<IEnumerable<Cell>> Of(StudyExport export) =>
        [
            Head.Select(Cell.Words),
            .. export.Reasons.Select(reason =>
                (Cell[])
                    [
                        Cell.Number(reason.Round.ToString(CultureInfo.InvariantCulture)),
                        Cell.Words(reason.ItemKey),
                        Cell.Words(reason.Side.ToString().ToLowerInvariant()),
                        Cell.Words(reason.Text),
                    ]
            ),
        ];
}
