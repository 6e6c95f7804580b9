namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>Which German words are verbs, by those that theses are made of and by their endings. Verbs are written small, so nouns are none.</summary>
internal static class GermanVerbs
{
    /// <summary>They begin a statement of their own.</summary>
    public static readonly HashSet<string> Subjects =
    [
        "ich",
        "er",
        "sie",
        "Sie",
        "es",
        "wir",
        "man",
        "wer",
        "was",
        "wie",
        "warum",
        "wo",
        "wann",
        "wohin",
        "woran",
        "wozu",
        "jeder",
        "alle",
        "niemand",
        "dies",
    ];

    public static readonly HashSet<string> Prepositions =
    [
        "ab",
        "am",
        "an",
        "auf",
        "aus",
        "bei",
        "beim",
        "bis",
        "durch",
        "für",
        "gegen",
        "hinter",
        "im",
        "in",
        "ins",
        "mit",
        "nach",
        "neben",
        "ohne",
        "seit",
        "statt",
        "über",
        "um",
        "unter",
        "vom",
        "von",
        "vor",
        "während",
        "wegen",
        "zum",
        "zur",
        "zwischen",
        "innerhalb",
        "außerhalb",
        "trotz",
    ];

    public static readonly HashSet<string> Determiners =
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "ihr",
        "ihre",
        "ihren",
        "sein",
        "seine",
        "seinen",
        "unser",
        "unsere",
        "unseren",
        "diese",
        "dieser",
        "jede",
        "viele",
        "manche",
    ];

    private static readonly HashSet<string> Auxiliaries =
    [
        "bin",
        "ist",
        "sind",
        "war",
        "waren",
        "wird",
        "werden",
        "wurde",
        "wurden",
        "würde",
        "würden",
        "hat",
        "haben",
        "hatte",
        "hatten",
        "hätte",
        "hätten",
        "sei",
        "wäre",
        "wären",
        "kann",
        "können",
        "konnte",
        "konnten",
        "könnte",
        "könnten",
        "soll",
        "sollen",
        "sollte",
        "sollten",
        "muss",
        "müssen",
        "musste",
        "mussten",
        "müsste",
        "müssten",
        "darf",
        "dürfen",
        "durfte",
        "dürfte",
        "dürften",
        "will",
        "wollen",
        "wollte",
        "wollten",
        "mag",
        "mögen",
        "möchte",
        "möchten",
    ];

    private static readonly HashSet<string> Irregular =
    [
        "gibt",
        "hilft",
        "nimmt",
        "trägt",
        "wächst",
        "fällt",
        "lässt",
        "weiß",
        "sieht",
        "spricht",
        "trifft",
        "tritt",
        "läuft",
        "fährt",
        "hält",
        "gilt",
        "wirkt",
        "verliert",
        "vergisst",
        "verlässt",
        "enthält",
        "erhält",
        "behält",
        "übernimmt",
        "entsteht",
        "steht",
        "geht",
        "tut",
        "steigt",
        "sinkt",
        "gab",
        "kam",
        "ging",
        "stand",
        "blieb",
        "fand",
        "half",
        "nahm",
        "sah",
        "trug",
        "wuchs",
        "lag",
        "hielt",
        "ließ",
        "tun",
    ];

    /// <summary>Stems of regular forms: "brauch" is "brauchen", "braucht", "brauchte".</summary>
    private static readonly HashSet<string> Stems =
    [
        "arbeit",
        "achte",
        "ander",
        "änder",
        "antwort",
        "bau",
        "bedeut",
        "beginn",
        "bekomm",
        "bemüh",
        "berat",
        "berichte",
        "besitz",
        "besteh",
        "besuch",
        "beteilig",
        "bevorzug",
        "bewahr",
        "bezahl",
        "bild",
        "biet",
        "bind",
        "bleib",
        "brauch",
        "bring",
        "denk",
        "dien",
        "droh",
        "engagier",
        "entscheid",
        "entsteh",
        "entwickel",
        "erfahr",
        "erfüll",
        "erhalt",
        "erkenn",
        "erleb",
        "erleichter",
        "ermöglich",
        "erprob",
        "erreich",
        "ersetz",
        "erwart",
        "fahr",
        "fall",
        "fass",
        "fehl",
        "find",
        "folg",
        "förder",
        "frag",
        "führ",
        "geb",
        "geh",
        "gehör",
        "gelt",
        "genieß",
        "gestalt",
        "gewinn",
        "glaub",
        "gründ",
        "halt",
        "handel",
        "helf",
        "hinder",
        "hoff",
        "hör",
        "informier",
        "kauf",
        "kenn",
        "klapp",
        "kling",
        "komm",
        "kost",
        "kümmer",
        "kürz",
        "lass",
        "lauf",
        "leb",
        "leg",
        "leid",
        "leist",
        "lern",
        "les",
        "lieg",
        "lohn",
        "lös",
        "mach",
        "mein",
        "meld",
        "miss",
        "motivier",
        "nehm",
        "nenn",
        "nutz",
        "öffn",
        "pass",
        "pfleg",
        "plan",
        "profitier",
        "prüf",
        "rechn",
        "red",
        "regel",
        "reich",
        "reis",
        "sag",
        "sammel",
        "schaff",
        "schätz",
        "scheiter",
        "schließ",
        "schreib",
        "schütz",
        "seh",
        "send",
        "senk",
        "setz",
        "sicher",
        "sink",
        "sorg",
        "spar",
        "spiel",
        "sprech",
        "stärk",
        "steh",
        "steig",
        "stell",
        "stimm",
        "streit",
        "stütz",
        "such",
        "tausch",
        "teil",
        "trag",
        "treff",
        "trenn",
        "tret",
        "üb",
        "überforder",
        "überleb",
        "übernehm",
        "unterscheid",
        "unterstütz",
        "verändern",
        "veränder",
        "verbesser",
        "verbind",
        "verdien",
        "vereinbar",
        "vergess",
        "verhinder",
        "verlass",
        "verlier",
        "vermeid",
        "vermittel",
        "vernetz",
        "verschwind",
        "versteh",
        "vertrau",
        "verwend",
        "wachs",
        "wähl",
        "warn",
        "wart",
        "wechsel",
        "weitergeb",
        "werb",
        "wiss",
        "wirk",
        "wohn",
        "wünsch",
        "zahl",
        "zähl",
        "zeig",
        "zieh",
        "zögern",
        "zusammenarbeit",
        "begleit",
        "anbiet",
        "stattfind",
    ];

    /// <summary>They end like a verb and are none.</summary>
    private static readonly HashSet<string> Others =
    [
        "nicht",
        "leicht",
        "vielleicht",
        "recht",
        "echt",
        "schlecht",
        "gerecht",
        "dicht",
        "schlicht",
        "insgesamt",
        "gesamt",
        "bereit",
        "breit",
        "weit",
        "direkt",
        "konkret",
        "gut",
        "mit",
        "oft",
        "sonst",
        "selbst",
        "fast",
        "erst",
        "zuerst",
        "jetzt",
        "dort",
        "fort",
        "laut",
        "statt",
        "seit",
        "samt",
        "meist",
        "zuletzt",
        "überhaupt",
        "bekannt",
        "verwandt",
        "elegant",
        "weitgehend",
        "möglichst",
        "geeignet",
        "bestimmt",
        "gemischt",
    ];

    private static readonly string[] NoVerbs = ["haft", "icht", "ent", "ant", "ekt", "akt", "ikt"];

    public static bool IsAuxiliary(string word) => Auxiliaries.Contains(word);

    /// <summary>A form that can be the verb of a statement by itself; not one that may be a participle.</summary>
    public static bool IsFinite(string word) =>
        Auxiliaries.Contains(word)
        || Irregular.Contains(word)
        || (
            !Others.Contains(word)
            && Stem(word, "et", "t", "te", "ten", "ete", "eten") is { } stem
            && (Stems.Contains(stem) || stem.EndsWith("ier", StringComparison.Ordinal))
        );

    /// <summary>Any form.</summary>
    public static bool IsVerb(string word) =>
        IsFinite(word)
        || EndsLikeOne(word)
        || (Stem(word, "en", "n", "end") is { } stem && (Stems.Contains(stem) || stem.EndsWith("ier", StringComparison.Ordinal)))
        || IsParticiple(word);

    /// <summary>The form of a plural, such as "zahlen", of a verb that is known.</summary>
    public static bool IsPlural(string word) => Stem(word, "en", "n") is not null;

    /// <summary>"schrumpft", "entlastet": of verbs that nobody listed here. Others end so too.</summary>
    public static bool EndsLikeOne(string word) =>
        word.Length > 4
        && char.IsLower(word[0])
        && word[^1] == 't'
        && (
            !"aeiouäöüs".Contains(word[^2], StringComparison.Ordinal)
            || word.EndsWith("tet", StringComparison.Ordinal)
            || word.EndsWith("det", StringComparison.Ordinal)
        )
        && !Others.Contains(word)
        && !NoVerbs.Any(ending => word.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>A word that ends like the plural of a verb and stands where one may: before an adverb, not before a noun.</summary>
    public static bool BeginsLikeOne(IReadOnlyList<string> words) =>
        words.Count > 1
        && words[0].Length > 4
        && words[0].EndsWith("en", StringComparison.Ordinal)
        && char.IsLower(words[1][0])
        && !LooksInflected(words[1])
        && words[0]
            is not (
                "einen"
                or "keinen"
                or "ihren"
                or "seinen"
                or "allen"
                or "beiden"
                or "diesen"
                or "jenen"
                or "neben"
                or "gegen"
                or "sieben"
            );

    /// <summary>"gesehen", "gefördert"; of others, whose stem is known.</summary>
    private static bool IsParticiple(string word) =>
        word.Length > 5
        && char.IsLower(word[0])
        && !Others.Contains(word)
        && word.StartsWith("ge", StringComparison.Ordinal)
        && (word.EndsWith('t') || word.EndsWith("en", StringComparison.Ordinal))
        && !word.EndsWith("haft", StringComparison.Ordinal)
        && !word.EndsWith("sten", StringComparison.Ordinal)
        && word is not ("gegen" or "genannten");

    /// <summary>Ends like an adjective before a noun.</summary>
    public static bool LooksInflected(string word) =>
        char.IsLower(word[0])
        && word.Length > 3
        && !Subjects.Contains(word)
        && !IsFinite(word)
        && word is not ("ihnen" or "denen" or "diesen" or "einander")
        && (
            word.EndsWith('e')
            || word.EndsWith("en", StringComparison.Ordinal)
            || word.EndsWith("er", StringComparison.Ordinal)
            || word.EndsWith("es", StringComparison.Ordinal)
            || word.EndsWith("em", StringComparison.Ordinal)
        );

    private static string? Stem(string word, params string[] endings)
    {
        if (!char.IsLower(word[0]))
            return null;
        foreach (var ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length > ending.Length + 1)
            {
                var stem = word[..^ending.Length];
                if (Stems.Contains(stem) || stem.EndsWith("ier", StringComparison.Ordinal))
                    return stem;
            }
        return null;
    }
}
