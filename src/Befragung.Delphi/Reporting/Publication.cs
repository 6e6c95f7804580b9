using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Reporting;

/// <summary>What others may do with a report.</summary>
public enum Licence
{
    /// <summary>Nobody said.</summary>
    Unsaid,
    Attribution,
    AttributionShareAlike,
    PublicDomain,
    AllRightsReserved,

    /// <summary>In the team's own words.</summary>
    Own,
}

/// <summary>Whether artificial intelligence had a part in a study.</summary>
public enum AiUse
{
    /// <summary>Nobody said, so the report says nothing either.</summary>
    Unsaid,
    None,
    Some,
}

/// <summary>One of the details that a report is published with.</summary>
/// <param name="Key">Among the texts of the report; what is stored under it never changes.</param>
/// <param name="InEachLanguage">Whether each language of the study has words of its own.</param>
/// <param name="Most">How many characters it may have.</param>
/// <param name="Lines">How many lines are offered; 0 where somebody chooses.</param>
public sealed record PublicationField(string Key, bool InEachLanguage, int Most, int Lines, Sentence Name, Sentence? Help = null);

/// <summary>What is wrong with a detail, and where.</summary>
public sealed record PublicationProblem(string Key, string Language, Sentence What);

/// <summary>Who publishes a report, under which licence, and all else that whoever cites it has to know. It is kept among the texts of the report.</summary>
public sealed partial class Publication(ReportTexts texts)
{
    /// <summary>Stands for the language where a detail is the same in all: "no linguistic content".</summary>
    public const string AnyLanguage = "zxx";

    private const int Line = 300,
        Paragraph = 2000;

    private static readonly (string Name, Licence Licence)[] Licences =
    [
        ("cc-by", Licence.Attribution),
        ("cc-by-sa", Licence.AttributionShareAlike),
        ("cc0", Licence.PublicDomain),
        ("reserved", Licence.AllRightsReserved),
        ("own", Licence.Own),
    ];

    private static readonly (string Name, AiUse Use)[] Uses = [("none", AiUse.None), ("some", AiUse.Some)];

    public static PublicationField PublisherField { get; } =
        new(
            "publication.publisher",
            true,
            Line,
            1,
            new Sentence("Herausgeber"),
            new Sentence("Die Einrichtung, die den Bericht herausgibt.")
        );

    public static PublicationField PlaceField { get; } = new("publication.place", true, Line, 1, new Sentence("Ort"));

    public static PublicationField ResponsibleField { get; } =
        new(
            "publication.responsible",
            false,
            Line,
            1,
            new Sentence("Verantwortlich im Sinne des Presserechts"),
            new Sentence("Name und Anschrift einer Person.")
        );

    public static PublicationField AuthorsField { get; } =
        new(
            "publication.authors",
            false,
            Line,
            1,
            new Sentence("Autorinnen und Autoren"),
            new Sentence(
                "So, wie sie zitiert werden sollen, zum Beispiel „Beispiel, A., & Muster, B.“. Leer heißt: Der Herausgeber wird zitiert."
            )
        );

    public static PublicationField ContactField { get; } =
        new(
            "publication.contact",
            false,
            Line,
            1,
            new Sentence("Kontakt für Fragen zum Bericht"),
            new Sentence("Leer heißt: der Kontakt, der im Fragebogen steht.")
        );

    public static PublicationField VersionField { get; } =
        new(
            "publication.version",
            false,
            40,
            1,
            new Sentence("Version des Berichts"),
            new Sentence("Zum Beispiel 1.0. Erhöhen Sie sie, wenn Sie nach der Veröffentlichung etwas ändern.")
        );

    public static PublicationField DoiField { get; } =
        new(
            "publication.doi",
            false,
            Line,
            1,
            new Sentence("DOI"),
            new Sentence("Beginnt mit 10., zum Beispiel 10.5281/zenodo.1234567. Sie können auch die ganze Adresse einfügen.")
        );

    public static PublicationField LicenceField { get; } = new("publication.licence", false, Line, 0, new Sentence("Lizenz"));

