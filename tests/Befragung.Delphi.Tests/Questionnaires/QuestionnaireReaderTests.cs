using System.Text.Json;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Questionnaires;

public class QuestionnaireReaderTests
{
    /// <summary>Everything that is optional left out. The tests break it in one place.</summary>
    private const string Small = """
        befragung: 1
        title: Unsere Innenstadt
        languages: [de, en]
        groups:
          - { key: rathaus, name: Rathaus }
          - { key: handel, name: Handel }
        settings: { rounds: 2 }
        scales:
          wichtig5: { points: 5, labels: { 1: unwichtig, 5: sehr wichtig } }
        sections:
          - key: themen
            title: Themen
            items:
              - { key: leerstand, type: rating, text: Leerstand, scale: wichtig5 }
              - { key: wohnen, type: rating, text: Was ist mit Wohnen?, scale: wichtig5 }
        """;

    [Theory]
    [InlineData("threshold: 50.1", 50.1, false, Denominator.Valid, "50,1 %")]
    [InlineData("threshold: 100", 100, false, Denominator.Valid, "100 %")]
    [InlineData("threshold: 66.67, strict: true", 66.67, true, Denominator.Valid, "66,67 %")]
    [InlineData("threshold: '66,67'", 66.67, false, Denominator.Valid, "66,67 %")]
    [InlineData("threshold: 2/3, denominator: answered", 200 / 3d, false, Denominator.Answered, "2/3")]
    [InlineData("strict: false", 75, false, Denominator.Valid, "75 %")]
    public void A_threshold_is_a_percentage_or_a_fraction_and_survives_being_frozen(
        string rule,
        double percent,
        bool strict,
        Denominator denominator,
        string said
    )
    {
        var questionnaire = QuestionnaireReader
            .Read(Small.Replace("rounds: 2", $"rounds: 2, consensus: {{ rule: percentAgreement, {rule} }}", StringComparison.Ordinal))
            .Questionnaire!;
        var frozen = JsonSerializer.Deserialize<Questionnaire>(
            JsonSerializer.Serialize(questionnaire, Questionnaire.Format),
            Questionnaire.Format
        )!;
        Assert.Equal(questionnaire.Settings, frozen.Settings);
        var read = Assert.IsType<PercentAgreementRule>(frozen.Settings.Consensus);
        Assert.Equal((percent, strict, denominator), (read.Threshold.InPercent, read.Strict, read.Denominator));
        Assert.Contains(said, read.Sentence.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("paired, limit: 20", "weniger als 20 %")]
    [InlineData("paired", "weniger als 15 %")]
    [InlineData("scheibe", "Weniger als 15 % aller Antworten")]
    [InlineData("wilcoxon", "Wilcoxon")]
    [InlineData("kappa, limit: 0.6", "mindestens 0,6")]
    public void A_rule_of_stability_is_read_frozen_and_said(string rule, string said)
    {
        var questionnaire = QuestionnaireReader
            .Read(Small.Replace("rounds: 2", $"rounds: 2, stability: {{ rule: {rule} }}", StringComparison.Ordinal))
            .Questionnaire!;
        var frozen = JsonSerializer.Deserialize<Questionnaire>(
            JsonSerializer.Serialize(questionnaire, Questionnaire.Format),
            Questionnaire.Format
        )!;
        Assert.Equal(questionnaire.Settings.Stability, frozen.Settings.Stability);
        Assert.Contains(said, frozen.Settings.Stability.Sentence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_stability_is_needless_where_there_is_one_round()
    {
        var read = QuestionnaireReader.Read(Small.Replace("rounds: 2", "rounds: 1, stability: { rule: paired }", StringComparison.Ordinal));
        Assert.NotNull(read.Questionnaire);
        var notice = Assert.Single(read.Problems);
        Assert.True(notice.IsNotice);
        Assert.Contains("erst eine zweite", notice.What.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_before_there_was_a_choice_are_read_with_the_usual_rules()
    {
        var old = JsonSerializer.Deserialize<StudySettings>(
            """{"rounds":2,"quantileType":7,"smallestCell":5,"consensus":{"rule":"percentAgreement","threshold":50}}""",
            Questionnaire.Format
        )!;
        Assert.Equal(PairedRule.Usual, old.Stability);
        Assert.Equal(new PercentAgreementRule(50), old.Consensus);
    }

    [Fact]
    public void What_is_left_out_is_as_usual()
    {
        var read = QuestionnaireReader.Read(Small.Replace("settings: { rounds: 2 }\n", "", StringComparison.Ordinal));
        Assert.Empty(read.Problems);
        var questionnaire = read.Questionnaire!;
        Assert.Equal(StudySettings.Usual, questionnaire.Settings);
        Assert.Null(questionnaire.Introduction);
        Assert.Null(questionnaire.Consent);
        Assert.Null(questionnaire.Contact);
        var scale = ((RatingItem)questionnaire.Items.First()).Scale;
        Assert.Equal((true, 2, 2), (scale.NoAnswer, scale.Top, scale.Bottom));
    }

    [Fact]
    public void A_question_mark_without_quotation_marks_is_understood_in_braces() =>
        Assert.Equal("Was ist mit Wohnen?", QuestionnaireReader.Read(Small).Questionnaire!.Items.Last().Text.In("de"));

    [Fact]
    public void Texts_are_trimmed_and_titles_stand_on_one_line()
    {
        var read = QuestionnaireReader.Read(
            Changed("title: Unsere Innenstadt", "title: |\n\n  Unsere\n  Innenstadt\n\nintroduction: \"  a\\n\\nb \\n\"")
        );
        Assert.Equal("Unsere Innenstadt", read.Questionnaire!.Title.In("de"));
        Assert.Equal("a\n\nb", read.Questionnaire.Introduction!.In("de"));
    }

    [Fact]
    public void Line_ends_of_Windows_and_a_byte_order_mark_do_not_matter()
    {
        var read = QuestionnaireReader.Read(
            "\uFEFF" + Changed("text: Leerstand", "text: 3").Replace("\n", "\r\n", StringComparison.Ordinal)
        );
        Assert.Empty(read.Problems);
        Assert.Equal("3", read.Questionnaire!.Items.First().Text.In("de"));
        Assert.Equal(
            ["1:1", "2:8", "3:1"],
            QuestionnaireReader.Read("\uFEFFbefragung: 1\r\ntitle: ''\r\ntitle: x").Problems.Select(Place).Distinct()
        );
    }

    [Fact]
    public void Every_type_is_read()
    {
        var read = QuestionnaireReader.Read(
            Changed(
                "      - { key: leerstand, type: rating, text: Leerstand, scale: wichtig5 }",
                """
                      - { key: a, type: rating, text: A, note: Hilfe, scale: wichtig5 }
                      - { key: b, type: multiRating, text: B, criteria: [{ key: x, name: X, scale: wichtig5 }, { key: y, name: Y, scale: wichtig5 }] }
                      - { key: c, type: singleChoice, text: C, options: [{ key: x, name: X }, { key: y, name: Y }], noAnswer: false }
                      - { key: d, type: ranking, text: D, options: [{ key: x, name: X }, { key: y, name: Y }, { key: z, name: Z }], top: 2 }
                      - { key: e, type: ranking, text: E, options: [{ key: x, name: X }, { key: y, name: Y }] }
                      - { key: f, type: longText, text: F, maxLength: 100 }
                      - { key: g, type: longText, text: G }
                      - { key: h, type: ideas, text: H, entries: 20 }
                      - { key: i, type: ideas, text: I }
                      - { key: j, type: information, text: J }
                      - { key: k, type: multipleChoice, text: K, options: [{ key: x, name: X }, { key: y, name: Y }], other: true, min: 1, max: 3, noAnswer: false }
                      - { key: l, type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: other, name: Y }] }
                      - { key: m, type: shortText, text: M, maxLength: 500 }
                      - { key: n, type: shortText, text: "N" }
                      - { key: o, type: points, text: O, options: [{ key: x, name: X }, { key: y, name: Y }], total: 10 }
                      - { key: p, type: number, text: P, unit: km, min: -1.5, max: 2.5, decimals: 1 }
                      - { key: q, type: estimate, text: Q }
                """
            )
        );
        Assert.Empty(read.Problems);
        Assert.Equal(
            [
                "a",
                "b.x",
                "b.y",
                "c",
                "d.x",
                "d.y",
                "d.z",
                "e.x",
                "e.y",
                "f",
                "g",
                .. Enumerable.Range(1, 20).Select(n => $"h.{n}"),
                "i.1",
                "i.2",
                "i.3",
                "i.4",
                "i.5",
                "k.x",
                "k.y",
                "k.other",
                "l.x",
                "l.other",
                "m",
                "n",
                "o.x",
                "o.y",
                "p",
                "q.low",
                "q.best",
                "q.high",
                "wohnen",
            ],
            read.Questionnaire!.Items.SelectMany(item => item.Parts).Select(part => part.Key)
        );
        var items = read.Questionnaire.Items.ToDictionary(item => item.Key);
        Assert.Equal("Hilfe", items["a"].Note!.In("de"));
        Assert.False(((SingleChoiceItem)items["c"]).NoAnswer);
        Assert.Equal((2, 2), (((RankingItem)items["d"]).Top, ((RankingItem)items["e"]).Top));
        Assert.Equal((100, 10_000), (((LongTextItem)items["f"]).MaxLength, ((LongTextItem)items["g"]).MaxLength));
        Assert.Equal((500, 200), (((ShortTextItem)items["m"]).MaxLength, ((ShortTextItem)items["n"]).MaxLength));
        var several = (MultipleChoiceItem)items["k"];
        var plain = (MultipleChoiceItem)items["l"];
        Assert.Equal((true, 1, 3, false), (several.Other, several.Min, several.Max, several.NoAnswer));
        Assert.Equal((false, 0, 2, true), (plain.Other, plain.Min, plain.Max, plain.NoAnswer));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData(", other: true", 3)]
    [InlineData(", max: 1", 1)]
    [InlineData(", max: 2, min: 2", 2)]
    public void An_exclusive_option_does_not_count_among_those_to_combine(string more, int max)
    {
        var read = QuestionnaireReader.Read(
            Changed(
                "type: rating, text: Leerstand, scale: wichtig5",
                $"type: multipleChoice, text: L, options: [{{ key: x, name: X }}, {{ key: y, name: Y, exclusive: false }}, {{ key: z, name: Keines davon, exclusive: true }}]{more}"
            )
        );
        Assert.Empty(read.Problems);
        var item = (MultipleChoiceItem)read.Questionnaire!.Items.First();
        Assert.Equal(max, item.Max);
        Assert.Equal([false, false, true], item.Options.Select(option => option.Exclusive));
    }

    /// <summary>Each line: what is replaced, by what, where the problem is, and words of its sentence.</summary>
    [Theory]
    [InlineData("befragung: 1", "befragung: 2", "1:12", "Gelesen wird „befragung: 1“")]
    [InlineData("befragung: 1\n", "", "1:1", "Hier fehlt das Feld „befragung“")]
    [InlineData("title:", "titel:", "2:1", "„titel“ kenne ich nicht. Meinten Sie „title“?")]
    [InlineData("title: Unsere Innenstadt", "title: Unsere: Innenstadt", "2:14", "Doppelpunkt in einem Text")]
    [InlineData("title: Unsere Innenstadt", "title: @home", "2:8", "nicht beginnen")]
    [InlineData("title: Unsere Innenstadt", "title:", "2:7", "„title“ ist leer")]
    [InlineData("title: Unsere Innenstadt", "title: '  '", "2:8", "Der Text ist leer")]
    [InlineData("title: Unsere Innenstadt", "title: [Unsere]", "2:8", "wird ein Text erwartet")]
    [InlineData("title: Unsere Innenstadt", "title: { en: Town }", "2:8", "fehlt der Text in der Hauptsprache „de“")]
    [InlineData(
        "title: Unsere Innenstadt",
        "title: { de: Stadt, en: Town, fr: Ville }",
        "2:31",
        "„fr“ ist keine Sprache dieses Fragebogens"
    )]
    [InlineData("title: Unsere Innenstadt", "title: Stadt\nfarbe: rot", "3:1", "„farbe“ gehört nicht hierher")]
    [InlineData("title: Unsere Innenstadt", "title: Stadt\ntitle: Land", "3:1", "„title“ steht hier doppelt; zuerst in Zeile 2")]
    [InlineData("title: Unsere Innenstadt", "title: &a Stadt", "2:8", "Anker")]
    [InlineData("title: Unsere Innenstadt", "title: *a", "2:8", "Verweise")]
    [InlineData("title: Unsere Innenstadt", "title: !!str Stadt", "2:8", "Typangaben")]
    [InlineData("title: Unsere Innenstadt", "title: \"Stadt", "2:8", "Anführungszeichen")]
    [InlineData("title: Unsere Innenstadt", "title: St\u0007adt", "2:10", "U+0007")]
    [InlineData("title: Unsere Innenstadt", "title: St\u2028adt", "2:10", "U+2028")]
    [InlineData("title: Unsere Innenstadt", "title: \"St\\u0007adt\"", "2:8", "U+0007")]
    [InlineData("title: Unsere Innenstadt", "title: Stadt\n---\ntitle: Land", "3:1", "zweiter Fragebogen")]
    [InlineData("title: Unsere Innenstadt", "? { a: b }\n: c\ntitle: Stadt", "2:3", "der Name eines Feldes erwartet")]
    [InlineData("title: Unsere Innenstadt", "title: Stadt\ncontact: { name: Team }", "3:10", "Hier fehlt das Feld „email“")]
    [InlineData(
        "title: Unsere Innenstadt",
        "title: Stadt\ncontact: { name: Team, email: team.example.org }",
        "3:31",
        "keine E-Mail-Adresse"
    )]
    [InlineData("languages: [de, en]", "languages: [de, englisch]", "3:17", "Schreiben Sie „en“")]
    [InlineData("languages: [de, en]", "languages: [de, de]", "3:17", "„de“ steht hier doppelt")]
    [InlineData("languages: [de, en]", "languages: []", "3:12", "mindestens 1")]
    [InlineData("languages: [de, en]", "languages: de", "3:12", "wird eine Liste erwartet")]
    [InlineData(
        "key: handel, name: Handel",
        "key: rathaus, name: Handel",
        "6:12",
        "Der Schlüssel „rathaus“ ist doppelt; zuerst steht er in Zeile 5."
    )]
    [InlineData("key: handel, name: Handel", "key: Träger, name: Handel", "6:12", "zum Beispiel „traeger“")]
    [InlineData("key: handel, name: Handel", "key: [a], name: Handel", "6:12", "wird ein Schlüssel erwartet")]
    [InlineData("key: handel, name: Handel", "key: handel, name: Handel, Handwerk", "6:34", "Gehört „Handwerk“ noch zum Text davor?")]
    [InlineData("  - { key: handel, name: Handel }", "  - Handel", "6:5", "werden Felder erwartet: key, name")]
    [InlineData("  - { key: handel", "\t- { key: handel", "6:1", "Tabulator")]
    [InlineData("rounds: 2", "rounds: 11", "7:21", "eine ganze Zahl von 1 bis 10")]
    [InlineData("rounds: 2", "rounds: '2'", "7:21", "ohne Anführungszeichen")]
    [InlineData("rounds: 2", "quantileType: 10", "7:27", "von 1 bis 9")]
    [InlineData("rounds: 2", "smallestCell: 2", "7:27", "von 3 bis 50")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, threshold: 0 }", "7:61", "über 50 und bis 100")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, threshold: 50 }", "7:61", "könnten zwei Seiten zugleich einig sein")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, threshold: 101 }", "7:61", "über 50 und bis 100")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, threshold: 1/2 }", "7:61", "über 50 und bis 100")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, threshold: 3/0 }", "7:61", "über 50 und bis 100")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, threshold: drei Viertel }", "7:61", "oder als Bruch wie 2/3")]
    [InlineData("rounds: 2", "consensus: { rule: percentAgreement, denominator: alle }", "7:63", "nur möglich: valid, answered")]
    [InlineData("rounds: 2", "stability: { rule: paired, limit: 0 }", "7:47", "über 0 und bis 50 Prozent")]
    [InlineData("rounds: 2", "stability: { rule: scheibe, limit: 51 }", "7:48", "über 0 und bis 50 Prozent")]
    [InlineData("rounds: 2", "stability: { rule: wilcoxon, limit: 5 }", "7:42", "„limit“ gehört nicht hierher")]
    [InlineData("rounds: 2", "stability: { rule: kappa, limit: 2 }", "7:46", "eine Zahl von 0 bis 1")]
    [InlineData("rounds: 2", "stability: { rule: kappa }", "7:24", "Hier fehlt das Feld „limit“")]
    [InlineData("rounds: 2", "stability: { rule: pared }", "7:32", "Meinten Sie „paired“?")]
    [InlineData("rounds: 2", "stability: 15", "7:24", "Hier werden Felder erwartet: rule, limit")]
    [InlineData("rounds: 2", "consensus: { rule: iqr }", "7:24", "Hier fehlt das Feld „limit“")]
    [InlineData("rounds: 2", "consensus: { rule: iqr, limit: 1e999 }", "7:44", "eine Zahl von 0 bis 10")]
    [InlineData("rounds: 2", "consensus: { rule: comet, everyGroup: ja }", "7:51", "true (ja) oder false (nein)")]
    [InlineData("rounds: 2", "consensus: { rule: apmo, limit: 1 }", "7:38", "„limit“ gehört nicht hierher")]
    [InlineData("rounds: 2", "consensus: { rule: ram }", "7:32", "9 Punkten")]
    [InlineData("rounds: 2", "consensus: { rule: irq, limit: 1 }", "7:32", "Bei „rule“ ist nur möglich: percentAgreement, iqr")]
    [InlineData("rounds: 2", "consensus: { limit: 1 }", "7:24", "Hier fehlt das Feld „rule“")]
    [InlineData("wichtig5: { points: 5", "wichtig5: { points: 12", "9:23", "von 2 bis 11")]
    [InlineData("wichtig5: { points: 5", "wichtig5: { points: 5, top: 3, bottom: 3", "9:42", "überschneiden sich: „top“ 3 und „bottom“ 3")]
    [InlineData("wichtig5: { points: 5", "wichtig5: { points: 5, top: 4", "9:31", "überschneiden sich: „top“ 4 und „bottom“ 2")]
    [InlineData("wichtig5: { points: 5", "wichtig5: { points: 5, nowAnswer: true", "9:26", "Meinten Sie „noAnswer“?")]
    [InlineData("5: sehr wichtig }", "6: sehr wichtig }", "9:50", "„6“ ist kein Punkt dieser Skala. Sie reicht von 1 bis 5.")]
    [InlineData("5: sehr wichtig }", "05: sehr wichtig }", "9:50", "„05“ ist kein Punkt")]
    [InlineData("  wichtig5: {", "  Sehr 5: { points: 3 }\n  wichtig5: {", "9:3", "„Sehr 5“ geht nicht als Schlüssel", "sehr_5")]
    [InlineData(
        "text: Leerstand, scale: wichtig5",
        "text: Leerstand, scale: wichtig7",
        "14:65",
        "Die Skala „wichtig7“ gibt es nicht. Vorhanden sind: wichtig5."
    )]
    [InlineData("text: Leerstand", "txt: Leerstand", "14:41", "Das Feld „txt“ kenne ich nicht. Meinten Sie „text“?")]
    [InlineData("key: wohnen", "key: leerstand", "15:16", "Der Schlüssel „leerstand“ ist doppelt; zuerst steht er in Zeile 14.")]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }]",
        "14:67",
        "zu wenige Einträge: 1 statt mindestens 2"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y }], max: 3",
        "14:116",
        "von 1 bis 2"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y }], max: 1, min: 2",
        "14:124",
        "von 0 bis 1"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: other, name: Y }], other: true",
        "14:67",
        "ist der Schlüssel „other“ schon vergeben"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y }], other: ja",
        "14:118",
        "true (ja) oder false (nein)"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y, exclusive: true }]",
        "14:67",
        "Mit „exclusive: true“ bleiben hier keine zwei Antworten"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X, exclusive: true }, { key: y, name: Y, exclusive: true }], other: true",
        "14:67",
        "Mit „exclusive: true“ bleiben hier keine zwei Antworten"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y }, { key: z, name: Z, exclusive: true }], max: 3",
        "14:154",
        "von 1 bis 2"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multipleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y, exclusive: ja }]",
        "14:119",
        "Bei „exclusive“ steht entweder true (ja) oder false (nein)."
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: singleChoice, text: L, options: [{ key: x, name: X }, { key: y, name: Y, exclusive: true }]",
        "14:106",
        "Das Feld „exclusive“ gehört nicht hierher."
    )]
    [InlineData("type: rating, text: Leerstand, scale: wichtig5", "type: shortText, text: L, maxLength: 501", "14:64", "von 1 bis 500")]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: points, text: L, options: [{ key: x, name: X }, { key: y, name: Y }], total: 0",
        "14:110",
        "von 1 bis 10.000"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: number, text: L, min: 5, max: 5",
        "14:63",
        "„max“ muss größer sein als „min“ (5)."
    )]
    [InlineData("type: rating, text: Leerstand, scale: wichtig5", "type: number, text: L, min: 1,decimals: 5", "14:67", "von 0 bis 4")]
    [InlineData("type: rating, text: Leerstand, scale: wichtig5", "type: estimate, text: L, min: zwei", "14:57", "wird eine Zahl erwartet")]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: estimate, text: L, total: 5",
        "14:52",
        "Das Feld „total“ gehört nicht hierher"
    )]
    [InlineData("type: rating, text: Leerstand", "type: ratng, text: Leerstand", "14:33", "Meinten Sie „rating“?")]
    [InlineData("type: rating, text: Leerstand", "typ: rating, text: Leerstand", "14:27", "Meinten Sie „type“?")]
    [InlineData("type: rating, text: Leerstand", "text: Leerstand", "14:9", "Hier fehlt das Feld „type“")]
    [InlineData("type: rating, text: Leerstand, scale: wichtig5", "type: longText, text: L, maxLength: 99", "14:63", "von 100 bis 10.000")]
    [InlineData("type: rating, text: Leerstand, scale: wichtig5", "type: ideas, text: L, entries: 21", "14:58", "von 1 bis 20")]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: information, text: L, note: N",
        "14:55",
        "„note“ gehört nicht hierher"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: singleChoice, text: L, options: [{ key: a, name: A }]",
        "14:65",
        "mindestens 2"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: ranking, text: L, options: [{ key: a, name: A }, { key: b, name: B }], top: 3",
        "14:109",
        "von 1 bis 2"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: ranking, text: L, options: [{ key: a, name: A }, { key: a, name: B }]",
        "14:89",
        "„a“ ist doppelt"
    )]
    [InlineData(
        "type: rating, text: Leerstand, scale: wichtig5",
        "type: multiRating, text: L, criteria: [{ key: a, name: A, scale: wichtig5 }]",
        "14:65",
        "mindestens 2"
    )]
    public void A_mistake_is_named_with_its_place(string what, string by, string place, params string[] words)
    {
        var read = QuestionnaireReader.Read(Changed(what, by));
        Assert.Null(read.Questionnaire);
        var problem = Assert.Single(read.Problems);
        Assert.Equal(place, Place(problem));
        Assert.All(words, word => Assert.Contains(word, problem.What.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_found_at_once_in_the_order_of_the_file()
    {
        var read = QuestionnaireReader.Read(
            """
            title: ''
            languages: [de, en]
            gruppen: []
            groups: []
            settings: { rounds: 0, rounds: 1, quantileTyp: 7 }
            scales:
              s: { points: 1, labels: { 0: null } }
            sections:
              - key: T
                titel: x
                items:
                  - { key: a, type: rating, scale: t, text: { de: x, fr: y } }
                  - { key: a, type: estimate, text: x, low: 1 }
            """
        );
        Assert.Null(read.Questionnaire);
        Assert.Equal(
            [
                "1:1",
                "1:8",
                "3:1",
                "4:9",
                "5:21",
                "5:24",
                "5:35",
                "7:16",
                "7:29",
                "7:32",
                "9:10",
                "10:5",
                "12:40",
                "12:58",
                "13:16",
                "13:44",
            ],
            read.Problems.Where(problem => !problem.IsNotice).Select(Place)
        );
    }

    [Fact]
    public void A_language_that_is_missing_is_a_notice_and_the_main_one_stands_in()
    {
        var read = QuestionnaireReader.Read(Changed("title: Unsere Innenstadt", "title: { de: Stadt }"));
        var notice = Assert.Single(read.Problems);
        Assert.True(notice.IsNotice);
        Assert.Equal("2:8", Place(notice));
        Assert.StartsWith("Hier fehlt der Text in der Sprache „en“.", notice.What.ToString(), StringComparison.Ordinal);
        Assert.Equal("Stadt", read.Questionnaire!.Title.In("en"));
    }

    [Fact]
    public void The_main_language_stands_in_wherever_it_is_written()
    {
        var read = QuestionnaireReader.Read(Changed("title: Unsere Innenstadt", "title: { en: Town, de: Stadt }"));
        Assert.Equal("Stadt", read.Questionnaire!.Title.Texts.First().Value);
        // Before it, for whoever reads a third language, comes English.
        Assert.Equal("Town", read.Questionnaire.Title.In("fr"));
    }

    [Theory]
    [InlineData("title: Unsere Innenstadt", "title: ", 300)]
    [InlineData("title: Unsere Innenstadt", "title: T\nintroduction: ", 20_000)]
    [InlineData("title: Unsere Innenstadt", "title: T\nconsent: ", 20_000)]
    [InlineData("text: Leerstand", "text: ", 3_000)]
    [InlineData("name: Handel", "name: ", 200)]
    [InlineData("title: Themen", "title: ", 300)]
    public void A_text_has_a_longest_length(string what, string by, int longest)
    {
        Assert.Empty(QuestionnaireReader.Read(Changed(what, by + new string('x', longest))).Problems);
        var problem = Assert.Single(QuestionnaireReader.Read(Changed(what, by + new string('x', longest + 1))).Problems);
        Assert.Contains("möglich sind hier", problem.What.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_questionnaire_has_at_most_500_items()
    {
        static string Items(int count) =>
            string.Join('\n', Enumerable.Range(1, count).Select(n => $"      - {{ key: i{n}, type: ideas, text: x }}"));
        const string one = "      - { key: leerstand, type: rating, text: Leerstand, scale: wichtig5 }";
        Assert.Equal(500, QuestionnaireReader.Read(Changed(one, Items(499))).Questionnaire!.Items.Count());
        Assert.Equal("514:9", Place(Assert.Single(QuestionnaireReader.Read(Changed(one, Items(500))).Problems)));
    }

    [Fact]
    public void A_questionnaire_that_asks_nothing_is_refused()
    {
        var yaml =
            Small[..Small.IndexOf("      - { key: leerstand", StringComparison.Ordinal)] + "      - { key: a, type: information, text: x }";
        Assert.Equal("11:3", Place(Assert.Single(QuestionnaireReader.Read(yaml).Problems)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    [InlineData("# nur ein Kommentar")]
    public void An_empty_file_is_refused(string yaml) =>
        Assert.Contains("leer", Assert.Single(QuestionnaireReader.Read(yaml).Problems).What.ToString(), StringComparison.Ordinal);

    public static TheoryData<string> Hostile =>
        new(
            new string('x', 2_000_001),
            new string('[', 1_000_000),
            new string('{', 1_000_000),
            string.Concat(Enumerable.Repeat("- ", 900_000)),
            string.Concat(Enumerable.Repeat("? ", 900_000)),
            "a: " + string.Concat(Enumerable.Repeat("[{a: ", 300_000)),
            "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]",
            "groups: [" + string.Concat(Enumerable.Repeat("a,", 500_000)) + "]",
            "{" + string.Concat(Enumerable.Range(0, 150_000).Select(n => $"k{n}: 1,")) + "}",
            "{" + string.Concat(Enumerable.Repeat("a: 1,", 300_000)) + "}",
            string.Concat(Enumerable.Repeat("\u0001\n", 500_000)),
            "%YAML 99999999999.1\n---\na: 1",
            "a: \"\\UFFFFFFFF\"",
            "a: |99\n x"
        );

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_refused_and_costs_little(string yaml)
    {
        // In bytes, which are the same on a busy machine; whatever does much here makes much.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = QuestionnaireReader.Read(yaml);
        var made = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Null(read.Questionnaire);
        Assert.InRange(read.Problems.Count, 1, 201);
        Assert.True(made < 50_000_000, $"{yaml.Length} characters made {made} bytes.");
    }

    [Fact]
    public void Only_so_many_problems_are_told_as_anybody_reads_and_the_others_are_counted()
    {
        var read = QuestionnaireReader.Read(Small + "\n" + string.Concat(Enumerable.Range(0, 1000).Select(n => $"x{n}: 1\n")));
        Assert.Equal(201, read.Problems.Count);
        Assert.Equal("… und 800 weitere.", read.Problems[^1].What.ToString());
    }

    [Fact]
    public void A_file_of_very_many_fields_is_refused_where_it_has_too_many_and_not_read_further()
    {
        var read = QuestionnaireReader.Read(Small + "\nx:\n" + string.Concat(Enumerable.Repeat("- 1\n", 150_000)) + "\"never closed");
        Assert.Contains("60.000 Felder und Texte", Assert.Single(read.Problems).What.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title: Wohnen #1", "2:15")]
    [InlineData("title: Wohnen  #Stadt", "2:16")]
    [InlineData("title: Wohnen # eine Anmerkung", null)]
    [InlineData("title: Wohnen#1", null)]
    [InlineData("title: \"Wohnen #1\"", null)]
    [InlineData("title: \"Wohnen\" #1", null)]
    [InlineData("title: Wohnen ## laut", null)]
    [InlineData("title: Wohnen #", null)]
    public void A_text_that_a_remark_cuts_is_a_notice(string title, string? place)
    {
        var read = QuestionnaireReader.Read(Changed("title: Unsere Innenstadt", title));
        Assert.NotNull(read.Questionnaire);
        Assert.Equal(place, read.Problems.Select(Place).SingleOrDefault());
        Assert.All(read.Problems, problem => Assert.True(problem.IsNotice));
    }

    [Fact]
    public void Within_braces_a_remark_that_cuts_a_text_is_named_instead_of_the_brace()
    {
        var read = QuestionnaireReader.Read(Changed("text: Leerstand,", "text: Leerstand #1,"));
        Assert.Contains("gilt der Rest der Zeile als Anmerkung", read.Problems[0].What.ToString(), StringComparison.Ordinal);
        Assert.Null(read.Questionnaire);
    }

    [Theory]
    [InlineData("title: \u200BUnsere Innenstadt\u00A0\uFEFF", "Unsere Innenstadt")]
    [InlineData("title: \u202EUnsere\u200F Innenstadt\u2069", "Unsere Innenstadt")]
    [InlineData("title: Unsere\u00ADInnenstadt", "Unsere\u00ADInnenstadt")]
    public void Texts_are_trimmed_of_what_nobody_sees_and_names_have_no_marks_of_direction(string title, string read) =>
        Assert.Equal(read, QuestionnaireReader.Read(Changed("title: Unsere Innenstadt", title)).Questionnaire!.Title.In("de"));

    /// <summary>Whatever is typed, there is an answer and never an exception.</summary>
    [Fact]
    public void Any_garbling_of_a_file_is_read_or_refused()
    {
        var random = new Random(2020);
        const string pieces = "{}[]:,-?&*!|>%@`\"'#~\t\n \\0x<é\uFEFF";
        for (var run = 0; run < 3000; run++)
        {
            var text = new System.Text.StringBuilder(Small);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(3) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                else
                    text.Insert(at, pieces[random.Next(pieces.Length)]);
            }
            var read = QuestionnaireReader.Read(text.ToString());
            Assert.Equal(read.Questionnaire is null, read.Problems.Any(problem => !problem.IsNotice));
            Assert.All(
                read.Problems,
                problem => Assert.True(problem.Line >= 1 && problem.Column >= 1 && problem.What.ToString().Length > 0)
            );
        }
    }

    private static string Changed(string what, string by)
    {
        Assert.Contains(what, Small, StringComparison.Ordinal);
        var at = Small.IndexOf(what, StringComparison.Ordinal);
        return Small[..at] + by + Small[(at + what.Length)..];
    }

    private static string Place(Problem problem) => $"{problem.Line}:{problem.Column}";
}
