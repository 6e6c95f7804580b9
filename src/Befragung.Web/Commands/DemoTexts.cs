using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;

namespace Befragung.Web.Commands;

/// <summary>What the team of the demonstration says in its report: little, and that everything is made up. The rest stays missing, to show how that looks.</summary>
internal static class DemoTexts
{
    public static IReadOnlyList<TextChange> All { get; } =
    [
        .. Of("keywords", "Kleinstadtentwicklung, Delphi, Konsens, Simulation", "small towns, Delphi, consensus, simulation"),
        .. Of(
            "occasion",
            "In der Pilotphase der Kleinstadtakademie gab es im Herbst und Winter 2020 eine mehrstufige Befragung. Sie ist das Vorbild dieses Beispiels. Der Fragebogen ist aus öffentlichem Material nachgebildet, die Antworten sind simuliert.",
            "In the pilot phase of the Small Town Academy there was a multi-stage consultation in autumn and winter 2020. It is the model of this example. The questionnaire was reconstructed from public material; the answers are simulated."
        ),
        .. Of(
            "aim",
            "Das Beispiel zeigt, wie ein Bericht aussieht, wenn Fachleute aus acht Akteursgruppen gefragt werden:\n\n- Welche Themen und Aufgaben sind zentral?\n- Welche Formate helfen?\n- Wer soll die Akademie tragen?",
            "The example shows what a report looks like when experts from eight stakeholder groups are asked:\n\n- Which topics and tasks are central?\n- Which formats help?\n- Who should sponsor the academy?"
        ),
        .. Of(
            "reason",
            "Das Wissen über Kleinstädte liegt an vielen Stellen: in Rathäusern, Büros, Hochschulen, Vereinen. Keine davon überblickt es allein. In mehreren Runden können alle es zusammentragen und neu bedenken.",
            "Knowledge about small towns lies in many places: town halls, offices, universities, associations. None of them sees all of it. In several rounds, everyone can gather it and think again."
        ),
        .. Of(
            "criteria",
            "In diesem Beispiel wählte niemand Fachleute aus: Das Panel ist simuliert, verteilt auf die acht Akteursgruppen.",
            "In this example nobody chose experts: the panel is simulated, spread over the eight stakeholder groups."
        ),
        .. Of(
            "questionnaire",
            "Die Fragen beruhen auf öffentlich zugänglichem Material zur Pilotphase der Kleinstadtakademie. Der Fragebogen von 2020 ist nicht öffentlich.",
            "The questions are based on public material on the pilot phase of the Small Town Academy. The questionnaire of 2020 is not public."
        ),
        .. Of(
            "consensus",
            "Der Anteil derer, die zustimmen, ist das häufigste Maß in Delphi-Studien; die mittlere Schwelle liegt bei 75 % (Diamond und andere 2014).",
            "The share of those who agree is the most common measure in Delphi studies; the median threshold is 75% (Diamond et al. 2014)."
        ),
        .. Of("funding", "Keine. Das Beispiel gehört zur Software.", "None. The example belongs to the software."),
        .. Of(
            "limits",
            "Simulierte Antworten sagen nichts über Kleinstädte. Was hier zählt, ist die Form des Berichts.",
            "Simulated answers say nothing about small towns. What counts here is the form of the report."
        ),
    ];

    private static TextChange[] Of(string topic, string german, string english) =>
        [new(topic, "de", "", german), new(topic, "en", "", english)];
}
