namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// Reads the conditions of items and sections. They look back only: at groups, at items that stand above them, and at what earlier rounds asked and this one does not.
/// </summary>
/// <param name="asked">What earlier rounds asked.</param>
internal sealed class ConditionReader(IReadOnlyList<string> groups, IReadOnlyList<Item> asked, ValueReader values, Findings findings)
{
    private const int Most = 100;

    private readonly Dictionary<string, Item> above = new(StringComparer.Ordinal);
    private readonly List<(Node Node, string Key)> beforehand = [];

    /// <summary>Makes an item known to the conditions below it.</summary>
    public void Pass(Item item) => above.TryAdd(item.Key, item);

    /// <summary>Once all items are known: what is asked further down cannot be looked at, though an earlier round asked it too.</summary>
    public void Finish()
    {
        foreach (var (node, key) in beforehand.Where(one => above.ContainsKey(one.Key.Split('.')[0])))
            findings.Add(node, NotAbove(key));
    }

    public Condition? Read(Node? node)
    {
        if (node is null)
            return null;
        var fields = new Fields(node, findings, "groups", "item", "is", "isNot", "from", "to");
        var condition = new Condition { Groups = Groups(fields.Optional("groups")) };
        string[] about = ["is", "isNot", "from", "to"];
        if (fields.Optional("item") is { } item)
        {
            if (!about.Any(name => fields.Optional(name) is not null))
                findings.Add(item, new Sentence("Welche Antwort ist gemeint? Ergänzen Sie „is“, „isNot“, „from“ oder „to“."));
            return Of(item, fields, condition);
        }
        if (about.Select(fields.Optional).FirstOrDefault(found => found is not null) is { } alone)
            findings.Add(alone, new Sentence("Hier fehlt das Feld „{0}“.", "item"));
        else if (node is MapNode { Entries.Count: 0 })
            findings.Add(node, new Sentence("Die Bedingung nennt weder „groups“ noch „item“."));
        return condition;
    }

    private Condition Of(Node node, Fields fields, Condition condition)
    {
        var key = values.Plain(node, ValueReader.Name);
        if (key.Length == 0)
            return condition;
        if (!above.TryGetValue(key.Split('.')[0], out var item))
        {
            item = asked.FirstOrDefault(one => one.Key == key.Split('.')[0]);
            if (item is null)
            {
                findings.Add(node, NotAbove(key));
                return condition;
            }
            beforehand.Add((node, key));
        }
        if (item is MultipleChoiceItem choice && key == item.Key)
        {
            RefuseBounds(fields);
            var options = choice.Options.Select(option => option.Key).ToList();
            return condition with
            {
                Item = key,
                OfMarks = true,
                Is = Words(fields.Optional("is"), options),
                IsNot = Words(fields.Optional("isNot"), options),
            };
        }
        if (item.Parts.FirstOrDefault(part => part.Key == key) is not { } found || found is TextPart)
        {
            findings.Add(
                node,
                item.Parts.Any(part => part is not TextPart)
                    ? new Sentence(
                        "„{0}“ hat mehrere Teile. Gemeint ist einer davon: {1}.",
                        Characters.Quoted(key),
                        string.Join(", ", item.Parts.Where(part => part is not TextPart).Select(part => part.Key).Take(10))
                    )
                    : new Sentence(
                        "Nach „{0}“ kann sich keine Bedingung richten: Dort stehen eigene Worte oder gar keine Antwort.",
                        Characters.Quoted(key)
                    )
            );
            return condition;
        }
        if (found is ChoicePart or MarkPart)
            RefuseBounds(fields);
        return condition with
        {
            Item = key,
            Is = ValuesOf(found, fields.Optional("is")),
            IsNot = ValuesOf(found, fields.Optional("isNot")),
            From = values.Amount(fields.Optional("from"), "from"),
            To = values.Amount(fields.Optional("to"), "to"),
        };
    }

    private static Sentence NotAbove(string key) =>
        new("Die Frage „{0}“ gibt es weiter oben nicht. Eine Bedingung schaut nur zurück.", Characters.Quoted(key));

    private void RefuseBounds(Fields fields)
    {
        foreach (var name in (string[])["from", "to"])
            if (fields.Optional(name) is { } bound)
                findings.Add(
                    bound,
                    new Sentence("„{0}“ passt nur zu Zahlen und Skalen. Nennen Sie hier die Antworten unter „is“ oder „isNot“.", name)
                );
    }

    private List<string>? Groups(Node? node) => Words(node, groups);

    /// <summary>One word or a list of them.</summary>
    private List<string>? Words(Node? node, IReadOnlyList<string> known) =>
        node is null ? null : [.. Each(node).Select(word => values.Word(word, "when", [.. known])).OfType<string>()];

    private List<string>? ValuesOf(Part part, Node? node)
    {
        if (node is null)
            return null;
        var found = new List<string>();
        foreach (var one in Each(node))
        {
            var value = values.Plain(one, ValueReader.Name);
            if (value.Length > 0 && part.Check(value) is { } problem)
                findings.Add(one, problem);
            found.Add(value);
        }
        return found;
    }

    private IReadOnlyList<Node> Each(Node node) => node is ScalarNode ? [node] : values.List(node, "when", 1, Most);
}
