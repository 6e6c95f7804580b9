namespace Befragung.Delphi.Questionnaires;

/// <summary>Which way a reason speaks.</summary>
public enum ReasonSide
{
    /// <summary>For what was rated.</summary>
    For,

    /// <summary>Against it.</summary>
    Against,

    /// <summary>Where there is no for and against: choices, rankings, numbers.</summary>
    Neutral,
}

/// <summary>
/// An expert's reason for an answer, in own words: no answer itself, so it enters no statistic. Its key cannot be that of any other part: ":" is in none.
/// </summary>
public sealed record ReasonPart(string ItemKey, ReasonSide Side) : Part(ItemKey + Suffix(Side), null)
{
    public const int MaxLength = 2_000;

    /// <summary>The reason that a key belongs to; null where it is not one of a reason.</summary>
    public static ReasonPart? Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.IndexOf('.', StringComparison.Ordinal) is var dot && dot < 0
            ? null
            : key[dot..] switch
            {
                ".:for" => new(key[..dot], ReasonSide.For),
                ".:against" => new(key[..dot], ReasonSide.Against),
                ".:why" => new(key[..dot], ReasonSide.Neutral),
                _ => null,
            };
    }

    protected override Sentence? CheckValue(string value) =>
        value.Length <= MaxLength ? null : new Sentence("Der Text hat {0} Zeichen, möglich sind {1}.", value.Length, MaxLength);

    private static string Suffix(ReasonSide side) =>
        side switch
        {
            ReasonSide.For => ".:for",
            ReasonSide.Against => ".:against",
            _ => ".:why",
        };
}

/// <summary>That somebody else's reason convinces the expert: "1", or nothing.</summary>
public sealed record ConvincedPart(string ItemKey, Guid Reason) : Part($"{ItemKey}.:yes.{Reason:N}", null)
{
    public const string Convinced = "1";

    /// <summary>The vote that a key belongs to; null where it is not one of a vote.</summary>
    public static ConvincedPart? Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('.') is [var item, ":yes", var id] && Guid.TryParseExact(id, "N", out var reason) ? new(item, reason) : null;
    }

    protected override Sentence? CheckValue(string value) =>
        value == Convinced ? null : new Sentence("„{0}“ ist keine der Antworten.", RatedPart.Shortened(value));
}

/// <summary>An expert's reply to somebody else's reason, in own words. No answer either, and nobody replies to a reply.</summary>
public sealed record ReplyPart(string ItemKey, Guid Reason) : Part($"{ItemKey}.:re.{Reason:N}", null)
{
    /// <summary>The reply that a key belongs to; null where it is not one of a reply.</summary>
    public static ReplyPart? Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('.') is [var item, ":re", var id] && Guid.TryParseExact(id, "N", out var reason) ? new(item, reason) : null;
    }

    protected override Sentence? CheckValue(string value) =>
        value.Length <= ReasonPart.MaxLength
            ? null
            : new Sentence("Der Text hat {0} Zeichen, möglich sind {1}.", value.Length, ReasonPart.MaxLength);
}
