namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// A map of the file as fields with known names. Says which do not belong there, which are empty and which are missing, so that whoever
/// takes a field only looks at its value. A null value means that the problem is known already, or that the field is optional and absent.
/// </summary>
internal sealed class Fields
{
    private readonly Findings findings;
    private readonly Node? at;
    private readonly Dictionary<string, Node> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);

    public Fields(Node? node, Findings findings, params string[] known)
    {
        this.findings = findings;
        if (node is MapNode map)
            Take(map, known);
        else if (node is not null)
            findings.Add(node, new Sentence("Hier werden Felder erwartet: {0}.", string.Join(", ", known)));
        at = node as MapNode;
    }

    public Node? Optional(string name) => values.GetValueOrDefault(name);

    public Node? Required(string name)
    {
        if (values.TryGetValue(name, out var value))
            return value;
        if (at is not null && !reported.Contains(name))
            findings.Add(at, new Sentence("Hier fehlt das Feld „{0}“.", name));
        return null;
    }

    private void Take(MapNode map, string[] known)
    {
        var absent = known.Except(map.Entries.Select(entry => entry.Name.Value)).ToList();
        foreach (var (name, value) in map.Entries)
        {
            if (!known.Contains(name.Value, StringComparer.Ordinal))
                Refuse(map, name, value, known, absent);
            else if (value is not ScalarNode { IsNothing: true })
                values.Add(name.Value, value);
            else if (reported.Add(name.Value))
                findings.Add(value, new Sentence("„{0}“ ist leer. Schreiben Sie etwas hinein.", name.Value));
        }
    }

    private void Refuse(MapNode map, ScalarNode name, Node value, string[] known, List<string> absent)
    {
        if (findings.IsFull)
        {
            findings.Skip();
            return;
        }
        var quoted = Characters.Quoted(name.Value);
        if (Characters.Nearest(name.Value, absent) is { } meant)
        {
            // What is misspelt is not missing as well.
            reported.Add(meant);
            findings.Add(name, new Sentence("Das Feld „{0}“ kenne ich nicht. Meinten Sie „{1}“?", quoted, meant));
        }
        else if (map.IsFlow && value is ScalarNode { IsNothing: true })
        {
            findings.Add(name, new Sentence("Gehört „{0}“ noch zum Text davor? Ein Text mit Komma gehört in Anführungszeichen.", quoted));
        }
        else
        {
            findings.Add(name, new Sentence("Das Feld „{0}“ gehört nicht hierher. Möglich sind: {1}.", quoted, string.Join(", ", known)));
        }
    }
}
