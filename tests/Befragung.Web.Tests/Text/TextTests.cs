using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Befragung.Web.Tests.Text;

/// <summary>Every German sentence has its English one, and none stands there for nothing.</summary>
public sealed partial class TextTests
{
    private static readonly ILookup<string, string> English = XDocument
        .Load(Repository.PathOf("src", "Befragung.Web", "Text", "Texts.en.resx"))
        .Root!.Elements("data")
        .ToLookup(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [Fact]
    public void No_sentence_is_missing_in_English()
    {
        var missing =
            from file in Repository.Sources("src")
            from Match said in Said().Matches(file.Text)
            let sentence = Plain(said)
            where sentence.Any(char.IsLetter) && !English.Contains(sentence)
            select $"{file.Path}: {sentence}";
        var words = Repository
            .Sources("src", "Befragung.Web", "Text")
            .Single(file => file.Path.EndsWith("/Words.cs", StringComparison.Ordinal))
            .Text;
        var states =
            from Match word in State().Matches(words)
            let text = word.Groups["text"].Value
            where !English.Contains(text)
            select $"Words.cs: {text}";
        Assert.Empty(missing.Concat(states).Distinct());
    }

    [Fact]
    public void No_English_sentence_has_lost_its_German_one()
    {
        var literals = (
            from file in Repository.Sources("src")
            from Match literal in Literal().Matches(file.Text)
            select Plain(literal)
        ).ToHashSet();
        Assert.Equal([], English.Select(one => one.Key).Except(literals));
    }

    [Fact]
    public void No_sentence_is_there_twice() =>
        Assert.Empty(
            English
                .SelectMany(one => one, (one, _) => one.Key)
                .GroupBy(key => key, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Count() > 1)
                .Select(same => same.Key)
        );

    [Fact]
    public void A_sentence_has_the_same_places_in_both_languages()
    {
        static string Places(string text) => string.Join(' ', Place().Matches(text).Select(place => place.Value).Distinct().Order());
        Assert.Empty(from one in English from value in one where Places(one.Key) != Places(value) select $"{one.Key} – {value}");
    }

    private static string Plain(Match literal) =>
        literal.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>What is said on pages, and the sentences of the method: where a text starts as a sentence does.</summary>
    [GeneratedRegex(
        """(\b[Tt]\["|\bRounds\([^"]*"|(Sentence|RuleBrokenException|\bProblem)\("|\bnew\((?="[\p{Lu}„{][^"]* [^"]*")")(?<text>([^"\\]|\\.)*)"[,)\]]""",
        RegexOptions.ExplicitCapture,
        20_000
    )]
    private static partial Regex Said();

    [GeneratedRegex("""=> "(?<text>\p{Ll}+)",""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex State();

    [GeneratedRegex("""(?<!\$)"(?<text>([^"\\\r\n]|\\.)*)(?=")""", RegexOptions.ExplicitCapture, 20_000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{\d+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Place();
}
