using System.Globalization;
using System.Text;
using Befragung.Delphi.Planning;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Commands;

/// <summary>A plan for people: tables, each with what it means in sentences. Whoever reads them need not know statistics.</summary>
internal sealed class PlanText
{
    // In a sentence are told a true share that should not hold, and one that should: so many points below and above the threshold.
    private const int AroundThreshold = 10;

    // A movement that a panel should not miss.
    private const int ToldMovement = 30;

    private readonly Questionnaire questionnaire;
    private readonly StudyPlan plan;
    private readonly StringBuilder text = new();

    private PlanText(Questionnaire questionnaire, StudyPlan plan)
    {
        this.questionnaire = questionnaire;
        this.plan = plan;
    }

    private static IStringLocalizer<Texts> T => Check.T;

    private StudySettings Settings => questionnaire.Settings;

    private bool IsRated => questionnaire.Items.SelectMany(item => item.Parts).OfType<RatedPart>().Any();

    private bool HasSeveralRounds => Settings.Rounds > 1;

    /// <summary>The panel that sentences speak of: the one there is, or the one in the middle.</summary>
    private PlannedPanel Told => plan.Panels[plan.Panels.Count / 2];

    public static string Write(Questionnaire questionnaire, StudyPlan plan)
    {
        var writer = new PlanText(questionnaire, plan);
        writer.Expected();
        writer.Consensus();
        if (writer.IsRated && writer.HasSeveralRounds)
            writer.Movements();
        writer.SmallCells();
        return writer.text.ToString().TrimEnd();
    }

    private void Expected()
    {
        Say(T["Was die Regeln dieser Studie zeigen können: {0}", questionnaire.Title.In(Languages.Current)]);
        Heading(T["Erwartete Antworten"]);
        Say(
            HasSeveralRounds
                ? T[
                    "Angenommen ist: In Runde 1 antworten {0} % der Eingeladenen, in jeder weiteren Runde {1} % derer, die zuvor geantwortet haben.",
                    plan.Turnout.Response,
                    plan.Turnout.Retention
                ]
                : T["Angenommen ist: Es antworten {0} % der Eingeladenen.", plan.Turnout.Response]
        );
        Say(
            HasSeveralRounds
                ? T["Das sind Annahmen; wie viele antworten, weiß vorher niemand. Ändern lassen sie sich mit --response und --retention."]
                : T["Das ist eine Annahme; wie viele antworten, weiß vorher niemand. Ändern lässt sie sich mit --response."]
        );
        Table(
            [T["Eingeladene"], .. Rounds(T["Antworten"])],
            plan.Panels.Select(
                IReadOnlyList<string> (panel) =>
                    [Number(panel.All.Invited), .. panel.All.Rounds.Select(round => Number(round.ExpectedAnswers))]
            )
        );
        if (questionnaire.HasConditions)
            Say(T["Fragen, die nicht allen gestellt werden, bekommen weniger Antworten als hier steht."]);
    }

