using System.Globalization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// Reads single values of a questionnaire file, each with the sentence for what may be wrong with it. Where there is nothing to read,
/// or nothing that can be used, it hands back a stand-in: the file is refused in the end, but its other mistakes are found first.
/// </summary>
internal sealed class ValueReader(Findings findings, Func<string, Sentence?> checkText)
{
    public const int Name = 200,
        Title = 300,
        Text = 3_000,
        LongText = 20_000;

    /// <summary>Into more nobody translates a questionnaire that one page has to offer.</summary>
    public const int MostLanguages = 20;

    // What somebody may write who knows no tags.
    private static readonly Dictionary<string, string> Called = new(StringComparer.OrdinalIgnoreCase)
    {
        ["deutsch"] = "de",
        ["german"] = "de",
        ["leichte sprache"] = LanguageTag.EasyGerman,
        ["einfache sprache"] = LanguageTag.EasyGerman,
        ["englisch"] = "en",
        ["english"] = "en",
        ["französisch"] = "fr",
        ["francais"] = "fr",
        ["français"] = "fr",
        ["french"] = "fr",
        ["arabisch"] = "ar",
        ["arabic"] = "ar",
        ["türkisch"] = "tr",
        ["turkish"] = "tr",
        ["ukrainisch"] = "uk",
        ["ukrainian"] = "uk",
        ["polnisch"] = "pl",
        ["polish"] = "pl",
        ["russisch"] = "ru",
        ["russian"] = "ru",
        ["spanisch"] = "es",
        ["spanish"] = "es",
        ["italienisch"] = "it",
        ["italian"] = "it",
    };
    private static readonly LocalizedText StandIn = new("de", "?");

    /// <summary>The first is the main one; empty until they could be read.</summary>
    public IReadOnlyList<string> Languages { get; private set; } = [];

    public void ReadLanguages(Node? node)
    {
        var languages = new List<string>();
        foreach (var entry in List(node, "languages", 1, MostLanguages))
            if (entry is not ScalarNode written || LanguageTag.Read(written.Value) is not { } language)
                findings.Add(entry, NoLanguage((entry as ScalarNode)?.Value));
            else if (languages.Contains(language))
                findings.Add(entry, new Sentence("Die Sprache „{0}“ steht hier doppelt. Löschen Sie eine von beiden.", language));
            else
                languages.Add(language);
        Languages = languages;
    }

    private static Sentence NoLanguage(string? written) =>
        written is not null && (Called.GetValueOrDefault(written.Trim()) ?? LanguageTag.Read(written.Trim().Replace('_', '-'))) is { } meant
            ? new("„{0}“ ist kein Kürzel einer Sprache. Schreiben Sie „{1}“.", Characters.Quoted(written), meant)
            : new(
                "„{0}“ ist kein Kürzel einer Sprache. Schreiben Sie eines nach BCP 47, höchstens {1} Zeichen lang: „de“, „en“, „fr“, „pt-BR“, oder „{2}“ für Leichte Sprache.",
                Characters.Quoted(written ?? ""),
                LanguageTag.MaxLength,
                LanguageTag.EasyGerman
            );

    public IReadOnlyList<Node> List(Node? node, string name, int least, int most)
    {
        if (node is null)
            return [];
        if (node is not ListNode list)
        {
            findings.Add(node, new Sentence("Unter „{0}“ wird eine Liste erwartet: je Eintrag eine Zeile, die mit „- “ beginnt.", name));
            return [];
        }
        if (list.Entries.Count < least)
            findings.Add(
                list,
                new Sentence("Unter „{0}“ stehen zu wenige Einträge: {1} statt mindestens {2}.", name, list.Entries.Count, least)
            );
        if (list.Entries.Count > most)
            findings.Add(
                list.Entries[most],
                new Sentence("Unter „{0}“ stehen zu viele Einträge: {1} statt höchstens {2}.", name, list.Entries.Count, most)
            );
        return [.. list.Entries.Take(most)];
    }

    /// <summary>One text for all languages, or one for each.</summary>
    public LocalizedText Localized(Node? node, int most, bool inOneLine = false)
    {
        switch (node)
        {
            case null:
                return StandIn;
            case MapNode map:
                return InLanguages(map, most, inOneLine);
            default:
                var text = Plain(node, most, inOneLine);
                return text.Length == 0 ? StandIn : new LocalizedText(Languages.Count > 0 ? Languages[0] : "de", text);
        }
    }

    public LocalizedText? OptionalLocalized(Node? node, int most) => node is null ? null : Localized(node, most);

    /// <summary>
    /// A word in its grammatical forms: { one: Tag, many: Tage }. A plain text is the first form alone. Either may stand for each language; forms without one are
    /// those of the main one.
    /// </summary>
    /// <param name="needed">How many of the forms have to be there where they are named.</param>
    public WordForms Forms(Node node, int most, int needed, params string[] forms)
    {
        return new(
            node is MapNode map && !map.Entries.Any(entry => forms.Contains(entry.Name.Value, StringComparer.Ordinal))
                    ? PerLanguage(map, Read)
                : Languages.Count == 0 ? []
                : new() { [Languages[0]] = Read(node) },
            forms[0]
        );

        IReadOnlyDictionary<string, string> Read(Node one)
        {
            if (one is not MapNode)
                return new Dictionary<string, string> { [forms[0]] = Plain(one, most, inOneLine: true) };
            var fields = new Fields(one, findings, forms);
            var words = forms
                .Select((form, place) => (form, word: place < needed ? fields.Required(form) : fields.Optional(form)))
                .Where(field => field.word is not null)
                .ToDictionary(field => field.form, field => Plain(field.word, most, inOneLine: true));
            words.TryAdd(forms[0], "");
            return words;
        }
    }

