namespace Befragung.Delphi.Rounds;

/// <summary>How an answer of a later round came about.</summary>
public enum AnswerWay
{
    /// <summary>It was given in this round, be it the same as before.</summary>
    Anew,

    /// <summary>That of an earlier round was kept, at the question.</summary>
    Singly,

    /// <summary>That of an earlier round was kept together with others, by one press of a button.</summary>
    InBulk,
}

/// <summary>
/// Which items of a sheet have the answer of an earlier round because it was kept, and how. Who keeps many at once may not have read them: such answers must not pass for
/// opinions that hold. Immutable; stored as keys with blanks between them, with a star behind those kept in bulk.
/// </summary>
public sealed class KeptAnswers
{
    private const char Star = '*';

    private readonly Dictionary<string, AnswerWay> ways;

    private KeptAnswers(Dictionary<string, AnswerWay> ways) => this.ways = ways;

    public static KeptAnswers None { get; } = new([]);

    /// <summary>As stored; null for none.</summary>
    public static KeptAnswers Parse(string? stored) =>
        string.IsNullOrEmpty(stored)
            ? None
            : new(
                stored
                    .Split(' ')
                    .ToDictionary(
                        one => one.TrimEnd(Star),
                        one => one.EndsWith(Star) ? AnswerWay.InBulk : AnswerWay.Singly,
                        StringComparer.Ordinal
                    )
            );

    /// <summary>Items that were kept in one of the two ways.</summary>
    public static KeptAnswers Of(IEnumerable<string> singly, IEnumerable<string> inBulk)
    {
        var kept = inBulk.ToDictionary(key => key, _ => AnswerWay.InBulk, StringComparer.Ordinal);
        foreach (var key in singly)
            kept[key] = AnswerWay.Singly;
        return new(kept);
    }

    /// <summary>The items that were kept, with how.</summary>
    public IEnumerable<(string ItemKey, AnswerWay Way)> All => ways.Select(one => (one.Key, one.Value));

    public AnswerWay Of(string itemKey) => ways.GetValueOrDefault(itemKey, AnswerWay.Anew);

    public bool IsInBulk(string itemKey) => Of(itemKey) == AnswerWay.InBulk;

    /// <summary>As it is stored; null for none.</summary>
    public string? Stored =>
        ways.Count == 0
            ? null
            : string.Join(
                ' ',
                ways.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value == AnswerWay.InBulk ? one.Key + Star : one.Key)
            );

    internal KeptAnswers Without(IEnumerable<string> itemKeys)
    {
        var left = new Dictionary<string, AnswerWay>(ways, StringComparer.Ordinal);
        foreach (var key in itemKeys)
            left.Remove(key);
        return new(left);
    }

    /// <summary>With what was answered since: what was not kept then is anew.</summary>
    /// <param name="answered">Keys of the items whose answer was changed.</param>
    /// <param name="kept">Which of these were kept, and how.</param>
    internal KeptAnswers With(IReadOnlySet<string> answered, KeptAnswers kept) =>
        new(
            ways.Where(one => !answered.Contains(one.Key))
                .Concat(kept.ways.Where(one => answered.Contains(one.Key)))
                .ToDictionary(StringComparer.Ordinal)
        );
}
