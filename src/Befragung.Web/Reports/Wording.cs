using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Statistics;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports;

/// <summary>How the report writes numbers, dates and findings: in the language of the page, and "–" for what cannot be said.</summary>
public static partial class Wording
{
    public const string None = "–";

    private const char Unbroken = '\u00a0',
        Isolate = '\u2068',
        EndOfIsolate = '\u2069';

    private const int LongestRow = 80,
        LongestWord = 25,
        LeastOfItem = 34,
        LongestHeading = 240;

    /// <summary>A finding as plain words: the texts of items in it are Markdown.</summary>
    public static string Plainly(this IStringLocalizer<Texts> t, Sentence sentence)
    {
        object[] values =
        [
            .. sentence.Values.Select(value =>
                value switch
                {
                    LocalizedText or PartName => Quoted(value),
                    Names names => names with { Values = [.. names.Values.Select(Quoted)] },
                    Listed listed => listed with
                    {
                        Values = [.. listed.Values.Select(one => new ListedName(Quoted(one.Name), Inside(t, one.Number)))],
                    },
                    Sentence inner => t.Plainly(inner),
                    Day day => Clock.Day(day.At),
                    _ => value,
                }
            ),
        ];
        return Together(t[sentence.German, values]);
    }

    private static object Inside(IStringLocalizer<Texts> t, object value) => value is Sentence sentence ? t.Plainly(sentence) : value;

    /// <summary>A text within a sentence, which has a full stop of its own.</summary>
    private static string Quoted(object text) => Shortened(Markdown.Plain(text.ToString()!).TrimEnd('.'));

    /// <summary>No line ends before the sign of a percentage, nor between a count and what it is of.</summary>
    private static string Together(string text) =>
        InBrackets().Replace(text.Replace(" %", Unbroken + "%", StringComparison.Ordinal), pair => pair.Value.Replace(' ', Unbroken));

    /// <summary>Words with percentages in them, for a line of any length.</summary>
    public static string Unbreaking(this LocalizedString text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Together(text.Value);
    }

    /// <summary>The same, closed with a full stop.</summary>
    public static string Fully(this IStringLocalizer<Texts> t, Sentence sentence) =>
        t.Plainly(sentence) is var text && text.EndsWith('.') ? text : text + ".";

    /// <summary>A question before its answer: with a colon, where it does not end with a sign of its own.</summary>
    public static string Asked(LocalizedText question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var text = question.ToString().TrimEnd();
        return text.EndsWith('?') || text.EndsWith(':') ? text : text.TrimEnd('.') + ":";
    }

    /// <summary>How a study was done, to be taken over into an article.</summary>
    public static string Methods(this IStringLocalizer<Texts> t, StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(t);
        return string.Join(' ', MethodsParagraph.Of(report).Select(sentence => t.Plainly(sentence)));
    }

