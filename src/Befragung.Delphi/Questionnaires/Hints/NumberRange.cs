using System.Globalization;
using System.Text.RegularExpressions;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>An option that names a range of numbers: "1–5", "unter 10", "10 bis unter 20 Jahre", "65 or older".</summary>
/// <param name="Low">From here on; itself only where <paramref name="HasLow"/>.</param>
/// <param name="High">Up to here; itself only where <paramref name="HasHigh"/>.</param>
/// <param name="Unit">The beginning of the word behind, as "1 Tag" and "2 Tage" have the same; "" for none.</param>
internal sealed partial record NumberRange(decimal Low, bool HasLow, decimal High, bool HasHigh, string Unit)
{
    /// <summary>So much of a word is the same in its forms.</summary>
    private const int OfUnit = 3;

    private static readonly string[] Below = ["unter", "weniger als", "less than", "under", "below", "fewer than", "<"],
        UpTo = ["bis", "bis zu", "höchstens", "maximal", "up to", "at most", "no more than", "≤"],
        Above = ["über", "mehr als", "more than", "over", "above", ">"],
        From = ["ab", "mindestens", "at least", "from", "≥"];

    /// <summary>Null for what is none.</summary>
    public static NumberRange? Read(string text, string language)
    {
        if (text.Length > 100 || Whole().Match(text.Trim().ToLowerInvariant()) is not { Success: true } match)
            return null;
        if (Number(match.Groups["low"].Value, language) is not { } low)
            return null;
        var before = match.Groups["before"].Value;
        var behind = match.Groups["behind"].Value.Trim();
        var isOpen = match.Groups["open"].Success;
        var unit = UnitOf(behind);
        if (match.Groups["high"].Success)
            return
                Number(match.Groups["high"].Value, language) is { } high
                && high >= low
                && before is "" or "von" or "from" or "between" or "zwischen"
                ? new(low, true, high, !match.Groups["under"].Success, unit)
                : null;
        if (isOpen)
            return before.Length == 0 ? new(low, true, decimal.MaxValue, true, unit) : null;
        return before switch
        {
            "" or "genau" or "exactly" => new(low, true, low, true, unit),
            _ when Below.Contains(before) => new(decimal.MinValue, true, low, false, unit),
            _ when UpTo.Contains(before) => new(decimal.MinValue, true, low, true, unit),
            _ when Above.Contains(before) => new(low, false, decimal.MaxValue, true, unit),
            _ when From.Contains(before) => new(low, true, decimal.MaxValue, true, unit),
            _ => null,
        };
    }

    /// <summary>Whether a number lies in both. Of days and of weeks nothing is said.</summary>
    public bool Overlaps(NumberRange other) =>
        (Unit == other.Unit || Unit.Length == 0 || other.Unit.Length == 0)
        && (Low < other.High || (Low == other.High && HasLow && other.HasHigh))
        && (other.Low < High || (other.Low == High && other.HasLow && HasHigh));

    private static string UnitOf(string behind) => behind.Length <= OfUnit ? behind : behind[..OfUnit];

    private static decimal? Number(string text, string language)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal)
            .Replace("\u00A0", "", StringComparison.Ordinal)
            .Replace("\u202F", "", StringComparison.Ordinal);
        // "10.000" is ten thousand in German, "10,000" in English.
        var (thousands, comma) = LanguageTag.Primary(language) == "en" ? (',', '.') : ('.', ',');
        plain = plain.Replace(thousands.ToString(), "", StringComparison.Ordinal).Replace(comma, '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private const string OneNumber = @"\d{1,3}(?:[ .,\u00A0\u202F]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?";

    [GeneratedRegex(
        @"^(?<before>unter|weniger als|less than|under|below|fewer than|bis zu|bis|höchstens|maximal|up to|at most|no more than|über|mehr als|more than|over|above|ab|mindestens|at least|from|genau|exactly|von|zwischen|between|[<>≤≥])? ?(?<low>"
            + OneNumber
            + @")(?:(?: ?(?:–|—|-|bis|to|und|and) ?)(?<under>unter |under |less than |weniger als )?(?<high>"
            + OneNumber
            + @")|(?<open>\+| (?:[\p{L}]+ )?(?:und|oder|and|or) (?:mehr|älter|länger|darüber|more|older|over|longer|above)))?(?<behind> ?[\p{L}%€][\p{L} %€./()-]*)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Whole();
}
