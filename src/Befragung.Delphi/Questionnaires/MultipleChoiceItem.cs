using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// Any of several options, and on request one in one's own words. Choosing nothing is no answer: whoever may want none of them needs an option that
/// says so, and which then stands alone (<see cref="Option.Exclusive"/>).
/// </summary>
/// <param name="Other">Whether an answer of one's own may be added.</param>
/// <param name="Min">How many have to be chosen, one's own included; an exclusive option is enough by itself.</param>
/// <param name="Max">How many may be chosen.</param>
public sealed record MultipleChoiceItem(
    string Key,
    LocalizedText Text,
    IReadOnlyList<Option> Options,
    bool Other,
    int Min,
    int Max,
    bool NoAnswer
) : Item(Key, Text)
{
    /// <summary>The key of the answer of one's own, which no option may have then.</summary>
    public const string OtherKey = OtherOption.Key;

    protected override IReadOnlyList<Part> MakeParts() =>
        [
            .. Options.Select(option => new MarkPart($"{Key}.{option.Key}", option.Name, NoAnswer) { Exclusive = option.Exclusive }),
            .. Other ? (Part[])[OtherOption.Words(Key)] : [],
        ];

    /// <summary>How many can be chosen together, one's own included.</summary>
    [JsonIgnore]
    public int Combinable => Options.Count(option => !option.Exclusive) + (Other ? 1 : 0);

    /// <summary>Not too few, not too many, nothing beside an exclusive option, and not "keine Angabe" beside an answer.</summary>
    public override Sentence? CheckTogether(IReadOnlyDictionary<string, string> values)
    {
        var marks = Parts.OfType<MarkPart>().Select(part => values.GetValueOrDefault(part.Key)).OfType<string>().ToList();
        var own = Other && values.GetValueOrDefault($"{Key}.{OtherKey}") is { Length: > 0 };
        var chosen = marks.Count(mark => mark == MarkPart.Chosen) + (own ? 1 : 0);
        if (marks.Contains(""))
            return chosen == 0 ? null : new("Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück.");
        if (marks.Count == 0 && !own)
            return null;
        if (
            Parts.OfType<MarkPart>().FirstOrDefault(part => part.Exclusive && values.GetValueOrDefault(part.Key) == MarkPart.Chosen) is
            { } alone
        )
            return chosen == 1
                ? null
                : new("Die Antwort „{0}“ schließt die anderen aus. Nehmen Sie diese zurück, oder „{0}“.", alone.Option);
        if (chosen < Min)
            return new("Mindestens {0} sind zu wählen; gewählt: {1}.", Min, chosen);
        return chosen > Max ? new("Höchstens {0} sind zu wählen; gewählt: {1}.", Max, chosen) : null;
    }
}

/// <summary>An answer of one's own beside the options of a choice.</summary>
public static class OtherOption
{
    public const string Key = "other";

    private const int MaxLength = 200;

    public static LocalizedText Name { get; } = new([new("de", "Sonstiges"), new("en", "Other"), new("fr", "Autre")]);

    /// <summary>The part that takes its words.</summary>
    internal static TextPart Words(string itemKey) => new($"{itemKey}.{Key}", MaxLength) { Name = Name, OneLine = true };
}

/// <summary>Whether one option of several was chosen.</summary>
public sealed record MarkPart(string Key, LocalizedText Option, bool MayPass) : Part(Key, Option)
{
    public const string Chosen = "1",
        NotChosen = "0";

    /// <summary>Whether nothing else is chosen beside it.</summary>
    public bool Exclusive { get; init; }

    public override bool NoAnswer => MayPass;

    protected override Sentence? CheckValue(string value) =>
        value is Chosen or NotChosen
            ? null
            : new Sentence("„{0}“ ist weder 1 (gewählt) noch 0 (nicht gewählt).", RatedPart.Shortened(value));
}
