using System.Text.RegularExpressions;

namespace Befragung.Web.Exchange.Import;

/// <summary>Which language texts are in, where nothing says so, or says it in its own way.</summary>
internal static partial class LanguageGuess
{
    public static string Of(string text) => German().Count(text) >= English().Count(text) ? "de" : "en";

    /// <summary>"de" of "de-AT" and "de_informal".</summary>
    public static string Base(string language) => language.Split('-', '_')[0].ToLowerInvariant();

    [GeneratedRegex(
        @"[äöüß]|\b(der|die|das|und|oder|Sie|ist|sind|nicht|ein|eine|wie|welche|für|mit|von|zu|im|wird|soll)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex German();

    [GeneratedRegex(
        @"\b(the|and|or|you|your|is|are|not|a|an|how|what|which|for|with|of|to|in|should|do|does)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex English();
}
