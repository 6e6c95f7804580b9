using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Reporting;

/// <summary>A name in double braces that stands in a text of the team for a number of the report.</summary>
/// <param name="Name">Of a <see cref="ReportNumber"/>, if it is one.</param>
/// <param name="Line">Where it begins; the first is 1.</param>
/// <param name="Column">The same.</param>
public sealed record TextPlaceholder(string Name, int Line, int Column);

/// <summary>Reads the placeholders of a text, and puts numbers in their places.</summary>
public static partial class TextPlaceholders
{
    private const int MostNear = 3,
        LongestName = 60;

    /// <summary>As it is written in a text.</summary>
    public static string Written(string name) => "{{" + name + "}}";

    public static IReadOnlyList<TextPlaceholder> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Closed().Matches(text).Select(match => At(text, match.Index, NameIn(match)))];
    }

    /// <summary>The text with its numbers; null leaves a placeholder as it is written.</summary>
    public static string Replace(string text, Func<string, string?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Closed().Replace(text, match => value(NameIn(match)) ?? match.Value);
    }

    /// <summary>The first placeholder that is none, with its place and what may have been meant; null where all are.</summary>
    /// <param name="known">The names there are.</param>
    public static Sentence? Problem(string text, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        foreach (var one in In(text))
        {
            if (known.Contains(one.Name, StringComparer.OrdinalIgnoreCase))
                continue;
            object[] values = [one.Line, one.Column, Written(Shortened(one.Name))];
            return Near(one.Name, known) is { Count: > 0 } near
                ? new(
                    "Zeile {0}, Spalte {1}: „{2}“ ist kein Platzhalter. Am nächsten kommt: {3}.",
                    [.. values, string.Join(", ", near.Select(Written))]
                )
                : new("Zeile {0}, Spalte {1}: „{2}“ ist kein Platzhalter. Welche es gibt, sagt die Liste auf der Seite.", values);
        }
        var left = Closed().Replace(text, match => new string(' ', match.Length));
        if (left.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var open)
        {
            var place = At(text, open, "");
            return new("Zeile {0}, Spalte {1}: Der Platzhalter hat kein Ende. Es fehlt „{2}“.", place.Line, place.Column, "}}");
        }
        return null;
    }

    /// <summary>The numbers that somebody typed, without those that placeholders stand for.</summary>
    public static IReadOnlyList<string> Typed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Number().Matches(Closed().Replace(text, " ")).Select(match => match.Value).Distinct()];
    }

    /// <summary>Those that differ in a letter or two, and those of the same question.</summary>
    private static List<string> Near(string name, IReadOnlyCollection<string> known)
    {
        var first = name.Split('.')[0];
        // A question that is misspelt, and a word that is.
        var question =
            known.Select(one => one.Split('.')[0]).Contains(first, StringComparer.OrdinalIgnoreCase) ? first
            : Characters.Nearest(first, known.Select(one => one.Split('.')[0]).Distinct()) is { } meant ? meant
            : null;
        return
        [
            .. ((string?[])[Characters.Nearest(name, known)])
                .OfType<string>()
                .Concat(
                    known
                        .Where(one => question is not null && one.Split('.')[0].Equals(question, StringComparison.OrdinalIgnoreCase))
                        .OrderBy(one => one.Count(letter => letter == '.'))
                )
                .Distinct()
                .Take(MostNear),
        ];
    }

    private static string NameIn(Match match) => match.Groups["name"].Value.Trim();

    private static string Shortened(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";

    private static TextPlaceholder At(string text, int index, string name)
    {
        var before = text.AsSpan(0, index);
        return new(name, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    [GeneratedRegex(@"\{\{(?<name>[^{}\r\n]*)\}\}", RegexOptions.None, 5000)]
    private static partial Regex Closed();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*", RegexOptions.None, 5000)]
    private static partial Regex Number();
}
