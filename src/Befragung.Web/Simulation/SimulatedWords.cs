using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Simulation;

/// <summary>What simulated experts write into open fields. Plain sentences that such people might say; nobody said them.</summary>
internal static class SimulatedWords
{
    private static readonly string[] Topics =
    [
        "Nachwuchs für den Stadtrat",
        "Fördermittel einfacher beantragen",
        "Leerstand im Bahnhof",
        "Ärztliche Versorgung am Wochenende",
        "Orte für Jugendliche",
        "Starkregen und Kanalnetz",
        "Nachnutzung von Kaufhäusern",
        "Pendeln ohne Auto",
        "Bibliothek als Treffpunkt",
        "Wärmeplanung für kleine Verwaltungen",
        "Zusammenarbeit mit dem Umland",
        "Einsamkeit im Alter",
        "Wohnraum für Auszubildende",
        "Vereinsheime erhalten",
        "Datenschutz in kleinen Verwaltungen",
        "Kultur abseits der Großstadt",
    ];

    private static readonly string[] Formats =
    [
        "Tandems zwischen zwei Städten",
        "Mitfahren bei Ortsterminen",
        "Telefonsprechstunde",
        "Sammlung von Musterbeschlüssen",
        "Hospitation für eine Woche",
        "Wettbewerb für Auszubildende",
        "Podcast aus Rathäusern",
        "Sommerschule",
        "Karte mit guten Beispielen",
        "Arbeitskreis für Kämmereien",
    ];

    private static readonly string[] Sentences =
    [
        "Entscheidend ist, dass jemand vor Ort Zeit dafür hat.",
        "Ohne eine verlässliche Finanzierung bleibt es beim Projekt.",
        "Der Austausch mit Städten gleicher Größe hat uns am meisten geholfen.",
        "Wir brauchen keine neuen Leitfäden, sondern Menschen, die mitdenken.",
        "Kurze Wege und ein fester Ansprechpartner wären schon viel.",
        "Die Kleinstädte sollten selbst im Beirat sitzen und mitentscheiden.",
        "Angebote müssen in den Alltag einer kleinen Verwaltung passen: höchstens ein halber Tag.",
        "Wichtig ist, dass auch ehrenamtlich Engagierte teilnehmen können.",
        "Gute Beispiele gibt es genug; es fehlt an Hilfe beim Übertragen.",
        "Die Länder müssen mitziehen, sonst entstehen doppelte Strukturen.",
    ];

    public static IEnumerable<AnswerChange> For(Item item, Random chance) =>
        item switch
        {
            IdeasItem ideas when chance.NextDouble() < 0.4 => Ideas(ideas, chance),
            ShortTextItem line
                when chance.NextDouble() < 0.35
                    && Topics.Where(topic => topic.Length <= line.MaxLength).ToArray() is { Length: > 0 } fitting =>
            [
                new(item.Key, fitting[chance.Next(fitting.Length)]),
            ],
            LongTextItem when chance.NextDouble() < 0.35 => [new(item.Key, string.Join(" ", Some(Sentences, 1 + chance.Next(2), chance)))],
            _ => [],
        };

    private static IEnumerable<AnswerChange> Ideas(IdeasItem item, Random chance)
    {
        var words = item.Key.StartsWith("format", StringComparison.Ordinal) ? Formats : Topics;
        return Some(words, 1 + chance.Next(Math.Min(3, item.Entries)), chance)
            .Select((word, index) => new AnswerChange(item.Parts[index].Key, word))
            .ToList();
    }

    private static IEnumerable<string> Some(string[] words, int count, Random chance) => [.. words.OrderBy(_ => chance.Next()).Take(count)];
}
