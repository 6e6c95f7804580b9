namespace Befragung.Web.Simulation;

/// <summary>How a team might code what simulated experts write.</summary>
internal static class SimulatedCodes
{
    private static readonly (string Code, string[] Words)[] Codebook =
    [
        ("Daseinsvorsorge › Gesundheit", ["Ärztliche"]),
        ("Daseinsvorsorge › Mobilität", ["Pendeln"]),
        ("Daseinsvorsorge › Wohnen und Leerstand", ["Leerstand", "Kaufhäuser", "Wohnraum"]),
        ("Klima und Netze", ["Starkregen", "Wärmeplanung"]),
        ("Lernen voneinander › Austausch", ["Austausch", "Tandems", "Mitfahren", "Hospitation", "Arbeitskreis", "Zusammenarbeit"]),
        ("Lernen voneinander › Gute Beispiele", ["Beispiele", "Musterbeschlüsse", "Podcast", "Leitfäden"]),
        ("Mitbestimmung", ["Beirat", "Stadtrat", "ehrenamtlich"]),
        ("Verwaltung › Geld", ["Fördermittel", "Finanzierung", "Kämmereien"]),
        ("Verwaltung › Zeit und Personal", ["Zeit dafür", "Alltag", "Ansprechpartner", "Datenschutz", "Telefonsprechstunde"]),
        ("Zusammenleben › Ältere", ["Einsamkeit"]),
        ("Zusammenleben › Jugend", ["Jugendliche", "Auszubildende", "Sommerschule"]),
        ("Zusammenleben › Kultur und Vereine", ["Bibliothek", "Vereinsheime", "Kultur"]),
    ];

    /// <summary>Statements, each of what has a code.</summary>
    public static IReadOnlyList<(string Code, string German, string English)> Statements { get; } =
    [
        (
            "Lernen voneinander › Austausch",
            "Der Austausch mit Städten gleicher Größe bringt Kleinstädten mehr als Vorträge von Fachleuten.",
            "Exchange with towns of the same size helps small towns more than talks by experts."
        ),
        (
            "Verwaltung › Zeit und Personal",
            "Kleinen Verwaltungen fehlt eher die Zeit als das Wissen.",
            "Small administrations lack time rather than knowledge."
        ),
        (
            "Zusammenleben › Jugend",
            "Die Kleinstadtakademie soll jungen Menschen eigene Angebote machen.",
            "The academy for small towns should have offers of its own for young people."
        ),
    ];

    public static IEnumerable<string> All => Codebook.Select(code => code.Code);

    public static IEnumerable<string> Of(string text) =>
        Codebook.Where(code => code.Words.Any(word => text.Contains(word, StringComparison.Ordinal))).Select(code => code.Code);
}
