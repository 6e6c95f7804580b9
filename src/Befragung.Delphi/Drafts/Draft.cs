using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Drafts;

/// <summary>
/// A questionnaire that is being written. It is one text (the YAML of questionnaires/README.md) seen as a tree: forms change the tree, a text view changes the text, and
/// the same reader says of both what is wrong. So it may be incomplete; what has to hold is its frame: sections are a list, and each section and item has a key of its own,
/// by which a form finds it.
/// </summary>
public sealed class Draft
{
    /// <summary>Fields whose value is a text in each language.</summary>
    private static readonly string[] OfLanguages = ["title", "introduction", "consent", "text", "note", "name", "unit", "groupLabel"];

    private Draft(DraftMap root) => Root = root;

    public DraftMap Root { get; }

    /// <summary>The draft as YAML.</summary>
    public string Text => DraftYaml.Write(Root);

    /// <summary>The first is the main one.</summary>
    public IReadOnlyList<string> Languages =>
        (Root["languages"] as DraftList)
            ?.Entries.OfType<DraftText>()
            .Select(one => LanguageTag.Read(one.Value))
            .OfType<string>()
            .Distinct()
            .Take(ValueReader.MostLanguages)
            .ToList()
            is { Count: > 0 } languages
            ? languages
            : ["de"];

    /// <summary>In so many languages a questionnaire can be.</summary>
    public static int MostLanguages => ValueReader.MostLanguages;

    public IEnumerable<DraftMap> Sections => Root.MapsOf("sections");

    public IEnumerable<DraftMap> Items => Sections.SelectMany(section => section.MapsOf("items"));

    public IEnumerable<DraftMap> Groups => Root.MapsOf("groups");

    /// <summary>Scales by name.</summary>
    public DraftMap Scales
    {
        get
        {
            if (Root["scales"] is DraftMap scales)
                return scales;
            var made = new DraftMap();
            Root.Set("scales", made);
            return made;
        }
    }

    /// <summary>All types of items, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> Types => ItemReader.Types;

    /// <summary>One that has a title and nothing else.</summary>
    public static Draft New(string title, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(languages);
        var root = new DraftMap()
            .SetPlain("befragung", "1")
            .Set("languages", new DraftList(languages.Select(language => new DraftText(language, isPlain: true))))
            .Set("groups", new DraftList())
            .Set("sections", new DraftList());
        var draft = new Draft(root);
        draft.SetTexts(root, "title", language => language == languages[0] ? title : "", isNeeded: true);
        return draft;
    }

    public static Draft Of(Questionnaire questionnaire) => new(QuestionnaireTree.Of(questionnaire));

    /// <summary>Reads a text whose frame holds, whatever else is wrong with it.</summary>
    /// <returns>Null where the frame does not hold; the problems say why.</returns>
    public static (Draft? Draft, IReadOnlyList<Problem> Problems) Read(string yaml, OutsideChecks? checks = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var read = QuestionnaireReader.Read(yaml, checks);
        var node = YamlTree.Parse(yaml, new Findings());
        if (node is not MapNode || DraftYaml.Of(node) is not DraftMap root || !HasFrame(root))
            return (null, read.Problems);
        var draft = new Draft(root);
        WriteTagsAsUsual(root, draft.Languages, isLabels: false);
        return (draft, read.Problems);
    }

    /// <summary>The same draft, to be changed without changing this one.</summary>
    public Draft Copy() => new((DraftMap)Root.Copy());

    /// <summary>What it is as a questionnaire, where it is one, and what is wrong with it, each at its place.</summary>
    public CheckedDraft Check(OutsideChecks? checks = null) => CheckedDraft.Of(this, checks);

    public DraftMap? Section(string key) => Sections.FirstOrDefault(section => section.TextOf("key") == key);

    public DraftMap? Item(string key) => Items.FirstOrDefault(item => item.TextOf("key") == key);

    /// <summary>The section that has an item.</summary>
    public DraftMap? SectionOf(DraftMap item) => Sections.FirstOrDefault(section => section.MapsOf("items").Contains(item));

    /// <summary>The items above an item or a section, in the order of the draft.</summary>
    public IReadOnlyList<DraftMap> Before(DraftMap place)
    {
        var before = new List<DraftMap>();
        foreach (var section in Sections)
        {
            if (section == place)
                return before;
            foreach (var item in section.MapsOf("items"))
            {
                if (item == place)
                    return before;
                before.Add(item);
            }
        }
        return before;
    }

