using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Exchange;

/// <summary>
/// What the columns of the wide table, and the items of the long one, mean: a line for each, in the language asked for. And what has to be known of the
/// data as a whole, since a file goes on alone.
/// </summary>
public sealed class Codebook(StudyExport export, FileWords words)
{
    public IReadOnlyList<string> Head =>
        [
            words.T["Spalte"],
            words.T["Abschnitt"],
            words.T["Frage"],
            words.T["Teil"],
            words.T["Art"],
            words.T["Runden"],
            words.T["Werte"],
            words.T["Fehlende Werte"],
        ];

    public IEnumerable<IReadOnlyList<string>> Lines =>
        [
            ["round", "", words.T["Runde"], "", "", AllRounds, words.T["Zahl"], ""],
            [
                "panelist",
                "",
                words.T[
                    export.IsComplete
                        ? "Pseudonym, in allen Runden dasselbe"
                        : "Pseudonym; wo es niemanden verrät, in mehreren Runden dasselbe"
                ],
                "",
                "",
                AllRounds,
                words.T["Text"],
                "",
            ],
            [
                "group",
                "",
                Plain(export.Rounds[^1].Questionnaire.GroupLabel.OneFirst),
                "",
                "",
                AllRounds,
                Groups,
                words.T["leer: Gruppe zu klein zum Zeigen"],
            ],
            .. export.Parts.Select(Line),
            .. export.Reasons.Count == 0
                ? []
                : (string[][])
                    [
                        ["side", "", words.T["Begründungen"], "", "", AllRounds, "for; against; neutral; reply; team", ""],
                        ["reason", "", words.T["Begründungen"], "", "", AllRounds, words.T["Text"], ""],
                        ["number", "", words.T["Begründungen"], "", "", AllRounds, words.T["Nummer der Zeile"], ""],
                        [
                            "answers_to",
                            "",
                            words.T["Begründungen"],
                            "",
                            "",
                            AllRounds,
                            words.T["Nummer der Zeile, auf die geantwortet wird"],
                            "",
                        ],
                    ],
        ];

    /// <summary>The rounds that are in the data, as a table with its head.</summary>
    public IEnumerable<IReadOnlyList<Cell>> Rounds =>
        [
            [
                .. (
                    (string[])
                        [words.T["Runde"], words.T["Fragen"], words.T["eingeladen"], words.T["abgegeben"], words.T["geschlossen (UTC)"]]
                ).Select(Cell.Words),
            ],
            .. export.Rounds.Select(round =>
                (Cell[])
                    [
                        Number(round.Number),
                        Number(round.Questionnaire.Items.Count(item => item.Parts.Count > 0)),
                        Number(round.Result.Response.Invited),
                        Number(round.Result.Response.HandedIn),
                        Cell.Words(round.ClosedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? ""),
                    ]
            ),
        ];

