using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>The chapters of the reporting guideline DELPHISTAR, which the team's texts and the checklist follow.</summary>
public enum ReportChapter
{
    Summary,
    Context,
    Method,
    Results,
    Discussion,
}

/// <summary>Something that only the team can tell.</summary>
/// <param name="Key">Stands in addresses within the report, and in what is stored: it never changes.</param>
/// <param name="Name">The heading in the report.</param>
/// <param name="Help">What to write.</param>
public sealed record ReportTopic(string Key, ReportChapter Chapter, Sentence Name, Sentence Help);

/// <summary>All topics, in the order of the report. What DELPHISTAR asks of them stands in <see cref="ReportChecklist"/>.</summary>
public static class ReportTopics
{
    public static IReadOnlyList<ReportTopic> All { get; } =
    [
        new(
            "summary",
            ReportChapter.Summary,
            new Sentence("Zusammenfassung des Projektteams"),
            new Sentence("Steht vor den wichtigsten Befunden: Anlass, Ziel, Vorgehen, Ergebnis und was daraus folgt, in wenigen Sätzen.")
        ),
        new(
            "keywords",
            ReportChapter.Summary,
            new Sentence("Stichwörter"),
            new Sentence("Drei bis sechs Begriffe, unter denen der Bericht zu finden sein soll. „Delphi“ gehört dazu.")
        ),
        new(
            "occasion",
            ReportChapter.Context,
            new Sentence("Anlass und Hintergrund"),
            new Sentence("Wie es zu der Befragung kam, in welchem Vorhaben sie steht und wer sie in Auftrag gab.")
        ),
        new(
            "aim",
            ReportChapter.Context,
            new Sentence("Ziel und Fragestellung"),
            new Sentence("Was die Befragung klären soll, und wofür die Ergebnisse gebraucht werden.")
        ),
        new(
            "reason",
            ReportChapter.Context,
            new Sentence("Warum eine Delphi-Befragung"),
            new Sentence("Warum gerade dieses Verfahren: zum Beispiel, weil Wissen fehlt, verstreut oder umstritten ist.")
        ),
        new(
            "knowledge",
            ReportChapter.Context,
            new Sentence("Vorwissen"),
            new Sentence("Was vorher bekannt war und einfloss: Literatur, Gespräche, frühere Befragungen.")
        ),
        new(
            "team",
            ReportChapter.Context,
            new Sentence("Projektteam"),
            new Sentence("Wer die Befragung plante, durchführte und auswertete, mit welcher Fachkenntnis, und wer methodisch beriet.")
        ),
        new(
            "funding",
            ReportChapter.Context,
            new Sentence("Förderung und Interessen"),
            new Sentence(
                "Wer die Befragung bezahlt, welchen Einfluss das hatte, und welche Interessenkonflikte es gibt. Auch „keine“ ist eine Angabe."
            )
        ),
        new(
            "protocol",
            ReportChapter.Context,
            new Sentence("Protokoll und Registrierung"),
            new Sentence("Ob es vorab ein Protokoll gab und wo es zu finden ist. Auch „keines“ ist eine Angabe.")
        ),
        new(
            "type",
            ReportChapter.Method,
            new Sentence("Art der Delphi-Befragung"),
            new Sentence(
                "Welche Art es ist, zum Beispiel zur Ideenfindung, zur Vorhersage oder zur Konsensbildung, und was vom üblichen Vorgehen abweicht."
            )
        ),
        new(
            "perspectives",
            ReportChapter.Method,
            new Sentence("Wessen Wissen gefragt ist"),
            new Sentence("Welches Wissen und welche Sichtweisen vertreten sein sollen, und welche mit Absicht fehlen.")
        ),
        new(
            "criteria",
            ReportChapter.Method,
            new Sentence("Kriterien für die Auswahl"),
            new Sentence("Woran das Projektteam Fachleute erkannte: Erfahrung, Amt, Veröffentlichungen, Betroffenheit.")
        ),
        new(
            "search",
            ReportChapter.Method,
            new Sentence("Wie die Befragten gefunden wurden"),
            new Sentence("Zum Beispiel über Verzeichnisse, Vorschläge oder einen Aufruf; auch, wie viele von sich aus kamen.")
        ),
        new(
            "recruitment",
            ReportChapter.Method,
            new Sentence("Ansprache und Erinnerung"),
            new Sentence("Wie sie eingeladen wurden, wie oft erinnert wurde, und ob für spätere Runden andere dazukamen.")
        ),
        new(
            "incentives",
            ReportChapter.Method,
            new Sentence("Dank und Aufwandsentschädigung"),
            new Sentence("Was die Fachleute für ihre Mühe bekamen. Auch „nichts“ ist eine Angabe.")
        ),
        new(
            "questionnaire",
            ReportChapter.Method,
            new Sentence("Wie der Fragebogen entstand"),
            new Sentence("Woraus die Fragen gewonnen und wie sie ausgewählt wurden.")
        ),
        new(
            "pretest",
            ReportChapter.Method,
            new Sentence("Pretest"),
            new Sentence("Wer den Fragebogen vorab ausprobierte, und was sich dadurch änderte. Auch „keiner“ ist eine Angabe.")
        ),
        new("rounds", ReportChapter.Method, new Sentence("Ziel jeder Runde"), new Sentence("Was jede Runde leisten sollte.")),
        new(
            "stop",
            ReportChapter.Method,
            new Sentence("Warum die Befragung endet"),
            new Sentence(
                "Erst am Ende ausfüllen: nach welcher Regel Schluss ist und warum, zum Beispiel Stabilität, Zahl der Runden, Zeit. Steht hier etwas, heißt der Bericht nicht mehr Zwischenbericht."
            )
        ),
        new(
            "consensus",
            ReportChapter.Method,
            new Sentence("Warum diese Konsensregel"),
            new Sentence("Warum Regel und Schwelle so gewählt wurden.")
        ),
        new(
            "qualitative",
            ReportChapter.Method,
            new Sentence("Auswertung der offenen Antworten"),
            new Sentence(
                "Wie offene Antworten und Begründungen gelesen, geordnet und zusammengefasst wurden, von wie vielen Personen und wie einig."
            )
        ),
        new(
            "ethics",
            ReportChapter.Method,
            new Sentence("Ethik und Datenschutz"),
            new Sentence("Einwilligung, Prüfung durch eine Ethikkommission, Datenschutz, Löschung.")
        ),
        new(
            "events",
            ReportChapter.Results,
            new Sentence("Besondere Ereignisse"),
            new Sentence(
                "Was während der Befragung geschah und Antworten oder Teilnahme beeinflusst haben kann. Auch „keine“ ist eine Angabe."
            )
        ),
        new(
            "deviations",
            ReportChapter.Results,
            new Sentence("Abweichungen vom Plan"),
            new Sentence("Was anders lief als geplant, und warum. Auch „keine“ ist eine Angabe.")
        ),
        new(
            "interpretation",
            ReportChapter.Discussion,
            new Sentence("Einordnung der Ergebnisse"),
            new Sentence("Was die Befunde bedeuten, wie sie zum Vorwissen passen, und was daraus folgt.")
        ),
        new(
            "validity",
            ReportChapter.Discussion,
            new Sentence("Gültigkeit"),
            new Sentence("Wie weit die Ergebnisse treffen, was sie treffen sollen: Panel, Fragen, Verständnis.")
        ),
        new(
            "reliability",
            ReportChapter.Discussion,
            new Sentence("Verlässlichkeit"),
            new Sentence("Wie weit andere Fachleute oder eine Wiederholung zum selben Ergebnis kämen.")
        ),
        new(
            "strengths",
            ReportChapter.Discussion,
            new Sentence("Stärken"),
            new Sentence("Was für die Ergebnisse spricht: zum Beispiel wer mitwirkte, wie viele dabeiblieben, was vorab feststand.")
        ),
        new(
            "limits",
            ReportChapter.Discussion,
            new Sentence("Grenzen aus Sicht des Projektteams"),
            new Sentence(
                "Was die Befragung nicht leisten kann. Zahlen zu Beteiligung, Ausfall und kleinen Gruppen stehen schon im Kapitel."
            )
        ),
        new(
            "conclusions",
            ReportChapter.Discussion,
            new Sentence("Schlussfolgerungen"),
            new Sentence("Was die Befragung gezeigt hat und was offenbleibt. Nur, was die Ergebnisse tragen.")
        ),
        new(
            "recommendations",
            ReportChapter.Discussion,
            new Sentence("Empfehlungen"),
            new Sentence("Was wer tun soll, und aus welchem Ergebnis das folgt.")
        ),
    ];

    public static ReportTopic Of(string key) => All.First(topic => topic.Key == key);
}
