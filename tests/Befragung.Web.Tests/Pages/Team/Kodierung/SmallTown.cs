using System.Text;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>What somebody of a small town wrote, and what it is about.</summary>
/// <param name="Thoughts">Where it says two things: each of them, in the words of the text.</param>
internal sealed record TownAnswer(string Text, IReadOnlyList<string> Codes, IReadOnlyList<string> Thoughts);

/// <summary>
/// A study in a small town, and open answers to it as people write them: much of it nearly alike, with slips and without capitals, some with two thoughts, with emoji, in English,
/// pasted from a table, or as long as a text may be. The same ones each time; nobody said them.
/// </summary>
internal static class SmallTown
{
    /// <summary>How many texts everybody writes: a long one and three ideas.</summary>
    public const int TextsEach = 4;

    /// <summary>The longest text that is taken.</summary>
    public const int Longest = 10_000;

    public const string Yaml = """
        befragung: 1
        title: { de: Was unsere Stadt braucht }
        languages: [de]
        introduction: { de: Wir fragen in drei Runden. }
        contact: { name: Büro für Stadtentwicklung, email: buero@befragung.internal }
        groups:
          - { key: nord, name: { de: Nordstadt } }
          - { key: sued, name: { de: Südstadt } }
        settings: { rounds: 3, smallestCell: 5 }
        scales:
          s5: { points: 5, labels: { 1: { de: unwichtig }, 5: { de: sehr wichtig } }, noAnswer: true }
        sections:
          - key: ort
            title: { de: Unsere Stadt }
            items:
              - { key: bus, type: rating, text: { de: Wie wichtig ist ein Bus in jeder Stunde? }, scale: s5 }
              - { key: rad, type: rating, text: { de: Wie wichtig sind sichere Radwege? }, scale: s5 }
              - { key: arzt, type: rating, text: { de: Wie wichtig ist die hausärztliche Versorgung? }, scale: s5 }
              - { key: amt, type: rating, text: { de: Wie wichtig ist ein Rathaus am Marktplatz? }, scale: s5 }
          - key: worte
            title: { de: Mit eigenen Worten }
            items:
              - { key: fehlt, type: longText, text: { de: Was fehlt in unserer Stadt am meisten? } }
              - { key: ideen, type: ideas, text: { de: Was sollte als Erstes geschehen? }, entries: 3 }
        """;

    private static readonly string[] Openings = ["", "", "Ganz klar: ", "Aus meiner Sicht: ", "Bei uns im Ort: "];

    private static readonly string[] Endings =
    [
        "",
        "",
        " Das sagen wir seit Jahren.",
        " Gerade für Ältere.",
        " Andere Städte schaffen das auch.",
    ];

    private static readonly string[] Signs = ["🙂", "🚲", "❤️", "👍🏽", "😡"];

    /// <summary>What people write about: the code of it, the statement that is made from it, what is missing, and what is to be done.</summary>
    public static IReadOnlyList<(string Code, string Statement, string[] Missing, string[] Ideas)> Themes { get; } =
    [
        (
            "Mobilität > Busse",
            "Busse müssen auch am Abend und am Wochenende fahren.",
            [
                "Abends und am Sonntag fährt kein Bus",
                "Ein Bus, der öfter als dreimal am Tag fährt",
                "Die Busverbindung in die Kreisstadt ist zu schlecht",
            ],
            ["Busse am Abend", "Rufbus für die Ortsteile", "Den Bus im Stundentakt fahren lassen"]
        ),
        (
            "Mobilität > Radwege",
            "Zwischen den Ortsteilen braucht es durchgehende Radwege.",
            [
                "Sichere Radwege zu den Ortsteilen",
                "Der Radweg hört am Ortsausgang einfach auf",
                "Für Kinder mit dem Fahrrad ist es hier gefährlich",
            ],
            ["Radweg zur Schule bauen", "Überdachte Fahrradständer am Bahnhof", "Radwege ausbessern"]
        ),
        (
            "Versorgung > Läden",
            "Ein Laden für den täglichen Bedarf gehört in den Ortskern.",
            [
                "Ein Lebensmittelladen im Ortskern",
                "Bäcker und Metzger haben zugemacht, man muss für alles ins Gewerbegebiet",
                "Einkaufen ohne Auto geht nicht mehr",
            ],
            ["Dorfladen gründen", "Wochenmarkt auch am Samstag", "Ladenmieten im Zentrum senken"]
        ),
        (
            "Versorgung > Arztpraxen",
            "Die Stadt soll selbst Praxisräume anbieten, damit Ärztinnen und Ärzte kommen.",
            [
                "Eine Hausärztin, die noch Patienten aufnimmt",
                "Auf einen Termin beim Arzt wartet man Monate",
                "Es gibt keinen Kinderarzt mehr",
            ],
            ["Ärztehaus im alten Bahnhof", "Praxisräume günstig vermieten", "Gemeindeschwester einstellen"]
        ),
        (
            "Verwaltung > Öffnungszeiten",
            "Das Rathaus soll an einem Abend in der Woche geöffnet sein.",
            [
                "Öffnungszeiten im Rathaus für Leute, die arbeiten",
                "Das Bürgerbüro hat nur vormittags auf",
                "Im Rathaus geht niemand ans Telefon",
            ],
            ["Rathaus einen Abend länger öffnen", "Bürgerbüro am Samstag", "Feste Ansprechperson im Rathaus"]
        ),
        (
            "Verwaltung > Online-Anträge",
            "Alle Anträge sollen sich von zu Hause aus stellen lassen.",
            [
                "Anträge, die man online stellen kann",
                "Für jedes Formular muss ich persönlich erscheinen",
                "Die Internetseite der Stadt ist veraltet",
            ],
            ["Formulare ins Internet stellen", "Termine online buchen", "Neue Internetseite der Stadt"]
        ),
        (
            "Zusammenleben > Ehrenamt",
            "Wer sich ehrenamtlich engagiert, braucht eine hauptamtliche Stelle, die hilft.",
            ["Nachwuchs für Feuerwehr und Vereine", "Das Ehrenamt hängt an wenigen, die bald aufhören", "Anerkennung für Freiwillige"],
            ["Ehrenamtskarte einführen", "Stelle für die Vereine schaffen", "Dankeschönfest für Freiwillige"]
        ),
        (
            "Zusammenleben > Jugend",
            "Jugendliche brauchen einen Raum, über den sie selbst bestimmen.",
            ["Ein Treffpunkt für Jugendliche", "Für junge Leute gibt es hier gar nichts", "Das Jugendzentrum ist seit zwei Jahren zu"],
            ["Jugendraum wieder aufmachen", "Skateplatz am Sportheim", "Jugendrat mit eigenem Geld"]
        ),
        (
            "Wohnen > Leerstand",
            "Leer stehende Häuser im Ortskern sollen vor Neubau am Rand kommen.",
            [
                "Jemand, der sich um die leeren Häuser kümmert",
                "Im Zentrum steht jedes dritte Haus leer",
                "Kleine Wohnungen, auch zur Miete",
            ],
            ["Leere Läden zwischennutzen", "Altbauten sanieren statt Neubaugebiet", "Leerstand erfassen"]
        ),
        (
            "Netz und Funk",
            "Schnelles Internet ist für die Stadt so wichtig wie Straßen.",
            [
                "Schnelles Internet in allen Ortsteilen",
                "Ständig Funkloch, auch mitten in der Stadt",
                "Glasfaser ist seit Jahren versprochen",
            ],
            ["Glasfaser endlich verlegen", "Freies WLAN am Marktplatz", "Funklöcher schließen"]
        ),
    ];

