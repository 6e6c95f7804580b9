using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Text;

/// <summary>
/// Numbers as people type them in the language of the page: "1.234,5" in German, "1,234.5" in English. What can only be meant in one way is understood in
/// either, such as "12.5" or "0.125"; what can be meant in two is asked back. The unit of the question may stand beside them, and "Tsd.", "Mio." and the like:
/// <see cref="UnitWords"/>. What cannot be read is left as it is, and it is said what could be.
/// </summary>
public static partial class TypedNumbers
{
    private const int DigitsOfGroup = 3;

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static (char Group, char Decimal) Marks => English ? (',', '.') : ('.', ',');

    /// <param name="typed">What stands in the field.</param>
    /// <param name="asked">Says how many digits after the decimal mark are possible, and in which unit.</param>
    public static string Plain(string typed, NumberPart asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var text = Bare(typed);
        if (Number().IsMatch(text))
            return IsDoubtful(text, asked.Decimals) ? typed : Counted(text, 1) ?? typed;
        return
            Split(UnitWords.WithoutOwn(typed, asked.Unit)) is ({ } number, { } beside)
            && UnitWords.Factor(beside, asked.Unit) is { } factor
            && !IsDoubtful(number, factor > 1 ? DigitsOfGroup : asked.Decimals)
            ? Counted(number, factor) ?? typed
            : typed;
    }

