using System.Security.Cryptography;
using System.Text;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>What a hint is about. Names are stored with what was waved away.</summary>
public enum HintKind
{
    LongText,
    TwoStatements,
    DoubleNegation,
    ScaleWithoutWords,
    OverlappingOptions,
    NearDuplicate,
    NobodyAsked,
    NeverHolds,
    SmallGroup,
    Leftovers,
}

/// <summary>
/// Something of a questionnaire that often goes wrong, and what can be done. It is advice: rules of thumb are mistaken at times, so whoever knows better waves it away.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Place">The way there in the file: names and numbers from 0, such as "sections/0/items/3/text/de".</param>
/// <param name="Subject">The same by keys, which stay when something moves: "t1/de".</param>
/// <param name="What">Why it matters, and what one could do.</param>
/// <param name="Words">What it speaks of.</param>
public sealed record Hint(HintKind Kind, string Place, string Subject, Sentence What, string Words)
{
    /// <summary>Another one as soon as anything changes in what it speaks of.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Words)))[..16];

    /// <summary>Whether it is at a place or below it.</summary>
    public bool IsIn(string place) => Place == place || Place.StartsWith(place + "/", StringComparison.Ordinal);
}
