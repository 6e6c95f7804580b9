using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>
/// Counts whom the reasons of others convinced: where they had stood when the item was asked last, and which way they went since. Who stands in the top band of an item, with any of its
/// criteria and with none in the bottom one, is on the side of what speaks for it; likewise below. Who answers higher on any and lower on none has moved up. Reasons without a side,
/// as those for a choice or a number, are counted alone.
/// </summary>
/// <param name="sides">Which way the reasons of earlier rounds speak; what is not among them is only counted.</param>
internal sealed class ConvincedCounts(Questionnaire questionnaire, SheetSlots slots, IReadOnlyDictionary<Guid, ReasonSide> sides)
{
    private readonly Dictionary<Guid, Marks> marks = [];

    private readonly Dictionary<string, Ways> ways = questionnaire
        .Items.Where(item => sides.Count > 0 && item is RatingItem or MultiRatingItem)
        .ToDictionary(
            item => item.Key,
            item => new Ways([.. item.Parts.Cast<RatedPart>().Select(part => (slots.IndexOf(part.Key)!.Value, part.Scale))]),
            StringComparer.Ordinal
        );

    /// <summary>Takes one sheet.</summary>
    /// <param name="words">What stands on it beside answers, votes among it.</param>
    /// <param name="before">What its expert answered when each item was asked last; 0 where nothing.</param>
    /// <param name="now">What they answered now.</param>
    public void Take(IReadOnlyList<(string PartKey, string Text)> words, ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        foreach (var item in ways.Values)
            item.Take(before, now);
        foreach (var (key, _) in words)
        {
            if (ConvincedPart.Of(key) is not { } vote)
                continue;
            if (!marks.TryGetValue(vote.Reason, out var mark))
                marks.Add(vote.Reason, mark = new(vote.ItemKey));
            mark.Take(ways.GetValueOrDefault(vote.ItemKey)?.Last);
        }
    }

    /// <summary>The most convincing first.</summary>
    public IReadOnlyList<ConvincingReason> Results(int smallestCell, LastAsked lastAsked) =>
        [
            .. marks
                .OrderByDescending(mark => mark.Value.Experts)
                .ThenBy(mark => mark.Key)
                .Select(mark =>
                    sides.GetValueOrDefault(mark.Key, ReasonSide.Neutral) is not ReasonSide.Neutral and var side
                    && ways.TryGetValue(mark.Value.ItemKey, out var all)
                    && lastAsked.Of(mark.Value.ItemKey) is { } compared
                        ? mark.Value.Result(mark.Key, side, all, compared, smallestCell)
                        : new(mark.Key, mark.Value.Experts)
                ),
        ];

    /// <summary>How an expert answered an item before and now.</summary>
    /// <param name="Stood">1 on the side of what speaks for it, -1 on that of what speaks against, else 0.</param>
    /// <param name="IsPair">Whether they answered both times.</param>
    /// <param name="Went">1 up, -1 down, else 0.</param>
    private sealed record Way(int Stood, bool IsPair, int Went);

    private sealed class Ways((int Slot, Scale Scale)[] parts)
    {
        public int Pairs { get; private set; }
        public int Up { get; private set; }
        public int Down { get; private set; }

        /// <summary>That of the sheet that was taken last.</summary>
        public Way Last { get; private set; } = new(0, false, 0);

        public void Take(ReadOnlySpan<short> before, ReadOnlySpan<short> now)
        {
            bool top = false,
                bottom = false,
                pair = false,
                up = false,
                down = false;
            foreach (var (slot, scale) in parts)
            {
                var (then, later) = (before[slot], now[slot]);
                if (then <= 0)
                    continue;
                top |= then >= scale.LowestOfTop;
                bottom |= then <= scale.Bottom;
                pair |= later > 0;
                up |= later > then;
                down |= later > 0 && later < then;
            }
            Last = new(One(top, bottom), pair, One(up, down));
            Pairs += pair ? 1 : 0;
            Up += Last.Went > 0 ? 1 : 0;
            Down += Last.Went < 0 ? 1 : 0;
        }

        private static int One(bool high, bool low) => (high ? 1 : 0) - (low ? 1 : 0);
    }

    private sealed class Marks(string itemKey)
    {
        private int stoodHigh;
        private int stoodLow;
        private int pairs;
        private int up;
        private int down;

        public string ItemKey => itemKey;

        public int Experts { get; private set; }

        public void Take(Way? way)
        {
            Experts++;
            if (way is null)
                return;
            stoodHigh += way.Stood > 0 ? 1 : 0;
            stoodLow += way.Stood < 0 ? 1 : 0;
            pairs += way.IsPair ? 1 : 0;
            up += way.Went > 0 ? 1 : 0;
            down += way.Went < 0 ? 1 : 0;
        }

        public ConvincingReason Result(Guid reason, ReasonSide side, Ways all, int compared, int smallest)
        {
            bool IsFew(int people) => people > 0 && people < smallest;
            var speaksFor = side == ReasonSide.For;
            var fromOther = speaksFor ? stoodLow : stoodHigh;
            var moved = speaksFor ? up : down;
            var others = all.Pairs - pairs;
            var othersMoved = (speaksFor ? all.Up : all.Down) - moved;
            // Of four numbers each is what is left of the others, and so is who answered once of whom it convinced.
            int[] left = [Experts - pairs, moved, pairs - moved, othersMoved, others - othersMoved];
            return new(reason, Experts)
            {
                FromOtherSide = fromOther >= smallest ? fromOther : null,
                Shift = pairs < smallest || left.Any(IsFew) ? null : new(itemKey, compared, pairs, moved, others, othersMoved),
            };
        }
    }
}
