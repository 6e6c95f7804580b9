using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Studies;

/// <summary>A stakeholder group (Akteursgruppe) that experts speak from.</summary>
public sealed record Group(string Key, LocalizedText Name)
{
    /// <summary>How many people of it are to be won for the panel; null for whatever comes.</summary>
    public int? Target { get; init; }
}
