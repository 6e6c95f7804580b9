using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Tests.Reports;

/// <summary>A study as large as the model case, answered by a seeded die: eight groups, every type of item, in German and English.</summary>
internal static class SampleStudy
{
    public static readonly DateTime Start = new(2026, 9, 3, 8, 0, 0, DateTimeKind.Utc);

    private static readonly string[] GroupNames =
    [
        "Politik und Verwaltung",
        "Planungspraxis",
        "Bildungs- und Forschungseinrichtungen",
        "Stiftungen und Akademien",
        "Verbände und Netzwerke",
        "Zivilgesellschaftliche Initiativen",
        "Internationale Akteure aus deutschsprachigen Nachbarländern",
        "Einzelpersonen mit Kleinstadtbezug oder -expertise",
    ];

    private static readonly string[] Topics =
    [
        "Innenstadtbelebung und Leerstand",
        "Wohnen",
        "Baukultur und Baudenkmäler",
        "Mobilität und Nahverkehr",
        "Daseinsvorsorge und Versorgung",
        "Gesundheitsversorgung",
        "Digitalisierung",
        "Neue Arbeitswelten",
        "Klimaanpassung",
        "Demografischer Wandel",
        "Lokale Demokratie und Demokratiebildung",
        "Kommunale Finanzen",
    ];

    private static readonly string[] Formats =
    [
        "Internetplattform mit Bibliothek",
        "Methodenkoffer",
        "Fachgespräch per Video",
        "Erfahrungswerkstatt vor Ort",
        "Bundesweite Tagung",
        "Forum der Rathausspitzen",
        "Kollegiale Beratung",
        "Gegenseitige Besuche",
        "Exkursion und Stadtspaziergang",
        "Modellvorhaben mit Projektaufruf",
    ];

    private static readonly string[] Sponsors =
    [
        "Verein der Kleinstädte",
        "Stiftung",
        "Gemeinnützige GmbH",
        "Kommunaler Spitzenverband",
        "Bundesinstitut",
        "Hochschule",
        "Netzwerk ohne Rechtsform",
    ];

    private static readonly string[] Tasks =
    [
        "Vernetzung und Austausch",
        "Wissens- und Kommunikationsplattform",
        "Beratung vor Ort",
        "Qualifizierung",
        "Sprachrohr der Kleinstädte",
        "Seismograph mit regelmäßigen Erhebungen",
        "Schaufenster guter Lösungen",
        "Experimentierraum für neue Ideen",
    ];

    public static LocalizedText Text(string german, string? english = null) => new([new("de", german), new("en", english ?? german)]);

    public static Scale Scale(params string[] labels) =>
        new(
            labels.Length,
            labels.Select((label, index) => (label, index)).ToDictionary(pair => pair.index + 1, pair => Text(pair.label)),
            true,
            Befragung.Delphi.Questionnaires.Scale.UsualBand(labels.Length),
            Befragung.Delphi.Questionnaires.Scale.UsualBand(labels.Length)
        );

    public static Questionnaire Questionnaire(params Section[] sections) =>
        new(
            Text("Mehrstufige Befragung zur Kleinstadtakademie", "Multi-stage consultation on the Small Town Academy"),
            ["de", "en"],
            [.. GroupNames.Select((name, index) => new Group($"g{index + 1}", Text(name)))],
            StudySettings.Usual,
            sections
        )
        {
            Introduction = Text(
                """
                Was soll eine Akademie für Kleinstädte leisten? Das möchten wir von Ihnen wissen. Es geht um vier Fragen:

                - Welche **Themen** sind zentral?
                - Welche **Aufgaben** soll die Kleinstadtakademie übernehmen?
                - Welche **Formate** helfen beim Austausch und bei der Weitergabe von Wissen?
                - Welche **Träger- und Organisationsstruktur** gibt ihr dauerhaft Halt?

                *Hinweis:* Dieser Fragebogen ist **nachgebildet**. Er beruht auf öffentlich zugänglichem Material zur Pilotphase der
                Kleinstadtakademie. Der ursprüngliche Fragebogen von 2020 ist nicht öffentlich.
                """,
                """
                What should an academy for small towns achieve?

                *Please note:* This questionnaire is a **reconstruction**. It is based on public material.
                """
            ),
            Contact = new("Projektteam Kleinstadtakademie", "kleinstadtakademie@example.org"),
        };

