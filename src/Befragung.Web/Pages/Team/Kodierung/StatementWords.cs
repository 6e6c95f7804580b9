using Befragung.Delphi.Coding;

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
}
