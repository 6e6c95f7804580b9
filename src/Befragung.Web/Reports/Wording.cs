using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports;

/// <summary>How the report writes numbers, dates and findings: in the language of the page, and "–" for what cannot be said.</summary>
public static class Wording
{
    public const string None = "–";

    private const char Unbroken = '\u00a0';

    /// <summary>A finding as plain words: the texts of items in it are Markdown.</summary>
    public static string Plainly(this IStringLocalizer<Texts> t, Sentence sentence)
    {
        object[] values = [.. sentence.Values.Select(value => value switch
        {
            LocalizedText or PartName => Shortened(Markdown.Plain(value.ToString()!)),
            Names names => names with { Values = [.. names.Values.Select(name => Shortened(Markdown.Plain(name.ToString()!)))] },
            Sentence inner => t.Plainly(inner),
            _ => value,
        })];
        return Together(t[sentence.German, values]);
    }

    /// <summary>No line ends before the sign of a percentage.</summary>
    private static string Together(string text) => text.Replace(" %", Unbroken + "%", StringComparison.Ordinal);

    /// <summary>The same, closed with a full stop.</summary>
    public static string Fully(this IStringLocalizer<Texts> t, Sentence sentence) => t.Plainly(sentence) is var text && text.EndsWith('.') ? text : text + ".";

    public static string Number(double? value) => Words.Number(value);

    /// <summary>A cell of a table of full numbers, for reading.</summary>
    public static string OfCell(string cell) => cell.Length == 0 ? None
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Number(number) : cell;

    /// <summary>Always with so many decimals, for columns of a table.</summary>
    public static string Decimals(double? value, int digits = 2) =>
        value?.ToString(string.Format(CultureInfo.InvariantCulture, "{0};−{0};{0}", "0." + new string('0', digits)), CultureInfo.CurrentCulture) ?? None;

    /// <summary>The name of a part where a table names many.</summary>
    public static string Row(PartName name) => Shortened(Markdown.Plain(name.ToString()), 80);

    /// <summary>In the order in which a summary counts them.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } = [Verdict.Consensus, Verdict.Majority, Verdict.Polarised, Verdict.Dissent, Verdict.Unstable, Verdict.Open];

    /// <summary>What the style sheet calls a verdict.</summary>
    public static string Style(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>A sentence in two: the word it begins with, which can stand out, and what follows the colon.</summary>
    public static (string Word, string Text) Parted(this IStringLocalizer<Texts> t, Sentence sentence) =>
        t.Plainly(sentence) is var text && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? (text[..(colon + 1)], text[(colon + 2)..]) : ("", text);

    public static string Difference(double? value) => value?.ToString("+0.0;−0.0;±0.0", CultureInfo.CurrentCulture) ?? None;

    public static string Percent(this IStringLocalizer<Texts> t, double? percent) => percent is null ? None : Together(t["{0:0.0} %", percent]);

    /// <summary>A count and what share of n it is; a count alone where there is no share.</summary>
    public static string Share(this IStringLocalizer<Texts> t, int? count, int? n) => (count, n) switch
    {
        (null, _) => None,
        (_, null or 0) => None,
        _ => Together(t["{0} · {1:0.0} %", count, Frequencies.Percent(count.Value, n.Value)!]),
    };

    /// <summary>The same, from a share of n that is stored without its count: the count is the whole number it was made of.</summary>
    public static string Share(this IStringLocalizer<Texts> t, double? percent, int? n) =>
        percent is null || n is null ? None : t.Share((int)Math.Round(percent.Value * n.Value / 100), n);

    public static string MiddleHalf(double? quartile1, double? quartile3) =>
        quartile1 is null || quartile3 is null ? None : $"{Number(quartile1)}–{Number(quartile3)}";

    /// <summary>A language in the language of the page.</summary>
    public static string LanguageName(string code) => CultureInfo.GetCultureInfo(code).DisplayName;

    /// <summary>The language of a text that is not there in that of the page; null where it is.</summary>
    public static string? OtherLanguage(LocalizedText text) => text.Texts.ContainsKey(Languages.Current) ? null : text.Texts.First().Key;

    /// <summary>What a list has room for; the whole text stands where the list leads.</summary>
    public static string Shortened(string text, int most = 140) =>
        new StringInfo(text) is var letters && letters.LengthInTextElements > most ? letters.SubstringByTextElements(0, most - 1).TrimEnd() + "…" : text;
}
