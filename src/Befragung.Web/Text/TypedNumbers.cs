using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Text;

/// <summary>
/// Numbers as people type them in the language of the page: "1.234,5" in German, "1,234.5" in English. What can only be meant in one way is understood in
/// either, such as "12.5" or "0.125"; what can be meant in two is asked back. What cannot be read is left as it is, and the item's own check says what is wrong.
/// </summary>
public static partial class TypedNumbers
{
    private const int DigitsOfGroup = 3;

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private static (char Group, char Decimal) Marks => English ? (',', '.') : ('.', ',');

    /// <param name="typed">What stands in the field.</param>
    /// <param name="decimals">How many digits after the decimal mark the question allows.</param>
    public static string Plain(string typed, int decimals)
    {
        var text = Bare(typed);
        if (!Number().IsMatch(text) || IsDoubtful(text, decimals))
            return typed;
        var at = DecimalMark(text);
        var whole = Digits(at < 0 ? text : text[..at]);
        var plain = at < 0 ? whole : $"{whole}.{text[(at + 1)..]}";
        return NumberPart.Read(plain) is { } number ? number.ToString(CultureInfo.InvariantCulture) : typed;
    }

    /// <summary>Asks which of two numbers is meant; null where there is no doubt.</summary>
    public static Sentence? Doubt(string typed, int decimals)
    {
        var text = Bare(typed);
        if (!IsDoubtful(text, decimals))
            return null;
        var (group, mark) = Marks;
        return new("„{0}“ kann zweierlei heißen. Bitte schreiben Sie {1} oder {2}.", typed, Digits(text), text.Replace(group, mark));
    }

    /// <summary>A stored number as it stands in a field: without marks between thousands, so that years stay years.</summary>
    public static string Shown(string? stored) =>
        NumberPart.Read(stored) is not { } number ? stored ?? ""
        : English ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture).Replace('.', ',');

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

    [GeneratedRegex(@"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneGroup();
}
