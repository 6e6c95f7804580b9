namespace Befragung.Delphi.Results;

/// <summary>What can be said of an item after a round: stability first, consensus second.</summary>
public enum Verdict
{
    /// <summary>Round 1, or too few experts answered twice: no verdict yet.</summary>
    Open,

    /// <summary>The answers still move.</summary>
    Unstable,

    /// <summary>Stable, and the study's rule holds.</summary>
    Consensus,

    /// <summary>Stable, and the panel is in two camps.</summary>
    Polarised,

    /// <summary>Stable, more than half on one side.</summary>
    Majority,

    /// <summary>Stable, and no side has a majority: a result, not a failure.</summary>
    Dissent,
}

/// <summary>The side of a scale.</summary>
public enum Direction
{
    Agreement,
    Disagreement,
    Middle,
}