    /// <summary>What has to be known of the data.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (export.IsSimulated)
                yield return words.T["Alle Antworten sind simuliert. Niemand hat sie gegeben."];
            yield return words.T[
                "Enthalten sind die abgegebenen Bögen geschlossener Runden, eine Zeile je Person und Runde; in der langen Tabelle eine Zeile je Frage, auch ohne Antwort. Was jemand nicht gefragt wurde, hat dort keine Zeile."
            ];
            yield return words.T[
                "Die Pseudonyme (panelist) sind in allen Dateien dieses Standes dieselben. Ohne den Schlüssel auf dem Server führen sie zu niemandem. Die Reihenfolge der Zeilen sagt nichts."
            ];
            if (export.IsComplete)
            {
                yield return words.T[
                    "Vollständig, nur für das Projektteam: Auch sehr kleine Gruppen sind genannt, alle Runden einer Person sind verbunden, und Begründungen stehen da, wie sie geschrieben wurden, auch zurückgehaltene. Wer das Panel kennt, kann daran erkennen, welcher Bogen von wem ist. Geben Sie diese Datei nicht weiter."
                ];
                yield return words.T[
                    "Diese Datei und die unvollständigen lassen sich über gleiche Antworten zusammenführen. Wer beide hat, weiß alles, was hier steht. Löschen Sie diese Datei, sobald sie ihren Zweck erfüllt hat."
                ];
            }
            else
            {
                yield return words.T[
                    "Wer zu einer Gruppe gehört, die in irgendeiner Runde oder Frage zu klein zum Zeigen ist, steht überall ohne Gruppe. So lässt sich keine kleine Gruppe errechnen."
                ];
                yield return words.T[
                    "Die Bögen einer Person tragen nur dort in mehreren Runden dasselbe Pseudonym, wo sie darin mindestens {0:Person|Personen} derselben Gruppe gleicht; sonst beginnt ein neues. So verrät niemanden, wer wann teilnahm. Was Runden derselben Person vergleicht, beruht in diesen Dateien deshalb auf weniger Paaren als im Bericht.",
                    export.SmallestCell
                ];
                if (export.Rounds.Any(round => round.Questionnaire.Expertise.Any()))
                    yield return words.T[
                        "Wie gut sich jemand nach eigenen Angaben in einem Abschnitt auskennt, steht nicht bei den Antworten: Wer als fachkundig bekannt ist, wäre daran zu erkennen. Wie viele was angaben, steht in den Ergebnissen."
                    ];
                if (export.Telling.Count > 0)
                    yield return words.T[
                        "Manche Fragen gingen nur an bestimmte Gruppen. Bei Personen ohne Gruppe fehlen sie, weil sie die Gruppe verrieten: {0}.",
                        string.Join(", ", export.Telling.Order(StringComparer.Ordinal))
                    ];
                foreach (var round in export.LeftOut)
                    yield return words.T["Runde {0} fehlt: Weniger als {1:Person|Personen} haben abgegeben.", round, export.SmallestCell];
                yield return words.T[
                    "Begründungen stehen für sich, so wie sie freigegeben sind, und nicht bei den Antworten: Wer einen Satz wiedererkennt, soll nicht den ganzen Bogen dazu haben. Zurückgehaltene und noch nicht entschiedene fehlen."
                ];
                yield return words.T[
                    "Diese Dateien und die vollständige lassen sich über gleiche Antworten zusammenführen. Wer beide hat, weiß alles, was in der vollständigen steht. Frühere Stände dieser Dateien verraten nichts darüber hinaus."
                ];
            }
            yield return words.T[
                "Eine leere Zelle heißt: nicht beantwortet oder in dieser Runde nicht gefragt. {0} heißt: „keine Angabe“ wurde gewählt; die lange Tabelle lässt auch das leer.",
                WideTable.NoAnswer
            ];
            yield return words.T[
                "Texte stehen da, wie sie geschrieben wurden, und können Namen enthalten. Lesen Sie sie, bevor Sie die Datei weitergeben."
            ];
            yield return words.T[
                "Ein Apostroph am Anfang eines Textes gehört nicht dazu: Er steht vor =, +, -, @, Tabulator, Zeilenende oder Apostroph, damit kein Programm den Text als Formel ausführt."
            ];
            yield return words.T["Quartile im Bericht: Typ {0} nach Hyndman und Fan.", export.QuantileType];
        }
    }

    private string Groups => Named(export.Rounds[^1].Questionnaire.Groups.Select(group => (group.Key, (LocalizedText?)group.Name)));

    private string AllRounds => string.Join(", ", export.Rounds.Select(round => round.Number));

    private IReadOnlyList<string> Line(AskedPart asked) =>
        [
            asked.Part.Key,
            Plain(asked.Section.Title),
            Plain(asked.Item.Text),
            asked.Part.Name is { } name ? Plain(name) : "",
            TypeOf(asked.Item),
            string.Join(
                ", ",
                export.Rounds.Where(round => round.Parts.Any(part => part.Part.Key == asked.Part.Key)).Select(round => round.Number)
            ),
            ValuesOf(asked.Part),
            MissingOf(asked),
        ];

    private string TypeOf(Item item) =>
        item switch
        {
            RatingItem => words.T["Bewertung"],
            MultiRatingItem => words.T["Bewertung nach Kriterien"],
            SingleChoiceItem => words.T["Auswahl"],
            MultipleChoiceItem => words.T["Mehrfachauswahl"],
            RankingItem => words.T["Rangfolge"],
            PointsItem => words.T["Verteilung von Punkten"],
            NumberItem => words.T["Zahl"],
            EstimateItem => words.T["Schätzung"],
            IdeasItem => words.T["Ideen"],
            ExpertiseItem => words.T["Kenntnisstand nach eigener Einschätzung"],
            _ => words.T["Text"],
        };

    private string ValuesOf(Part part) =>
        part switch
        {
            RatedPart rated => Named(
                Enumerable
                    .Range(1, rated.Scale.Points)
                    .Select(point => (point.ToString(CultureInfo.InvariantCulture), rated.Scale.LabelOf(point)))
            ),
            ChoicePart choice => Named(choice.Options.Select(option => (option.Key, (LocalizedText?)option.Name))),
            MarkPart => words.T["1 = gewählt; 0 = nicht gewählt"],
            RankPart rank => words.T["Rang 1 bis {0}", rank.Ranks],
            NumberPart number => string.Join(
                ", ",
                ((string?[])[words.T["Zahl"], Plain(number.Unit?.Many), Bound("≥", number.Min), Bound("≤", number.Max)]).Where(one =>
                    one is { Length: > 0 }
                )
            ),
            _ => words.T["Text"],
        };

    private string MissingOf(AskedPart asked) =>
        asked.Part switch
        {
            RatedPart or ChoicePart or MarkPart when asked.Part.NoAnswer && asked.Item is not ExpertiseItem => words.T[
                "leer: nicht beantwortet; {0}: keine Angabe",
                WideTable.NoAnswer
            ],
            RankPart => words.T["leer: kein Rang vergeben"],
            _ => words.T["leer: nicht beantwortet"],
        };

    private string Named(IEnumerable<(string Key, LocalizedText? Name)> values) =>
        string.Join("; ", values.Select(value => value.Name is null ? value.Key : $"{value.Key} = {Plain(value.Name)}"));

    private string Plain(LocalizedText? text) => text is null ? "" : words.Plain(text.ToString());

    private static string Bound(string sign, decimal? bound) =>
        bound is { } number ? $"{sign} {number.ToString(CultureInfo.InvariantCulture)}" : "";

    private static Cell Number(int number) => Cell.Number(number.ToString(CultureInfo.InvariantCulture));
}
