using System.Numerics;
using System.Runtime.InteropServices;

namespace Befragung.Delphi.Coding;

/// <summary>Texts as sets of trigrams with weights, and an index over the rare ones of those that lead a group.</summary>
internal sealed class SimilarTexts
{
    /// <summary>What is in fewer texts than this share weighs no more than what is in so many.</summary>
    private const double RareShare = 0.01;

    /// <summary>What all texts have weighs as much of what is rare: where many say the same, it is what they say that counts, and not their slips.</summary>
    private const double UsualShare = 0.5;

    /// <summary>Fewer texts are weighed like so many: of three, none says what is usual.</summary>
    private const int FewTexts = 500;

    /// <summary>Into so many parts the trigrams fall by chance; a multiple of what a processor takes at once.</summary>
    private const int Parts = 128;

    /// <summary>Beyond any rounding, and below any similarity that matters.</summary>
    private const double Rounding = 1e-4;

    private readonly double least;

    /// <summary>By text: its trigrams, as numbers in ascending order, the rarest having the lowest; and their weights, whose squares sum to 1.</summary>
    private readonly int[][] grams;
    private readonly double[][] weights;

    /// <summary>By text and part: how long the text is in that part. Two texts are no more similar than the products of these add up to, which is soon known.</summary>
    private readonly float[] outlines;

    /// <summary>By trigram: the leaders that have it among their rare ones.</summary>
    private readonly List<int>?[] index;

    public SimilarTexts(IReadOnlyList<string> texts, double least)
    {
        this.least = least;
        var counts = new List<int>();
        grams = Grams(texts, counts);
        // Ranks instead of numbers: by how many texts have it, and then by which came first.
        var order = Enumerable.Range(0, counts.Count).OrderBy(number => counts[number]).ToArray();
        var ranks = new int[order.Length];
        var weightOf = new double[order.Length];
        double all = Math.Max(texts.Count, FewTexts);
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
            weightOf[rank] = Math.Max(UsualShare * Weight(RareShare), Weight(Math.Max(RareShare, counts[order[rank]] / all)));
        }
        weights = new double[texts.Count][];
        outlines = new float[texts.Count * Parts];
        index = new List<int>?[order.Length];
        for (var text = 0; text < texts.Count; text++)
        {
            var own = grams[text];
            for (var at = 0; at < own.Length; at++)
                own[at] = ranks[own[at]];
            Array.Sort(own);
            var length = Math.Sqrt(own.Sum(gram => weightOf[gram] * weightOf[gram]));
            weights[text] = [.. own.Select(gram => weightOf[gram] / length)];
            var outline = outlines.AsSpan(text * Parts, Parts);
            for (var at = 0; at < own.Length; at++)
                outline[own[at] % Parts] += (float)(weights[text][at] * weights[text][at]);
            foreach (ref var part in outline)
                part = MathF.Sqrt(part);
        }
    }

    /// <summary>Of each text, in their order: itself where it leads, or the leader before it that it is most like, and how much.</summary>
    public IEnumerable<(int Leader, double Similarity)> Leaders()
    {
        var seenBy = new int[grams.Length];
        for (var text = 0; text < grams.Length; text++)
        {
            var rare = Rare(text);
            var (leader, most) = (text, 1.0);
            foreach (var gram in rare)
            foreach (var other in index[gram] ?? [])
            {
                if (seenBy[other] == text)
                    continue;
                seenBy[other] = text;
                if (AtMost(text, other) < least - Rounding)
                    continue;
                var similarity = Math.Min(1, Cosine(text, other));
                if (similarity >= least && (leader == text || similarity > most || (similarity == most && other < leader)))
                    (leader, most) = (other, similarity);
            }
            if (leader == text)
                foreach (var gram in rare)
                    (index[gram] ??= []).Add(text);
            yield return (leader, most);
        }
    }

    private static int[][] Grams(IReadOnlyList<string> texts, List<int> counts)
    {
        var known = new Dictionary<long, int>();
        var seen = new HashSet<int>();
        var found = new int[texts.Count][];
        for (var text = 0; text < texts.Count; text++)
        {
            seen.Clear();
            // Marks of beginning and end, so that one letter has a trigram too.
            var marked = $"\u0001{texts[text]}\u0002";
            for (var at = 2; at < marked.Length; at++)
            {
                var gram = ((long)marked[at - 2] << 32) | ((long)marked[at - 1] << 16) | marked[at];
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, gram, out var exists);
                if (!exists)
                {
                    number = counts.Count;
                    counts.Add(0);
                }
                if (seen.Add(number))
                    counts[number]++;
            }
            found[text] = [.. seen];
        }
        return found;
    }

    /// <summary>
    /// As many of a text's rarest trigrams as it takes until the others are shorter than the least similarity. Two texts that share none of these cannot be similar: all they share is then
    /// among the others of that one whose rare trigrams end first.
    /// </summary>
    private ArraySegment<int> Rare(int text)
    {
        var own = weights[text];
        var rare = own.Length;
        var left = 0.0;
        while (rare > 0 && left + (own[rare - 1] * own[rare - 1]) < (least * least) - Rounding)
            left += own[--rare] * own[rare];
        return new(grams[text], 0, rare);
    }

    /// <summary>What a trigram weighs that is in such a share of the texts.</summary>
    private static double Weight(double share) => Math.Log(1 + (1 / share));

    private double AtMost(int one, int other)
    {
        var a = outlines.AsSpan(one * Parts, Parts);
        var b = outlines.AsSpan(other * Parts, Parts);
        var sum = Vector<float>.Zero;
        for (var at = 0; at < Parts; at += Vector<float>.Count)
            sum += new Vector<float>(a[at..]) * new Vector<float>(b[at..]);
        return Vector.Sum(sum);
    }

    private double Cosine(int one, int other)
    {
        var (a, b) = (grams[one], grams[other]);
        var (i, j) = (0, 0);
        var sum = 0.0;
        while (i < a.Length && j < b.Length)
            if (a[i] < b[j])
                i++;
            else if (a[i] > b[j])
                j++;
            else
                sum += weights[one][i++] * weights[other][j++];
        return sum;
    }
}
