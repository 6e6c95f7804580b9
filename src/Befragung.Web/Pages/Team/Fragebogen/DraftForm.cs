using System.Globalization;
using Befragung.Delphi.Drafts;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>
/// Takes what was typed into a form over into a draft. Fields are named by their place in the item or section: "text-de", "options-2-name-en", "when-item". Numbers and other
/// words are taken as they were typed: the reader of questionnaires says what is wrong with them.
/// </summary>
/// <param name="draft">What is written.</param>
/// <param name="posted">The value of a field; null where there is none.</param>
/// <param name="all">All values of fields of one name.</param>
public sealed class DraftForm(Draft draft, Func<string, string?> posted, Func<string, IReadOnlyList<string>> all)
{
    private static readonly string[] OfAll = ["key", "type", "text", "when"];
    private static readonly string[] OfQuestions = ["note", "required", "reasons", "same"];

    /// <summary>What items of a type may have besides what all have.</summary>
    public static IReadOnlyList<string> FieldsOf(string type) =>
        type switch
        {
            "rating" => ["scale"],
            "multiRating" => ["criteria"],
            "singleChoice" => ["options", "other", "noAnswer"],
            "multipleChoice" => ["options", "other", "min", "max", "noAnswer"],
            "ranking" => ["options", "top"],
            "points" => ["options", "total"],
            "number" or "estimate" => ["unit", "min", "max", "decimals"],
            "shortText" or "longText" => ["maxLength"],
            "ideas" => ["entries"],
            _ => [],
        };

    public void Apply(DraftMap item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var type = posted("type") is { } chosen && Draft.Types.Contains(chosen) ? chosen : item.TextOf("type");
        if (type != item.TextOf("type"))
            Become(item, type);
        Texts(item, "text", isNeeded: true);
        When(item);
        if (type == "information")
            return;
        Texts(item, "note");
        Tick(item, "required");
        Tick(item, "same");
        item.SetPlain("reasons", posted("reasons"));
        foreach (var field in FieldsOf(type))
            Apply(item, field);
        if (posted("key")?.Trim() is { Length: > 0 } key && key != item.TextOf("key") && draft.RefusalOfKey(item, key) is null)
            draft.Rename(item, key);
    }

    /// <summary>Texts of a field in all languages.</summary>
    public void Texts(DraftMap owner, string field, bool isNeeded = false, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (draft.Languages.Any(language => posted($"{prefix}{field}-{language}") is not null))
            draft.SetTexts(owner, field, language => posted($"{prefix}{field}-{language}"), isNeeded);
    }

