namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>Which English words are verbs. Many of them are nouns as well ("support", "work", "plan"); those are left out.</summary>
internal static class EnglishVerbs
{
    /// <summary>They begin a statement of their own.</summary>
    public static readonly HashSet<string> Subjects =
    [
        "i", "he", "she", "it", "we", "you", "they", "there", "who", "what", "how", "why", "where", "when", "nobody", "everybody", "everyone",
    ];

    /// <summary>They begin a clause of its own.</summary>
    public static readonly HashSet<string> Subordinators = ["that", "because", "if", "when", "while", "whether", "which", "although", "unless", "until"];

    private static readonly HashSet<string> Auxiliaries =
    [
        "am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "can", "could", "shall", "should", "will", "would", "may",
        "might", "must", "cannot", "isn't", "aren't", "doesn't", "don't", "can't",
    ];

    private static readonly HashSet<string> Plain =
    [
        "add", "advise", "agree", "allow", "argue", "arrive", "ask", "assess", "attend", "attract", "become", "begin", "belong", "bring", "build", "buy",
        "choose", "collect", "come", "compete", "consider", "contribute", "create", "decide", "deliver", "depend", "develop", "disappear", "earn",
        "employ", "enable", "encourage", "ensure", "exist", "expand", "explain", "fail", "feel", "find", "follow", "gather", "get", "give", "go", "grow",
        "happen", "hear", "hinder", "improve", "include", "increase", "inform", "invite", "join", "keep", "know", "learn", "leave", "listen", "live",
        "lose", "maintain", "make", "manage", "meet", "offer", "pay", "prevent", "protect", "provide", "publish", "put", "receive", "recognise",
        "recognize", "reduce", "remain", "remove", "replace", "require", "save", "say", "see", "sell", "send", "serve", "solve", "speak", "spend", "stay",
        "strengthen", "succeed", "suffer", "take", "teach", "tell", "think", "thrive", "train", "understand", "volunteer", "write", "try", "visit", "gain", "need",
    ];

    private static readonly HashSet<string> Forms =
    [
        .. Plain.SelectMany(verb => new[] { verb, Third(verb) }),
        "became", "began", "brought", "built", "came", "chose", "found", "gave", "got", "grew", "kept", "knew", "left", "lost", "made", "met", "paid",
        "said", "saw", "seen", "sent", "sold", "spent", "spoke", "taken", "taught", "told", "took", "went", "written", "wrote", "known", "given", "supports", "works",
    ];

    /// <summary>Stands between "and" and a verb at times.</summary>
    public static bool IsAdverb(string word) =>
        word is "also" or "often" or "seldom" or "rarely" or "never" or "always" or "then" or "thus" or "so" or "still" or "soon"
        || (word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal));

    public static bool IsAuxiliary(string word) => Auxiliaries.Contains(word);

    public static bool IsVerb(string word) => Auxiliaries.Contains(word) || Forms.Contains(word);

    private static string Third(string verb) =>
        verb[^1] == 'y' && !"aeou".Contains(verb[^2], StringComparison.Ordinal) ? verb[..^1] + "ies"
        : verb.EndsWith("ss", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith("ch", StringComparison.Ordinal) || verb is "go"
            ? verb + "es"
        : verb + "s";
}
