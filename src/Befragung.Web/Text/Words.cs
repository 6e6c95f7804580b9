using System.Globalization;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Text;

/// <summary>German words for states; keys of the texts like every sentence.</summary>
public static class Words
{
    public static string State(RoundState state) => state switch
    {
        RoundState.Planned => "geplant",
        RoundState.Open => "offen",
        RoundState.Closed => "geschlossen",
        _ => "freigegeben",
    };

    public static string State(SheetState state) => state switch
    {
        SheetState.Invited => "eingeladen",
        SheetState.Started => "begonnen",
        _ => "abgegeben",
    };

    /// <summary>A number for a table: two decimals at most, "–" where there is none.</summary>
    public static string Number(double? value) => value?.ToString("0.##", CultureInfo.CurrentCulture) ?? "–";

    /// <summary>Whole per cent, "–" where there is none.</summary>
    public static string Percent(double? value) => value is { } percent ? percent.ToString("0", CultureInfo.CurrentCulture) + " %" : "–";
}
