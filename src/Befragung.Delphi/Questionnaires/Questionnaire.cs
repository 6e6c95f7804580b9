using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Questionnaires;

/// <summary>Who asks; stands in the letters.</summary>
public sealed record Contact(string Name, string Email);

/// <summary>What a study decides before it asks. Frozen when round 1 opens.</summary>
/// <param name="Rounds">How many rounds are planned.</param>
/// <param name="QuantileType">Hyndman and Fan's number of the quantile definition, 1 to 9.</param>
/// <param name="SmallestCell">A group with fewer answers is shown nowhere.</param>
/// <param name="Consensus">What counts as consensus.</param>
public sealed record StudySettings(int Rounds, int QuantileType, int SmallestCell, ConsensusRule Consensus)
{
    public static StudySettings Usual { get; } = new(2, 7, 5, PercentAgreementRule.Usual);

    /// <summary>When answers count as settled; studies of before there was a choice have the usual rule from their next round on.</summary>
    public StabilityRule Stability { get; init; } = PairedRule.Usual;

    /// <summary>Whether experts may give reasons; null for where there is a later round that shows them.</summary>
    public bool? Reasons { get; init; }

    /// <summary>Whether the view of one's own answers sums up each section, as a self-assessment needs it.</summary>
    public bool Profile { get; init; }

    /// <summary>Whether what was saved counts at the closing of a round even where it was not handed in; told before anybody consents.</summary>
    public bool CountSaved { get; init; }

    /// <summary>Whether experts may reply to the reasons of others that they read; told with the consent.</summary>
    public bool Replies { get; init; }

    /// <summary>Whether the report may quote single sentences of what was written to open questions, without a name; told with the consent.</summary>
    public bool Quotations { get; init; }

    /// <summary>Whether experts read beside a question what the round before came to: as usual not, since "Konsens" tells people what to think.</summary>
    public bool Verdicts { get; init; }

    [JsonIgnore]
    public bool AsksForReasons => Reasons ?? Rounds > 1;

    /// <summary>Whether a round is called by its number: a single one needs none.</summary>
    public bool NumbersRounds(int number) => Rounds > 1 || number > 1;
}

public sealed record Section(string Key, LocalizedText Title, IReadOnlyList<Item> Items)
{
    public LocalizedText? Introduction { get; init; }

    /// <summary>Whether each expert gets its questions in an order of their own, against effects of order.</summary>
    public bool Random { get; init; }

    /// <summary>Whether it begins by asking how well one knows what it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Expertise { get; init; }

    /// <summary>When it is asked; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>That question; null where it is not asked.</summary>
    [JsonIgnore]
    public ExpertiseItem? Knows => Expertise ? new(Key) : null;

    /// <summary>All that stands in it to be answered: that question, and the items.</summary>
    [JsonIgnore]
    public IReadOnlyList<Item> Asked => Knows is { } knows ? [knows, .. Items] : Items;
}