    /// <summary>How a report is cited, in the order of the language.</summary>
    public static string Cited(this IStringLocalizer<Texts> t, SuggestedCitation citation)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(citation);
        var title = Markdown.Plain(citation.Title.ToString());
        string?[] parts =
        [
            citation.Authors is { } authors ? t["{0} ({1}): {2}", authors, $"{citation.Year}", title] : $"{title} ({citation.Year})",
            t.Plainly(citation.Kind),
            citation.IsSimulated ? t["Beispiel mit simulierten Antworten"].Value : null,
            citation.Version is { } version ? t["Version {0}", version].Value : null,
            citation.Place is { } place && citation.Publisher is { } publisher
                ? $"{place}: {publisher}"
                : (citation.Publisher ?? citation.Place)?.ToString(),
            citation.Address,
        ];
        return string.Join(' ', parts.OfType<string>().Select(part => part == citation.Address ? part : Closed(part)));
    }

    /// <summary>A part of a citation ends with a sign.</summary>
    private static string Closed(string part) => part[^1] is '.' or '?' or '!' ? part : part + ".";

    public static string Of(Licence licence) =>
        licence switch
        {
            Licence.Attribution => "Creative Commons Namensnennung 4.0 (CC BY 4.0)",
            Licence.AttributionShareAlike => "Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 4.0 (CC BY-SA 4.0)",
            Licence.PublicDomain => "Gemeinfrei: CC0 1.0",
            Licence.AllRightsReserved => "Alle Rechte vorbehalten",
            Licence.Own => "In eigenen Worten",
            _ => "Noch nicht entschieden",
        };

    public static string Of(AiUse use) =>
        use switch
        {
            AiUse.None => "Wurde nicht eingesetzt",
            AiUse.Some => "Wurde eingesetzt",
            _ => "Keine Angabe: Der Bericht sagt dazu nichts",
        };

    /// <summary>How many coded without seeing each other, and how far they agreed.</summary>
    public static string Agreement(this IStringLocalizer<Texts> t, OriginAgreement agreement)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(agreement);
        var coded = t[
            "{1:Person hat|Personen haben} kodiert, ohne einander zu sehen; {0:=eine Nennung wurde|# Nennungen wurden} von mindestens zwei Personen kodiert.",
            agreement.Mentions,
            agreement.Coders
        ];
        var agreed = agreement switch
        {
            { Alpha: { } alpha, Lower: { } lower } => t[
                "Ihre Übereinstimmung ist Krippendorffs α = {0} (95 %: {1} bis {2}); 1 wäre völlige Übereinstimmung, 0 nicht mehr als Zufall.",
                Decimals(alpha),
                Decimals(lower),
                Decimals(agreement.Upper)
            ],
            { Alpha: { } alpha } => t[
                "Ihre Übereinstimmung ist Krippendorffs α = {0}; 1 wäre völlige Übereinstimmung, 0 nicht mehr als Zufall.",
                Decimals(alpha)
            ],
            _ => t["Ihre Übereinstimmung lässt sich nicht angeben: Sie haben alles gleich kodiert."],
        };
        return $"{coded} {agreed}";
    }

    public static string Number(double? value) => Words.Number(value);

    /// <summary>A cell of a table of full numbers, for reading.</summary>
    public static string OfCell(string cell) =>
        cell.Length == 0 ? None
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Number(number)
        : cell;

    /// <summary>Always with so many decimals, for columns of a table.</summary>
    public static string Decimals(double? value, int digits = 2) =>
        value?.ToString(
            string.Format(CultureInfo.InvariantCulture, "{0};−{0};{0}", "0." + new string('0', digits)),
            CultureInfo.CurrentCulture
        )
        ?? None;

    /// <summary>The name of a part where a table names many. Of a long question, the part is what tells one row from the next.</summary>
    public static string Row(PartName name, int most = LongestRow)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Part is null)
            return Shortened(Markdown.Plain(name.Item.ToString()), most);
        var part = Shortened(Markdown.Plain(name.Part.ToString()), most - LeastOfItem);
        return $"{Shortened(Markdown.Plain(name.Item.ToString()), Math.Max(LeastOfItem, most - part.Length))} ({part})";
    }

    /// <summary>What the style sheet calls a heading that is a paragraph by itself; null for those of usual length.</summary>
    public static string? Length(LocalizedText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToString().Length > LongestHeading ? "long" : null;
    }

    /// <summary>In the order in which a summary counts them.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } =
    [
        Verdict.Consensus,
        Verdict.Majority,
        Verdict.Polarised,
        Verdict.Dissent,
        Verdict.NoMajority,
        Verdict.Undecidable,
        Verdict.Moving,
        Verdict.Open,
    ];

    /// <summary>What a verdict means, for whoever reads the summary alone; the exact rules stand in the method.</summary>
    public static string Meaning(Verdict verdict) =>
        verdict switch
        {
            Verdict.Consensus => "Konsens: Die Antworten stimmen überein und ändern sich kaum noch.",
            Verdict.Majority => "Mehrheit: Mehr als die Hälfte antwortet im selben Bereich der Skala, und das bleibt so.",
            Verdict.Polarised => "Zwei Lager: Viele antworten ganz oben, viele ganz unten, und das bleibt so.",
            Verdict.Dissent =>
                "Dissens: Es gibt keine Mehrheit, und an jedem Ende der Skala antwortet mindestens ein Fünftel; das bleibt so.",
            Verdict.NoMajority =>
                "Keine Mehrheit: In keinem Bereich der Skala antwortet mehr als die Hälfte, und es stehen sich auch keine zwei Seiten gegenüber.",
            Verdict.Undecidable => "Nicht entscheidbar: Die Antworten haben sich geändert; bei so wenigen kann das auch Zufall sein.",
            Verdict.Moving => "In Bewegung: Die Antworten ändern sich noch.",
            _ => "Offen: Ein Urteil ist noch nicht möglich.",
        };

    /// <summary>What the style sheet calls a verdict.</summary>
    public static string Style(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>A sentence in two: the word it begins with, which can stand out, and what follows the colon.</summary>
    public static (string Word, string Text) Parted(this IStringLocalizer<Texts> t, Sentence sentence) =>
        t.Plainly(sentence) is var text && text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
            ? (text[..(colon + 1)], text[(colon + 2)..])
            : ("", text);

    public static string Difference(double? value) => value?.ToString("+0.0;−0.0;±0.0", CultureInfo.CurrentCulture) ?? None;

    public static string Percent(this IStringLocalizer<Texts> t, double? percent) =>
        percent is null ? None : Together(t["{0:0.0} %", percent]);

    /// <summary>A share of n answers; of fewer than a hundred, decimals would say nothing.</summary>
    public static string Percent(this IStringLocalizer<Texts> t, double? percent, int? n, params double[] limits) =>
        percent is null || n is null ? None : Together(t["{0} %", Delphi.Statistics.Percent.InTable(percent.Value, n.Value, limits)]);

    /// <summary>What share of n a count is; nothing where there is no share. The count, or n, has a cell of its own.</summary>
    /// <param name="t">The texts.</param>
    /// <param name="count">How many.</param>
    /// <param name="n">Of how many.</param>
    /// <param name="limits">In per cent: what decides, and must not be crossed by rounding.</param>
    public static string Share(this IStringLocalizer<Texts> t, int? count, int? n, params double[] limits) =>
        t.Percent(count is { } some && n is { } all ? Delphi.Statistics.Frequencies.Percent(some, all) : null, n, limits);

    /// <summary>The same as a number alone, where the head of the table says that it is per cent.</summary>
    public static string InPercent(int? count, int? n, params double[] limits) =>
        count is { } some && n is > 0 and var all
            ? Delphi.Statistics.Percent.InTable(some, all, limits).ToString(null, CultureInfo.CurrentCulture)
            : None;

    /// <summary>How many of a group answered at the top of the scale; of few who all answered alike, no number: it would be everybody's answer.</summary>
    public static string ShareOfGroup(this IStringLocalizer<Texts> t, GroupItemResult group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.FewAnsweredAlike ? t.NumberOfGroup(group) : t.Percent(group.PercentAgreement, group.N);
    }

    /// <summary>The same without its sign, where the head of the table says that it is per cent.</summary>
    public static string NumberOfGroup(this IStringLocalizer<Texts> t, GroupItemResult group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group switch
        {
            { FewAnsweredAlike: true, PercentAgreement: 100 } => t["fast alle"],
            { FewAnsweredAlike: true } => t["fast niemand"],
            { PercentAgreement: { } percent, N: { } n } => Delphi
                .Statistics.Percent.InTable(percent, n)
                .ToString(null, CultureInfo.CurrentCulture),
            _ => None,
        };
    }

    public static string MiddleHalf(double? quartile1, double? quartile3) =>
        quartile1 is null || quartile3 is null ? None : $"{Number(quartile1)}–{Number(quartile3)}";

    /// <summary>What a section of new statements is called until somebody calls it otherwise; "" where that cannot be said in a language.</summary>
    public static string NewStatements(string language) =>
        LanguageTag.Primary(language) switch
        {
            "de" => "Neue Thesen",
            "en" => "New statements",
            "fr" => "Nouvelles thèses",
            _ => "",
        };

    /// <summary>A language in the language of the page.</summary>
    public static string LanguageName(string code) => Languages.NameOf(code);

    /// <summary>The language of a text that is not there in that of the page; null where it is.</summary>
    public static string? OtherLanguage(LocalizedText text) =>
        text.LanguageIn(Languages.Current) is var other && other != Languages.Current ? other : null;

    /// <summary>What a list has room for; the whole text stands where the list leads. It ends with a word, but for very long ones.</summary>
    public static string Shortened(string text, int most = 140)
    {
        if (new StringInfo(text) is not { LengthInTextElements: var length } letters || length <= most)
            return Isolated(text);
        var start = letters.SubstringByTextElements(0, most - 1).TrimEnd();
        var word = text[start.Length] == ' ' ? start.Length : start.LastIndexOf(' ');
        return Isolated(word > Math.Max(0, start.Length - LongestWord) ? start[..word].TrimEnd() + Unbroken + "…" : start + "…");
    }

    /// <summary>Words from right to left must not turn round the numbers and brackets beside them.</summary>
    public static string Isolated(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(letter => letter is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufefc'))
            ? $"{Isolate}{text}{EndOfIsolate}"
            : text;
    }

    [GeneratedRegex(@"\(\d+ (von|of) \d+\)|\bn = \d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InBrackets();
}
