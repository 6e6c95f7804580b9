using System.Text.Json;
using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// One item of a questionnaire; a kind of it per type. An item knows its <see cref="Parts"/>, the places that take one value each,
/// and what holds between them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RatingItem), "rating")]
[JsonDerivedType(typeof(MultiRatingItem), "multiRating")]
[JsonDerivedType(typeof(SingleChoiceItem), "singleChoice")]
[JsonDerivedType(typeof(MultipleChoiceItem), "multipleChoice")]
[JsonDerivedType(typeof(RankingItem), "ranking")]
[JsonDerivedType(typeof(PointsItem), "points")]
[JsonDerivedType(typeof(NumberItem), "number")]
[JsonDerivedType(typeof(EstimateItem), "estimate")]
[JsonDerivedType(typeof(ShortTextItem), "shortText")]
[JsonDerivedType(typeof(LongTextItem), "longText")]
[JsonDerivedType(typeof(IdeasItem), "ideas")]
[JsonDerivedType(typeof(InformationItem), "information")]
public abstract record Item(string Key, LocalizedText Text)
{
    /// <summary>Help that stands below the text.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>Whether a sheet can be handed in only with an answer to it; "keine Angabe" is one, where it is offered.</summary>
    public bool Required { get; init; }

    /// <summary>Whether reasons may be given; null for as the whole study does.</summary>
    public bool? Reasons { get; init; }

    /// <summary>When it is asked; null for always.</summary>
    public Condition? When { get; init; }

    /// <summary>Whether the team takes it for the question that an earlier round asked in other words; means nothing where the words are the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Same { get; init; }

    /// <summary>The places that take one value each; made once.</summary>
    [JsonIgnore]
    public IReadOnlyList<Part> Parts => Made.Parts ??= MakeParts();

    /// <summary>Makes them from key, scale, options.</summary>
    protected abstract IReadOnlyList<Part> MakeParts();

    /// <summary>The scales that it is rated on, one for each rated part.</summary>
    internal IEnumerable<Scale> Scales => Parts.OfType<RatedPart>().Select(part => part.Scale);

    /// <summary>Where a reason can be given for the answer: for and against where something is rated, one of its own elsewhere, none of open items.</summary>
    public IReadOnlyList<ReasonPart> ReasonParts(StudySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return IsOpen || Parts.Count == 0 || !(Reasons ?? settings.AsksForReasons)
            ? []
            : Made.Reasons ??= this is RatingItem or MultiRatingItem
                ? [new(Key, ReasonSide.For), new(Key, ReasonSide.Against)]
                : [new(Key, ReasonSide.Neutral)];
    }

    // A copy with another key, scale or options takes this along, and must not take it for its own.
    private Derived Made => made is { } known && ReferenceEquals(known.From, this) ? known : made = new(this);

    private Derived? made;

    /// <summary>Open items gather words, not numbers: their answers are read, and not asked again as they are.</summary>
    [JsonIgnore]
    public virtual bool IsOpen => false;

    /// <summary>
    /// How far it is answered. Of several criteria each has to be, of a ranking each rank; an estimate, shared points and a choice of several come whole or not at
    /// all, and of ideas one is enough.
    /// </summary>
    public Extent Extent(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var given = Parts.Count(part => values.ContainsKey(part.Key));
        return this switch
        {
            MultiRatingItem => new(given, Parts.Count),
            RankingItem { Top: var ranks } => new(Math.Min(given, ranks), ranks),
            _ => new(Math.Min(given, 1), Math.Min(Parts.Count, 1)),
        };
    }

    /// <summary>Whether it asks in other words than an earlier round did under its key, in any language.</summary>
    public bool IsReworded(Item before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Text.Texts.Count != before.Text.Texts.Count
            || Text.Texts.Any(text => before.Text.Texts.GetValueOrDefault(text.Key) != text.Value);
    }

    /// <summary>Whether it is the question that an earlier round asked under its key, as far as words go: they are the same, or the team says so.</summary>
    public bool IsSameAs(Item before) => Same || !IsReworded(before);

    /// <summary>Whether both are answered in the same way: all that decides what can be answered is the same, whatever else they say.</summary>
    internal bool TakesAnswersOf(Item other) => AnswersOnly(this) == AnswersOnly(other);

    private static string AnswersOnly(Item item) =>
        JsonSerializer.Serialize(
            item with
            {
                Text = NoText,
                Note = null,
                Required = false,
                Reasons = null,
                When = null,
                Same = false,
            },
            Questionnaire.Format
        );

    private static readonly LocalizedText NoText = new("de", "");

    /// <summary>Says what is wrong between the parts of one answer, or null. Each value by itself is checked by its part.</summary>
    public virtual Sentence? CheckTogether(IReadOnlyDictionary<string, string> values) => null;

    /// <summary>What follows from an item, and is asked of it so often that it is kept.</summary>
    private sealed class Derived(Item from)
    {
        public Item From => from;
        public IReadOnlyList<Part>? Parts { get; set; }
        public IReadOnlyList<ReasonPart>? Reasons { get; set; }
    }
}

