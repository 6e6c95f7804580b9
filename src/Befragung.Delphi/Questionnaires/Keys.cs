using System.Globalization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>The keys of one kind of thing, each of which may occur only once.</summary>
internal sealed class Keys(Findings findings)
{
    public const int Longest = 40;

    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    /// <summary>The key; a stand-in where it cannot be used.</summary>
    public string Read(Node? node)
    {
        switch (node)
        {
            case null:
                return "";
            case not ScalarNode:
                findings.Add(node, new Sentence("Hier wird ein Schlüssel erwartet, ein kurzes Wort wie „{0}“.", "t1"));
                return "";
        }
        var key = ((ScalarNode)node).Value;
        if (!IsKey(key))
            findings.Add(node, Refusal(key));
        else if (!lines.TryAdd(key, node.Line))
            findings.Add(node, new Sentence("Der Schlüssel „{0}“ ist doppelt; zuerst steht er in Zeile {1}.", key, lines[key]));
        return key;
    }

    public static bool IsKey(string text) =>
        text.Length is > 0 and <= Longest
        && char.IsAsciiLetterLower(text[0])
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_');

    public static Sentence Refusal(string text) =>
        new(
            "„{0}“ geht nicht als Schlüssel: Erlaubt sind ein Kleinbuchstabe (a–z) und danach bis zu 39 Kleinbuchstaben, Ziffern oder „_“, zum Beispiel „{1}“.",
            Characters.Quoted(text),
            Example(text)
        );

    private static string Example(string text) => From(text) ?? "t1";

    /// <summary>A key made of the letters and digits of a text; null where there are none to begin with.</summary>
    public static string? From(string text)
    {
        var plain = text.ToLowerInvariant()
            .Replace("ä", "ae", StringComparison.Ordinal)
            .Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal)
            .Replace("ß", "ss", StringComparison.Ordinal);
        var example = string.Concat(
                plain.Select(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) ? character : '_')
            )
            .Trim('_');
        example = example.Length > Longest ? example[..Longest] : example;
        return IsKey(example) ? example : null;
    }

    /// <summary>A key that no other of these has, made from words.</summary>
    public static string For(string words, IEnumerable<string> taken, string otherwise)
    {
        var all = taken.ToHashSet(StringComparer.Ordinal);
        var root = From(words) ?? otherwise;
        // A number behind it has to fit.
        root = root.Length > Longest - 4 ? root[..(Longest - 4)].TrimEnd('_') : root;
        return Enumerable
            .Range(1, all.Count + 1)
            .Select(number => number == 1 ? root : string.Create(CultureInfo.InvariantCulture, $"{root}_{number}"))
            .First(key => !all.Contains(key));
    }
}