    public static PublicationField LicenceWordsField { get; } =
        new("publication.licence-words", true, Paragraph, 2, new Sentence("Lizenz in eigenen Worten"));

    public static PublicationField FundingField { get; } =
        new(
            "publication.funding",
            true,
            Paragraph,
            2,
            new Sentence("Förderung"),
            new Sentence("Wer die Befragung bezahlt hat, mit Förderkennzeichen. Auch „keine“ ist eine Angabe.")
        );

    public static PublicationField AiField { get; } = new("publication.ai", false, Line, 0, new Sentence("Künstliche Intelligenz"));

    public static PublicationField AiStepsField { get; } =
        new(
            "publication.ai-steps",
            true,
            Paragraph,
            2,
            new Sentence("Wofür sie eingesetzt wurde"),
            new Sentence("Zum Beispiel: Vorschläge für Codes, sprachliche Überarbeitung, Übersetzung.")
        );

    public static PublicationField AiModelField { get; } =
        new("publication.ai-model", false, Line, 1, new Sentence("Modell oder Programm, mit Version"));

    public static PublicationField AiCheckField { get; } =
        new("publication.ai-check", true, Paragraph, 2, new Sentence("Wer die Ergebnisse geprüft hat"));

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<PublicationField> Fields { get; } =
    [
        PublisherField,
        PlaceField,
        ResponsibleField,
        AuthorsField,
        ContactField,
        VersionField,
        DoiField,
        LicenceField,
        LicenceWordsField,
        FundingField,
        AiField,
        AiStepsField,
        AiModelField,
        AiCheckField,
    ];

    public LocalizedText? Publisher => Of(PublisherField);

    public LocalizedText? Place => Of(PlaceField);

    public string? Responsible => Of(ResponsibleField)?.ToString();

    public string? Authors => Of(AuthorsField)?.ToString();

    /// <summary>Who is cited: the authors, or else the publisher; null where nobody is named.</summary>
    public string? CitedAuthor => Authors ?? Publisher?.ToString();

    /// <summary>
    /// Each author alone, as <c>Muster, A., &amp; Beispiel, B.</c> names two: names are parted by semicolons, <c>&amp;</c> or <c>und</c>, and by a comma
    /// behind an initial. Empty where none is named.
    /// </summary>
    public IReadOnlyList<string> AuthorNames =>
        Authors is not { } named ? [] : [.. BetweenAuthors().Split(named).Select(one => one.Trim(' ', ',')).Where(one => one.Length > 0)];

    public string? Contact => Of(ContactField)?.ToString();

    public string? Version => Of(VersionField)?.ToString();

    /// <summary>As 10.5281/zenodo.1234567.</summary>
    public string? Doi => Of(DoiField)?.ToString();

    public string? DoiAddress => Doi is { } doi ? "https://doi.org/" + doi : null;

    public Licence Licence => Licences.FirstOrDefault(one => one.Name == Of(LicenceField)?.ToString()).Licence;

    public LocalizedText? LicenceWords => Licence == Licence.Own ? Of(LicenceWordsField) : null;

    public LocalizedText? Funding => Of(FundingField);

    public AiUse AiUse => Uses.FirstOrDefault(one => one.Name == Of(AiField)?.ToString()).Use;

    public LocalizedText? AiSteps => AiUse == AiUse.Some ? Of(AiStepsField) : null;

    public string? AiModel => AiUse == AiUse.Some ? Of(AiModelField)?.ToString() : null;

    public LocalizedText? AiCheck => AiUse == AiUse.Some ? Of(AiCheckField) : null;

    /// <summary>Where the terms of a licence stand; null for none.</summary>
    public static string? AddressOf(Licence licence) =>
        licence switch
        {
            Licence.Attribution => "https://creativecommons.org/licenses/by/4.0/",
            Licence.AttributionShareAlike => "https://creativecommons.org/licenses/by-sa/4.0/",
            Licence.PublicDomain => "https://creativecommons.org/publicdomain/zero/1.0/",
            _ => null,
        };

    /// <summary>How a licence is stored; "" for none.</summary>
    public static string Stored(Licence licence) => Licences.FirstOrDefault(one => one.Licence == licence).Name ?? "";

