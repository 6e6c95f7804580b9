using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Text;

/// <summary>
/// Numbers as people type them in the language of the page: "1.234,5" in German, "1,234.5" in English. What cannot be read so is left as it is, and the
/// item's own check says what is wrong; a plain "12.5" is understood everywhere.
/// </summary>
public static partial class TypedNumbers
{
    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string Plain(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = string.Concat(typed.Where(character => !char.IsWhiteSpace(character))).Replace('−', '-');
        if (!(English ? EnglishNumber() : GermanNumber()).IsMatch(text))
            return typed;
        var plain = (
            English ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
        ).TrimStart('+');
        return NumberPart.Read(plain) is { } number ? number.ToString(CultureInfo.InvariantCulture) : typed;
    }

    /// <summary>A stored number as it stands in a field: without marks between thousands, so that years stay years.</summary>
    public static string Shown(string? stored) =>
        NumberPart.Read(stored) is not { } number ? stored ?? ""
        : English ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture).Replace('.', ',');

    [GeneratedRegex(@"^[-+]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GermanNumber();

    [GeneratedRegex(@"^[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EnglishNumber();
}
