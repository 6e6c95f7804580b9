using Befragung.Delphi;

namespace Befragung.Web.Operation;

/// <summary>Whether the pages on the protection of data and on accessibility say what the law wants of a public body. Only those can know who run the installation.</summary>
internal static class LegalCheck
{
    private static readonly Sentence Privacy = new("Datenschutz"),
        Accessibility = new("Barrierefreiheit");

    public static IEnumerable<Diagnosis> Look(IConfiguration configuration)
    {
        yield return Of(
            configuration,
            Privacy,
            new("Die Seite zum Datenschutz nennt alles, was Artikel 13 DSGVO verlangt."),
            "Controller",
            "PrivacyOfficer",
            "LegalBasis",
            "Retention",
            "Authority"
        );
        yield return Of(
            configuration,
            Accessibility,
            new("Es gibt eine Erklärung zur Barrierefreiheit."),
            "AccessibilityDate",
            "AccessibilityContact",
            "AccessibilityBody"
        );
    }

    private static Diagnosis Of(IConfiguration configuration, Sentence subject, Sentence good, params string[] settings)
    {
        var missing = settings.Where(setting => configuration[$"Site:{setting}"] is null).Select(setting => $"Site__{setting}").ToList();
        return missing.Count == 0
            ? Diagnosis.Good(subject, good)
            : Diagnosis.Notice(
                subject,
                new("Auf der Seite fehlt, was nur Sie wissen: {0}.", string.Join(", ", missing)),
                new("Öffentliche Stellen müssen das sagen. Was in den Einstellungen steht, steht auf der Seite; die README nennt sie.")
            );
    }
}
