using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// Tags of languages as BCP 47 (RFC 5646) writes them: "de", "pt-BR", "zh-Hant", and "de-simple" for Leichte Sprache. They are compared without case and kept in the usual one.
/// Which languages there are nobody asks: one that no register knows may be needed all the same.
/// </summary>
public static partial class LanguageTag
{
    /// <summary>What the framework says where no language was chosen.</summary>
    private const string Invariant = "iv";

    /// <summary>So long is the longest that RFC 5646 asks programs to take.</summary>
    public const int MaxLength = 35;

    /// <summary>German that is written by the rules of easy language; registered as a variant.</summary>
    public const string EasyGerman = "de-simple";

    // Scripts by the languages that are mostly written in them.
    private static readonly FrozenSet<string> RightToLeft = FrozenSet.Create(
            StringComparer.OrdinalIgnoreCase,
            "ar",
            "arc",
            "arz",
            "bal",
            "ckb",
            "dv",
            "fa",
            "glk",
            "he",
            "iw",
            "ji",
            "ks",
            "lrc",
            "mzn",
            "nqo",
            "pnb",
            "prs",
            "ps",
            "rhg",
            "sd",
            "sdh",
            "syr",
            "ug",
            "ur",
            "yi"
        ),
        RightToLeftScripts = FrozenSet.Create(
            StringComparer.OrdinalIgnoreCase,
            "Adlm",
            "Arab",
            "Aran",
            "Hebr",
            "Mand",
            "Mend",
            "Nkoo",
            "Rohg",
            "Samr",
            "Syrc",
            "Thaa",
            "Yezi"
        );

    /// <summary>A tag in the usual case; null where it is not well-formed.</summary>
    public static string? Read(string? written)
    {
        if (written is null or { Length: > MaxLength } || !WellFormed().IsMatch(written))
            return null;
        var parts = written.ToLowerInvariant().Split('-');
        // Behind a single sign everything is small: what stands there is neither a script nor a region.
        for (var i = 1; i < parts.Length && parts[i].Length > 1; i++)
            parts[i] = parts[i] switch
            {
                { Length: 2 } region => region.ToUpperInvariant(),
                { Length: 4 } script when char.IsAsciiLetter(script[0]) => char.ToUpperInvariant(script[0]) + script[1..],
                var other => other,
            };
        // No variant and no extension stands there twice.
        return parts
            .Skip(1)
            .Where(part => part.Length is 1 or > 4 || (part.Length == 4 && char.IsAsciiDigit(part[0])))
            .GroupBy(part => part)
            .Any(same => same.Count() > 1)
            ? null
            : string.Join('-', parts);
    }

    /// <summary>"de" of "de-simple" and "de-AT".</summary>
    public static string Primary(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? tag[..end] : tag;
    }

    public static bool IsRightToLeft(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        // The script stands second, if it is there; behind the language it has no other place than that.
        return tag.Split('-') is [_, { Length: 4 } script, ..] ? RightToLeftScripts.Contains(script) : RightToLeft.Contains(Primary(tag));
    }

    /// <summary>
    /// The one that whoever wants a language reads best: that one, a shorter one ("de" for "de-AT"), another of the same language ("pt-BR" for "pt"), English, and else the first.
    /// </summary>
    public static string Best(string wanted, IReadOnlyCollection<string> there)
    {
        ArgumentNullException.ThrowIfNull(there);
        // Where nothing is wanted, as outside of pages, it is the main one.
        return wanted == Invariant ? there.First() : Same(wanted, there) ?? Same("en", there) ?? there.First();
    }

    /// <summary>One of the same language, as near as it can be; null where there is none.</summary>
    public static string? Same(string wanted, IReadOnlyCollection<string> there)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(there);
        for (var tag = wanted; tag.Length > 0; tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
            if (there.FirstOrDefault(one => one.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { } found)
                return found;
        var primary = Primary(wanted);
        return there.FirstOrDefault(one => Primary(one).Equals(primary, StringComparison.OrdinalIgnoreCase));
    }

    // Of RFC 5646, without what it keeps for times to come (languages of 4 to 8 letters) and what means nothing to others (tags that begin with "x-").
    [GeneratedRegex(
        @"\A[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex WellFormed();
}
