using Befragung.Delphi.Coding;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Kodierung;

/// <summary>What is said of statements.</summary>
public static class StatementWords
{
    /// <summary>A state, as the key of a text.</summary>
    public static string Of(StatementState state) =>
        state switch
        {
            StatementState.Ready => "fertig",
            StatementState.ToCheck => "zu prüfen",
            _ => "Entwurf",
        };

    public static string Of(IStringLocalizer t, StatementOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(origin);
        return origin switch
        {
            { Mentions: 0 } => t["noch ohne Nennung"],
            { Mentions: 1 } => t["aus 1 Nennung"],
            { Groups: 0 } => t["aus {0} Nennungen", origin.Mentions],
            { Groups: 1, OthersToo: false } => t["aus {0} Nennungen einer Gruppe", origin.Mentions],
            { OthersToo: true } => t["aus {0} Nennungen, {1} Gruppen und kleineren", origin.Mentions, origin.Groups],
            _ => t["aus {0} Nennungen, {1} Gruppen", origin.Mentions, origin.Groups],
        };
    }
}
