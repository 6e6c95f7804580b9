using System.Runtime.CompilerServices;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Web.Exchange;

/// <summary>Where the answers to a part of the questionnaire go.</summary>
internal sealed class ResponsePlace
{
    private readonly int slot;

    // Of a ranking's option, the slots of all its options; else none.
    private readonly int[] ranking;

    // What may not be chosen beside this option, where one of the two rules out the others; else none.
    private readonly (int Slot, short Chosen)[] rivals;
    private readonly short chosen;

    public ResponsePlace(Item item, Part part, SheetSlots slots)
    {
        Item = item;
        Part = part;
        IsCheckedWhole = item is PointsItem or EstimateItem or MultipleChoiceItem;
        slot = slots.IndexOf(part.Key)!.Value;
        ranking = item is RankingItem ? [.. item.Parts.Select(option => slots.IndexOf(option.Key)!.Value)] : [];
        chosen = ChosenOf(part);
        rivals =
            item is MultipleChoiceItem
                ?
                [
                    .. item
                        .Parts.Where(other =>
                            other != part && (part is MarkPart { Exclusive: true } || other is MarkPart { Exclusive: true })
                        )
                        .Select(other => (slots.IndexOf(other.Key)!.Value, ChosenOf(other))),
                ]
                : [];
    }

    public Item Item { get; }

    public Part Part { get; }

    /// <summary>Whether only all parts of the item together tell that they are right.</summary>
    public bool IsCheckedWhole { get; }

    /// <summary>What a row has in this place; 0 where there is no line of it.</summary>
    public short CodeIn(short[] row) => row[slot];

    /// <summary>Puts an answer in its place; false where there is one already, another option has this rank, or one that rules out the others is chosen beside another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPut(short code, short[] row)
    {
        if (row[slot] != 0)
            return false;
        foreach (var option in ranking)
            if (code > 0 && row[option] == code)
                return false;
        if (code == chosen)
            foreach (var rival in rivals)
                if (row[rival.Slot] == rival.Chosen)
                    return false;
        row[slot] = code;
        return true;
    }

    /// <summary>What stands in the slot of an option that was chosen, or of an answer of one's own that was given.</summary>
    private static short ChosenOf(Part part) => part is TextPart ? (short)1 : (short)2;
}
