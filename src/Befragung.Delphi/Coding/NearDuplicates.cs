namespace Befragung.Delphi.Coding;

/// <summary>Texts that say nearly the same in nearly the same words: the first of them, and those that are like it.</summary>
/// <param name="First">The one that comes first of all.</param>
/// <param name="Others">At least one; the most similar first, and of equally similar ones as they came.</param>
public sealed record NearDuplicateGroup<TId>(TId First, IReadOnlyList<NearDuplicate<TId>> Others);

/// <summary>A text that is like the first of its group.</summary>
/// <param name="Id">Which it is.</param>
/// <param name="Similarity">1 where only case, blanks, punctuation or the spelling of umlauts differ; never below what was asked for.</param>
public sealed record NearDuplicate<TId>(TId Id, double Similarity);

/// <summary>
/// Finds near duplicates among many texts: the cosine of their trigrams, runs of three letters over the ends of words, so that it matters little whether compounds are written in one word,
/// in what order words stand, and how one of them ends or is misspelled. Trigrams that most texts have weigh less (as by the inverse document frequency of Spärck Jones 1972, A statistical
/// interpretation of term specificity, Journal of Documentation 28(1), 11–21), but never less than half of what is rare; and that no more than what one text in a hundred has, because a slip of the
/// pen makes rare trigrams.
/// </summary>
/// <remarks>
/// Nothing is drawn and nothing is estimated: the same texts in the same order have the same groups. Each text is compared with the firsts of groups only, so that ten thousand that are alike
/// are one group and no chain links texts that are unlike. Pairs that share no rare trigram cannot be similar and are never looked at (the prefixes of Bayardo, Ma and Srikant 2007,
/// Scaling up all pairs similarity search, WWW 2007), so that the time grows little faster than the number of texts. That words are alike does not mean that they mean the same: a "nicht" is
/// five letters. So these are to be put beside each other, and never to be merged unseen.
/// </remarks>
public static class NearDuplicates
{
    /// <summary>What is similar enough to be put beside each other.</summary>
    public const double Usual = 0.7;

    /// <summary>The groups, by their first texts. What is like nothing else is in none, and so are texts with nothing to compare, such as empty ones.</summary>
    /// <param name="texts">Each with what it is called, in an order that stays.</param>
    /// <param name="least">From which similarity on, above 0 and up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No similarity is such.</exception>
    public static IReadOnlyList<NearDuplicateGroup<TId>> Of<TId>(IReadOnlyList<(TId Id, string Text)> texts, double least = Usual)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (least is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(least), least, "A similarity is above 0 and up to 1.");
        // Those that are written alike are compared once.
        var alike = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var compared = new List<string>();
        for (var text = 0; text < texts.Count; text++)
        {
            var letters = ComparedText.Of(texts[text].Text);
            if (letters.Length == 0)
                continue;
            if (!alike.TryGetValue(letters, out var same))
            {
                alike.Add(letters, same = []);
                compared.Add(letters);
            }
            same.Add(text);
        }
        var members = new Dictionary<int, List<(int Text, double Similarity)>>();
        foreach (var (index, (leader, similarity)) in new SimilarTexts(compared, least).Leaders().Index())
        {
            if (!members.TryGetValue(leader, out var group))
                members.Add(leader, group = []);
            group.AddRange(alike[compared[index]].Select(text => (text, similarity)));
        }
        return
        [
            .. members
                .Values.Where(group => group.Count > 1)
                .OrderBy(group => group[0].Text)
                .Select(group => new NearDuplicateGroup<TId>(
                    texts[group[0].Text].Id,
                    [
                        .. group
                            .Skip(1)
                            .OrderByDescending(one => one.Similarity)
                            .ThenBy(one => one.Text)
                            .Select(one => new NearDuplicate<TId>(texts[one.Text].Id, one.Similarity)),
                    ]
                )),
        ];
    }
}