/// <summary>
/// What one round asks: sections of items in the languages of the study. Immutable; a later round's is derived by <see cref="Keep"/>.
/// </summary>
public sealed record Questionnaire(
    LocalizedText Title,
    IReadOnlyList<string> Languages,
    IReadOnlyList<Group> Groups,
    StudySettings Settings,
    IReadOnlyList<Section> Sections
)
{
    /// <summary>The form in which rounds freeze it.</summary>
    public static JsonSerializerOptions Format { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // A database that keeps JSON as values, not as text, may put the type of an item behind its other fields.
            AllowOutOfOrderMetadataProperties = true,
        };

    /// <summary>Version of the stored form, so that later versions of the platform can read what earlier ones froze.</summary>
    public int Version { get; init; } = 1;

    public LocalizedText? Introduction { get; init; }

    /// <summary>What experts agree to; null for the platform's usual text.</summary>
    public LocalizedText? Consent { get; init; }

    /// <summary>What somebody may say of themselves with it; null for nothing.</summary>
    public RecruitingQuestion? Recruiting { get; init; }

    public Contact? Contact { get; init; }

    /// <summary>What the questionnaire calls its groups; null for as usual.</summary>
    [JsonPropertyName("groupLabel")]
    public GroupLabel? OwnGroupLabel { get; init; }

    /// <summary>What its groups are called.</summary>
    [JsonIgnore]
    public GroupLabel GroupLabel => OwnGroupLabel ?? GroupLabel.Usual;

    [JsonIgnore]
    public IEnumerable<Item> Items => Sections.SelectMany(section => section.Items);

    /// <summary>The questions on how well one knows what a section is about; they are no items.</summary>
    [JsonIgnore]
    public IEnumerable<ExpertiseItem> Expertise => Sections.Select(section => section.Knows).OfType<ExpertiseItem>();

    /// <summary>Whether not everybody is asked the same.</summary>
    [JsonIgnore]
    public bool HasConditions => Sections.Any(section => section.When is not null || section.Items.Any(item => item.When is not null));

    /// <summary>The words of a group; its key where it is not named here.</summary>
    public object NameOf(string groupKey) => (object?)Groups.FirstOrDefault(group => group.Key == groupKey)?.Name ?? groupKey;

    /// <summary>How many people of some groups were to be won; null where that was not said of all of them.</summary>
    public int? TargetOf(IReadOnlyCollection<string> groupKeys)
    {
        ArgumentNullException.ThrowIfNull(groupKeys);
        var targets = Groups.Where(group => groupKeys.Contains(group.Key)).Select(group => group.Target).ToList();
        return targets.Exists(target => target is null) ? null : targets.Sum();
    }

    /// <summary>The item of a part's key, or of its own.</summary>
    public Item? ItemOf(string partKey)
    {
        ArgumentNullException.ThrowIfNull(partKey);
        var key = partKey.Split('.')[0];
        return Items.FirstOrDefault(item => item.Key == key);
    }

    /// <summary>The parts of an item, or of what a section asks at its head; none of what is not asked here.</summary>
    internal IReadOnlyList<Part> PartsOf(string key) => (ItemOf(key) ?? Expertise.FirstOrDefault(one => one.Key == key))?.Parts ?? [];

    public Section? SectionOf(string itemKey) => Sections.FirstOrDefault(section => section.Items.Any(item => item.Key == itemKey));

    /// <summary>Keys of the items that an expert with these answers is not asked; of a section of which nothing is asked, that of the question at its head as well.</summary>
    /// <param name="group">The expert's group; null for none.</param>
    /// <param name="answer">The expert's value of a part.</param>
    public IReadOnlySet<string> LeftOut(string? group, Func<string, string?> answer)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        if (!HasConditions)
            return left;
        // What is not asked fulfils no condition, whatever was answered while it was.
        string? Asked(string partKey) => left.Contains(partKey.Split('.')[0]) ? null : answer(partKey);
        foreach (var section in Sections)
        {
            var asked = section.When?.Holds(group, Asked) != false;
            foreach (var item in section.Items)
                if (!asked || item.When?.Holds(group, Asked) == false)
                    left.Add(item.Key);
            if (section.Knows is { } knows && section.Items.All(item => item.Parts.Count == 0 || left.Contains(item.Key)))
                left.Add(knows.Key);
        }
        return left;
    }

    /// <summary>
    /// The same questionnaire with only these items; information stays where its section keeps an item to answer. What was taken for the same question in other words was so once:
    /// whoever changes the words again decides again.
    /// </summary>
    public Questionnaire Keep(IReadOnlySet<string> itemKeys) =>
        Follow(item => itemKeys.Contains(item.Key) ? [item.Same ? item with { Same = false } : item] : []);

    /// <summary>The same with other items in the place of each; information stays where its section has an item to answer.</summary>
    internal Questionnaire Follow(Func<Item, IEnumerable<Item>> items) =>
        this with
        {
            Sections =
            [
                .. Sections
                    .Select(section =>
                        section with
                        {
                            Items = [.. section.Items.SelectMany(item => item is InformationItem ? [item] : items(item))],
                        }
                    )
                    .Where(section => section.Items.Any(item => item is not InformationItem)),
            ],
        };

    /// <summary>The same with further items, each at the end of its section.</summary>
    /// <exception cref="RuleBrokenException">An item has the key of another one.</exception>
    public Questionnaire With(IReadOnlyList<NewItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var keys = Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var one in items)
            if (!keys.Add(one.Item.Key))
                throw new RuleBrokenException("Den Schlüssel „{0}“ hat schon eine andere Frage.", one.Item.Key);
        var sections = Sections.ToList();
        foreach (var section in items.GroupBy(one => one.Section))
        {
            var place = sections.FindIndex(one => one.Key == section.Key);
            if (place < 0)
                sections.Add(new(section.Key, section.First().SectionTitle, [.. section.Select(one => one.Item)]));
            else
                sections[place] = sections[place] with { Items = [.. sections[place].Items, .. section.Select(one => one.Item)] };
        }
        return this with { Sections = sections };
    }
}