    public static Questionnaire Full()
    {
        var importance = Scale("unwichtig", "eher unwichtig", "teils, teils", "eher wichtig", "sehr wichtig");
        var support = Scale("sehr schlecht", "eher schlecht", "mittelmäßig", "eher gut", "sehr gut");
        var use = Scale("gar nicht hilfreich", "wenig hilfreich", "teils, teils", "eher hilfreich", "sehr hilfreich");
        var fit = Scale("ungeeignet", "eher ungeeignet", "teils, teils", "eher geeignet", "sehr geeignet");
        return Questionnaire(
            new(
                "themen",
                Text("Themen", "Topics"),
                [
                    new InformationItem(
                        "hinweis",
                        Text(
                            "Zu jedem Thema stellen wir Ihnen zwei Fragen:\n\n- **Wichtigkeit:** Wie wichtig ist das Thema?\n- **Heutige Unterstützung:** Wie gut werden Kleinstädte heute unterstützt?"
                        )
                    ),
                    .. Topics.Select(
                        (topic, index) =>
                            new MultiRatingItem(
                                $"t{index + 1}",
                                Text(topic),
                                [
                                    new("wichtigkeit", Text("Wichtigkeit", "Importance"), importance),
                                    new("unterstuetzung", Text("Heutige Unterstützung", "Current support"), support),
                                ]
                            )
                    ),
                    new IdeasItem("t_fehlend", Text("Welche Themen fehlen?"), 5),
                    new LongTextItem(
                        "t_offen",
                        Text("Bei welchem Thema könnte die Kleinstadtakademie am meisten bewirken, und warum?"),
                        2000
                    ),
                ]
            )
            {
                Introduction = Text(
                    "Kleinstädte stehen vor vielen Aufgaben zugleich. Eine Akademie kann sich nicht um alle kümmern. Wo soll\nsie ansetzen?"
                ),
            },
            new(
                "aufgaben",
                Text("Aufgaben", "Tasks"),
                [
                    new RankingItem(
                        "rang",
                        Text("Welche fünf Aufgaben sind für die Kleinstadtakademie am wichtigsten?"),
                        [.. Tasks.Select((task, index) => new Option($"o{index + 1}", Text(task)))],
                        5
                    )
                    {
                        Note = Text("Vergeben Sie die Plätze 1 bis 5. Platz 1 bekommt die wichtigste Aufgabe."),
                    },
                    new LongTextItem("a_offen", Text("Was soll die Kleinstadtakademie leisten, das heute niemand leistet?"), 2000),
                ]
            ),
            new(
                "formate",
                Text("Formate", "Formats"),
                [
                    .. Formats.Select(
                        (format, index) =>
                            new RatingItem($"f{index + 1}", Text(format), use)
                            {
                                Note = index % 3 == 1 ? Text("Anleitungen, Vorlagen und Beispiele für die tägliche Arbeit.") : null,
                            }
                    ),
                ]
            ),
            new(
                "traeger",
                Text("Träger- und Organisationsstruktur", "Sponsor and organisation"),
                [
                    .. Sponsors.Select((sponsor, index) => new RatingItem($"o{index + 1}", Text(sponsor), fit)),
                    Choice(
                        "finanzierung",
                        "Woher soll das Geld für die Kleinstadtakademie auf Dauer kommen?",
                        "Überwiegend vom Bund",
                        "Überwiegend von den Ländern",
                        "Überwiegend aus Beiträgen der Mitglieder",
                        "Gemischt, zu ähnlichen Teilen"
                    ),
                    Choice(
                        "sitz",
                        "Welchen Sitz soll die Kleinstadtakademie haben?",
                        "Fest: dauerhaft in einer Kleinstadt",
                        "Wandernd: reihum in mehreren Kleinstädten",
                        "Digital: ohne festen Ort"
                    ),
                ]
            )
        );
    }

    /// <summary>Two closed rounds of the full questionnaire; the second asks less and less far apart.</summary>
    public static Study TwoRounds()
    {
        var study = new Study("kleinstadtakademie", Full(), Start, "team");
        var first = Hold(study, [16, 14, 18, 12, 15, 13, 4, 12], Start, spread: 1.4);
        var dropped = new Dictionary<string, string>
        {
            ["t3"] = "In Runde 1 hielten es wenige für wichtig; es geht in „Innenstadtbelebung“ auf.",
            ["f5"] = "Die Frage war für viele nicht zu beurteilen.",
            ["t_fehlend"] = "Die Nennungen wurden ausgewertet.",
            ["t_offen"] = "Ausgewertet.",
            ["a_offen"] = "Ausgewertet.",
        };
        study.PlanNext(
            study.CurrentRound.Questionnaire.Items.Select(item => item.Key).Where(key => !dropped.ContainsKey(key)).ToHashSet(),
            dropped
        );
        Hold(study, [14, 13, 15, 10, 14, 11, 3, 9], Start.AddDays(42), spread: 0.9, first);
        return study;
    }

