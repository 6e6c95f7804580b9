using System.Globalization;
using System.Text;
using Befragung.Delphi.Studies;
using Befragung.Web.Text;

namespace Befragung.Web.Exchange;

/// <summary>Names of files that are the same on every system: small letters, digits and hyphens.</summary>
public static class FileNames
{
    private const int Longest = 60;

    /// <summary>Of what is told of a study, in the language of the page; what is simulated must not be taken for anything else, and says so.</summary>
    public static string Of(Study study, string name, string ending)
    {
        ArgumentNullException.ThrowIfNull(study);
        return $"{study.Key}-{(study.IsSimulated ? "simuliert-" : "")}{name}-{Languages.Current}.{ending}";
    }

    /// <summary>Of one of several files, in their order and told apart by what is in them.</summary>
    public static string Numbered(int number, string words, string ending)
    {
        var name = Plain(words);
        return string.Create(CultureInfo.InvariantCulture, $"{number:000}{(name.Length > 0 ? "-" : "")}{name}.{ending}");
    }

    /// <summary>Without marks: "Dr. Jörg Weiß" becomes "dr-jorg-weiss"; of what has no Latin letters, nothing stays.</summary>
    private static string Plain(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var letters = words
            .ToLowerInvariant()
            .Replace("ß", "ss", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormKD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ');
        var plain = string.Join('-', string.Concat(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return plain.Length <= Longest ? plain : plain[..Longest].TrimEnd('-');
    }
}
