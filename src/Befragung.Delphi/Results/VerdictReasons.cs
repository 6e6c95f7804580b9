using Befragung.Delphi.Planning;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>Why an item got its verdict, in one sentence that begins with it: the same in tables, feedback and report.</summary>
public static class VerdictReasons
{
    /// <summary>With fewer pairs it is said beside a stable verdict what would have been noticed.</summary>
    private const int FewPairs = 30;

    /// <summary>Null for items without a verdict.</summary>
    /// <param name="item">The judged item.</param>
    /// <param name="questionnaire">Its round's questionnaire.</param>
    /// <param name="round">Its round's result.</param>
    public static Sentence? Of(ItemResult item, Questionnaire questionnaire, RoundResult round)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(round);
        if (item.Verdict is not { } verdict || Verdicts.PartOf(item, questionnaire) is not { Scale: var scale })
            return null;
        if (item.N == 0)
            return new("Offen: Hierzu liegt keine gültige Antwort vor.");
        var teller = new Teller(item, scale, questionnaire.Settings, BandShares.LimitsOf(questionnaire.Settings.Consensus, round.Apmo));
        if (round.IsOfEarlierMethod)
            return teller.OfEarlierMethod(verdict);
        var told = verdict switch
        {
            Verdict.Open => teller.Open(),
            Verdict.Moving => teller.Moving(),
            Verdict.Undecidable => teller.Undecidable(),
            _ => teller.WithCaution(teller.Settled(verdict)),
        };
        return Verdicts.HangsOnDenominator(item, scale, questionnaire.Settings.Consensus)
            ? new("{0} Ob „keine Angabe“ mitzählt, entscheidet hier über den Konsens.", told)
            : told;
    }

    private sealed class Teller(ItemResult item, Scale scale, StudySettings settings, double[] limits)
    {
        private readonly ItemStability? stability = item.Stability;

        private int Since => stability?.ComparedWith ?? 0;

        private Sentence In(Band band) => BandShares.Of(item, scale, band, limits);

        private Sentence Most => In(BandShares.LargestOf(item, scale));

        public Sentence Open() =>
            stability switch
            {
                null when item.Side is { } side => new(
                    "Offen: Ein Urteil gibt es erst, wenn die Frage zweimal gestellt wurde. Nach der Regel bestünde heute Konsens: {0}.",
                    Held(side)
                ),
                null => new(
                    "Offen: Ein Urteil gibt es erst, wenn die Frage zweimal gestellt wurde. Nach der Regel bestünde heute kein Konsens: {0}.",
                    Most
                ),
                { Pairs: 0 } => new(
                    "Offen: Niemand hat diese Frage zweimal beantwortet; für ein Urteil braucht es {0:Person|Personen}.",
                    Verdicts.FewestPairs
                ),
                { Pairs: { } pairs and < Verdicts.FewestPairs } => new(
                    "Offen: Nur {0:=eine Person hat|# Personen haben} diese Frage zweimal beantwortet; für ein Urteil braucht es {1}.",
                    pairs,
                    Verdicts.FewestPairs
                ),
                _ => new("Offen: Für einen Vergleich mit Runde {0} gibt es zu wenige Antworten.", Since),
            };

        public Sentence Moving() =>
            (settings.Stability, stability) switch
            {
                (PairedRule, { Crossed: >= Stability.Crossing and var crossed }) => new(
                    "In Bewegung: Seit Runde {0} gingen {1} % der Personen von einem Ende der Skala zum anderen.",
                    Since,
                    Percent.Of(100 * crossed)
                ),
                (PairedRule { Limit: var limit }, { PairedChange: { } change }) => new(
                    "In Bewegung: Seit Runde {0} verteilen sich {1} % der Antworten derselben Personen anders; mit Zufall allein ist das kaum zu erklären.",
                    Since,
                    Percent.Of(100 * change, limit.InPercent)
                ),
                (ScheibeRule { Limit: var limit }, { DistributionChange: { } change }) => new(
                    "In Bewegung: {1} % aller Antworten verteilen sich anders als in Runde {0}.",
                    Since,
                    Percent.Of(100 * change, limit.InPercent)
                ),
                (WilcoxonRule, _) => new("In Bewegung: Wer die Antwort seit Runde {0} änderte, ging überwiegend in eine Richtung.", Since),
                (KappaRule { Limit: var limit }, { KappaQuadratic: { } kappa }) => new(
                    "In Bewegung: Dieselben Personen antworten anders als in Runde {0} (gewichtetes Kappa {1:0.00}, stabil ab {2}).",
                    Since,
                    // Never rounded up to the limit that was not reached.
                    Math.Min(kappa, Math.Floor((limit - 1e-9) * 100) / 100),
                    limit
                ),
                _ => new("In Bewegung: Die Antworten haben sich seit Runde {0} deutlich geändert.", Since),
            };

        public Sentence Undecidable()
        {
            var change = (settings.Stability, stability) is (PairedRule { Limit: var limit }, { PairedChange: { } moved, Pairs: { } pairs })
                ? new Sentence(
                    "Seit Runde {0} verteilen sich {1} % der Antworten anders; bei {2:Person|Personen} kann das auch Zufall sein",
                    Since,
                    Percent.Of(100 * moved, limit.InPercent),
                    pairs
                )
                : new Sentence("Die Antworten haben sich seit Runde {0} geändert; das kann auch Zufall sein", Since);
            return item.Side is { } side
                ? new("Nicht entscheidbar: {0}. Vorläufig hält die Konsensregel: {1}.", change, Held(side))
                : new("Nicht entscheidbar: {0}. Vorläufig hält die Konsensregel nicht: {1}.", change, Most);
        }

        public Sentence Settled(Verdict verdict) =>
            verdict switch
            {
                Verdict.Consensus => new("Konsens: {0}, stabil seit Runde {1}.", Held(item.Side!.Value), Since),
                Verdict.Polarised => new("Zwei Lager: {0} und {1}, stabil seit Runde {2}.", In(Band.Top), In(Band.Bottom), Since),
                Verdict.Majority => new(
                    "Mehrheit: {0}, stabil seit Runde {1}, aber kein Konsens nach der Regel der Studie.",
                    In(item.Side!.Value),
                    Since
                ),
                Verdict.Dissent => new(
                    "Dissens: {0} und {1}, keine Mehrheit, stabil seit Runde {2}.",
                    In(Band.Top),
                    In(Band.Bottom),
                    Since
                ),
                _ when scale.Middle > 0 => new(
                    "Keine Mehrheit: {0}, {1}, die übrigen dazwischen, stabil seit Runde {2}.",
                    In(Band.Top),
                    In(Band.Bottom),
                    Since
                ),
                _ => new("Keine Mehrheit: {0} und {1}, stabil seit Runde {2}.", In(Band.Top), In(Band.Bottom), Since),
            };

        /// <summary>Few pairs notice only large movements.</summary>
        public Sentence WithCaution(Sentence settled) =>
            (settings.Stability, stability) is (PairedRule rule, { Pairs: { } pairs and < FewPairs })
            && MovementChances.Of(rule, pairs).SmallestNoticed is { } noticed
                ? new("{0} Bei {1:Paar|Paaren} fiele erst auf, wenn {2} in eine Richtung gehen.", settled, pairs, noticed)
                : settled;

        /// <summary>What was judged by version 1 of the method keeps its verdict, and is told by its numbers, which say the same in any version.</summary>
        public Sentence OfEarlierMethod(Verdict verdict) =>
            verdict switch
            {
                Verdict.Open => Open(),
                Verdict.Moving => new("In Bewegung: Die Antworten hatten sich seit Runde {0} noch geändert.", Since),
                Verdict.NoMajority => new(
                    "Keine Mehrheit oben oder unten: {0} und {1}, stabil seit Runde {2}.",
                    In(Band.Top),
                    In(Band.Bottom),
                    Since
                ),
                _ => Settled(verdict),
            };

        /// <summary>What the rule held of.</summary>
        private Sentence Held(Band side) =>
            settings.Consensus switch
            {
                IqrRule => new(
                    "Die mittlere Hälfte antwortet {0} bis {1}, im Median {2} ({3}, n = {4})",
                    item.Quartile1!,
                    item.Quartile3!,
                    item.Median!,
                    scale.NameOf(side),
                    item.N
                ),
                RamRule => new("Median {0} ({1}), kein Dissens nach RAND/UCLA, {2}", item.Median!, scale.NameOf(side), In(side)),
                CometRule { EveryGroup: true } when !Verdicts.Shown(item).Any() => new(
                    "{0}; {1:=die eine Gruppe ist nicht|keine von # Gruppen ist} groß genug, um sie einzeln zu prüfen",
                    In(side),
                    item.Groups.Count
                ),
                CometRule { EveryGroup: true } => new(
                    "{0}, ebenso in allen Gruppen, die groß genug sind ({1} von {2})",
                    In(side),
                    Verdicts.Shown(item).Count(),
                    item.Groups.Count
                ),
                PercentAgreementRule { Denominator: Denominator.Answered } => new(
                    "{0} % „{1}“ ({2} von {3}, „keine Angabe“ mitgezählt)",
                    Percent.Of(BandShares.CountOf(item, scale, side), item.N + item.Missing, limits),
                    scale.NameOf(side),
                    BandShares.CountOf(item, scale, side),
                    item.N + item.Missing
                ),
                _ => In(side),
            };
    }
}
