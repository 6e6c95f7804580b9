using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Results;

/// <summary>
/// How the answers of a round came about, of those who had answered the round that asked the item last: which of them were kept from there, one by one or many at once. Of
/// ratings it is also counted which answers were kept in bulk, so that a verdict can be tried without them.
/// </summary>
internal sealed class KeptCounts
{
    private readonly Dictionary<string, ItemSlots> items;
    private readonly Dictionary<string, int> slotOf = new(StringComparer.Ordinal);
    private readonly int[] singly;
    private readonly int[] inBulk;
    private readonly Dictionary<int, AnswerTable[]> rated = [];

    public KeptCounts(Questionnaire questionnaire, SheetSlots slots, int groups)
    {
        singly = new int[slots.Count];
        inBulk = new int[slots.Count];
        items = questionnaire.Items.ToDictionary(
            item => item.Key,
            item => new ItemSlots(item, [.. item.Parts.Select(part => slots.IndexOf(part.Key)!.Value)]),
            StringComparer.Ordinal
        );
        foreach (var part in questionnaire.Items.SelectMany(item => item.Parts))
        {
            var slot = slots.IndexOf(part.Key)!.Value;
            slotOf.Add(part.Key, slot);
            if (part is RatedPart { Scale.Points: var points })
                rated.Add(slot, [.. Enumerable.Range(0, groups).Select(_ => new AnswerTable(points))]);
        }
    }

    /// <summary>Whether anybody is known to have kept an answer. Where that was not noted yet, and in answers of other tools, nobody is.</summary>
    public bool IsKnown { get; private set; }

    /// <param name="group">Place of the expert's group.</param>
    /// <param name="kept">Which items of the sheet were kept, and how; but none that was not asked.</param>
    /// <param name="before">The row of what was asked last.</param>
    /// <param name="now">The row of the sheet.</param>
    public void Take(int group, KeptAnswers kept, ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        foreach (var (key, way) in kept.All)
        {
            if (!items.TryGetValue(key, out var item))
                continue;
            IsKnown = true;
            // A multiple choice is answered as a whole; of everything else each part by itself.
            var whole = item.Item is MultipleChoiceItem && IsAnswered(item, before) && IsAnswered(item, now);
            foreach (var slot in item.Slots)
            {
                if (whole || (item.Item is not MultipleChoiceItem && before[slot] > 0 && now[slot] > 0))
                    (way == AnswerWay.InBulk ? inBulk : singly)[slot]++;
                if (way == AnswerWay.InBulk && rated.TryGetValue(slot, out var tables))
                    // Where a scale was longer in the round before, its answers are no pairs.
                    tables[group][before[slot] <= tables[group].Points ? before[slot] : 0, now[slot]]++;
            }
        }
    }

    /// <summary>Of those who answered an item, or a part of it, both times.</summary>
    public (int Singly, int InBulk)? Of(string partKey) =>
        IsKnown && slotOf.TryGetValue(partKey, out var slot) ? (singly[slot], inBulk[slot]) : null;

    /// <summary>Those of a group who kept their answer to a rated part in bulk: what it was before, and is now.</summary>
    public AnswerTable InBulk(string partKey, int group) => rated[slotOf[partKey]][group];

    private static bool IsAnswered(ItemSlots item, ReadOnlySpan<short> row)
    {
        foreach (var slot in item.Slots)
            if (row[slot] > 0)
                return true;
        return false;
    }

    private sealed record ItemSlots(Item Item, int[] Slots);
}
