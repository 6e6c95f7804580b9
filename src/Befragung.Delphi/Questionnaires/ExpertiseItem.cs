namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// How well somebody says that they know what a section asks for, at its head. It is asked like an item, and saved like one, but is none: it stands in no list of items, is never
/// required, and is no answer that a sheet could be handed in with. Its key cannot be that of an item, in which there is no hyphen.
/// </summary>
public sealed record ExpertiseItem : Item
{
    internal const string Prefix = "knows-";

    /// <summary>Not one's field. That is an answer, and something else than none.</summary>
    public const string Not = "not";

    public const string Some = "some";

    public const string Well = "well";

    /// <param name="section">The section's key.</param>
    public ExpertiseItem(string section)
        : base(KeyOf(section), Question)
    {
        Note = Voluntary;
        Reasons = false;
    }

    /// <summary>What is asked.</summary>
    public static LocalizedText Question { get; } =
        new([
            new("de", "Wie gut kennen Sie sich mit den Themen dieses Abschnitts aus?"),
            new("en", "How well do you know the topics of this section?"),
            new("fr", "Connaissez-vous bien les thèmes de cette partie\u00a0?"),
        ]);

    private static LocalizedText Voluntary { get; } =
        new([
            new("de", "Diese Angabe ist freiwillig. Ihre Antworten zählen so viel wie alle anderen, was auch immer Sie hier angeben."),
            new("en", "This is optional. Your answers count as much as all others, whatever you say here."),
            new("fr", "Cette indication est facultative. Quoi que vous indiquiez, vos réponses comptent autant que toutes les autres."),
        ]);

    /// <summary>What can be said, from little to much.</summary>
    public static IReadOnlyList<Option> Levels { get; } =
    [
        new(Not, new([new("de", "nicht mein Fach"), new("en", "not my field"), new("fr", "ce n’est pas mon domaine")])),
        new(Some, new([new("de", "kenne mich etwas aus"), new("en", "I know it somewhat"), new("fr", "je le connais un peu")])),
        new(Well, new([new("de", "kenne mich gut aus"), new("en", "I know it well"), new("fr", "je le connais bien")])),
    ];

    /// <summary>On paper, and wherever a questionnaire is told: what a section asks at its head.</summary>
    public static Sentence Told { get; } =
        new("Zu Beginn, freiwillig: {0} {1} · {2} · {3}", [Question, .. Levels.Select(level => level.Name)]);

    /// <summary>What stands on a sheet; null for nothing, and for what was taken back.</summary>
    public string? SaidIn(Rounds.Answers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return answers[Key] is { Length: > 0 } said ? said : null;
    }

    /// <summary>Where the answer of a section is kept.</summary>
    public static string KeyOf(string section) => Prefix + section;

    /// <summary>Whether a key is that of such an answer.</summary>
    public static bool IsKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith(Prefix, StringComparison.Ordinal);
    }

    // What was taken back is kept as the empty value: else that of the round before would stand there again.
    protected override IReadOnlyList<Part> MakeParts() => [new ChoicePart(Key, Levels, MayPass: true)];
}
