using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Studies;

/// <summary>A stakeholder group (Akteursgruppe) that experts speak from.</summary>
public sealed record Group(string Key, LocalizedText Name);