    /// <summary>A text in one language; "" where there is none. A text for all languages is one of the main language.</summary>
    public string TextIn(DraftMap owner, string field, string language)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return owner[field] switch
        {
            DraftText { IsPlain: true, Value: "~" or "null" } => "",
            DraftText text => language == Languages[0] ? text.Value : "",
            DraftMap texts => texts.TextOf(language),
            _ => "",
        };
    }

    /// <summary>The text in the main language, or in any.</summary>
    public string TextOf(DraftMap owner, string field) =>
        Languages.Select(language => TextIn(owner, field, language)).FirstOrDefault(text => text.Length > 0) ?? "";

    /// <summary>A word in one of its forms: "Tag", { one: Tag, many: Tage }, or either for each language; "" where there is none.</summary>
    public string FormIn(DraftMap owner, string field, string form, string language)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var word =
            owner[field] is DraftMap map && Languages.Any(one => map[one] is not null) ? map[language]
            : language == Languages[0] ? owner[field]
            : null;
        return word switch
        {
            DraftMap forms => forms.TextOf(form),
            DraftText text when form == "one" => text.Value,
            _ => "",
        };
    }

    /// <summary>Whether a text, or a word in any of its forms, is written in a language.</summary>
    public bool IsWritten(DraftMap owner, string field, string language) =>
        TextIn(owner, field, language).Length > 0
        || ((string[])["one", "many", "after"]).Any(form => FormIn(owner, field, form, language).Length > 0);

    /// <summary>Whether a text is there in the main language, and not in this one.</summary>
    public bool IsMissing(DraftMap owner, string field, string language) =>
        IsWritten(owner, field, Languages[0]) && !IsWritten(owner, field, language);

    internal static bool IsOfLanguages(string field) => OfLanguages.Contains(field);

    /// <summary>Lets it be in these languages, the first being the main one. Texts of one that is no longer among them go; what was only in that stays for the main one.</summary>
    public void Speak(IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(languages);
        var before = Languages;
        if (languages.Count == 0 || languages.SequenceEqual(before))
            return;
        Root.Set("languages", new DraftList(languages.Select(language => new DraftText(language, isPlain: true))));
        Translate(Root, before, languages, isLabels: false);
    }

    private static void Translate(DraftMap map, IReadOnlyList<string> before, IReadOnlyList<string> languages, bool isLabels)
    {
        foreach (var (name, value) in map.Fields.ToList())
            if (name == "contact")
                continue;
            else if (isLabels || OfLanguages.Contains(name))
                map.Set(name, In(value, before, languages));
            else if (value is DraftMap below)
                Translate(below, before, languages, name == "labels");
            else if (value is DraftList list)
                foreach (var entry in list.Entries.OfType<DraftMap>())
                    Translate(entry, before, languages, isLabels: false);
    }

    /// <summary>Whoever wrote "FR" at one place and "fr" at another meant the same.</summary>
    private static void WriteTagsAsUsual(DraftMap map, IReadOnlyList<string> languages, bool isLabels)
    {
        foreach (var (name, value) in map.Fields.ToList())
            if (name == "contact")
                continue;
            else if (name == "languages" && value is DraftList tags)
                for (var i = 0; i < tags.Entries.Count; i++)
                    tags.Entries[i] =
                        tags.Entries[i] is DraftText text && LanguageTag.Read(text.Value) is { } tag && tag != text.Value
                            ? new DraftText(tag, text.IsPlain)
                            : tags.Entries[i];
            else if (isLabels || OfLanguages.Contains(name))
                (value as DraftMap)?.Rename(one => LanguageTag.Read(one) is { } tag && languages.Contains(tag) ? tag : one);
            else if (value is DraftMap below)
                WriteTagsAsUsual(below, languages, name == "labels");
            else if (value is DraftList list)
                foreach (var entry in list.Entries.OfType<DraftMap>())
                    WriteTagsAsUsual(entry, languages, isLabels: false);
    }

    /// <summary>A text for all languages was one of the main language.</summary>
    private static DraftNode In(DraftNode value, IReadOnlyList<string> before, IReadOnlyList<string> languages) =>
        value is DraftMap texts && texts.Fields.Any(one => before.Contains(one.Key) || languages.Contains(one.Key)) ? In(texts, languages)
        : before[0] == languages[0] ? value
        : In(new DraftMap().Append(before[0], value), languages);

    private static DraftNode In(DraftMap texts, IReadOnlyList<string> languages)
    {
        var kept = languages.Where(language => texts[language] is not null).ToList();
        if (kept.Count == 0)
            kept = [.. texts.Fields.Take(1).Select(one => one.Key)];
        if (languages.Count == 1)
            return texts[kept[0]]!;
        return kept.Aggregate(
            new DraftMap(),
            (map, language) => map.Append(languages.Contains(language) ? language : languages[0], texts[language]!)
        );
    }

    /// <param name="text">The text in a language; blank for none.</param>
    /// <param name="isNeeded">Whether the field stays where it is empty, so that it can be told that it is.</param>
    public void SetTexts(DraftMap owner, string field, Func<string, string?> text, bool isNeeded = false)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(text);
        var texts = Languages
            .Select(language => (Language: language, Text: Lines(text(language))))
            .Where(one => one.Text.Length > 0)
            .ToList();
        if (texts.Count == 0)
            owner.Set(field, isNeeded ? new DraftText("") : null);
        else if (Languages.Count == 1)
            owner.Set(field, texts[0].Text);
        else
            owner.Set(field, texts.Aggregate(new DraftMap(), (map, one) => map.Append(one.Language, new DraftText(one.Text))));
    }

    /// <summary>A key that no other of these has, made from words.</summary>
    public static string KeyFor(string words, IEnumerable<string> taken, string otherwise) => Keys.For(words, taken, otherwise);

    /// <summary>Puts an entry one place up (-1) or down (1) in its list; does nothing at the ends.</summary>
    public static void Move(DraftList list, DraftNode entry, int by)
    {
        ArgumentNullException.ThrowIfNull(list);
        var from = list.Entries.IndexOf(entry);
        var to = from + by;
        if (from < 0 || to < 0 || to >= list.Entries.Count)
            return;
        list.Entries.RemoveAt(from);
        list.Entries.Insert(to, entry);
    }

    /// <summary>Puts an item behind the last one of a section, of its own or of another.</summary>
    public void MoveTo(DraftMap item, DraftMap section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (SectionOf(item) is not { } from || from == section)
            return;
        from.ListOf("items").Entries.Remove(item);
        section.ListOf("items").Entries.Add(item);
    }

    /// <summary>Puts an entry at a place of its list, from 0; beyond the ends is at them.</summary>
    public static void MoveTo(DraftList list, DraftNode entry, int place)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (list.Entries.Remove(entry))
            list.Entries.Insert(Math.Clamp(place, 0, list.Entries.Count), entry);
    }

    /// <summary>Adds a copy of an item behind it, under a key of its own.</summary>
    public DraftMap Duplicate(DraftMap item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var copy = (DraftMap)item.Copy();
        copy.Set("key", KeyFor(item.TextOf("key"), Items.Select(one => one.TextOf("key")), "frage"), isPlain: true);
        var list = SectionOf(item)!.ListOf("items");
        list.Entries.Insert(list.Entries.IndexOf(item) + 1, copy);
        return copy;
    }

    /// <summary>Why an item cannot have a key; null where it can.</summary>
    public Sentence? RefusalOfKey(DraftMap item, string key) =>
        !Keys.IsKey(key) ? Keys.Refusal(key)
        : Items.Any(other => other != item && other.TextOf("key") == key)
            ? new Sentence("Den Schlüssel „{0}“ hat schon eine andere Frage.", key)
        : null;

    /// <summary>Gives an item another key, in the conditions that look at it too.</summary>
    public void Rename(DraftMap item, string key)
    {
        ArgumentNullException.ThrowIfNull(item);
        var old = item.TextOf("key");
        item.Set("key", key, isPlain: true);
        foreach (var condition in Sections.Concat(Items).Select(one => one["when"]).OfType<DraftMap>())
        {
            var about = condition.TextOf("item");
            if (about == old || about.StartsWith(old + ".", StringComparison.Ordinal))
                condition.Set("item", key + about[old.Length..], isPlain: true);
        }
    }

    /// <summary>What was written at a place, to see whether somebody else changed it meanwhile.</summary>
    public static string Fingerprint(DraftNode? node) =>
        node is null
            ? ""
            : Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(DraftYaml.Write(node)))
            )[..16];

    private static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    internal static bool HasFrame(DraftMap root) =>
        root["sections"] is DraftList sections
        && sections.Entries.TrueForAll(section => section is DraftMap map && map["items"] is null or DraftList)
        && HaveKeys(sections.Entries)
        && HaveKeys(sections.Entries.OfType<DraftMap>().SelectMany(section => (section["items"] as DraftList)?.Entries ?? []))
        && root["groups"] is null or DraftList
        && root["scales"] is null or DraftMap;

    private static bool HaveKeys(IEnumerable<DraftNode> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return entries.All(entry => entry is DraftMap map && map.TextOf("key") is var key && Keys.IsKey(key) && seen.Add(key));
    }
}
