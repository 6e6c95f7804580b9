namespace Befragung.Delphi.Questionnaires;

/// <summary>The names in one list. Two that read alike cannot be told apart by whoever chooses, which is worth a notice.</summary>
internal sealed class EqualNames(Findings findings)
{
    private readonly Dictionary<(string Language, string Name), int> lines = [];

    public LocalizedText Noted(Node? node, LocalizedText name)
    {
        if (node is null)
            return name;
        var first = name
            .Texts.Select(text => lines.TryGetValue((text.Key, Plain(text.Value)), out var line) ? (text.Value, Line: line) : default)
            .FirstOrDefault(same => same.Line > 0);
        if (first.Line > 0)
            findings.Notice(
                node,
                new Sentence(
                    "Den Namen „{0}“ gibt es hier zweimal, zuerst in Zeile {1}. Niemand kann die beiden unterscheiden.",
                    Characters.Quoted(first.Value),
                    first.Line
                )
            );
        foreach (var (language, text) in name.Texts)
            lines.TryAdd((language, Plain(text)), node.Line);
        return name;
    }

    private static string Plain(string name) => name.ToUpperInvariant();
}
