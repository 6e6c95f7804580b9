using Befragung.Delphi;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>When a round is to open or close by itself, as typed.</summary>
public sealed record TypedTime(string? Tag, string? Uhrzeit)
{
    /// <summary>Nine in the morning of no day yet.</summary>
    public static TypedTime None { get; } = new("", "09:00");

    /// <exception cref="RuleBrokenException">It is no time.</exception>
    public DateTime Read() =>
        Clock.Read(Tag, Uhrzeit)
        ?? throw new RuleBrokenException("Das ist kein Zeitpunkt. Schreiben Sie ihn so: {0} und {1}.", "2026-12-31", "09:00");
}