    /// <summary>Of each expert one after the other: the long text, and three ideas.</summary>
    public static IReadOnlyList<TownAnswer> Answers(int experts, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, experts * TextsEach).Select(number => Answer(number, chance))];
    }

    private static TownAnswer Answer(int number, Random chance)
    {
        var (expert, place) = (number / TextsEach, number % TextsEach);
        var (code, _, missing, ideas) = Themes[chance.Next(Themes.Count)];
        if (place > 0)
            return One(Slip(One(ideas, chance) + (expert % 9 == 0 ? " " + One(Signs, chance) : ""), chance), code);
        return expert switch
        {
            3 => One("The doctors here take no new patients any more, and the next surgery is 30 km away.", "Versorgung > Arztpraxen"),
            7 => One(Long(Themes[2].Missing), Themes[2].Code),
            11 => One(
                "Linie\tMo–Fr\tSa\tSo\n12\t3-mal\t1-mal\tnie\n14\t2-mal\tnie\tnie\nMehr ist an Bussen nicht da.",
                "Mobilität > Busse"
            ),
            _ when expert % 6 == 5 => Two(code, One(missing, chance), chance),
            _ => One(Slip(One(Openings, chance) + One(missing, chance) + "." + One(Endings, chance), chance), code),
        };
    }

    private static TownAnswer One(string text, string code) => new(text, [code], [text]);

    private static TownAnswer Two(string code, string words, Random chance)
    {
        var other = Themes[(Themes.ToList().FindIndex(theme => theme.Code == code) + 1 + chance.Next(Themes.Count - 1)) % Themes.Count];
        string[] thoughts = [words + ".", "Außerdem: " + One(other.Missing, chance) + "."];
        return new(string.Join(' ', thoughts), [code, other.Code], thoughts);
    }

    private static string Long(string[] sentences)
    {
        var text = new StringBuilder();
        for (var number = 1; text.Length < Longest; number++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{number}. {sentences[number % sentences.Length]}. ");
        return text.ToString(0, Longest - 1) + "…";
    }

    /// <summary>As people type: every third has a slip.</summary>
    private static string Slip(string text, Random chance)
    {
        var at = 1 + chance.Next(text.Length - 3);
        return chance.Next(15) switch
        {
            0 when char.IsLower(text[at]) && char.IsLower(text[at + 1]) => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            1 when char.IsLower(text[at]) => text.Remove(at, 1),
            2 => text.ToLower(System.Globalization.CultureInfo.InvariantCulture),
            3 => text.Replace("ü", "ue", StringComparison.Ordinal)
                .Replace("ä", "ae", StringComparison.Ordinal)
                .Replace("ö", "oe", StringComparison.Ordinal),
            4 => text.TrimEnd('.') + "!!!",
            _ => text,
        };
    }

    private static string One(string[] all, Random chance) => all[chance.Next(all.Length)];
}
