using System.Globalization;

namespace Befragung.Delphi.Drafts;

/// <summary>A text of a draft in all its languages.</summary>
/// <param name="Way">Where it is: names of fields, and keys of what is in lists, such as "sections", "themen", "items", "t3", "text".</param>
/// <param name="Texts">By language; "" where it is missing.</param>
public sealed record ListedText(IReadOnlyList<string> Way, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>By which it is found again, however much was added or moved since.</summary>
    public string Path => string.Join('/', Way);
}

/// <summary>All that a questionnaire says to people, in the order in which it stands there: for whoever translates it.</summary>
public static class TextList
{
    private static readonly string[] Plain = ["title", "introduction", "consent", "text", "note", "name"],
        Formed = ["unit", "groupLabel"],
        Forms = ["one", "many", "after"],
        // What is no text, though it has fields of such names.
        Passed = ["contact", "settings", "languages", "when"];

    public static IReadOnlyList<ListedText> Of(Draft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return
        [
            .. In(draft)
                .Select(place => new ListedText(place.Way, draft.Languages.ToDictionary(language => language, place.Get)))
                .Where(text => text.Texts.Values.Any(words => words.Length > 0)),
        ];
    }

    /// <summary>Puts texts where they belong; what else there is stays as it is.</summary>
    /// <param name="texts">By path and language.</param>
    /// <returns>The paths that are not there.</returns>
    public static IReadOnlyList<string> Set(Draft draft, IEnumerable<(string Path, string Language, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(texts);
        var places = In(draft).GroupBy(place => string.Join('/', place.Way)).ToDictionary(same => same.Key, same => same.First());
        var missing = new List<string>();
        foreach (var (path, language, text) in texts)
            if (places.TryGetValue(path, out var place) && draft.Languages.Contains(language))
                place.Set(language, text);
            else
                missing.Add(path);
        return missing;
    }

    private static List<Place> In(Draft draft)
    {
        var places = new List<Place>();
        Collect(draft, draft.Root, [], places);
        return places;
    }

    private static void Collect(Draft draft, DraftMap map, IReadOnlyList<string> way, List<Place> places)
    {
        // Points of a scale and names of scales are names of fields, and may be called like any.
        var areTexts = way is [.., "labels"];
        var areScales = way is ["scales"];
        foreach (var (name, value) in map.Fields.ToList())
            if (areTexts || (!areScales && Plain.Contains(name)))
                places.Add(Whole(draft, map, name, [.. way, name]));
            else if (!areScales && Passed.Contains(name))
                continue;
            else if (!areScales && Formed.Contains(name))
                places.AddRange(Forms.Select(form => Form(draft, map, name, form, [.. way, name, form])));
            else if (value is DraftMap below)
                Collect(draft, below, [.. way, name], places);
            else if (value is DraftList list)
                foreach (var (index, entry) in list.Entries.OfType<DraftMap>().Index())
                    Collect(draft, entry, [.. way, name, KeyOf(entry, index)], places);
    }

    private static string KeyOf(DraftMap entry, int index) =>
        entry.TextOf("key") is { Length: > 0 } key && !key.Contains('/', StringComparison.Ordinal)
            ? key
            : index.ToString(CultureInfo.InvariantCulture);

    private static Place Whole(Draft draft, DraftMap owner, string field, IReadOnlyList<string> way) =>
        new(
            way,
            language => draft.TextIn(owner, field, language),
            (language, text) => draft.SetTexts(owner, field, other => other == language ? text : draft.TextIn(owner, field, other))
        );

    private static Place Form(Draft draft, DraftMap owner, string field, string form, IReadOnlyList<string> way) =>
        new(
            way,
            language => draft.FormIn(owner, field, form, language),
            (language, text) =>
            {
                string Said(string one, string other) =>
                    (one, other) == (form, language) ? text.Trim() : draft.FormIn(owner, field, one, other);
                if (Forms.Skip(1).All(one => draft.Languages.All(other => Said(one, other).Length == 0)))
                {
                    draft.SetTexts(owner, field, other => Said("one", other));
                    return;
                }
                var words = new DraftMap();
                foreach (var other in draft.Languages)
                {
                    var forms = new DraftMap();
                    foreach (var one in Forms)
                        if (Said(one, other) is { Length: > 0 } said)
                            forms.Append(one, new DraftText(said));
                    if (forms.Fields.Count > 0)
                        words.Append(other, forms);
                }
                owner.Set(field, words);
            }
        );

    private sealed record Place(IReadOnlyList<string> Way, Func<string, string> Get, Action<string, string> Set);
}
