using Befragung.Delphi.Coding;

namespace Befragung.Web.Simulation;

/// <summary>What one simulated expert says of the statements that own words went into, and what the team answers.</summary>
/// <param name="Words">Whoever wrote these says it.</param>
/// <param name="Code">Of the statement that was made of what has this code; null for a thought that is missing.</param>
internal sealed record SimulatedRemark(string Words, string? Code, string Text, RemarkOutcome Outcome, string Answer)
{
    /// <summary>How the team words the statement from now on, in German and English; null where it stays.</summary>
    public (string German, string English)? Rewording { get; init; }
}

/// <summary>What is said in the correction round of the demonstration.</summary>
internal static class SimulatedRemarks
{
    public static IReadOnlyList<SimulatedRemark> All { get; } =
    [
        new(
            "Austausch mit Städten gleicher Größe",
            "Lernen voneinander › Austausch",
            "Ich meinte Besuche und Gespräche, keine Plattform im Internet.",
            RemarkOutcome.Taken,
            "In der These steht jetzt „persönlicher Austausch“."
        )
        {
            Rewording = (
                "Der persönliche Austausch mit Städten gleicher Größe bringt Kleinstädten mehr als Vorträge von Fachleuten.",
                "Personal exchange with towns of the same size helps small towns more than talks by experts."
            ),
        },
        new(
            "Datenschutz",
            "Verwaltung › Zeit und Personal",
            "Mir ging es um klare Regeln zum Datenschutz. Zeit dafür hätten wir.",
            RemarkOutcome.NotTaken,
            "Die These bleibt, denn die meisten schrieben über Zeit. Regeln zum Datenschutz kann die Kleinstadtakademie nicht ändern."
        ),
        new(
            "Auszubildende",
            "Zusammenleben › Jugend",
            "Es ging mir um Wohnungen, nicht um Angebote.",
            RemarkOutcome.Replied,
            "Nach dem Wohnen fragen wir unter den Themen weiter."
        ),
        new(
            "Einsamkeit im Alter",
            null,
            "Die Einsamkeit im Alter kommt in keiner These vor.",
            RemarkOutcome.NotTaken,
            "Dagegen können die Städte selbst am meisten tun. Die Thesen gelten dem, was die Kleinstadtakademie leisten soll."
        ),
        new(
            "Starkregen und Kanalnetz",
            null,
            "Es fehlt, dass wir uns gegen Starkregen wappnen müssen.",
            RemarkOutcome.Replied,
            "Danach fragen wir beim Thema Klima, das in Runde 2 wiederkommt."
        ),
    ];
}
