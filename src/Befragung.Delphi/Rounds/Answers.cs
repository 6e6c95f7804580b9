using System.Text.Encodings.Web;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

/// <summary>The answers on one sheet, by part key. Immutable; stored as one flat JSON object of strings.</summary>
public sealed class Answers
{
    // Umlauts as themselves: the document is data, never part of a page.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? json;
    private Dictionary<string, string>? values;

    private Answers(Dictionary<string, string> values) => this.values = values;

    private Answers(string json) => this.json = json;

    public static Answers None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Answers as stored. They are read when somebody asks for them: of most sheets, nobody does.</summary>
    public static Answers Parse(string json) => new(json);

    public IReadOnlyDictionary<string, string> Values => Read;

    /// <summary>The value, "" for "keine Angabe", null where nothing was answered.</summary>
    public string? this[string partKey] => Read.GetValueOrDefault(partKey);

    private Dictionary<string, string> Read => values ??= JsonSerializer.Deserialize<Dictionary<string, string>>(json!, Format)!;

    /// <summary>Whatever is no answer that a sheet can be handed in with stands last: so a document of nothing else is told by how it begins.</summary>
    public string ToJson() =>
        json
        ?? JsonSerializer.Serialize(
            Read.Keys.Any(ExpertiseItem.IsKey)
                ? Read.OrderBy(one => ExpertiseItem.IsKey(one.Key)).ToDictionary(StringComparer.Ordinal)
                : Read,
            Format
        );

    /// <summary>How a document begins on which nothing is said but how well one knows what the sections are about.</summary>
    public const string NothingBut = "{\"" + ExpertiseItem.Prefix;

    /// <summary>Whether nothing stands there: no answer, no reason, no word on somebody else's.</summary>
    public bool AreNone => Read.Count == 0;

    /// <summary>Whether nothing stands there but how well one knows what the sections are about: that is no part in a round.</summary>
    public bool SayNothing => Read.Keys.All(ExpertiseItem.IsKey);

    /// <summary>Whether any part of it is answered.</summary>
    public bool Answered(Item item) => item.Parts.Any(part => Read.ContainsKey(part.Key));

    /// <summary>How far it is answered.</summary>
    public Extent Extent(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Extent(Read);
    }

    /// <summary>The same without all that belongs to these items: answers, reasons, votes.</summary>
    internal Answers Without(IReadOnlySet<string> itemKeys) =>
        new(Read.Where(answer => !itemKeys.Contains(answer.Key.Split('.')[0])).ToDictionary(StringComparer.Ordinal));

    internal Answers With(IEnumerable<AnswerChange> changes)
    {
        var changed = new Dictionary<string, string>(Read, StringComparer.Ordinal);
        foreach (var (partKey, value) in changes)
            if (value is null)
                changed.Remove(partKey);
            else
                changed[partKey] = value;
        return new(changed);
    }
}

/// <summary>One part answered anew; null takes the answer away.</summary>
public sealed record AnswerChange(string PartKey, string? Value)
{
    /// <summary>Says by item key what is wrong with an expert's answers once these changes are made; empty when all is well.</summary>
    public static IReadOnlyDictionary<string, Sentence> Check(IEnumerable<Item> items, Answers before, IReadOnlyList<AnswerChange> changes)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(changes);
        var after = before.With(changes);
        var changed = changes.ToDictionary(change => change.PartKey, change => change.Value, StringComparer.Ordinal);
        var replies = changes.Select(change => ReplyPart.Of(change.PartKey)).OfType<ReplyPart>().ToLookup(reply => reply.ItemKey);
        var problems = new Dictionary<string, Sentence>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var touched = item
                .Parts.Concat<Part>(ReasonsOf(item))
                .Concat(replies[item.Key])
                .Where(part => changed.ContainsKey(part.Key))
                .ToList();
            if (touched.Count == 0)
                continue;
            var problem =
                touched.Select(part => changed[part.Key] is { } value ? part.Check(value) : null).FirstOrDefault(found => found is not null)
                ?? item.CheckTogether(after.Values);
            if (problem is not null)
                problems.Add(item.Key, problem);
        }
        return problems;

        // Whether the study asks for them is the page's affair; here it counts that they are not too long.
        static IEnumerable<ReasonPart> ReasonsOf(Item item) =>
            [new(item.Key, ReasonSide.For), new(item.Key, ReasonSide.Against), new(item.Key, ReasonSide.Neutral)];
    }
}