    /// <summary>How the use of artificial intelligence is stored; "" where nobody said.</summary>
    public static string Stored(AiUse use) => Uses.FirstOrDefault(one => one.Use == use).Name ?? "";

    /// <summary>What was typed as it is kept: a line has no breaks, and a DOI none of the ways to its address.</summary>
    public static string Cleaned(PublicationField field, string typed)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(typed);
        var text = field.Lines > 1 ? typed.Trim() : Blanks().Replace(typed, " ").Trim();
        return field == DoiField ? BeforeDoi().Replace(text, "").TrimEnd('.', ' ') : text;
    }

    /// <summary>What is wrong with details as somebody would leave them.</summary>
    /// <param name="value">What stands in a field, by key and language; "" for nothing.</param>
    /// <param name="languages">Of the study; the first is the main one.</param>
    public static IReadOnlyList<PublicationProblem> ProblemsOf(Func<string, string, string> value, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(languages);
        var problems = new List<PublicationProblem>();
        foreach (var field in Fields)
        foreach (var language in LanguagesOf(field, languages))
            if (value(field.Key, language).Length > field.Most)
                Add(field, language, new("Der Text hat {0} Zeichen, möglich sind {1}.", value(field.Key, language).Length, field.Most));
        var doi = value(DoiField.Key, AnyLanguage);
        if (doi.Length > 0 && !WholeDoi().IsMatch(doi))
            Add(
                DoiField,
                AnyLanguage,
                new(
                    "„{0}“ ist kein DOI. Ein DOI beginnt mit 10., dann folgen vier bis neun Ziffern, ein Schrägstrich und weitere Zeichen ohne Leerzeichen, zum Beispiel 10.5281/zenodo.1234567.",
                    doi.Length > 80 ? doi[..80] + "…" : doi
                )
            );
        var licence = value(LicenceField.Key, AnyLanguage);
        if (licence.Length > 0 && !Licences.Any(one => one.Name == licence))
            Add(LicenceField, AnyLanguage, new("Diese Auswahl gibt es nicht. Bitte wählen Sie eine der angebotenen."));
        if (licence == Stored(Licence.Own))
            Require(
                LicenceWordsField,
                new("Bitte schreiben Sie, was andere mit dem Bericht tun dürfen, oder wählen Sie eine der anderen Lizenzen.")
            );
        var use = value(AiField.Key, AnyLanguage);
        if (use.Length > 0 && !Uses.Any(one => one.Name == use))
            Add(AiField, AnyLanguage, new("Diese Auswahl gibt es nicht. Bitte wählen Sie eine der angebotenen."));
        if (use == Stored(AiUse.Some))
        {
            Require(AiStepsField, new("Bitte schreiben Sie, wofür künstliche Intelligenz eingesetzt wurde."));
            Require(AiModelField, new("Bitte nennen Sie das Modell oder Programm."));
            Require(AiCheckField, new("Bitte schreiben Sie, wer die Ergebnisse geprüft hat. Auch „niemand“ ist eine Angabe."));
        }
        return problems;

        void Add(PublicationField field, string language, Sentence what) => problems.Add(new(field.Key, language, what));

        void Require(PublicationField field, Sentence what)
        {
            var asked = LanguagesOf(field, languages);
            if (asked.All(language => value(field.Key, language).Length == 0))
                Add(field, asked[0], what);
        }
    }

    /// <summary>The languages in which a detail is asked for.</summary>
    public static IReadOnlyList<string> LanguagesOf(PublicationField field, IReadOnlyList<string> languages)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.InEachLanguage ? languages : [AnyLanguage];
    }

    private LocalizedText? Of(PublicationField field) => texts.Of(field.Key)?.Text;

    [GeneratedRegex(@"\s*;\s*|,?\s+(?:&|und|and)\s+|(?<=\p{Lu}\.),\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BetweenAuthors();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(https?://)?((dx\.|www\.)?doi\.org/|doi:\s*|doi\s+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex BeforeDoi();

    [GeneratedRegex(@"^10\.\d{4,9}/[!-;=?-~]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeDoi();
}
