namespace Befragung.Delphi.Coding;

/// <summary>How the open answers of a round are coded: begun once, by all together or, for a share that was drawn, by several who do not see each other's codes until they compare.</summary>
public sealed class RoundCoding
{
    private RoundCoding() { }

    /// <param name="blindShare">How many of a hundred mentions several people code blind, 0–100.</param>
    public RoundCoding(int roundId, int blindShare, DateTime at, string by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blindShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blindShare, 100);
        RoundId = roundId;
        BlindShare = blindShare;
        BegunAt = at;
        BegunBy = by;
    }

    public int RoundId { get; private set; }

    public DateTime BegunAt { get; private set; }

    public string BegunBy { get; private set; } = "";

    public int BlindShare { get; private set; }

    /// <summary>When those who coded blind saw each other's codes; their agreement is that of before.</summary>
    public DateTime? ComparedAt { get; private set; }
    public string? ComparedBy { get; private set; }

    /// <summary>How far they agreed; null where nobody coded blind, or has not compared yet.</summary>
    public CodingAgreement? Agreement { get; private set; }

    /// <summary>Whether a statement is ready only once somebody else than who wrote it says so.</summary>
    public bool NeedsSecond { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    /// <summary>Whether somebody may still be coding without seeing the others.</summary>
    public bool IsBlind => BlindShare > 0 && ComparedAt is null;

    /// <summary>Ends the blind coding.</summary>
    /// <param name="agreement">How far those who coded agree.</param>
    /// <exception cref="RuleBrokenException">There was none, or it has ended.</exception>
    public void Compare(CodingAgreement agreement, DateTime at, string by)
    {
        if (!IsBlind)
            throw new RuleBrokenException("Hier wird nicht mehr getrennt kodiert.");
        Agreement = agreement;
        ComparedAt = at;
        ComparedBy = by;
        Version++;
    }

    public void AskSecond(bool needed)
    {
        NeedsSecond = needed;
        Version++;
    }

    /// <summary>
    /// Draws so many of a hundred of these, rounded up: their ids are random already, and the smallest of them are a draw that nobody can steer.
    /// </summary>
    public static IEnumerable<Mention> Drawn(IReadOnlyCollection<Mention> mentions, int share)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        return mentions.OrderBy(mention => mention.Id).Take(((mentions.Count * share) + 99) / 100);
    }
}