    private void Consensus()
    {
        Heading(T["Was die Regel für Konsens zeigt"]);
        if (!IsRated)
        {
            Say(T["In diesem Fragebogen wird nichts auf einer Skala bewertet. Ein Urteil über Konsens gibt es daher nicht."]);
            return;
        }
        Say(T.Say(Settings.Consensus.Sentence));
        if (plan.Consensus is not { } consensus)
        {
            Say(T["Für diese Regel gibt es hier keine genauen Zahlen."]);
            return;
        }
        Say(
            HasSeveralRounds
                ? T["Von Konsens ist erst die Rede, wenn die Antworten auch stabil sind. Die Tabelle sagt nur, wie oft die Regel hält."]
                : T["In einer einzigen Runde gibt es kein Urteil. Die Tabelle sagt nur, wie oft die Regel hält."]
        );
        Say(
            T[
                "In so vielen von 100 Fällen hält die Regel, wenn von sehr vielen Fachleuten in Wahrheit dieser Anteil in einem Bereich der Skala antwortet und der Zufall bestimmt, wer teilnimmt:"
            ]
        );
        Table(
            [T["Antworten"], T["nötig"], .. ConsensusChances.TrueShares.Select(Share)],
            consensus.Select(
                IReadOnlyList<string> (chances) =>
                    [
                        Number(chances.Answers),
                        chances.Needed is { } needed ? Number(needed) : "–",
                        .. ConsensusChances.TrueShares.Select(share => InTable(chances.Holding(share))),
                    ]
            )
        );
        var last = Told.All.Rounds[^1].ExpectedAnswers;
        if (consensus.First(chances => chances.Answers == last) is not { Needed: { } told } one)
            return;
        var threshold = ((PercentAgreementRule)Settings.Consensus).Threshold.InPercent;
        var fewer = ConsensusChances.TrueShares.LastOrDefault(
            share => share <= threshold - AroundThreshold,
            ConsensusChances.TrueShares[0]
        );
        var more = ConsensusChances.TrueShares.FirstOrDefault(
            share => share >= threshold + AroundThreshold,
            ConsensusChances.TrueShares[^1]
        );
        Say(
            T[
                "Zahl der Antworten {0}: Davon müssen {1} in einem Bereich liegen. Denken in Wahrheit {2} % der Fachleute so, hält die Regel in {3} von 100 Fällen; sind es {4} %, in {5} von 100.",
                last,
                told,
                fewer,
                InWords(one.Holding(fewer)),
                more,
                InWords(one.Holding(more))
            ]
        );
    }

    private void Movements()
    {
        Heading(T["Welche Bewegung zwischen zwei Runden auffällt"]);
        Say(T.Say(Settings.Stability.Sentence));
        if (plan.Movements is not { } movements)
        {
            Say(T["Für diese Regel gibt es hier keine genauen Zahlen."]);
            return;
        }
        Say(
            T[
                "In so vielen von 100 Fällen wird eine Bewegung erkannt (und in Klammern: ist sie nicht entscheidbar), wenn in Wahrheit dieser Anteil um einen Punkt in dieselbe Richtung geht:"
            ]
        );
        Table(
            [T["Paare"], T["nötig"], .. MovementChances.TrueShares.Select(Share)],
            movements.Select(
                IReadOnlyList<string> (chances) =>
                    [
                        Number(chances.Pairs),
                        chances.SmallestNoticed is { } noticed ? Number(noticed) : "–",
                        .. MovementChances.TrueShares.Select(share =>
                            chances.SmallestNoticed is null
                                ? "–"
                                : $"{InTable(chances.Moving(share))} ({InTable(chances.Undecidable(share))})"
                        ),
                    ]
            )
        );
        Say(
            T[
                "Ein Paar sind die beiden Antworten einer Person. Gerechnet ist ein günstiger Fall: Alle gehen vom selben Punkt zum nächsten, niemand von einem Ende der Skala zum anderen, und sonst ändert sich nichts. Gehen sie von verschiedenen Punkten aus, fällt es deutlich seltener auf."
            ]
        );
        var last = Told.All.Rounds[^1].ExpectedAnswers;
        var one = movements.First(chances => chances.Pairs == last);
        Say(
            one.SmallestNoticed is { } fewest
                ? T[
                    "Zahl der Paare {0}: Eine Bewegung fällt erst auf, wenn {1} in dieselbe Richtung gehen. Gehen in Wahrheit {2} % diesen Weg, wird das in {3} von 100 Fällen erkannt, in {4} von 100 lässt es sich nicht entscheiden.",
                    last,
                    fewest,
                    ToldMovement,
                    InWords(one.Moving(ToldMovement)),
                    InWords(one.Undecidable(ToldMovement))
                ]
                : T["Zahl der Paare {0}: Das ist zu wenig. Ein Urteil gibt es erst ab {1} Paaren.", last, Verdicts.FewestPairs]
        );
    }

