namespace Befragung.Delphi.Questionnaires;

/// <summary>Reads the items of a questionnaire file, a kind of them per type.</summary>
internal sealed class ItemReader(Scales scales, ValueReader values, ConditionReader conditions, Findings findings)
{
    private const int FewestOptions = 2,
        MostOptions = 100,
        FewestCriteria = 2,
        MostCriteria = 4,
        MostOfUnit = 40;

    private const string Exclusive = "exclusive";

    /// <summary>All types, in the order in which they are named and offered.</summary>
    public static readonly string[] Types =
    [
        "rating",
        "multiRating",
        "singleChoice",
        "multipleChoice",
        "ranking",
        "points",
        "number",
        "estimate",
        "shortText",
        "longText",
        "ideas",
        "information",
    ];

    private readonly Keys keys = new(findings);

    /// <summary>Null where the type is not known, and so neither are the fields.</summary>
    public Item? Read(Node node)
    {
        var item = OfType(node);
        if (item is not null)
            conditions.Pass(item);
        return item;
    }

    private Item? OfType(Node node)
    {
        var type = node is MapNode map ? map.Entries.FirstOrDefault(entry => entry.Name.Value == "type").Value : null;
        return (type as ScalarNode)?.Value switch
        {
            "rating" => Question(node, ["scale"], (fields, key, text) => new RatingItem(key, text, scales.Find(fields.Required("scale")))),
            "multiRating" => Question(
                node,
                ["criteria"],
                (fields, key, text) => new MultiRatingItem(key, text, Criteria(fields.Required("criteria")))
            ),
            "singleChoice" => Question(
                node,
                ["options", "other", "noAnswer"],
                (fields, key, text) =>
                {
                    var (options, other) = OptionsAndOther(fields);
                    return new SingleChoiceItem(
                        key,
                        text,
                        other ? [.. options, new(OtherOption.Key, OtherOption.Name)] : options,
                        values.Truth(fields.Optional("noAnswer"), "noAnswer", true)
                    );
                }
            ),
            "multipleChoice" => Question(node, ["options", "other", "min", "max", "noAnswer"], MultipleChoice),
            "ranking" => Question(node, ["options", "top"], Ranking),
            "points" => Question(
                node,
                ["options", "total"],
                (fields, key, text) =>
                    new PointsItem(
                        key,
                        text,
                        Options(fields.Required("options")),
                        values.Whole(fields.Optional("total"), "total", 1, 10_000, 100)
                    )
            ),
            "number" => Question(
                node,
                ["unit", "min", "max", "decimals"],
                (fields, key, text) =>
                {
                    var (min, max) = Bounds(fields);
                    return new NumberItem(key, text, Unit(fields), min, max, Decimals(fields));
                }
            ),
            "estimate" => Question(
                node,
                ["unit", "min", "max", "decimals"],
                (fields, key, text) =>
                {
                    var (min, max) = Bounds(fields);
                    return new EstimateItem(key, text, Unit(fields), min, max, Decimals(fields));
                }
            ),
            "shortText" => Question(
                node,
                ["maxLength"],
                (fields, key, text) => new ShortTextItem(key, text, values.Whole(fields.Optional("maxLength"), "maxLength", 1, 500, 200))
            ),
            "longText" => Question(
                node,
                ["maxLength"],
                (fields, key, text) =>
                    new LongTextItem(key, text, values.Whole(fields.Optional("maxLength"), "maxLength", 100, 10_000, 10_000))
            ),
            "ideas" => Question(
                node,
                ["entries"],
                (fields, key, text) => new IdeasItem(key, text, values.Whole(fields.Optional("entries"), "entries", 1, 20, 5))
            ),
            "information" => Information(node),
            _ => OfNoType(node),
        };
    }

    private Item Question(Node node, string[] own, Func<Fields, string, LocalizedText, Item> make)
    {
        var fields = new Fields(node, findings, ["key", "type", "text", "note", "required", "reasons", "same", "when", .. own]);
        var key = keys.Read(fields.Required("key"));
        var text = values.Localized(fields.Required("text"), ValueReader.Text);
        return make(fields, key, text) with
        {
            Note = values.OptionalLocalized(fields.Optional("note"), ValueReader.Text),
            Required = values.Truth(fields.Optional("required"), "required", false),
            Same = values.Truth(fields.Optional("same"), "same", false),
            Reasons = fields.Optional("reasons") is { } reasons ? values.Truth(reasons, "reasons", true) : null,
            When = conditions.Read(fields.Optional("when")),
        };
    }

    private InformationItem Information(Node node)
    {
        var fields = new Fields(node, findings, "key", "type", "text", "when");
        return new InformationItem(keys.Read(fields.Required("key")), values.Localized(fields.Required("text"), ValueReader.LongText))
        {
            When = conditions.Read(fields.Optional("when")),
        };
    }

