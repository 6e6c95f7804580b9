using System.Text.Json;
using System.Text.RegularExpressions;

namespace Befragung.Delphi.Reporting;

/// <summary>A word of the report that not everybody knows, in plain words.</summary>
/// <param name="Key">Stands in addresses within the report: it never changes.</param>
/// <param name="German">The word itself.</param>
/// <param name="InGerman">What it means.</param>
/// <param name="FormsGerman">How it stands in texts, as regular expressions.</param>
public sealed record Term(
    string Key,
    string German,
    string English,
    string InGerman,
    string InEnglish,
    IReadOnlyList<string> FormsGerman,
    IReadOnlyList<string> FormsEnglish
)
{
    /// <param name="language">"en"; all else is German.</param>
    public string Word(string language) => language == "en" ? English : German;

    public string Explanation(string language) => language == "en" ? InEnglish : InGerman;
}

/// <summary>Where a text uses a term.</summary>
/// <param name="Start">Where in the text.</param>
public sealed record TermUse(Term Term, int Start, int Length);

/// <summary>All words that the report may have to explain, from one file; and where a text uses them, whatever their ending.</summary>
public static class Glossary
{
    /// <summary>By their keys.</summary>
    public static IReadOnlyList<Term> All { get; } = Read();

    private static readonly Dictionary<string, Term> ByKey = All.ToDictionary(term => term.Key, StringComparer.Ordinal);

    private static readonly Regex German = Pattern(All, term => term.FormsGerman),
        English = Pattern(All, term => term.FormsEnglish);

    private static readonly IReadOnlyList<(Term Term, Regex German, Regex English)> Each =
    [
        .. All.Select(term => (term, Pattern([term], one => one.FormsGerman), Pattern([term], one => one.FormsEnglish))),
    ];

    /// <summary>The terms that a text uses, in the order of a list.</summary>
    /// <param name="language">"en"; all else is German.</param>
    public static IReadOnlyList<Term> UsedIn(string text, string language) =>
        Sorted(Each.Where(one => (language == "en" ? one.English : one.German).IsMatch(text)).Select(one => one.Term), language);

    /// <summary>Where a text uses which term; of two that begin at the same place, the longer one.</summary>
    /// <param name="language">"en"; all else is German.</param>
    public static IEnumerable<TermUse> In(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (Match match in (language == "en" ? English : German).Matches(text))
        {
            var group = match.Groups.Cast<Group>().Skip(1).First(group => group.Success);
            yield return new(ByKey[group.Name], match.Index, match.Length);
        }
    }

    /// <summary>Terms in the order of a list, for a language.</summary>
    public static IReadOnlyList<Term> Sorted(IEnumerable<Term> terms, string language) =>
        [.. terms.OrderBy(term => term.Word(language), StringComparer.Create(new(language == "en" ? "en-GB" : "de-DE"), ignoreCase: true))];

    // Longer forms come first: a "Mann-Whitney-Test" is no other test. Signs such as n and p are told from N and P.
    private static Regex Pattern(IReadOnlyList<Term> terms, Func<Term, IReadOnlyList<string>> forms) =>
        new(
            $@"(?<![\p{{L}}\p{{N}}\-])(?:{string.Join('|', terms.OrderByDescending(term => forms(term).Max(form => form.Length)).Select(term => $"(?<{term.Key}>{string.Join('|', forms(term).Select(AtStart))})"))})(?![\p{{L}}\p{{N}}])",
            RegexOptions.ExplicitCapture | RegexOptions.Compiled,
            TimeSpan.FromSeconds(5)
        );

    /// <summary>A sentence, or a cell of a table, may begin with it.</summary>
    private static string AtStart(string form) =>
        form.Length > 3 && char.IsLower(form[0]) && char.IsLower(form[1])
            ? $"[{form[0]}{char.ToUpperInvariant(form[0])}]{form[1..]}"
            : form;

    private static List<Term> Read()
    {
        using var file = typeof(Glossary).Assembly.GetManifestResourceStream("glossary.json")!;
        return JsonSerializer.Deserialize<List<Term>>(file, JsonSerializerOptions.Web)!;
    }
}
