using System.Globalization;
using Befragung.Delphi.Planning;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Planning;

/// <summary>A part of a plan.</summary>
internal abstract record PlanBlock;

internal sealed record PlanHeading(string Text) : PlanBlock;

internal sealed record PlanSentence(string Text) : PlanBlock;

/// <param name="Head">The heads of the columns.</param>
/// <param name="Rows">As many cells each; the first names the row.</param>
internal sealed record PlanTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : PlanBlock;

/// <summary>A plan for people: tables, each with what it means in sentences. Whoever reads them need not know statistics.</summary>
internal sealed class PlanWords
{
    // In a sentence are told a true share that should not hold, and one that should: so many points below and above the threshold.
    private const int AroundThreshold = 10;

    // A movement that a panel should not miss.
    private const int ToldMovement = 30;

    private readonly Questionnaire questionnaire;
    private readonly StudyPlan plan;
    private readonly bool onPage;
    private readonly List<PlanBlock> blocks = [];

    private PlanWords(IStringLocalizer<Texts> t, Questionnaire questionnaire, StudyPlan plan, bool onPage)
    {
        T = t;
        this.questionnaire = questionnaire;
        this.plan = plan;
        this.onPage = onPage;
    }

    private IStringLocalizer<Texts> T { get; }

    private StudySettings Asked => questionnaire.Settings;

    private bool IsRated => questionnaire.Items.SelectMany(item => item.Parts).OfType<RatedPart>().Any();

    private bool HasSeveralRounds => Asked.Rounds > 1;

    /// <summary>The panel that sentences speak of: the one there is, or the one in the middle.</summary>
    private PlannedPanel Told => plan.Panels[plan.Panels.Count / 2];

    /// <summary>The plan, part by part.</summary>
    /// <param name="t">The texts.</param>
    /// <param name="questionnaire">What is asked.</param>
    /// <param name="plan">What its rules can show.</param>
    /// <param name="onPage">Whether assumptions are changed in a form, and not by options of a command.</param>
    public static IReadOnlyList<PlanBlock> Of(IStringLocalizer<Texts> t, Questionnaire questionnaire, StudyPlan plan, bool onPage)
    {
        var words = new PlanWords(t, questionnaire, plan, onPage);
        words.Expected();
        words.Consensus();
        if (words.IsRated && words.HasSeveralRounds)
        {
            words.Movements();
            words.Rounds();
        }
        words.SmallCells();
        return words.blocks;
    }

