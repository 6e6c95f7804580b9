using System.Numerics;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>
/// Texts that are nearly the same: Dice's coefficient 2·|A∩B| / (|A|+|B|) of their sets of three characters in a row (Angell, Freund and Willett 1983,
/// doi:10.1016/0306-4573(83)90022-5), at four fifths and above.
/// </summary>
internal static class NearDuplicates
{
    /// <summary>Of each text, the one before it that it is most like; only where there is one.</summary>
    public static IEnumerable<(int Text, int Before)> In(IReadOnlyList<string> texts)
    {
        List<HashSet<long>> sets = [.. texts.Select(Trigrams)];
        var rows = Bits(sets);
        for (var i = 1; i < texts.Count; i++)
        {
            var (best, most) = (-1, 0.0);
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (sets[i].Count, sets[j].Count);
                // What is much longer has too much else.
                if (one == 0 || other == 0 || IsBelow(2 * Math.Min(one, other), one + other))
                    continue;
                var common = 2 * Common(rows[i], rows[j]);
                if (!IsBelow(common, one + other) && common / (double)(one + other) > most)
                    (best, most) = (j, common / (double)(one + other));
            }
            if (best >= 0)
                yield return (i, best);
        }
    }

    /// <summary>What reads the same whatever its case, marks and blanks.</summary>
    public static string Normal(string text) =>
        string.Join(
            ' ',
            new string([.. text.Normalize().ToLowerInvariant().Select(sign => char.IsLetterOrDigit(sign) ? sign : ' ')]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );

    /// <summary>Whether a share is less than four fifths, in whole numbers.</summary>
    private static bool IsBelow(int part, int whole) => 5 * part < 4 * whole;

    private static HashSet<long> Trigrams(string text)
    {
        var normal = Normal(text);
        var found = new HashSet<long>();
        if (normal.Length == 0)
            return found;
        // Blanks around it, so that beginnings and ends count as well.
        var padded = $"  {normal} ";
        for (var at = 2; at < padded.Length; at++)
            found.Add(((long)padded[at - 2] << 32) | ((long)padded[at - 1] << 16) | padded[at]);
        return found;
    }

    /// <summary>Each set as bits, one for each trigram that is in more than one of them: comparing two is then a matter of some hundred words of the machine.</summary>
    private static ulong[][] Bits(List<HashSet<long>> sets)
    {
        var numbers = new Dictionary<long, int>();
        var count = 0;
        foreach (var gram in sets.SelectMany(set => set))
            if (!numbers.TryGetValue(gram, out var number))
                numbers[gram] = -1;
            else if (number < 0)
                numbers[gram] = count++;
        return [.. sets.Select(set => Row(set, numbers, (count + 63) / 64))];
    }

    private static ulong[] Row(HashSet<long> set, Dictionary<long, int> numbers, int length)
    {
        var row = new ulong[length];
        foreach (var gram in set)
            if (numbers[gram] is >= 0 and var number)
                row[number / 64] |= 1UL << (number % 64);
        return row;
    }

    private static int Common(ulong[] one, ulong[] other)
    {
        var common = 0;
        for (var i = 0; i < one.Length; i++)
            common += BitOperations.PopCount(one[i] & other[i]);
        return common;
    }
}
