using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports;

/// <summary>The numbers of a report that texts of the team can name, as a language writes them.</summary>
public sealed class NamedNumbers(IStringLocalizer<Texts> t, StudyReport report)
{
    /// <summary>What stands in a text where a number is not there any more, or may not be shown.</summary>
    private const string None = "–";

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> said = [];

    /// <summary>All there are, whether or not they have a value now.</summary>
    public IReadOnlyList<ReportNumber> All => field ??= ReportNumbers.Of(report);

    /// <summary>What they are in a language, by their names, whatever their case; without those that have no value now.</summary>
    public IReadOnlyDictionary<string, string> In(string language)
    {
        if (!said.TryGetValue(language, out var values))
            said[language] = values = Languages.In(
                language,
                () =>
                    All.Where(number => number.Value is not null)
                        .ToDictionary(number => number.Name, number => Say(number.Value!), StringComparer.OrdinalIgnoreCase)
            );
        return values;
    }

    /// <summary>A text with its numbers.</summary>
    public string In(string text, string language) => TextPlaceholders.Replace(text, name => Value(name, language, isOfReport: false));

    /// <summary>All texts with their numbers. What is no name of a number, and was none when it was saved, stays as it is written.</summary>
    public ReportTexts In(ReportTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (!texts.Texts.Values.Any(text => text.Text.Texts.Values.Any(written => written.Contains("{{", StringComparison.Ordinal))))
            return texts;
        return texts with
        {
            Texts = texts.Texts.ToDictionary(
                text => text.Key,
                text =>
                    text.Value with
                    {
                        Text = new LocalizedText(
                            text.Value.Text.Texts.ToDictionary(
                                one => one.Key,
                                one =>
                                    TextPlaceholders.Replace(
                                        one.Value,
                                        name =>
                                            Value(
                                                name,
                                                one.Key,
                                                text.Value.Bases.GetValueOrDefault(one.Key)?.Values.ContainsKey(name) == true
                                            )
                                    )
                            )
                        ),
                    }
            ),
        };
    }

    /// <param name="isOfReport">Whether it was the name of a number once.</param>
    private string? Value(string name, string language, bool isOfReport) =>
        In(language).GetValueOrDefault(name)
        ?? (isOfReport || All.Any(number => number.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ? None : null);

    private string Say(object value) =>
        value switch
        {
            Verdict verdict => t[Words.Of(verdict)],
            // With the blank that keeps both together.
            Percent percent => t.Plainly(new Sentence("{0} %", percent)),
            Sentence sentence => t.Plainly(sentence),
            int number => number.ToString("N0", System.Globalization.CultureInfo.CurrentCulture),
            double number => Wording.Number(number),
            _ => value.ToString()!,
        };
}
