using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Results;

/// <summary>
/// What to do with an item when a next round is planned, and why. Only what is settled, or cannot be asked again, is left out: that nothing is known yet is no reason to
/// drop a question, however many rounds the study had meant to have.
/// </summary>
public sealed record Advice(bool AskAgain, Sentence Why)
{
    /// <summary>Advice on a whole item: one unsettled part is enough to ask it again.</summary>
    /// <param name="told">The round's result, as far as the team may read it: advice on anything else would tell of it.</param>
    public static Advice On(Item item, Round round, RoundResult told)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(told);
        if (item.IsOpen)
            return new(false, new("Die offenen Antworten sind gegeben; aus ihnen können neue Fragen entstehen."));
        if (told.IsTooSmall)
            return new(true, new("Zu wenige haben abgegeben. Was sie geantwortet haben, ist deshalb nirgends zu sehen."));
        if (item.Parts.Select(part => told.Of(part.Key)).FirstOrDefault(part => part is { TooFew: true }) is { } few)
            return new(true, SmallTotals.Said(few, told.SmallestCell));
        var verdicts = item.Parts.Select(part => round.OverrulingOf(part.Key)?.Verdict ?? told.Of(part.Key)?.Verdict).ToList();
        if (verdicts.TrueForAll(verdict => verdict is null))
            return OfChoice(item, told);
        if (verdicts.Exists(verdict => verdict is Verdict.Moving or Verdict.Undecidable))
            return new(true, new("Noch nicht stabil: Eine weitere Runde lohnt sich."));
        if (verdicts.Contains(Verdict.Open))
            return new(true, new("Über Stabilität lässt sich noch nichts sagen."));
        return new(
            false,
            verdicts.TrueForAll(verdict => verdict == Verdict.Consensus)
                ? new("Geklärt: stabil, und die Konsensregel hält.")
                : new("Geklärt: stabil. Auch eine Mehrheit, zwei Lager oder keine Mehrheit sind ein Ergebnis.")
        );
    }

    private static Advice OfChoice(Item item, RoundResult told) =>
        // Of several parts, one that moves is enough.
        item.Parts.Select(part => told.Of(part.Key)?.Stability?.State).OfType<StabilityState>().ToList() switch
        {
            [] => new(true, new("Über Stabilität lässt sich noch nichts sagen.")),
            var states when states.TrueForAll(state => state == StabilityState.Stable) => new(
                false,
                new("Geklärt: Die Antworten änderten sich kaum.")
            ),
            _ => new(true, new("Noch nicht stabil: Die Antworten änderten sich deutlich.")),
        };
}
