using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// The counts of all rated parts in a few flat tables: most of a round is ratings, and so each one costs little more than the reading of it. Value 0, no
/// valid answer, is counted like any other and left out at the end, which is faster than asking.
/// </summary>
internal sealed class RatedCounts(SheetSlots slots, int groups)
{
    private readonly List<(int Slot, int Points)> parts = [];
    private int[] places = [];
    private int width;
    private int[] byGroup = [];
    private int[] pairs = [];
    private int[] stayed = [];
    private int[] left = [];

    /// <summary>Adds a part, before any row is taken.</summary>
    public int Register(RatedPart part)
    {
        parts.Add((slots.IndexOf(part.Key)!.Value, part.Scale.Points));
        return parts.Count - 1;
    }

    /// <summary>Makes the tables, once all parts are known.</summary>
    public void Prepare()
    {
        places = [.. parts.Select(part => part.Slot)];
        width = parts.Count == 0 ? 1 : parts.Max(part => part.Points) + 1;
        byGroup = new int[groups * parts.Count * width];
        pairs = new int[groups * parts.Count * width * width];
        stayed = new int[parts.Count * width];
        left = new int[parts.Count * width];
    }

    public void Take(int group, ReadOnlySpan<short> row)
    {
        var table = byGroup.AsSpan(group * places.Length * width, places.Length * width);
        for (int part = 0, start = 0; part < places.Length; part++, start += width)
            table[start + row[places[part]]]++;
    }

    public void TakePair(int group, ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        var table = pairs.AsSpan(group * places.Length * width * width, places.Length * width * width);
        for (int part = 0, start = 0; part < places.Length; part++, start += width * width)
        {
            var old = before[places[part]];
            // Where a scale was longer in the round before, its answers are no pairs.
            if (old < width)
                table[start + (old * width) + now[places[part]]]++;
        }
    }

    public void TakeFirst(ReadOnlySpan<short> first, bool stays)
    {
        var table = stays ? stayed : left;
        for (int part = 0, start = 0; part < places.Length; part++, start += width)
            if (first[places[part]] < width)
                table[start + first[places[part]]]++;
    }

    /// <summary>How often each point was chosen, per group.</summary>
    public int[][] ByGroup(int part) =>
        [.. Enumerable.Range(0, groups).Select(group => Counts(byGroup, (group * parts.Count) + part, parts[part].Points))];

    public int[] First(int part, bool stayed) => Counts(stayed ? this.stayed : left, part, parts[part].Points);

    /// <summary>How those of a group who handed in answered before and now.</summary>
    public AnswerTable Answers(int part, int group)
    {
        var points = parts[part].Points;
        var answers = new AnswerTable(points);
        var start = ((group * parts.Count) + part) * width;
        for (var now = 0; now <= points; now++)
        {
            // Who has no answer of before: all who are there now but those who have one.
            answers[0, now] = byGroup[start + now];
            for (var before = 1; before <= points; before++)
            {
                answers[before, now] = pairs[((start + before) * width) + now];
                answers[0, now] -= answers[before, now];
            }
        }
        return answers;
    }

    private int[] Counts(int[] table, int place, int points) => table.AsSpan((place * width) + 1, points).ToArray();
}