    private void Expected()
    {
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
            onPage ? T["Das sind Annahmen; wie viele antworten, weiß vorher niemand. Oben lassen sie sich ändern."]
            : HasSeveralRounds
                ? T["Das sind Annahmen; wie viele antworten, weiß vorher niemand. Ändern lassen sie sich mit --response und --retention."]
            : T["Das ist eine Annahme; wie viele antworten, weiß vorher niemand. Ändern lässt sie sich mit --response."]
        );
        Table(
            [T["Eingeladene"], .. RoundHeads(T["Antworten"])],
            plan.Panels.Select(
                IReadOnlyList<string> (panel) =>
                    [Number(panel.All.Invited), .. panel.All.Rounds.Select(round => Number(round.ExpectedAnswers))]
            )
        );
        if (HasSeveralRounds)
            Say(
                T[
                    "Aus 31 Studien ist bekannt: Je mehr Fragen (hier {0}) und je größer das Panel, desto weniger antworten in Runde 2 (Gargon u. a. 2019). Um wie viel, hat niemand so gemessen, dass es sich auf diese Befragung übertragen ließe.",
                    questionnaire.Items.Count(item => item is not InformationItem)
                ]
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
        Say(T.Say(Asked.Consensus.Sentence));
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
        var threshold = ((PercentAgreementRule)Asked.Consensus).Threshold.InPercent;
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
        Say(T.Say(Asked.Stability.Sentence));
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
                : T["Zahl der Paare {0}: Das ist zu wenig. Ein Urteil gibt es erst ab {1:Paar|Paaren}.", last, Verdicts.FewestPairs]
        );
    }

    private void Rounds()
    {
        Heading(T["Nach wie vielen Runden die Antworten stehen"]);
        var pairs = Told.All.Rounds.Select(round => round.ExpectedAnswers).ToList();
        Say(
            T[
                "Durchgespielt an {0:erdachten Frage|erdachten Fragen}: Wer antwortet, gibt in jeder Runde mit {1} % Wahrscheinlichkeit eine neue Antwort nahe der eigenen Meinung, und {2} % rücken in Runde 2 um einen Punkt auf den Median zu, in jeder weiteren halb so viele. Das ist eine Annahme und keine Vorhersage.",
                StableRounds.Runs,
                StableRounds.AnewPercent,
                StableRounds.TowardsMedianPercent
            ]
        );
        Table(
            [T["Runde"], T["Paare"], T["stabil"], T["nicht entscheidbar"], T["in Bewegung"]],
            StableRounds
                .Of(questionnaire, pairs)
                .Select(
                    IReadOnlyList<string> (round) =>
                        [Number(round.Round), Number(round.Pairs), InTable(round.Stable), InTable(round.Undecidable), InTable(round.Moving)]
                )
        );
        Say(
            T[
                "In so vielen von 100 Fällen sagt die Regel das über eine Frage. Mit weniger als {0:Paar|Paaren} sagt sie nichts.",
                Verdicts.FewestPairs
            ]
        );
    }

    private void SmallCells()
    {
        Heading(T["Zu kleine Gruppen"]);
        Say(
            T[
                "Von weniger als {0:Antwort|Antworten} wird nichts gezeigt, damit niemand zu erkennen ist. In so vielen von 100 Fällen antworten weniger:",
                Asked.SmallestCell
            ]
        );
        var isPanel = plan.Panels is [{ Groups.Count: > 0 }];
        IReadOnlyList<PlannedPeople> rows = [.. plan.Panels.SelectMany(panel => panel.Groups.Append(panel.All))];
        Table(
            [T["Gruppe"], T["Eingeladene"], .. RoundHeads(T["zu klein"])],
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
            Say(
                onPage
                    ? T["Zu den einzelnen Gruppen sagt der Plan etwas, sobald jemand im Panel ist."]
                    : T["Zu den einzelnen Gruppen sagt der Plan etwas, wenn Sie mit --panel die Datei des Panels angeben."]
            );
            return;
        }
        var nobody = Told.Groups.Where(people => people.Invited == 0).ToList();
        if (nobody.Count > 0)
            Say(T["Im Panel ist niemand aus: {0}.", Names(nobody)]);
        var isLikely = false;
        for (var round = 1; round <= Asked.Rounds; round++)
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
    private IEnumerable<string> RoundHeads(string single) =>
        HasSeveralRounds ? Enumerable.Range(1, Asked.Rounds).Select(round => T["Runde {0}", round].Value) : [single];

    private void Heading(string heading) => blocks.Add(new PlanHeading(heading));

    private void Say(string sentence) => blocks.Add(new PlanSentence(sentence));

    private void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => blocks.Add(new PlanTable(head, [.. rows]));

    private static string Number(int number) => number.ToString(CultureInfo.CurrentCulture);

    private string Share(int percent) => T["{0} %", percent];

    /// <summary>How often of 100 times; what is not certain never looks so.</summary>
    private static string InTable(double probability) =>
        probability switch
        {
            > 0 and < 0.005 => "<1",
            >= 0.995 and < 1 => ">99",
            _ => Hundredths(probability),
        };

    private string InWords(double probability) =>
        probability switch
        {
            > 0 and < 0.005 => T["weniger als 1"],
            >= 0.995 and < 1 => T["mehr als 99"],
            _ => Hundredths(probability),
        };

    private static string Hundredths(double probability) =>
        Math.Round(100 * probability, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.CurrentCulture);
}
