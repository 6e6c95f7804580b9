namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>Two negations in one sentence, which readers easily turn round when they are to agree or disagree with it.</summary>
internal static class Negations
{
    private static readonly HashSet<string> German =

        [
            "nicht",
            "nie",
            "niemals",
            "niemand",
            "niemanden",
            "niemandem",
            "nichts",
            "nirgends",
            "nirgendwo",
            "weder",
            "ohne",
            "kaum",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "keines",
        ],
        English =

        [
            "not",
            "no",
            "never",
            "nobody",
            "none",
            "nothing",
            "nowhere",
            "neither",
            "without",
            "unless",
            "hardly",
            "cannot",
            "impossible",
            "insufficient",
            "inadequate",
            "ineffective",
            "irrelevant",
            "useless",
        ],
        // "Nicht nur" denies nothing.
        Softeners = ["nur", "zuletzt", "allein", "bloß", "only", "least", "just", "matter"],
        And = ["und", "oder", "noch", "and", "or", "nor"];

    /// <summary>They begin like a negation and are none.</summary>
    private static readonly string[] Harmless =
    [
        "unter",
        "unser",
        "ungef",
        "unmittelbar",
        "unbedingt",
        "unverzüglich",
        "unentgeltlich",
        "ungeachtet",
        "under",
        "until",
        "unless",
        "unit",
        "union",
        "uniq",
        "unif",
        "unis",
        "univers",
        "unanim",
    ];

    /// <summary>The two words; null where there are none.</summary>
    public static (string First, string Second)? In(string text, string language)
    {
        var known = language == "en" ? English : German;
        foreach (var sentence in Wording.Sentences(text))
        {
            var first = -1;
            for (var i = 0; i < sentence.Count; i++)
            {
                if (!IsNegation(sentence, i, known))
                    continue;
                // "Nicht teuer und nicht weit" denies each once.
                if (first >= 0 && !IsList(sentence, first, i))
                    return (sentence[first], sentence[i]);
                first = i;
            }
        }
        return null;
    }

    private static bool IsNegation(IReadOnlyList<string> sentence, int place, HashSet<string> known)
    {
        var word = sentence[place].ToLowerInvariant();
        return known.Contains(word)
            ? !(place + 1 < sentence.Count && Softeners.Contains(sentence[place + 1].ToLowerInvariant()))
                && !(word == "not" && place > 0 && sentence[place - 1] == "or")
            : word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal) || Denies(sentence[place]);
    }

    private static bool IsList(IReadOnlyList<string> sentence, int first, int second) =>
        string.Equals(sentence[first], sentence[second], StringComparison.OrdinalIgnoreCase)
        && sentence.Skip(first).Take(second - first).Any(And.Contains);

    /// <summary>"unwichtig", "unable": of nouns ("Unfall", "Unternehmen") too few are negations.</summary>
    private static bool Denies(string word) =>
        word.Length > 5
        && word.StartsWith("un", StringComparison.Ordinal)
        && !Harmless.Any(begin => word.StartsWith(begin, StringComparison.Ordinal));
}