    private void SmallCells()
    {
        Heading(T["Zu kleine Gruppen"]);
        Say(
            T[
                "Von weniger als {0} Antworten wird nichts gezeigt, damit niemand zu erkennen ist. In so vielen von 100 Fällen antworten weniger:",
                Settings.SmallestCell
            ]
        );
        var isPanel = plan.Panels is [{ Groups.Count: > 0 }];
        IReadOnlyList<PlannedPeople> rows = [.. plan.Panels.SelectMany(panel => panel.Groups.Append(panel.All))];
        Table(
            [T["Gruppe"], T["Eingeladene"], .. Rounds(T["zu klein"])],
            rows.Select(
                IReadOnlyList<string> (people) =>
                    [
                        people.Group?.Name.In(Languages.Current) ?? T["Alle"],
                        Number(people.Invited),
                        .. people.Rounds.Select(round => InTable(round.BelowSmallestCell)),
                    ]
            )
        );
        if (!isPanel)
        {
            Say(T["Zu den einzelnen Gruppen sagt der Plan etwas, wenn Sie mit --panel die Datei des Panels angeben."]);
            return;
        }
        var nobody = Told.Groups.Where(people => people.Invited == 0).ToList();
        if (nobody.Count > 0)
            Say(T["Im Panel ist niemand aus: {0}.", Names(nobody)]);
        var isLikely = false;
        for (var round = 1; round <= Settings.Rounds; round++)
        {
            var small = Told.Groups.Where(people => people.Invited > 0 && people.Rounds[round - 1].BelowSmallestCell > 0.5).ToList();
            if (small.Count == 0)
                continue;
            isLikely = true;
            Say(T.Rounds(HasSeveralRounds, "Wahrscheinlich zu klein[ in Runde {0}]: {1}.", round, Names(small)));
        }
        Say(
            isLikely
                ? T["Wird eine Gruppe nicht gezeigt, kann eine zweite mit ihr wegfallen, damit sich die erste nicht ausrechnen lässt."]
                : T["Unter diesen Annahmen ist von den Gruppen, aus denen jemand im Panel ist, keine wahrscheinlich zu klein."]
        );
    }

    private static string Names(IEnumerable<PlannedPeople> groups) =>
        string.Join(", ", groups.Select(people => people.Group!.Name.In(Languages.Current)));

    /// <summary>The heads of columns for all rounds; a single one is not numbered.</summary>
    private IEnumerable<string> Rounds(string single) =>
        HasSeveralRounds ? Enumerable.Range(1, Settings.Rounds).Select(round => T["Runde {0}", round].Value) : [single];

    private void Heading(string heading)
    {
        Blank();
        Say(heading);
        Say(new string('-', heading.Length));
    }

    private void Say(string sentence) => text.Append(sentence).Append('\n');

    /// <summary>A blank line, and never two.</summary>
    private void Blank()
    {
        if (text[^2] != '\n')
            text.Append('\n');
    }

    private void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Blank();
        text.Append(TextTable.Of(head, rows));
        Blank();
    }

    private static string Number(int number) => number.ToString(CultureInfo.CurrentCulture);

    private static string Share(int percent) => T["{0} %", percent];

    /// <summary>How often of 100 times; what is not certain never looks so.</summary>
    private static string InTable(double probability) =>
        probability switch
        {
            > 0 and < 0.005 => "<1",
            >= 0.995 and < 1 => ">99",
            _ => Hundredths(probability),
        };

    private static string InWords(double probability) =>
        probability switch
        {
            > 0 and < 0.005 => T["weniger als 1"],
            >= 0.995 and < 1 => T["mehr als 99"],
            _ => Hundredths(probability),
        };

    private static string Hundredths(double probability) =>
        Math.Round(100 * probability, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.CurrentCulture);
}
