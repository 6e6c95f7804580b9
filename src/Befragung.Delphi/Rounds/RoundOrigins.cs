namespace Befragung.Delphi.Rounds;

/// <summary>How the new items of a round came to be, or why there are none: what became of the open answers of the round before. Frozen when the round is planned, or, where nothing had been done by then, later; the report tells it.</summary>
/// <param name="From">The round whose answers were coded.</param>
/// <param name="Texts">How many answers and reasons.</param>
/// <param name="Mentions">Into how many mentions they were cut.</param>
/// <param name="Coded">How many of these have a code.</param>
/// <param name="Codes">How many codes were given.</param>
/// <param name="Statements">How many statements were made of them.</param>
/// <param name="Items">Where the new items are from; none where the round takes no statement.</param>
public sealed record RoundOrigins(int From, int Texts, int Mentions, int Coded, int Codes, int Statements, IReadOnlyList<ItemOrigin> Items)
{
    /// <summary>How far several people agreed who coded without seeing each other; null where nobody did.</summary>
    public OriginAgreement? Agreement { get; init; }

    /// <summary>What whoever had written said of the statements; null where nobody was asked.</summary>
    public OriginCorrection? Correction { get; init; }

    /// <summary>Whether it was done only once the round was planned: then none of its questions came of it.</summary>
    public bool IsLate { get; init; }
}

/// <summary>The statement that an item was.</summary>
/// <param name="Mentions">How many mentions it was made from.</param>
/// <param name="Groups">Of how many of the groups that may be told.</param>
/// <param name="OthersToo">Whether somebody wrote one of whom the group may not be told.</param>
public sealed record ItemOrigin(string ItemKey, int Mentions, int Groups, bool OthersToo);

/// <param name="Coders">How many people.</param>
/// <param name="Mentions">How many mentions at least two of them coded.</param>
/// <param name="Alpha">Krippendorff's α of all codes together; null where it has no value.</param>
/// <param name="Lower">Where it lies with 95 % confidence; null where that cannot be told.</param>
/// <param name="Upper">As above.</param>
public sealed record OriginAgreement(int Coders, int Mentions, double? Alpha, double? Lower, double? Upper);

/// <summary>What came of a correction round.</summary>
/// <param name="SmallestCell">Below it, nothing is told of how many they are.</param>
/// <param name="Asked">How many saw what their words went into.</param>
/// <param name="Answered">How many of them said something; null for fewer than the smallest cell, and then the rest is null, too.</param>
/// <param name="NotMeant">How often a statement was not meant so.</param>
/// <param name="Missing">How many missed a thought.</param>
/// <param name="Taken">How often the team changed or made a statement because of it.</param>
public sealed record OriginCorrection(int SmallestCell, int Asked, int? Answered, int? NotMeant, int? Missing, int? Taken)
{
    /// <summary>From what was counted.</summary>
    public static OriginCorrection Of(int smallestCell, int asked, int answered, int notMeant, int missing, int taken) =>
        answered < smallestCell
            ? new(smallestCell, asked, null, null, null, null)
            : new(smallestCell, asked, answered, notMeant, missing, taken);
}
