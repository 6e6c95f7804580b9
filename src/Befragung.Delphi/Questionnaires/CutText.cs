namespace Befragung.Delphi.Questionnaires;

/// <summary>A text that YAML ends at a "#" with a blank before it, because a remark begins there: "Wohnen #1" is read as "Wohnen".</summary>
internal static class CutText
{
    private const int LongestRemark = 40;
    private const int LongestLine = 10_000;

    /// <summary>Says so where the remark looks like a word of the text: people write a blank after the "#" of a remark.</summary>
    /// <param name="yaml">The whole file.</param>
    /// <param name="end">Index behind the text.</param>
    /// <param name="line">Where the text ends.</param>
    /// <param name="column">Of the character behind the text.</param>
    public static Problem? Behind(string yaml, int end, int line, int column)
    {
        var at = end;
        while (at < yaml.Length && yaml[at] is ' ' or '\t')
            at++;
        if (at == end || at >= yaml.Length)
            return null;
        var remark = yaml.AsSpan(at, Math.Min(LongestRemark, yaml.Length - at));
        return remark is ['#', var next, ..] && !char.IsWhiteSpace(next) && next is not ('#' or '-' or '=')
            ? new Problem(line, column + at - end, What(remark), IsNotice: true)
            : null;
    }

    /// <summary>The first place in a line where a text may have been cut; null where there is none.</summary>
    public static Problem? InLine(string text, int line)
    {
        if (text.Length > LongestLine)
            return null;
        for (var at = text.IndexOf(" #", StringComparison.Ordinal); at >= 0; at = text.IndexOf(" #", at + 1, StringComparison.Ordinal))
            if (IsEven(text, at, '"') && IsEven(text, at, '\'') && Behind(text, at, line, at + 1) is { } found)
                return found with { IsNotice = false };
        return null;
    }

    /// <summary>Whether all quotation marks before a place are closed.</summary>
    private static bool IsEven(string text, int at, char mark) => text.AsSpan(0, at).Count(mark) % 2 == 0;

    private static Sentence What(ReadOnlySpan<char> remark) =>
        new(
            "Ab „{0}“ gilt der Rest der Zeile als Anmerkung und fehlt im Text. Soll er dazugehören, setzen Sie den ganzen Text in Anführungszeichen.",
            Characters.Quoted((remark.IndexOfAny('\r', '\n') is >= 0 and var length ? remark[..length] : remark).TrimEnd().ToString())
        );
}
