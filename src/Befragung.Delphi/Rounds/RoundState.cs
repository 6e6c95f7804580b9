namespace Befragung.Delphi.Rounds;

/// <summary>The steps of a round's life, in their only order.</summary>
public enum RoundState
{
    Planned,
    Open,
    Closed,
    Released,
}
