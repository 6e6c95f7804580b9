using YamlDotNet.Core;

namespace Befragung.Delphi.Questionnaires;

/// <summary>What is wrong with a file that is no YAML, in words for someone who has never heard of YAML.</summary>
internal static class SyntaxProblem
{
    public static Problem In(string yaml, YamlException exception) =>
        // The parser places a tab at the beginning of what it stands in, which helps nobody.
        exception.Message.Contains("tab", StringComparison.Ordinal) && FirstTabInIndentation(yaml) is { } tab
            ? new(
                tab.Line,
                tab.Column,
                new Sentence("Hier steht ein Tabulator in der Einrückung. Rücken Sie mit Leerzeichen ein, zwei je Ebene.")
            )
            : UnseenIndentation(yaml, (int)exception.End.Line)
                ?? Cut(yaml, exception)
                ?? new((int)Math.Max(1, exception.Start.Line), (int)Math.Max(1, exception.Start.Column), What(exception));

    /// <summary>The last indentation up to a line that has blanks in it which YAML takes for letters.</summary>
    private static Problem? UnseenIndentation(string yaml, int upTo)
    {
        Problem? found = null;
        var line = 0;
        foreach (var range in yaml.AsSpan().Split('\n'))
        {
            if (++line > upTo)
                break;
            var text = yaml.AsSpan(range);
            var start = text.Length - text.TrimStart().Length;
            if (Invisible.IndexIn(text[..start]) is not (>= 0 and var index))
                continue;
            found = new(
                line,
                index + 1,
                new Sentence(
                    "In der Einrückung steht hier ein Zeichen, das man nicht sieht ({0}). Rücken Sie mit Leerzeichen ein, zwei je Ebene.",
                    Invisible.CodeOf(text[index])
                )
            );
        }
        return found;
    }

    /// <summary>In braces, a remark takes the brace that closes with it.</summary>
    private static Problem? Cut(string yaml, YamlException exception)
    {
        if (!exception.Message.Contains("flow", StringComparison.Ordinal))
            return null;
        var lines = yaml.Split('\n');
        for (var line = (int)Math.Min(exception.End.Line, lines.Length); line >= Math.Max(1, exception.Start.Line - 1); line--)
            if (CutText.InLine(lines[line - 1], line) is { } cut)
                return cut;
        return null;
    }

    private static Sentence What(YamlException exception)
    {
        var detail = exception.Message;
        if (detail.Contains("quoted scalar", StringComparison.Ordinal) && detail.Contains("end of", StringComparison.Ordinal))
            return new Sentence("Das Anführungszeichen, das hier beginnt, wird nirgends geschlossen. ({0})", detail);
        if (detail.Contains("invalid mapping", StringComparison.Ordinal))
            return new Sentence("Hier steht ein Doppelpunkt in einem Text. Setzen Sie den ganzen Text in Anführungszeichen. ({0})", detail);
        if (detail.Contains("cannot start any token", StringComparison.Ordinal))
            return new Sentence(
                "Mit diesem Zeichen darf ein Text nicht beginnen. Setzen Sie den ganzen Text in Anführungszeichen. ({0})",
                detail
            );
        if (detail.Contains("flow", StringComparison.Ordinal))
            return new Sentence(
                "Hier, oder kurz davor, stimmt etwas in den Klammern nicht: Eine Klammer ist nicht geschlossen, ein Komma fehlt, oder ein Text mit Doppelpunkt steht nicht in Anführungszeichen. ({0})",
                detail
            );
        return new Sentence(
            "Hier, oder in der Zeile davor, ist die Datei nicht zu lesen. Prüfen Sie die Einrückung, und ob Texte mit Sonderzeichen in Anführungszeichen stehen. ({0})",
            detail
        );
    }

    private static (int Line, int Column)? FirstTabInIndentation(string yaml)
    {
        var line = 0;
        foreach (var range in yaml.AsSpan().Split('\n'))
        {
            line++;
            var text = yaml.AsSpan(range);
            var indentation = text.Length - text.TrimStart(" \t").Length;
            if (text[..indentation].IndexOf('\t') is >= 0 and var column)
                return (line, column + 1);
        }
        return null;
    }
}