    /// <summary>Entries with a key and a name: groups, options, criteria. Rows without a name go.</summary>
    /// <param name="complete">Takes over what a row has besides, under its prefix.</param>
    public DraftList Rows(DraftMap owner, string field, string otherwise, Action<DraftMap, string>? complete = null)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var before = owner.MapsOf(field).ToDictionary(row => row.TextOf("key"));
        var rows = new List<(DraftMap Row, double Place)>();
        var taken = before.Keys.ToHashSet(StringComparer.Ordinal);
        var named = KeysPosted(field).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; posted($"{field}-{i}-key") is { } key; i++)
        {
            var prefix = $"{field}-{i}-";
            if (draft.Languages.All(language => string.IsNullOrWhiteSpace(posted($"{prefix}name-{language}"))))
                continue;
            var row = before.GetValueOrDefault(key) ?? SentBefore(prefix) ?? new DraftMap();
            named.Add(row.TextOf("key"));
            Texts(row, "name", isNeeded: true, prefix);
            if (row.TextOf("key").Length == 0)
            {
                row.Set("key", Draft.KeyFor(draft.TextOf(row, "name"), taken, otherwise), isPlain: true);
                taken.Add(row.TextOf("key"));
            }
            complete?.Invoke(row, prefix);
            rows.Add((row, PlaceOf(posted($"{prefix}place"), i + 1)));
        }
        return new DraftList(rows.OrderBy(one => one.Place).Select(one => one.Row));

        // What is sent once more because no answer came is not added once more.
        DraftMap? SentBefore(string prefix) =>
            before.Values.FirstOrDefault(row =>
                !named.Contains(row.TextOf("key"))
                && draft.Languages.All(language => draft.TextIn(row, "name", language) == (posted($"{prefix}name-{language}") ?? "").Trim())
            );
    }

    private IEnumerable<string> KeysPosted(string rows)
    {
        for (var i = 0; posted($"{rows}-{i}-key") is { } key; i++)
            yield return key;
    }

    /// <summary>A tick that is written where it is set.</summary>
    public void Tick(DraftMap owner, string field, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner.SetPlain(field, posted(prefix + field) is null ? null : "true");
    }

    /// <summary>A tick that is written where it is not set, because it usually is.</summary>
    public void Untick(DraftMap owner, string field)
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner.SetPlain(field, posted(field) is null ? "false" : null);
    }

    /// <summary>A word in its forms, in all languages; by itself where there is one form only.</summary>
    public void Forms(DraftMap owner, string field, params string[] forms)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(forms);
        var byLanguage = new DraftMap();
        foreach (var language in draft.Languages)
        {
            var written = forms
                .Select(form => (Form: form, Word: (posted($"{field}-{form}-{language}") ?? "").Trim()))
                .Where(one => one.Word.Length > 0)
                .ToList();
            if (written.Count > 0)
                byLanguage.Append(
                    language,
                    written is [{ Form: var only }] && only == forms[0]
                        ? new DraftText(written[0].Word)
                        : written.Aggregate(new DraftMap(), (map, one) => map.Append(one.Form, new DraftText(one.Word)))
                );
        }
        owner.Set(field, byLanguage.Fields.Count > 0 ? byLanguage : null);
    }

    /// <summary>The condition of an item or a section.</summary>
    public void When(DraftMap owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (posted("when") is null)
            return;
        var condition = new DraftMap();
        if (all("when-groups") is { Count: > 0 } groups)
            condition.Append("groups", Words(groups));
        var about = posted("when-item") ?? "";
        if (about.Length > 0)
        {
            condition.Append("item", new DraftText(about, isPlain: true));
            // What belongs to another question than before means nothing for this one.
            if (about == ((owner["when"] as DraftMap)?.TextOf("item") ?? ""))
                Comparison(condition);
        }
        owner.Set("when", condition.Fields.Count > 0 ? condition : null);
    }

    private void Comparison(DraftMap condition)
    {
        if (all("when-values") is { Count: > 0 } values)
            condition.Append(posted("when-how") == "isNot" ? "isNot" : "is", Words(values));
        foreach (var bound in (string[])["from", "to"])
            if (posted($"when-{bound}")?.Trim() is { Length: > 0 } number)
                condition.Append(bound, new DraftText(Number(number), isPlain: true));
    }

    private void Apply(DraftMap item, string field)
    {
        switch (field)
        {
            case "scale":
                item.SetPlain("scale", posted("scale"));
                break;
            case "criteria":
                item.Set("criteria", Rows(item, "criteria", "merkmal", (row, prefix) => row.SetPlain("scale", posted(prefix + "scale"))));
                break;
            case "options":
                item.Set(
                    "options",
                    Rows(
                        item,
                        "options",
                        "antwort",
                        (row, prefix) =>
                        {
                            if (item.TextOf("type") == "multipleChoice")
                                Tick(row, "exclusive", prefix);
                            else
                                row.Set("exclusive", null);
                        }
                    )
                );
                break;
            case "other":
                Tick(item, field);
                break;
            case "noAnswer":
                Untick(item, field);
                break;
            case "unit":
                Forms(item, "unit", "one", "many", "after");
                break;
            default:
                item.SetPlain(field, Number((posted(field) ?? "").Trim()));
                break;
        }
    }

    /// <summary>Another type keeps what it can have too.</summary>
    private static void Become(DraftMap item, string type)
    {
        item.Set("type", type, isPlain: true);
        string[] kept = [.. OfAll, .. type == "information" ? [] : OfQuestions, .. FieldsOf(type)];
        foreach (var (name, _) in item.Fields.Where(field => !kept.Contains(field.Key)).ToList())
            item.Set(name, null);
        // Their bounds count other things.
        foreach (var name in (string[])["min", "max", "maxLength"])
            item.Set(name, null);
    }

    private static DraftList Words(IEnumerable<string> words) => new(words.Select(word => new DraftText(word, isPlain: true)));

    /// <summary>People type a comma where files have a point.</summary>
    private static string Number(string typed) => typed.Replace(',', '.');

    /// <summary>Where a row goes: to the place that was typed, before whatever stands there when it moves up, behind it when it moves down.</summary>
    private static double PlaceOf(string? typed, int now) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted != now
            ? wanted + (wanted < now ? -0.5 : 0.5)
            : now;
}
