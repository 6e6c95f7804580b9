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

    public ResponsePlace(Item item, Part part, SheetSlots slots)
    {
        Item = item;
        Part = part;
        IsCheckedWhole = item is PointsItem or EstimateItem or MultipleChoiceItem;
        slot = slots.IndexOf(part.Key)!.Value;
        ranking = item is RankingItem ? [.. item.Parts.Select(option => slots.IndexOf(option.Key)!.Value)] : [];
    }

    public Item Item { get; }

    public Part Part { get; }

    /// <summary>Whether only all parts of the item together tell that they are right.</summary>
    public bool IsCheckedWhole { get; }

    /// <summary>What a row has in this place; 0 where there is no line of it.</summary>
    public short CodeIn(short[] row) => row[slot];

    /// <summary>Puts an answer in its place; false where there is one already, or another option has this rank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPut(short code, short[] row)
    {
        if (row[slot] != 0)
            return false;
        foreach (var option in ranking)
            if (code > 0 && row[option] == code)
                return false;
        row[slot] = code;
        return true;
    }
}
