using System.Text.Json;
using System.Text.RegularExpressions;

namespace Befragung.Delphi.Reporting;

/// <summary>A work that the platform names.</summary>
/// <param name="Key">Stands in addresses within the report: it never changes.</param>
/// <param name="Names">The family names by which texts cite it.</param>
/// <param name="Authors">As a list of references has them.</param>
/// <param name="Place">Where it was published.</param>
/// <param name="Doi">Null where there is none, or nobody could make sure of it.</param>
public sealed record Reference(
    string Key,
    IReadOnlyList<string> Names,
    int Year,
    string Authors,
    string Title,
    string Place,
    string? Doi = null
)
{
    /// <summary>The whole entry, without the DOI.</summary>
    public string Text => $"{Authors} ({Year}). {Title}. {Place}.";

    /// <summary>The address under which the DOI is found; null without one.</summary>
    public string? Address => Doi is null ? null : "https://doi.org/" + Doi;
}

/// <summary>A work that is cited in a text.</summary>
/// <param name="Start">Where in the text.</param>
public sealed record Citation(Reference Reference, int Start, int Length);

/// <summary>
/// Every work that the report, the pages and the comments of the code name, from one file; and where a text cites them: "Hyndman und Fan (1996)",
/// "Fitch et al. 2001".
/// </summary>
public static partial class References
{
    /// <summary>In the order of a list of references.</summary>
    public static IReadOnlyList<Reference> All { get; } = Read();

    private static readonly Dictionary<string, Reference> ByGroup = All.ToDictionary(reference => reference.Key, StringComparer.Ordinal);

    private static readonly Regex Cited = new(
        string.Join('|', All.Select(reference => $"(?<{reference.Key}>{Pattern(reference)})")),
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(5)
    );

    /// <summary>Where a text cites which work.</summary>
    public static IEnumerable<Citation> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Year().IsMatch(text))
            yield break;
        foreach (Match match in Cited.Matches(text))
        {
            var group = match.Groups.Cast<Group>().Skip(1).First(group => group.Success);
            yield return new(ByGroup[group.Name], match.Index, match.Length);
        }
    }

    private static string Pattern(Reference reference)
    {
        var names = reference.Names.Select(AtStartOfSentence).ToList();
        var all = names.Count == 1 ? names[0] : $@"{string.Join(@",\s", names.SkipLast(1))}\s(?:und|and|&amp;|&)\s{names[^1]}";
        var some = $@"{names[0]}\s(?:et\sal\.|und\sandere|u\.\s?a\.)";
        return $@"(?<![\p{{L}}\p{{N}}])(?:{all}|{some}),?\s\(?{reference.Year}(?!\d)";
    }

    /// <summary>A sentence may begin with "van der Eijk".</summary>
    private static string AtStartOfSentence(string name) => $"[{name[0]}{char.ToUpperInvariant(name[0])}]{Regex.Escape(name[1..])}";

    private static List<Reference> Read()
    {
        using var file = typeof(References).Assembly.GetManifestResourceStream("references.json")!;
        return JsonSerializer.Deserialize<List<Reference>>(file, JsonSerializerOptions.Web)!;
    }

    [GeneratedRegex(@"(18|19|20)\d\d", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();
}