    private MultipleChoiceItem MultipleChoice(Fields fields, string key, LocalizedText text)
    {
        var (options, other) = OptionsAndOther(fields, Exclusive);
        var combinable = options.Count(option => !option.Exclusive) + (other ? 1 : 0);
        if (options.Count >= FewestOptions && combinable < 2 && options.Exists(option => option.Exclusive))
            findings.Add(
                fields.Required("options")!,
                new Sentence(
                    "Mit „exclusive: true“ bleiben hier keine zwei Antworten, die zusammen möglich sind. Nehmen Sie „exclusive“ weg, oder fragen Sie mit „type: singleChoice“."
                )
            );
        // Options that could not be read must not make the numbers wrong.
        var most = options.Count >= FewestOptions && combinable > 0 ? combinable : MostOptions;
        var max = values.Whole(fields.Optional("max"), "max", 1, most, most);
        return new MultipleChoiceItem(
            key,
            text,
            options,
            other,
            values.Whole(fields.Optional("min"), "min", 0, max, 0),
            max,
            values.Truth(fields.Optional("noAnswer"), "noAnswer", true)
        );
    }

    private (List<Option> Options, bool Other) OptionsAndOther(Fields fields, params string[] own)
    {
        var options = Options(fields.Required("options"), own);
        var other = values.Truth(fields.Optional("other"), "other", false);
        if (other && options.Exists(option => option.Key == OtherOption.Key))
            findings.Add(
                fields.Required("options")!,
                new Sentence(
                    "Mit „other: true“ ist der Schlüssel „{0}“ schon vergeben. Wählen Sie für die Antwort einen anderen.",
                    OtherOption.Key
                )
            );
        return (options, other);
    }

    private Unit? Unit(Fields fields)
    {
        if (fields.Optional("unit") is not { } node)
            return null;
        var forms = values.Forms(node, MostOfUnit, needed: 2, "one", "many", "after");
        return forms.Of("one") is not { } one ? null
            : !forms.AreSeveral ? new Unit(one)
            : new Unit(one, forms.Of("many")!, forms.Of("after", (language, _) => forms.In(language, "many"))!);
    }

    private int Decimals(Fields fields) => values.Whole(fields.Optional("decimals"), "decimals", 0, 4, 0);

    private (decimal? Min, decimal? Max) Bounds(Fields fields)
    {
        var min = values.Amount(fields.Optional("min"), "min");
        var max = values.Amount(fields.Optional("max"), "max");
        if (min >= max)
            findings.Add(fields.Optional("max")!, new Sentence("„max“ muss größer sein als „min“ ({0}).", min!));
        return (min, max);
    }

    private RankingItem Ranking(Fields fields, string key, LocalizedText text)
    {
        var options = Options(fields.Required("options"));
        // Options that could not be read must not make the number of ranks wrong.
        var most = options.Count >= FewestOptions ? options.Count : MostOptions;
        return new RankingItem(key, text, options, values.Whole(fields.Optional("top"), "top", 1, most, most));
    }

    /// <param name="more">What an option may have besides key and name.</param>
    private List<Option> Options(Node? node, params string[] more) => Options(node, MostOptions, ValueReader.Name, values, findings, more);

    /// <param name="most">How many there may be.</param>
    /// <param name="longest">How many characters a name may have.</param>
    public static List<Option> Options(Node? node, int most, int longest, ValueReader values, Findings findings, params string[] more)
    {
        var own = new Keys(findings);
        var names = new EqualNames(findings);
        return
        [
            .. values
                .List(node, "options", FewestOptions, most)
                .Select(entry =>
                {
                    var fields = new Fields(entry, findings, ["key", "name", .. more]);
                    return new Option(
                        own.Read(fields.Required("key")),
                        names.Noted(fields.Optional("name"), values.Localized(fields.Required("name"), longest, inOneLine: true))
                    )
                    {
                        Exclusive = values.Truth(fields.Optional(Exclusive), Exclusive, false),
                    };
                }),
        ];
    }

    private List<Criterion> Criteria(Node? node)
    {
        var own = new Keys(findings);
        var names = new EqualNames(findings);
        return
        [
            .. values
                .List(node, "criteria", FewestCriteria, MostCriteria)
                .Select(entry =>
                {
                    var fields = new Fields(entry, findings, "key", "name", "scale");
                    return new Criterion(
                        own.Read(fields.Required("key")),
                        names.Noted(fields.Optional("name"), values.Localized(fields.Required("name"), ValueReader.Name, inOneLine: true)),
                        scales.Find(fields.Required("scale"))
                    );
                }),
        ];
    }

    private Item? OfNoType(Node node)
    {
        // Of a type that is not known, only what all have in common can be looked at; the other fields may belong to it.
        string[] common = ["key", "type", "text", "note"];
        var others =
            (node as MapNode)?.Entries.Select(entry => entry.Name.Value).Where(name => Characters.Nearest(name, common) is null) ?? [];
        var fields = new Fields(node, findings, [.. common, .. others.Except(common)]);
        var type = fields.Required("type");
        values.Word(type, "type", Types);
        keys.Read(fields.Required("key"));
        values.Localized(fields.Required("text"), ValueReader.Text);
        return null;
    }
}