    private LocalizedText InLanguages(MapNode map, int most, bool inOneLine)
    {
        var texts = PerLanguage(map, value => Plain(value, most, inOneLine));
        return texts.Count == 0 ? StandIn : new LocalizedText(texts);
    }

    /// <summary>What stands there for each language; the main one first, because it stands in for the others.</summary>
    private Dictionary<string, T> PerLanguage<T>(MapNode map, Func<Node, T> read)
    {
        var texts = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (language, value) in map.Entries)
            if (LanguageTag.Read(language.Value) is { } tag && Languages.Contains(tag))
            {
                if (texts.ContainsKey(tag))
                    findings.Add(language, new Sentence("Die Sprache „{0}“ steht hier doppelt. Löschen Sie eine von beiden.", tag));
                texts[tag] = read(value);
            }
            else if (Languages.Count > 0)
                findings.Add(
                    language,
                    new Sentence(
                        "„{0}“ ist keine Sprache dieses Fragebogens. Unter „languages“ stehen: {1}.",
                        Characters.Quoted(language.Value),
                        string.Join(", ", Languages)
                    )
                );
        foreach (var missing in Languages.Where(language => !texts.ContainsKey(language)))
            if (missing == Languages[0])
                findings.Add(map, new Sentence("Hier fehlt der Text in der Hauptsprache „{0}“.", missing));
            else if (texts.ContainsKey(Languages[0]))
                findings.Notice(map, NotWritten(missing, LanguageTag.Best(missing, [.. Languages.Where(texts.ContainsKey)])));
        return Languages.Where(texts.ContainsKey).ToDictionary(language => language, language => texts[language], StringComparer.Ordinal);
    }

    private Sentence NotWritten(string missing, string shown) =>
        shown == Languages[0]
            ? new("Hier fehlt der Text in der Sprache „{0}“. Gezeigt wird der in der Hauptsprache „{1}“.", missing, shown)
            : new("Hier fehlt der Text in der Sprache „{0}“. Gezeigt wird der in der Sprache „{1}“.", missing, shown);

    /// <summary>A trimmed text; "" where there is none.</summary>
    public string Plain(Node? node, int most, bool inOneLine = false)
    {
        if (node is null)
            return "";
        if (node is not ScalarNode scalar)
        {
            findings.Add(
                node,
                new Sentence("Hier wird ein Text erwartet. Beginnt er mit einer Klammer oder einem Strich, gehört er in Anführungszeichen.")
            );
            return "";
        }
        var text = scalar.IsNothing
            ? ""
            : Invisible.Trimmed(inOneLine ? Characters.OneLine(Invisible.WithoutDirections(scalar.Value)) : scalar.Value);
        if (text.Length == 0)
            findings.Add(node, new Sentence("Der Text ist leer. Schreiben Sie etwas hinein."));
        if (text.Length > most)
            findings.Add(node, new Sentence("Der Text hat {0} Zeichen, möglich sind hier {1}.", text.Length, most));
        else if (checkText(text) is { } refusal)
            findings.Add(node, refusal);
        return text;
    }

    public int Whole(Node? node, string name, int least, int most, int otherwise)
    {
        if (node is null)
            return otherwise;
        if (
            node is ScalarNode { IsPlain: true } scalar
            && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        findings.Add(
            node,
            new Sentence("Bei „{0}“ wird eine ganze Zahl von {1} bis {2} erwartet, ohne Anführungszeichen.", name, least, most)
        );
        return otherwise;
    }

    /// <summary>A number of any sign; null where there is none.</summary>
    public decimal? Amount(Node? node, string name)
    {
        if (node is null)
            return null;
        if (node is ScalarNode { IsPlain: true } scalar && NumberPart.Read(scalar.Value) is { } number)
            return number;
        findings.Add(
            node,
            new Sentence("Bei „{0}“ wird eine Zahl erwartet, ohne Anführungszeichen und mit Punkt statt Komma, zum Beispiel 1.5.", name)
        );
        return null;
    }

    public double Number(Node? node, string name, int least, int most, double otherwise)
    {
        if (node is null)
            return otherwise;
        if (
            node is ScalarNode { IsPlain: true } scalar
            && double.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        findings.Add(
            node,
            new Sentence(
                "Bei „{0}“ wird eine Zahl von {1} bis {2} erwartet, ohne Anführungszeichen und mit Punkt statt Komma, zum Beispiel 1.5.",
                name,
                $"{least}",
                $"{most}"
            )
        );
        return otherwise;
    }

    public bool Truth(Node? node, string name, bool otherwise)
    {
        switch (node)
        {
            case null:
                return otherwise;
            case ScalarNode { IsPlain: true, Value: "true" }:
                return true;
            case ScalarNode { IsPlain: true, Value: "false" }:
                return false;
            default:
                findings.Add(node, new Sentence("Bei „{0}“ steht entweder true (ja) oder false (nein).", name));
                return otherwise;
        }
    }

    /// <summary>One word out of several; null where it is none of them.</summary>
    public string? Word(Node? node, string name, params string[] known)
    {
        if (node is null)
            return null;
        if (node is ScalarNode scalar && known.Contains(scalar.Value, StringComparer.Ordinal))
            return scalar.Value;
        findings.Add(
            node,
            node is ScalarNode word && Characters.Nearest(word.Value, known) is { } meant
                ? new Sentence("„{0}“ kenne ich bei „{1}“ nicht. Meinten Sie „{2}“?", Characters.Quoted(word.Value), name, meant)
                : new Sentence("Bei „{0}“ ist nur möglich: {1}.", name, string.Join(", ", known))
        );
        return null;
    }
}
