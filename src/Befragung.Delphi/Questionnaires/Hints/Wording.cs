using System.Text.RegularExpressions;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>A text as words and the marks between them.</summary>
internal static partial class Wording
{
    /// <summary>Above this, statements are read less carefully and agreed on less. Salancik, Wenger and Helfer (1971) found 20 to 25 words best for Delphi statements.</summary>
    public const int MostWords = 25;

    public static int Count(string text) => Word().Count(text);

    /// <summary>Its sentences, each as words and commas, colons, dashes and brackets.</summary>
    public static IEnumerable<IReadOnlyList<string>> Sentences(string text)
    {
        var sentence = new List<string>();
        foreach (Match token in Token().Matches(text))
        {
            if (token.Value is not ("." or "!" or "?"))
            {
                sentence.Add(token.Value);
                continue;
            }
            if (sentence.Count > 0)
                yield return sentence;
            sentence = [];
        }
        if (sentence.Count > 0)
            yield return sentence;
    }

    public static bool IsMark(string token) => !char.IsLetterOrDigit(token[0]);

    // A word may have signs inside: "Bürger:innen", "don't", "Klein- und".
    private const string OneWord = @"[\p{L}\p{N}]+(?:[-'’*:·/_&.][\p{L}\p{N}]+)*-?";

    [GeneratedRegex(OneWord, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(OneWord + @"|[.!?,;:()–—]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
