using System.Globalization;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Exchange;

/// <summary>
/// What was decided on every reason and on every reply of an expert (whose side is "reply"), a line each: released as written, shortened, withheld and why, or not decided yet. Nobody is named, neither who wrote nor who
/// decided; what others do not read is not in it either.
/// </summary>
internal static class ModerationTable
{
    private static readonly string[] Head =
    [
        "round",
        "item",
        "side",
        "decision",
        "characters",
        "characters_shown",
        "why_withheld",
        "shown",
    ];

    public static IEnumerable<IEnumerable<Cell>> Of(IEnumerable<ModeratedReason> reasons) =>
        [Head.Select(Cell.Words), .. reasons.Select(Line)];

    private static Cell[] Line(ModeratedReason reason) =>
        [
            Number(reason.Round),
            Cell.Words(reason.ItemKey),
            Cell.Words(reason.IsReply ? "reply" : reason.Side.ToString().ToLowerInvariant()),
            Cell.Words(Decision(reason)),
            Number(reason.Length),
            reason.Shown is { } shown ? Number(LengthOf(shown)) : Cell.Words(""),
            Cell.Words(reason.Because ?? ""),
            Cell.Words(reason.Shown ?? ""),
        ];

    /// <summary>As people count letters: an emoji is one.</summary>
    public static int LengthOf(string text) => new StringInfo(text).LengthInTextElements;

    private static string Decision(ModeratedReason reason) =>
        reason switch
        {
            { State: ReasonState.Withheld } => "withheld",
            { State: ReasonState.Waiting } => "waiting",
            { IsShortened: true } => "shortened",
            _ => "released",
        };

    private static Cell Number(int number) => Cell.Number(number.ToString(CultureInfo.InvariantCulture));
}
