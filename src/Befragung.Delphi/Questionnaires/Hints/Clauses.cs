namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>
/// Whether "und", "sowie", "and" or "as well as" joins two statements rather than two things. There is no parser: a statement has a verb, so there has to be one on both
/// sides, in the same clause; of words around the conjunction, nouns, prepositions and adjectives speak for things. In doubt it says nothing.
/// </summary>
internal static class Clauses
{
    /// <summary>The word that joins them; null where nothing does.</summary>
    public static string? Joined(string text, string language)
    {
        foreach (var sentence in Wording.Sentences(text))
            for (var i = 1; i < sentence.Count - 1; i++)
            {
                if (language == "en")
                {
                    if (sentence[i] == "and" && IsEnglish(Left(sentence, i), Right(sentence, i + 1)))
                        return "and";
                    if (IsAsWellAs(sentence, i) && IsEnglish(Left(sentence, i), Right(sentence, i + 3)))
                        return "as well as";
                }
                else if (
                    sentence[i] is "und" or "sowie"
                    && IsGerman(Left(sentence, i), Right(sentence, i + 1), hasComma: sentence[i - 1] == ",")
                )
                {
                    return sentence[i];
                }
            }
        return null;
    }

    /// <summary>What stands before the conjunction in its clause; a comma just before it does not end that.</summary>
    private static List<string> Left(IReadOnlyList<string> sentence, int conjunction)
    {
        var end = Wording.IsMark(sentence[conjunction - 1]) ? conjunction - 1 : conjunction;
        var from = end;
        while (from > 0 && !Wording.IsMark(sentence[from - 1]))
            from--;
        return [.. sentence.Skip(from).Take(end - from).Select((word, at) => from + at == 0 ? Lower(word) : word)];
    }

    private static List<string> Right(IReadOnlyList<string> sentence, int from) =>
        [.. sentence.Skip(from).TakeWhile(word => !Wording.IsMark(word))];

    private static bool IsGerman(List<string> left, List<string> right, bool hasComma)
    {
        if (left.Count == 0 || right.Count == 0 || !HasVerb(left))
            return false;
        var (before, next) = (left[^1], right[0]);
        if (GermanVerbs.Subjects.Contains(next))
            return right.Exists(GermanVerbs.IsVerb);
        if (char.IsUpper(next[0]))
            return hasComma && right.Skip(1).Take(2).Any(GermanVerbs.IsFinite);
        if (GermanVerbs.Prepositions.Contains(next) && !hasComma)
            return false;
        if (GermanVerbs.IsFinite(next))
            return true;
        if (AreAdjectives(before, right))
            return false;
        if (GermanVerbs.IsVerb(next))
            // "bleiben und wachsen", "vernetzen und beraten"; not "einfach und bekannt".
            return GermanVerbs.IsVerb(before) || (next.EndsWith("en", StringComparison.Ordinal) && right.Count > 1);
        // "treffen und etwas erproben kann": both end with a verb.
        if (GermanVerbs.IsVerb(right[^1]) && GermanVerbs.IsVerb(before))
            return true;
        if (GermanVerbs.BeginsLikeOne(right))
            return true;
        // "stärkt die Städte und die Region profitiert"; not "hat den Mut und das Vertrauen gestärkt".
        var helped = left.Exists(GermanVerbs.IsAuxiliary);
        for (var at = 1; at < right.Count; at++)
        {
            var isLast = at == right.Count - 1;
            if (GermanVerbs.IsFinite(right[at]) && !IsAdjective(right, at) && (!isLast || !helped))
                return true;
            if (
                !helped && (isLast ? GermanVerbs.EndsLikeOne(right[at]) : GermanVerbs.IsPlural(right[at]) && char.IsUpper(right[at - 1][0]))
            )
                return true;
        }
        return false;
    }

    /// <summary>Just before the conjunction, "engagierten" is more likely an adjective.</summary>
    private static bool HasVerb(List<string> left) =>
        left.Where((word, at) => at < left.Count - 1 || GermanVerbs.IsPlural(word) || !word.EndsWith("ten", StringComparison.Ordinal))
            .Any(GermanVerbs.IsVerb);

    /// <summary>"die gut vernetzten Menschen".</summary>
    private static bool IsAdjective(IReadOnlyList<string> words, int at) =>
        at + 1 < words.Count
        && char.IsUpper(words[at + 1][0])
        && (words[at].EndsWith("te", StringComparison.Ordinal) || words[at].EndsWith("ten", StringComparison.Ordinal));

    /// <summary>"eigene und gemeinsame Flächen".</summary>
    private static bool AreAdjectives(string before, List<string> right) =>
        !GermanVerbs.Determiners.Contains(right[0])
        && GermanVerbs.LooksInflected(before)
        && GermanVerbs.LooksInflected(right[0])
        && right.Skip(1).Take(2).Any(word => char.IsUpper(word[0]));

    private static bool IsAsWellAs(IReadOnlyList<string> sentence, int at) =>
        sentence[at] == "as" && sentence.Count > at + 3 && sentence[at + 1] == "well" && sentence[at + 2] == "as";

    private static bool IsEnglish(List<string> left, List<string> right)
    {
        // "that the mayor and the council agree" is one clause of its own.
        left = [.. left.Skip(left.FindLastIndex(EnglishVerbs.Subordinators.Contains) + 1).Select(Lower)];
        if (left.Count == 0 || right.Count == 0 || !left.Exists(EnglishVerbs.IsVerb))
            return false;
        right = [.. right.SkipWhile(EnglishVerbs.IsAdverb)];
        if (right.Count == 0)
            return false;
        var next = right[0];
        if (EnglishVerbs.Subjects.Contains(Lower(next)))
            return right.Skip(1).Any(EnglishVerbs.IsVerb);
        if (EnglishVerbs.IsVerb(next))
            return true;
        // "are seen and thanked": after an auxiliary, two participles.
        if (IsParticiple(next) && IsParticiple(left[^1]) && left.Exists(EnglishVerbs.IsAuxiliary))
            return true;
        var own = right.TakeWhile(word => !EnglishVerbs.Subordinators.Contains(word)).ToList();
        return own.FindIndex(EnglishVerbs.IsAuxiliary) > 0;
    }

    private static bool IsParticiple(string word) =>
        word.Length > 3 && (word.EndsWith("ed", StringComparison.Ordinal) || EnglishVerbs.IsVerb(word));

    private static string Lower(string word) => word.ToLowerInvariant();
}
