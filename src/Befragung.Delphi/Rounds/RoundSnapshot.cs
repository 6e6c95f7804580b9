namespace Befragung.Delphi.Rounds;

/// <summary>
/// What a round shows beside its questions that may change later, written down when it opens: all who are asked in it see the same until it closes. Questionnaires
/// and results are not in it, because they never change from then on.
/// </summary>
/// <param name="Overruled">Keys on which the team judged otherwise than the rule in the round before; experts are told no verdict there.</param>
/// <param name="Reasons">The reasons of earlier rounds that were released, with the replies to them, of experts and of the team.</param>
public sealed record RoundSnapshot(IReadOnlyList<string> Overruled, IReadOnlyList<SnapshotReason> Reasons)
{
    /// <summary>Of a round that has none before it.</summary>
    public static RoundSnapshot Nothing { get; } = new([], []);

    /// <summary>Version of the stored form, so that later versions of the platform can read what earlier ones froze.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether a reason is still as it was when the round opened. Every decision raises its version, so whatever is withheld, shortened or released later is not in the round.</summary>
    public bool Shows(Guid reason, int version) =>
        (shown ??= Reasons.ToDictionary(one => one.Id, one => one.Version)).TryGetValue(reason, out var then) && then == version;

    private Dictionary<Guid, int>? shown;
}

/// <summary>A released reason as it was at that moment. Its words are not copied: once they are taken back, they are nowhere.</summary>
public sealed record SnapshotReason(Guid Id, int Version);
