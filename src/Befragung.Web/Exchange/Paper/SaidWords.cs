using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Exchange.Paper;

/// <summary>How sentences of the method are written in files: the texts of questionnaires in them without their marks.</summary>
internal static partial class SaidWords
{
    public static string Say(this FileWords words, Sentence sentence) => string.Concat(words.Parts(sentence).Select(part => part.Text));

    /// <summary>A sentence in pieces.</summary>
    /// <returns>Each piece, and which value it is; null for the words between.</returns>
    public static IEnumerable<(string Text, int? Value)> Parts(this FileWords words, Sentence sentence)
    {
        var format = words.T[sentence.German].Value;
        var at = 0;
        foreach (Match place in Places().Matches(format))
        {
            if (place.Index > at)
                yield return (format[at..place.Index], null);
            var value = int.Parse(place.Groups["value"].Value, CultureInfo.InvariantCulture);
            var written = words.Written(sentence.Values[value]);
            at = place.Index + place.Length;
            if (!place.Groups["words"].Success)
            {
                yield return (written, value);
                continue;
            }
            var counted = string.Format(new CountFormat(CultureInfo.CurrentCulture), place.Value, [.. sentence.Values]);
            if (place.Groups["words"].Value[1] != '=')
            {
                // The number is written so that it can be read again: without marks.
                yield return (written, value);
                counted = counted[counted.IndexOf(' ', StringComparison.Ordinal)..];
            }
            yield return (counted, null);
        }
        if (at < format.Length)
            yield return (format[at..], null);
    }

    private static string Written(this FileWords words, object value) =>
        value switch
        {
            Sentence inner => words.Say(inner),
            LocalizedText text => words.Plain(text.ToString()),
            Names names => (names with { Values = [.. names.Values.Select(name => (object)words.Written(name))] }).ToString(),
            IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
            _ => words.Plain(value.ToString()!),
        };

    [GeneratedRegex(@"\{(?<value>\d)(?<words>:[^}|]*\|[^}]*)?\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Places();
}
