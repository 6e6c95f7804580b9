using System.Globalization;

namespace Befragung.Web.Exchange;

/// <summary>
/// Reasons as they were released, a line each, with the question they were given to and nothing of who gave them. Replies follow what they answer: their side is "reply", or "team" where the
/// project team says something, and they name the number of the line that they answer.
/// </summary>
internal static class ReasonTable
{
    private static readonly string[] Head = ["round", "item", "side", "reason", "number", "answers_to"];

    public static IEnumerable<IEnumerable<Cell>> Of(StudyExport export)
    {
        yield return Head.Select(Cell.Words);
        var replies = export.Reasons.Where(reason => reason.AnswersTo is not null).ToLookup(reason => reason.AnswersTo!.Value);
        var number = 0;
        foreach (var reason in export.Reasons.Where(reason => reason.AnswersTo is null))
        {
            var answered = ++number;
            yield return Line(reason, reason.Side.ToString().ToLowerInvariant(), reason.Text, answered, null);
            if (reason.TeamReply is { } team)
                yield return Line(reason, "team", team, ++number, answered);
            foreach (var reply in replies[reason.Id].OrderBy(reply => reply.Round))
                yield return Line(reply, "reply", reply.Text, ++number, answered);
        }
    }

    private static Cell[] Line(ExportReason reason, string side, string text, int number, int? answered) =>
        [
            Number(reason.Round),
            Cell.Words(reason.ItemKey),
            Cell.Words(side),
            Cell.Words(text),
            Number(number),
            answered is { } line ? Number(line) : Cell.Words(""),
        ];

    private static Cell Number(int number) => Cell.Number(number.ToString(CultureInfo.InvariantCulture));
}
