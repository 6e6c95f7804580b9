using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Drafts;

/// <summary>What stands at one place of a questionnaire that is being written: a text, a list or a map of fields. May be incomplete and wrong.</summary>
public abstract class DraftNode
{
    /// <summary>The same with nothing in common, so that changing one leaves the other as it is.</summary>
    public abstract DraftNode Copy();
}

/// <summary>A text, a number or a truth value, as it was written.</summary>
/// <param name="value">The characters; those that no file may have are left out.</param>
/// <param name="isPlain">Written without quotation marks, as numbers and truth values have to be.</param>
public sealed class DraftText(string value, bool isPlain = false) : DraftNode
{
    public string Value { get; } = Characters.Cleaned(value);

    public bool IsPlain => isPlain;

    public override DraftNode Copy() => new DraftText(Value, isPlain);
}

/// <summary>Entries in their order.</summary>
public sealed class DraftList(IEnumerable<DraftNode> entries) : DraftNode
{
    public DraftList(params DraftNode[] entries)
        : this(entries.AsEnumerable()) { }

    public List<DraftNode> Entries { get; } = [.. entries];

    public override DraftNode Copy() => new DraftList(Entries.Select(entry => entry.Copy()));
}

/// <summary>Fields by name, in the order in which they are written; each name once.</summary>
public sealed class DraftMap : DraftNode
{
    /// <summary>Where a field that was not there goes: people expect a key before a text, and items at the end.</summary>
    private static readonly string[] Order =
    [
        "befragung",
        "title",
        "languages",
        "introduction",
        "consent",
        "recruiting",
        "contact",
        "groups",
        "groupLabel",
        "settings",
        "scales",
        "sections",
        "rule",
        "key",
        "type",
        "name",
        "text",
        "note",
        "email",
        "target",
        "points",
        "labels",
        "scale",
        "criteria",
        "options",
        "exclusive",
        "other",
        "unit",
        "min",
        "max",
        "top",
        "middle",
        "bottom",
        "total",
        "decimals",
        "maxLength",
        "entries",
        "noAnswer",
        "required",
        "reasons",
        "same",
        "random",
        "expertise",
        "when",
        "items",
    ];

    private readonly List<KeyValuePair<string, DraftNode>> fields = [];

    public IReadOnlyList<KeyValuePair<string, DraftNode>> Fields => fields;

    public DraftNode? this[string name] => fields.Find(field => field.Key == name).Value;

    /// <summary>The text of a field; "" where there is none.</summary>
    public string TextOf(string name) => (this[name] as DraftText)?.Value ?? "";

    /// <summary>The entries of a list that are maps themselves.</summary>
    public IEnumerable<DraftMap> MapsOf(string name) => (this[name] as DraftList)?.Entries.OfType<DraftMap>() ?? [];

    /// <summary>Puts a value where the field stands, or where it belongs; null takes the field away.</summary>
    public DraftMap Set(string name, DraftNode? value)
    {
        var at = fields.FindIndex(field => field.Key == name);
        if (value is null)
        {
            if (at >= 0)
                fields.RemoveAt(at);
            return this;
        }
        var entry = KeyValuePair.Create(name, value);
        if (at >= 0)
            fields[at] = entry;
        else
            fields.Insert(PlaceFor(name), entry);
        return this;
    }

    public DraftMap Set(string name, string value, bool isPlain = false) => Set(name, new DraftText(value, isPlain));

    /// <summary>A number or a truth value; null and "" take the field away.</summary>
    public DraftMap SetPlain(string name, string? value) =>
        Set(name, string.IsNullOrEmpty(value) ? null : new DraftText(value, isPlain: true));

    /// <summary>Puts a value behind all others.</summary>
    public DraftMap Append(string name, DraftNode value)
    {
        fields.Add(KeyValuePair.Create(name, value));
        return this;
    }

    /// <summary>Calls fields otherwise, unless there is one of that name.</summary>
    internal void Rename(Func<string, string> name)
    {
        for (var i = 0; i < fields.Count; i++)
            if (name(fields[i].Key) is var called && this[called] is null)
                fields[i] = KeyValuePair.Create(called, fields[i].Value);
    }

    /// <summary>The list of a field, which is made where there is none.</summary>
    public DraftList ListOf(string name)
    {
        if (this[name] is DraftList list)
            return list;
        var made = new DraftList();
        Set(name, made);
        return made;
    }

    public override DraftNode Copy()
    {
        var copy = new DraftMap();
        foreach (var (name, value) in fields)
            copy.Append(name, value.Copy());
        return copy;
    }

    private int PlaceFor(string name)
    {
        var rank = Array.IndexOf(Order, name);
        if (rank < 0)
            return fields.Count;
        var before = fields.FindIndex(field => Array.IndexOf(Order, field.Key) > rank);
        return before < 0 ? fields.Count : before;
    }
}