    /// <summary>Says what is to be typed instead; null where that is a number. Whether it is a possible one is said by the question's own check.</summary>
    public static Sentence? Question(string typed, NumberPart asked)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(asked);
        var text = Bare(typed);
        if (text.Length == 0 || (Number().IsMatch(text) && !IsDoubtful(text, asked.Decimals)))
            return null;
        if (Number().IsMatch(text))
            return Doubt(typed, text, 1);
        if (Split(UnitWords.WithoutOwn(typed, asked.Unit)) is not ({ } number, { } beside))
            return new("„{0}“ ist keine Zahl. Eine Zahl ist zum Beispiel {1}.", Shortened(typed), Example(asked));
        if (UnitWords.Factor(beside, asked.Unit) is { } factor)
            return IsDoubtful(number, factor > 1 ? DigitsOfGroup : asked.Decimals) ? Doubt(typed, number, factor) : null;
        return asked.Unit is { } unit
            ? new("„{0}“: Gefragt ist nach einer Zahl in {1}, zum Beispiel {2}.", Shortened(typed), unit.After, Example(asked))
            : new("„{0}“: Gefragt ist nach einer Zahl ohne Einheit, zum Beispiel {1}.", Shortened(typed), Example(asked));
    }

    private static Sentence Doubt(string typed, string number, decimal factor)
    {
        var (group, mark) = Marks;
        return factor == 1
            ? new("„{0}“ kann zweierlei heißen. Bitte schreiben Sie {1} oder {2}.", typed, Digits(number), number.Replace(group, mark))
            : new(
                "„{0}“ kann zweierlei heißen. Bitte schreiben Sie {1} oder {2}.",
                typed,
                Grouped(decimal.Parse(Digits(number), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) * factor),
                Grouped(
                    decimal.Parse(
                        number.Replace(group, '.'),
                        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture
                    ) * factor
                )
            );
    }

    /// <summary>A number that could be the answer, as it is written in the language of the page: round, possible, and with a decimal where there may be one.</summary>
    public static string Example(NumberPart asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var low = asked.Min ?? (asked.Max < 0 ? asked.Max.Value * 2 : 0);
        var high = asked.Max ?? Math.Max(low * 2, low + 100);
        // Round numbers are few between near bounds, and many between far ones.
        var found = low;
        for (var size = 1_000_000_000_000m; size >= 1; size /= 10)
            foreach (var steps in (int[])[5, 2, 1])
            {
                var candidate = Math.Ceiling(low / (size * steps)) * size * steps;
                if (candidate <= low)
                    candidate += size * steps;
                if (candidate < high)
                    return Written(asked, candidate, high);
                found = candidate <= high ? candidate : found;
            }
        return Written(asked, found, high);
    }

    private static string Written(NumberPart asked, decimal number, decimal high)
    {
        if (asked.Decimals > 0 && number + 0.5m <= high)
            number += 0.5m;
        // A year has no marks in it, and it has no unit.
        return asked.Unit is null && number is >= 1000 and < 10_000
            ? Shown(number.ToString(CultureInfo.InvariantCulture))
            : Grouped(number);
    }

    private static string Grouped(decimal number) =>
        number.ToString("#,0.############", CultureInfo.GetCultureInfo(English ? "en" : Languages.Current));

    private static string Shortened(string typed) => Words.Shortened(typed, 40);

    /// <summary>A number and what stands beside it, before or behind; null where there is no number, or another one.</summary>
    private static (string? Number, string? Beside) Split(string typed)
    {
        var found = NumberAndWords().Match(typed.Trim().Replace('−', '-'));
        if (!found.Success)
            return (null, null);
        var number = Bare(found.Groups["number"].Value);
        return Number().IsMatch(number) ? (number, $"{found.Groups["before"].Value} {found.Groups["behind"].Value}".Trim()) : (null, null);
    }

    /// <summary>A number without its marks, so many times; null where it is none.</summary>
    private static string? Counted(string text, decimal factor)
    {
        var at = DecimalMark(text);
        var whole = Digits(at < 0 ? text : text[..at]);
        // Only the factor makes it another number: what has none stays as exact as it was typed.
        return NumberPart.Read(at < 0 ? whole : $"{whole}.{text[(at + 1)..]}") is { } number
            ? (number * factor / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>A stored number as it stands in a field: without marks between thousands, so that years stay years.</summary>
    public static string Shown(string? stored) =>
        NumberPart.Read(stored) is not { } number ? stored ?? ""
        : English ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>The same as it stands in a sentence: five digits and more with marks between thousands, as <see cref="CountFormat"/> has them.</summary>
    public static string Told(string stored) =>
        NumberPart.Read(stored) is { } number && CountFormat.IsLong((double)number) ? Grouped(number) : Shown(stored);

    /// <summary>Without blanks, and with one kind of minus; apostrophes divide thousands in Switzerland.</summary>
    private static string Bare(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var bare = string.Concat(typed.Where(character => !char.IsWhiteSpace(character) && character is not ('\'' or '’')));
        return bare.Replace('−', '-').TrimStart('+');
    }

    private static string Digits(string text) => string.Concat(text.Where(character => character is not ('.' or ',')));

    /// <summary>One group of thousands, in a question that allows as many digits behind a decimal mark: 1.234.</summary>
    private static bool IsDoubtful(string text, int decimals) =>
        decimals >= DigitsOfGroup && OneGroup().IsMatch(text) && text[^(DigitsOfGroup + 1)] == Marks.Group;

    /// <summary>Index of the mark behind which the decimals stand; −1 where there is none.</summary>
    private static int DecimalMark(string text)
    {
        var last = text.LastIndexOfAny(['.', ',']);
        if (last < 0)
            return -1;
        var isOnly = text.IndexOfAny(['.', ',']) == last;
        if (isOnly)
            return text[last] == Marks.Group && OneGroup().IsMatch(text) ? -1 : last;
        return text.IndexOf(text[last]) == last ? last : -1;
    }

    /// <summary>Digits; or groups of three divided by one mark, of which the first does not begin with 0; and behind the other mark, decimals.</summary>
    [GeneratedRegex(
        @"^-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+(?!\.)|[1-9][0-9]{0,2}(,[0-9]{3})+(?!,))([.,][0-9]+)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Number();

    /// <summary>What is no digit before or behind, and a number between.</summary>
    [GeneratedRegex(
        @"^(?<before>[^0-9+-]*)(?<number>[+-]?[0-9]([0-9.,'’\s]*[0-9])?)(?<behind>[^0-9]*)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex NumberAndWords();

    [GeneratedRegex(@"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneGroup();
}
