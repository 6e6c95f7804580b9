using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>How somebody of the panel stands, in words.</summary>
public static class PanelWords
{
    /// <summary>How far somebody is in the open round, and whether their invitation is withdrawn.</summary>
    public static string Standing(IStringLocalizer t, PanelRow row, bool isOpen)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(row);
        var gone = row.DeclinedAt is null ? t["zurückgezogen"].Value : t["abgesagt"].Value;
        return (isOpen, row.WithdrawnAt) switch
        {
            (true, null) => Round(t, row),
            (true, _) => $"{Round(t, row)}, {gone}",
            (false, null) => t["im Panel"],
            (false, _) => gone,
        };
    }

    private static string Round(IStringLocalizer t, PanelRow row)
    {
        var far = t[
            row.IsComplete ? "vollständig"
            : row.State is { } state ? Words.State(state)
            : row.WasInvited ? "nicht eingeladen"
            : "nie eingeladen"
        ].Value;
        // A letter that does not arrive is what there is to do something about; whoever has handed in needs none.
        return row switch
        {
            { LetterFailed: true, WithdrawnAt: null, State: SheetState.Invited } => t["Brief gescheitert"],
            { LetterFailed: true, WithdrawnAt: null, State: SheetState.Started } => $"{far}, {t["Brief gescheitert"].Value}",
            // What is to be done for them is to be printed.
            { HasMail: false, WithdrawnAt: null, State: SheetState.Invited } => $"{far}, {t["Brief auf Papier"].Value}",
            _ => far,
        };
    }
}
