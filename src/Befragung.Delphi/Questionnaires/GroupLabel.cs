using System.Text.Json.Serialization;

namespace Befragung.Delphi.Questionnaires;

/// <summary>
/// What the groups of a study are called: Akteursgruppen, Gemeinden, Stadtteile. Nothing is known of gender and case of these words, so they stand where neither
/// matters: at the head of a table, behind "je", as a heading; elsewhere a sentence says "Gruppe".
/// </summary>
/// <param name="One">A single one: "Gemeinde".</param>
/// <param name="Many">Several: "Gemeinden".</param>
public sealed record GroupLabel(LocalizedText One, LocalizedText Many)
{
    /// <summary>Where a questionnaire says nothing.</summary>
    public static GroupLabel Usual { get; } =
        new(
            new([new("de", "Akteursgruppe"), new("en", "stakeholder group"), new("fr", "groupe d’acteurs")]),
            new([new("de", "Akteursgruppen"), new("en", "stakeholder groups"), new("fr", "groupes d’acteurs")])
        );

    /// <summary>A single one at the beginning of a line.</summary>
    [JsonIgnore]
    public LocalizedText OneFirst => Capital(One);

    /// <summary>Several at the beginning of a line.</summary>
    [JsonIgnore]
    public LocalizedText ManyFirst => Capital(Many);

    /// <summary>Behind a number.</summary>
    public LocalizedText Of(int count) => count == 1 ? One : Many;

    /// <summary>The plural where none is written: "Gruppen (Gemeinde)", which is right whatever the word is.</summary>
    internal static string ManyOf(string language, string one) =>
        one == Usual.One.In(language) ? Usual.Many.In(language)
        : LanguageTag.Primary(language) == "de" ? $"Gruppen ({one})"
        : LanguageTag.Primary(language) == "fr" ? $"groupes ({one})"
        : $"groups ({one})";

    private static LocalizedText Capital(LocalizedText text) =>
        new(text.Texts.Select(one => KeyValuePair.Create(one.Key, char.ToUpperInvariant(one.Value[0]) + one.Value[1..])));
}
