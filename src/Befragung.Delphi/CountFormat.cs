using System.Globalization;

namespace Befragung.Delphi;

/// <summary>
/// How numbers stand in sentences. Counts have marks between thousands, and so have answers and statistics, which are no integers, from five digits on: those of four may be years.
/// "{0:Person|Personen}" is the number with the word that fits it: "1 Person", "1.234 Personen". "{0:=antwortete|antworteten}" is the words alone, in which
/// "#" stands for the number: "{0:=Eine Person hat|# Personen haben}".
/// The case is that of the words: "bei {0:Tag|Tagen}".
/// </summary>
public sealed class CountFormat(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    private const string Whole = "#,0;−#,0",
        Broken = "#,0.##########;−#,0.##########";

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType!);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        (arg, format?.IndexOf('|', StringComparison.Ordinal)) switch
        {
            (not null, > 0 and var bar) => Counted(arg, format![..bar], format[(bar + 1)..]),
            (byte or short or ushort or int or uint or long, _) when string.IsNullOrEmpty(format) => ((IFormattable)arg).ToString(
                Whole,
                culture
            ),
            (double or float or decimal, _) => Signed(
                ((IFormattable)arg).ToString(
                    string.IsNullOrEmpty(format) && IsLong(Convert.ToDouble(arg, CultureInfo.InvariantCulture)) ? Broken : format,
                    culture
                )
            ),
            (IFormattable other, _) => other.ToString(format, culture),
            _ => arg?.ToString() ?? "",
        };

    /// <summary>Five digits and more are read with marks between thousands. Answers of fewer may be years.</summary>
    public static bool IsLong(double number) => Math.Abs(number) >= 10_000;

    /// <summary>With the sign that numbers below zero have in print.</summary>
    private static string Signed(string number) => number.StartsWith('-') ? "−" + number[1..] : number;

    private string Counted(object number, string one, string many)
    {
        var (written, count) = number switch
        {
            ICount counted => (counted.ToString(null, culture), counted.Count),
            IFormattable figure => (figure.ToString(Broken, culture), Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
            _ => (number.ToString()!, number is "1" ? 1 : 2),
        };
        // As in "minus 1 Punkt": the word goes by the number without its sign. In French, nought is one as well, and so is 1,5.
        var isOne = culture.TwoLetterISOLanguageName == "fr" ? Math.Abs(count) < 2 : Math.Abs(count) == 1;
        var word = isOne ? one.TrimStart('=') : many;
        return one.StartsWith('=') ? word.Replace("#", written, StringComparison.Ordinal) : $"{written} {word}";
    }
}

/// <summary>A number that is written in a way of its own, and is counted all the same.</summary>
internal interface ICount : IFormattable
{
    decimal Count { get; }
}
