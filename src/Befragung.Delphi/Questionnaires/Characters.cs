using System.Globalization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>What a text may consist of: anything that can be read, and tabs and line breaks.</summary>
internal static class Characters
{
    /// <summary>Says of every line with characters that no text needs where the first one stands.</summary>
    public static bool FindForbidden(string yaml, Findings findings)
    {
        var found = false;
        var line = 0;
        foreach (var range in yaml.AsSpan().Split('\n'))
        {
            line++;
            var text = yaml.AsSpan(range);
            if (FirstForbidden(text) is not (>= 0 and var column))
                continue;
            found = true;
            if (findings.IsFull)
                findings.Skip();
            else
                findings.Add(new ScalarNode(line, column + 1, "", true), Refusal(text[column]));
        }
        return found;
    }

    /// <summary>
    /// Index of the first control character, half of a pair, or line separator that editors do not count as a line; −1 where there is none.
    /// </summary>
    public static int FirstForbidden(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (
                text[i] is not ('\t' or '\n' or '\r')
                && (char.IsControl(text[i]) || char.IsSurrogate(text[i]) || text[i] is '\u2028' or '\u2029' or >= '\uFFFE')
            )
                return i;
        }
        return -1;
    }

    /// <summary>
    /// A text without what <see cref="FirstForbidden"/> finds, for texts that are typed or pasted: nobody could see what to delete. Word ends a line within a paragraph by a
    /// control character, so what means a new line becomes one.
    /// </summary>
    public static string Cleaned(string text) =>
        FirstForbidden(text) < 0
            ? text
            : string.Concat(
                text.EnumerateRunes()
                    .Select(rune =>
                        rune.Value is '\u000B' or '\u000C' or '\u0085' or '\u2028' or '\u2029' ? "\n"
                        : rune == System.Text.Rune.ReplacementChar || FirstForbidden(rune.ToString()) >= 0 ? ""
                        : rune.ToString()
                    )
            );

    public static Sentence Refusal(char character) =>
        new(
            "Hier steht ein unsichtbares Steuerzeichen (U+{0}). Löschen Sie es.",
            ((int)character).ToString("X4", CultureInfo.InvariantCulture)
        );

    /// <summary>A value as a sentence quotes it: one line, not too long, no half characters.</summary>
    public static string Quoted(string value)
    {
        const int most = 60;
        if (value.Length > most)
            value = value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)] + "…";
        return OneLine(value);
    }

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The word of <paramref name="known"/> that was probably meant: at most two letters differ, and not half of the word.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known
            .Select(candidate => (candidate, distance: Distance(word, candidate)))
            .Where(pair => pair.distance <= 2 && pair.distance * 2 <= pair.candidate.Length)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();

    /// <summary>Levenshtein's distance, case aside; lengths that differ by more than two are far, so that a huge word costs nothing.</summary>
    private static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 2)
            return int.MaxValue;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
