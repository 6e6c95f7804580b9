using Befragung.Delphi.Reporting;

namespace Befragung.Web.Exchange.Paper;

/// <summary>
/// The styles of a questionnaire in Word. They say what a paragraph is, in words that whoever edits it understands, and by them it is read again: Word and LibreOffice keep
/// their names, whatever else they change. They are German in all languages.
/// </summary>
internal static class WordStyles
{
    public const string Title = "Title",
        Subtitle = "Subtitle",
        Section = "heading 1",
        FrontHeading = "Vorspann",
        Front = "Vorspann Text",
        Introduction = "Einleitung",
        Consent = "Einwilligung",
        UsualConsent = "Einwilligung wie üblich",
        Group = "Gruppe",
        SectionIntroduction = "Abschnitt Einleitung",
        SectionExpertise = "Abschnitt Kenntnisstand",
        Condition = "Bedingung",
        Information = "Hinweis ohne Frage",
        Note = "Erläuterung",
        Told = "Vorgabe",
        Option = "Antwort",
        OptionAlone = "Antwort allein",
        OptionOther = "Antwort in eigenen Worten",
        NoAnswer = "Antwort keine Angabe",
        Criterion = "Merkmal",
        Scale = "Skala",
        Cell = "Tabelle",
        Added = "Zusatz",
        ContactName = "Kontakt Name",
        ContactAddress = "Kontakt Adresse";

    /// <summary>Questions by the types of the format.</summary>
    public static IReadOnlyDictionary<string, string> Questions { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rating"] = "Frage Bewertung",
            ["multiRating"] = "Frage Bewertung nach Merkmalen",
            ["singleChoice"] = "Frage eine Antwort",
            ["multipleChoice"] = "Frage mehrere Antworten",
            ["ranking"] = "Frage Rangfolge",
            ["points"] = "Frage Punkte verteilen",
            ["number"] = "Frage Zahl",
            ["estimate"] = "Frage Schätzung",
            ["shortText"] = "Frage kurze Antwort",
            ["longText"] = "Frage lange Antwort",
            ["ideas"] = "Frage mehrere kurze Antworten",
        };

    /// <summary>The types by the names of the styles.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } =
        Questions.ToDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal);

    /// <summary>Styles of words within a paragraph.</summary>
    public static IReadOnlyDictionary<PaperValue, string> Values { get; } =
        new Dictionary<PaperValue, string>
        {
            [PaperValue.Scale] = "Wert Skala",
            [PaperValue.Least] = "Wert mindestens",
            [PaperValue.Most] = "Wert höchstens",
            [PaperValue.Total] = "Wert Summe",
            [PaperValue.Ranks] = "Wert Ränge",
            [PaperValue.Unit] = "Wert Einheit",
            [PaperValue.Decimals] = "Wert Nachkommastellen",
            [PaperValue.Length] = "Wert Zeichen",
            [PaperValue.Entries] = "Wert Felder",
            [PaperValue.Required] = "Wert Pflicht",
            [PaperValue.OnlyOne] = "Wert nur eine",
        };

    /// <summary>All styles of paragraphs that this program reads again.</summary>
    public static IEnumerable<string> Paragraphs =>
        [
            Title,
            Subtitle,
            Section,
            FrontHeading,
            Front,
            Introduction,
            Consent,
            UsualConsent,
            Group,
            SectionIntroduction,
            SectionExpertise,
            Condition,
            Information,
            Note,
            Told,
            Option,
            OptionAlone,
            OptionOther,
            NoAnswer,
            Criterion,
            Scale,
            .. Questions.Values,
        ];

    /// <summary>A key of the questionnaire as the name of a bookmark; null where none can be as long.</summary>
    /// <param name="kind">One letter, and a number where the key is one of several lists.</param>
    public static string? Bookmark(string kind, string key) => kind.Length + 1 + key.Length <= 40 ? $"{kind}_{key}" : null;

    /// <summary>The identifier of a style by its name.</summary>
    public static string Id(string name) =>
        name switch
        {
            Section => "Heading1",
            _ => string.Concat(
                name.Replace("ä", "ae", StringComparison.Ordinal)
                    .Replace("ö", "oe", StringComparison.Ordinal)
                    .Where(char.IsAsciiLetterOrDigit)
            ),
        };
}