/// <summary>One rating on one scale.</summary>
public sealed record RatingItem(string Key, LocalizedText Text, Scale Scale) : Item(Key, Text)
{
    protected override IReadOnlyList<Part> MakeParts() => [new RatedPart(Key, null, Scale)];
}

public sealed record Criterion(string Key, LocalizedText Name, Scale Scale);

/// <summary>One item rated by several criteria, such as Wichtigkeit × Machbarkeit.</summary>
public sealed record MultiRatingItem(string Key, LocalizedText Text, IReadOnlyList<Criterion> Criteria) : Item(Key, Text)
{
    protected override IReadOnlyList<Part> MakeParts() =>
        [.. Criteria.Select(criterion => new RatedPart($"{Key}.{criterion.Key}", criterion.Name, criterion.Scale))];
}

public sealed record Option(string Key, LocalizedText Name)
{
    /// <summary>Whether whoever chooses it chooses nothing beside it ("keines davon"); only options of a multiple choice can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Exclusive { get; init; }
}

/// <summary>One of several options, the last of which may be an answer of one's own: "Sonstiges", with a text.</summary>
public sealed record SingleChoiceItem(string Key, LocalizedText Text, IReadOnlyList<Option> Options, bool NoAnswer) : Item(Key, Text)
{
    /// <summary>Whether there is an option for an answer of one's own.</summary>
    [JsonIgnore]
    public bool Other => Options.Any(option => option.Key == OtherOption.Key);

    protected override IReadOnlyList<Part> MakeParts() =>
        [new ChoicePart(Key, Options, NoAnswer), .. Other ? (Part[])[OtherOption.Words(Key)] : []];

    /// <summary>Own words belong to the answer of one's own.</summary>
    public override Sentence? CheckTogether(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return
            Other
            && values.GetValueOrDefault($"{Key}.{OtherOption.Key}") is { Length: > 0 }
            && values.GetValueOrDefault(Key) != OtherOption.Key
            ? new("Sie haben etwas unter „Sonstiges“ geschrieben und zugleich anders geantwortet. Nehmen Sie eines davon zurück.")
            : null;
    }
}

/// <summary>Options put in order, all of them or the first few.</summary>
public sealed record RankingItem(string Key, LocalizedText Text, IReadOnlyList<Option> Options, int Top) : Item(Key, Text)
{
    /// <summary>Whether every option gets a rank: then it is the mean ranks that tell them apart.</summary>
    [JsonIgnore]
    public bool RanksAll => Top == Options.Count;

    protected override IReadOnlyList<Part> MakeParts() =>
        [.. Options.Select(option => new RankPart($"{Key}.{option.Key}", option.Name, Top))];

    /// <summary>Each rank once, and none left out before the last that is given.</summary>
    public override Sentence? CheckTogether(IReadOnlyDictionary<string, string> values)
    {
        var given = Parts.Select(part => values.GetValueOrDefault(part.Key, "")).Where(rank => rank.Length > 0).ToList();
        if (given.GroupBy(rank => rank).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return new Sentence("Den Rang {0} haben Sie {1}-mal vergeben. Jeder Rang steht für eine Antwort.", twice.Key, twice.Count());
        for (var rank = 1; rank <= given.Count; rank++)
            if (!given.Contains(rank.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                return new Sentence("Der Rang {0} fehlt. Vergeben Sie die Ränge ab 1 ohne Lücke.", rank);
        return null;
    }
}

/// <summary>An answer of one line in one's own words.</summary>
public sealed record ShortTextItem(string Key, LocalizedText Text, int MaxLength) : Item(Key, Text)
{
    [JsonIgnore]
    public override bool IsOpen => true;

    protected override IReadOnlyList<Part> MakeParts() => [new TextPart(Key, MaxLength) { OneLine = true }];
}

/// <summary>An answer in one's own words.</summary>
public sealed record LongTextItem(string Key, LocalizedText Text, int MaxLength) : Item(Key, Text)
{
    [JsonIgnore]
    public override bool IsOpen => true;

    protected override IReadOnlyList<Part> MakeParts() => [new TextPart(Key, MaxLength)];
}

/// <summary>A list of short ideas, in round 1 the raw material of round 2.</summary>
public sealed record IdeasItem(string Key, LocalizedText Text, int Entries) : Item(Key, Text)
{
    public const int MaxLength = 500;

    [JsonIgnore]
    public override bool IsOpen => true;

    protected override IReadOnlyList<Part> MakeParts() =>
        [.. Enumerable.Range(1, Entries).Select(number => new TextPart($"{Key}.{number}", MaxLength))];
}

/// <summary>A text to read; asks nothing.</summary>
public sealed record InformationItem(string Key, LocalizedText Text) : Item(Key, Text)
{
    protected override IReadOnlyList<Part> MakeParts() => [];
}