    /// <summary>Opens and closes the current round with so many sheets per group.</summary>
    /// <param name="before">The sheets of the round before: the first of each group answer again, and mostly as they did.</param>
    /// <returns>The sheets, by group.</returns>
    public static List<string>[] Hold(Study study, int[] handedIn, DateTime at, double spread, List<string>[]? before = null)
    {
        var round = study.CurrentRound;
        var random = new Random(17 + study.CurrentRound.Number);
        var groups = round.Questionnaire.Groups;
        var tally = new RoundTally(round.Questionnaire, study.LastAskedBefore(round));
        var sheets = groups.Select(_ => new List<string>()).ToArray();
        for (var group = 0; group < groups.Count; group++)
        {
            for (var expert = 0; expert < handedIn[group]; expert++)
            {
                var earlier = before?[group].ElementAtOrDefault(expert);
                var sheet = Sheet(round.Questionnaire, group, random, spread, earlier);
                tally.Add(groups[group].Key, sheet, null, earlier is null ? [] : [new EarlierSheet(round.Number - 1, earlier, null)]);
                sheets[group].Add(sheet);
            }
            foreach (var (sheet, expert) in (before?[group] ?? []).Select((sheet, expert) => (sheet, expert)))
                tally.AddFirst(sheet, expert < handedIn[group]);
        }
        Close(study, tally, handedIn, at);
        return sheets;
    }

    public static void Close(Study study, RoundTally tally, int[] handedIn, DateTime at)
    {
        var round = study.CurrentRound;
        var participation = round
            .Questionnaire.Groups.Select(
                (group, index) => (group.Key, Response: new Response(Math.Max(18, handedIn[index]), handedIn[index], handedIn[index]))
            )
            .ToDictionary(pair => pair.Key, pair => pair.Response);
        round.Open(at, "team");
        round.Close(tally.ToResult(round.Number, participation, study.ResultsBefore(round)), at.AddDays(28), "team");
    }

    private static SingleChoiceItem Choice(string key, string text, params string[] options) =>
        new(key, Text(text), [.. options.Select((option, index) => new Option($"c{index + 1}", Text(option)))], true);

    private static string Sheet(Questionnaire questionnaire, int group, Random random, double spread, string? earlier)
    {
        var values = new Dictionary<string, string>();
        var old = earlier is null ? [] : System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(earlier)!;
        foreach (var item in questionnaire.Items)
        {
            if (random.NextDouble() < 0.04)
                continue;
            if (item is RankingItem ranking)
            {
                var order = ranking
                    .Parts.OrderBy(part => (ranking.Parts.ToList().IndexOf(part) * 0.12) + random.NextDouble())
                    .Take(ranking.Top)
                    .ToList();
                for (var rank = 0; rank < order.Count; rank++)
                    values[order[rank].Key] = (rank + 1).ToString(CultureInfo.InvariantCulture);
                continue;
            }
            foreach (var part in item.Parts)
            {
                if (old.TryGetValue(part.Key, out var kept) && random.NextDouble() < 0.7)
                {
                    values[part.Key] = kept;
                    continue;
                }
                values[part.Key] = part switch
                {
                    RatedPart rated => Point(rated, Center(part.Key) + ((group % 3) * 0.4) - 0.4, random, spread * 1.5),
                    ChoicePart choice => choice.Options[(int)(choice.Options.Count * Math.Pow(random.NextDouble(), 1.5))].Key,
                    _ => random.NextDouble() < 0.3 ? "Ein Gedanke" : "",
                };
            }
        }
        return System.Text.Json.JsonSerializer.Serialize(values);
    }

    private static double Center(string key) => 1.8 + (key.Sum(letter => letter * 7) % 29 / 9.0);

    private static string Point(RatedPart part, double center, Random random, double spread)
    {
        if (random.NextDouble() < 0.03)
            return "";
        var value = center + ((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * spread);
        return Math.Clamp((int)Math.Round(value), 1, part.Scale.Points).ToString(CultureInfo.InvariantCulture);
    }
}
