using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// How a study was done, in so many words as an article has room for, to be taken over into one. It says nothing that the report does not say, and every
/// number in it is one of the report's.
/// </summary>
public static class MethodsParagraph
{
    public static IReadOnlyList<Sentence> Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. Design(report),
            .. Panel(report),
            .. Tried(report),
            .. Rounds(report),
            .. Asked(report),
            .. Feedback(report),
            .. Between(report),
            .. Coded(report),
            .. Judged(report),
            .. Computed(report),
            .. Anonymous(report),
            .. Ai(report.Publication),
            Used(report),
        ];
    }

    internal static Sentence Used(StudyReport report) =>
        report.ParticipationKnown
            ? new("Für Befragung und Auswertung wurde die freie Software Befragung verwendet, Version {0}.", Software.Version)
            : new("Für die Auswertung wurde die freie Software Befragung verwendet, Version {0}.", Software.Version);

    internal static IEnumerable<Sentence> Design(StudyReport report)
    {
        var planned = new InWords(report.Settings.Rounds);
        yield return (report.IsDelphi, report.IsInterim, report.Rounds.Count) switch
        {
            (false, _, _) => new("Durchgeführt wurde eine schriftliche Befragung in einer Runde."),
            (_, true, 1) => new("Durchgeführt wird eine Delphi-Befragung in {0:Runde|Runden}; ausgewertet ist die erste.", planned),
            (_, true, var held) => new(
                "Durchgeführt wird eine Delphi-Befragung in {0:Runde|Runden}; ausgewertet sind {1} davon.",
                planned,
                new InWords(held)
            ),
            (_, _, 1) => new("Durchgeführt wurde eine Delphi-Befragung, die nach der ersten Runde endete."),
            (_, _, var held) => new("Durchgeführt wurde eine Delphi-Befragung in {0:Runde|Runden}.", new InWords(held)),
        };
    }

    private static IEnumerable<Sentence> Panel(StudyReport report)
    {
        if (report.Groups.Count > 1)
            yield return new("Das Panel umfasst {0} {1}.", new InWords(report.Groups.Count), report.GroupLabel.Of(report.Groups.Count));
    }

    internal static IEnumerable<Sentence> Tried(StudyReport report)
    {
        if (report.WasTried)
            yield return new("Der Fragebogen wurde vorab in einem Probelauf ausprobiert.");
    }

    private static IEnumerable<Sentence> Rounds(StudyReport report)
    {
        foreach (var round in report.Rounds)
        {
            yield return TookPart(round);
            var questions = round.Questionnaire.Items.Count(item => item is not InformationItem);
            yield return new("Gestellt {0:=wurde eine Frage|wurden # Fragen}.", new InWords(questions));
        }
        if (report.WasOpenToAll)
            yield return new("Ein Teil der Bögen kam über offene Links; dort konnte teilnehmen, wer den Link kannte.");
    }

    internal static Sentence TookPart(RoundReport round)
    {
        var (number, said) = (round.Number, round.Result.Response);
        if (!round.ParticipationKnown || round.OpenedAt is not { } opened || round.ClosedAt is not { } closed)
            return new("In Runde {0} {1:=antwortete|antworteten} {1:Person|Personen}.", number, said.HandedIn);
        Day from = new(opened),
            to = new(closed);
        return said switch
        {
            { Percent: { } percent, HandedIn: > 0 } => new(
                "An Runde {0} ({1} bis {2}) {3:=beteiligte|beteiligten} sich {3} von {4} Eingeladenen ({5:0} %).",
                number,
                from,
                to,
                said.HandedIn,
                said.Invited,
                percent
            ),
            _ => new("An Runde {0} ({1} bis {2}) beteiligte sich niemand; eingeladen waren {3}.", number, from, to, said.Invited),
        };
    }

    private static IEnumerable<Sentence> Asked(StudyReport report)
    {
        var rated = report.Rated;
        var points = rated.Select(one => one.Scale.Points).Distinct().Order().ToList();
        if (points.Count == 1)
            yield return new(
                "Insgesamt {0:=ergab sich eine Bewertung|ergaben sich # Bewertungen} auf einer Skala mit {1:Punkt|Punkten}.",
                new InWords(rated.Count),
                new InWords(points[0])
            );
        else if (points.Count > 1)
            yield return new(
                "Insgesamt {0:=ergab sich eine Bewertung|ergaben sich # Bewertungen} auf Skalen mit {1} bis {2:Punkt|Punkten}.",
                new InWords(rated.Count),
                new InWords(points[0]),
                new InWords(points[^1])
            );
        yield return (report.AsksOpenly, report.AsksForReasons) switch
        {
            (true, true) => new("Die Befragten konnten eigene Gedanken in eigenen Worten ergänzen und ihre Antworten begründen."),
            (true, false) => new("Die Befragten konnten eigene Gedanken in eigenen Worten ergänzen."),
            (false, true) => new("Die Befragten konnten ihre Antworten begründen."),
            _ => new("Eigene Worte waren nicht vorgesehen: weder offene Fragen noch Begründungen."),
        };
    }

    internal static IEnumerable<Sentence> Feedback(StudyReport report)
    {
        if (report.Rounds.Count == 1 || !report.ParticipationKnown)
            yield break;
        yield return new(
            "Ab der zweiten Runde sahen alle zu jeder wieder gestellten Frage, wie sich die Antworten der Runde davor verteilt hatten, mit Median und mittlerer Hälfte, dazu ihre eigene frühere Antwort. Sie konnten bei ihrer Einschätzung bleiben oder sie ändern."
        );
        if (report.Groups.Count > 1)
            yield return new("Gezeigt wurden auch die Ergebnisse der Gruppen, soweit diese groß genug waren.");
        if (report.AsksForReasons)
            yield return new(
                "Begründungen las das Projektteam, bevor andere sie sahen; es gab sie einzeln frei, kürzte sie oder hielt sie zurück."
            );
    }

    internal static IEnumerable<Sentence> Between(StudyReport report)
    {
        foreach (var change in report.Questions)
        {
            yield return new(
                "Von Runde {0} zu Runde {1}: {2:Frage|Fragen} unverändert, {3} geändert, {4} neu oder wieder aufgenommen, {5} entfallen.",
                change.From,
                change.To,
                change.Same.Count,
                change.Reworded.Count,
                change.Added.Count,
                change.Dropped.Count
            );
            if (change.Merged.Count > 0)
                yield return new(
                    "Zusammengeführt: {0}, zu neuen Fragen: {1}.",
                    change.Merged.Sum(one => one.Parents.Count),
                    change.Merged.Count
                );
            if (change.Split.Count > 0)
                yield return new("Geteilt: {0}, in neue Fragen: {1}.", change.Split.Count, change.Split.Sum(one => one.Items.Count));
        }
    }

    internal static IEnumerable<Sentence> Coded(StudyReport report)
    {
        foreach (var round in report.Rounds.Where(round => round.Origins is not null))
        {
            var origins = round.Origins!;
            yield return new(
                "Die offenen Antworten der Runde {0} teilte das Projektteam in Nennungen (Anzahl: {1}) und ordnete sie mit Codes (Anzahl: {2}).",
                origins.From,
                origins.Mentions,
                origins.Codes
            );
            if (origins.Agreement is { Alpha: { } alpha } agreement)
                yield return new(
                    "Kodiert {0:=hat eine Person|haben # Personen}, ohne einander zu sehen; ihre Übereinstimmung ist Krippendorffs α = {1:0.00}.",
                    new InWords(agreement.Coders),
                    alpha
                );
        }
    }

    private static IEnumerable<Sentence> Judged(StudyReport report)
    {
        if (!report.IsDelphi)
            yield break;
        yield return report.Settings.Consensus.Sentence;
        if (report.ParticipationKnown)
            yield return new("Diese Regel stand vor der ersten Runde fest.");
        if (report.Rounds.Count == 1)
        {
            yield return new("Urteile über Konsens oder Dissens gibt es erst ab der zweiten Runde.");
            yield break;
        }
        yield return new(
            "Beurteilt wurde zuerst, ob die Antworten stabil sind, erst dann, ob sie übereinstimmen (Dajani, Sincoff und Talley 1979; von der Gracht 2012)."
        );
        if (report.Rounds.Any(round => round.Result.IsOfEarlierMethod))
            yield return new("Ein Teil der Runden wurde nach einer früheren Fassung der Regel für Stabilität beurteilt.");
        else
            yield return report.Settings.Stability.Sentence;
        if (report.Firmness is not null)
            yield return new(
                "Jedes Urteil der jüngsten Runde wurde mit {0} neu gezogenen Panels und nach anderen üblichen Regeln nachgeprüft.",
                FirmnessReport.Panels
            );
    }

    private static IEnumerable<Sentence> Computed(StudyReport report)
    {
        yield return new(
            "Berechnet wurden Häufigkeiten, Mediane und Quartile (Definition {0} nach Hyndman und Fan 1996); „Keine Angabe“ gilt nicht als Antwort.",
            report.Settings.QuantileType
        );
        if (report.Contrasts.Tested > 0)
            yield return new(
                "Unterschiede zwischen Gruppen wurden mit dem Kruskal-Wallis-Test geprüft, Paare von Gruppen mit dem Mann-Whitney-Test und der Holm-Korrektur."
            );
        yield return new("Alle Antworten zählen gleich; gewichtet wird nicht.");
    }

    internal static IEnumerable<Sentence> Anonymous(StudyReport report)
    {
        if (!report.ParticipationKnown)
        {
            yield return new("Die Antworten wurden mit einem anderen Werkzeug erhoben.");
            yield return new("Wann das war und wie viele eingeladen waren, ist hier nicht bekannt.");
        }
        else
        {
            yield return new("Die Befragten antworteten schriftlich, einzeln und unter einem Pseudonym.");
            yield return new("Das Projektteam sah, wer geantwortet hatte, aber nicht, wer was geantwortet hatte.");
            yield return new("Untereinander sahen die Befragten keine Namen.");
        }
        yield return new(
            "Zahlen aus den Antworten von weniger als {0:Person|Personen} werden nicht berichtet.",
            report.Settings.SmallestCell
        );
    }

    internal static IEnumerable<Sentence> Ai(Publication details)
    {
        if (details.AiUse == AiUse.None)
            yield return new("Das Projektteam hat bei Planung, Auswertung und Bericht keine künstliche Intelligenz eingesetzt.");
        if (details is { AiUse: AiUse.Some, AiSteps: { } steps, AiModel: { } model, AiCheck: { } check })
            yield return new(
                "Künstliche Intelligenz wurde eingesetzt für: {0} (Modell: {1}; geprüft von: {2}).",
                Inside(steps),
                model,
                Inside(check)
            );

        // A sentence of its own loses its full stop within another.
        static string Inside(LocalizedText text) => text.ToString().Trim().TrimEnd('.');
    }
}

/// <summary>A number within a sentence, in words up to twelve; one is left a figure, for its word has a gender.</summary>
public sealed record InWords(int Number) : ICount
{
    private static readonly string[] German = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
        English = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    decimal ICount.Count => Number;

    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var words = (formatProvider as CultureInfo ?? CultureInfo.CurrentCulture).TwoLetterISOLanguageName == "en" ? English : German;
        return Number >= 2 && Number - 2 < words.Length ? words[Number - 2] : Number.ToString("N0", formatProvider);
    }
}

/// <summary>The day of a moment; which one that is depends on a clock that the page has.</summary>
public sealed record Day(DateTime At);
