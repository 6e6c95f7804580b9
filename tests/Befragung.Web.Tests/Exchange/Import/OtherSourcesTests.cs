using Befragung.Delphi.Questionnaires;
using static Befragung.Web.Tests.Exchange.Import.SourceFiles;

namespace Befragung.Web.Tests.Exchange.Import;

/// <summary>Surveys of SurveyJS, XLSForm, Word and lists of items.</summary>
public sealed class OtherSourcesTests
{
    public static byte[] Form { get; } =
        Workbook(
            (
                "survey",
                [
                    "type|name|label::Deutsch (de)|label::English (en)|hint::Deutsch (de)|required|relevant|constraint|appearance|parameters|calculation",
                    "start|beginn",
                    "begin_group|person|Zur Person|About you",
                    "select_one farbe|lieb|Welche Farbe?|Which colour?|Nur eine.|yes",
                    "select_multiple farbe or_other|mehr|Welche noch?|Which else?",
                    "integer|alter|Wie alt?|How old?|||${lieb} = 'rot'|. >= 18 and . <= 120",
                    "decimal|groesse|Wie groß?|How tall?|||selected(${mehr}, 'blau')|. < ${alter}",
                    "end_group",
                    "begin_group|bewertung|Bewertung|Rating|||${alter} > 40",
                    "select_one skala|gut|Wie gut?|How good?|||||likert",
                    "range|zehn|Von 1 bis 10?|From 1 to 10?||||||start=1 end=10 step=1",
                    "range|hundert|Wie viel Prozent?|How many per cent?||||||start=0 end=100 step=5",
                    "rank farbe|folge|Welche zuerst?|Which first?",
                    "text|wort|Ein Wort?|One word?|||${gut} = 'ja'",
                    "text|satz|Ein Satz?|One sentence?||${lieb} = 'rot'|||multiline",
                    "note|dank|Danke, **${wort}**!|Thank you!",
                    "date|tag|Wann?|When?",
                    "calculate|summe||||||||||1 + 1",
                    "geopoint|ort|Wo?|Where?",
                    "end_group",
                ]
            ),
            (
                "choices",
                [
                    "list_name|name|label::Deutsch (de)|label::English (en)",
                    "farbe|rot|Rot|Red",
                    "farbe|blau|Blau|Blue",
                    "farbe|gruen|Grün|Green",
                    "skala|nein|schlecht|bad",
                    "skala|mittel|mittel|fair",
                    "skala|ja|gut|good",
                ]
            ),
            ("settings", ["form_title|form_id|default_language|style", "Unsere Stadt|stadt|Deutsch (de)|pages"])
        );

    public static byte[] List { get; } =
        Workbook(
            (
                "Items",
                [
                    "Nr.|Bereich|These|Erläuterung|These (en)|Quelle",
                    "1|Wohnen|Es gibt genug Wohnungen.|Gemeint sind Mietwohnungen.|There are enough flats.|S. 3",
                    "2||Die Mieten sind bezahlbar.||Rents are affordable.",
                    "3|Verkehr|Busse fahren oft genug.||Buses run often enough.",
                    "4|Verkehr|||",
                ]
            )
        );

    public static byte[] Text { get; } =
        Document(
            Paragraph("Unsere Innenstadt", "Titel"),
            Paragraph("Wir bitten um Ihre Meinung."),
            Paragraph("Zur Person", "berschrift1"),
            Paragraph("Zuerst zu Ihnen."),
            Paragraph("In welcher Rolle antworten Sie?"),
            Paragraph("Verwaltung", list: 1),
            Paragraph("Handel", list: 1),
            Paragraph("☐ Sonstiges: ______"),
            Paragraph("Wo waren Sie zuletzt?"),
            Paragraph("(Mehrfachauswahl möglich)"),
            Paragraph("Markt", list: 1),
            Paragraph("Bibliothek", list: 1),
            Paragraph("Nichts davon", list: 1),
            Paragraph("Nun zu den Thesen.", null),
            Paragraph("Thesen", "Eigene"),
            Paragraph("Der Leerstand nimmt zu.", list: 2),
            Paragraph("Was fehlt?", list: 2),
            Paragraph("Welche Aufgabe zuerst? Bitte in eine Rangfolge bringen.", list: 2),
            Paragraph("Beratung", list: 2, level: 1),
            Paragraph("Vernetzung", list: 2, level: 1),
            Paragraph("Wie wichtig ist Ihnen das?"),
            Table("|unwichtig|teils|sehr wichtig", "Wohnen||☐|", "Verkehr|||"),
            Table("Aussage|Erläuterung", "Es ist laut.|Gemeint ist nachts."),
            Table("Ort|Anzahl", "Nord|12")
        );

    [Fact]
    public void SurveyJs_becomes_what_fits()
    {
        var survey = Imported.Of("umfrage.json");
        Assert.Equal(["en", "de"], survey.Questionnaire.Languages);
        Assert.Equal(
            "ShortText 6, Information 5, SingleChoice 5, Rating 4, Number 3, MultiRating 2, Ideas 1, LongText 1, MultipleChoice 1, Ranking 1",
            survey.Types
        );
        Assert.Equal(
            [
                "Fragebogen: Die Texte in der Sprache „fr“ sind nicht übernommen. Möglich sind Deutsch und Englisch.",
                "Fragebogen: Der Text am Ende ist nicht übernommen: „Thank you!“",
                "Fragebogen: Die Einstellung „triggers“ ist nicht übernommen: [{ \"type\": \"complete\", \"expression\": \"{farbe} = 'rot'\" }]",
                "Frage land: Die Antworten stehen jetzt in ihrer eigenen Reihenfolge.",
                "Frage note: Das Feld für einen Kommentar ist jetzt das Feld für eine Begründung.",
                "Frage prozent: Eine Skala hat 2 bis 11 Punkte, hier sind es 101; die Frage verlangt jetzt eine Zahl.",
                "Frage bild: Die Bilder zur Wahl sind nicht übernommen; da stehen nur ihre Namen.",
                "Seite bereiche: Die Einleitung der Seite steht nicht mehr vor ihren Bereichen: „In two parts.“",
                "Frage mx: Aus jeder Zelle der Tabelle (1 × 2) ist eine Frage geworden.",
                "Frage mi: Die 2 Felder („Idea 1“ …) sind jetzt eine Liste von Ideen.",
                "Seite rest: Hier fehlt der Text; jetzt steht dort „rest“.",
                "Frage tag: Eine Eingabe vom Typ „date“ wird jetzt als Text geschrieben.",
                "Frage wunsch: Der Platzhalter „{ort}“ steht jetzt als Text da: Antworten lassen sich nicht in Texte einsetzen.",
                "Frage regler: Statt eines Schiebereglers steht hier jetzt ein Feld für eine Zahl.",
                "Frage dank: Ein Programm im Text (JavaScript) ist weggefallen.",
                "Frage unklar: Die Einstellung „validators“ ist nicht übernommen: [{ \"type\": \"text\" }]",
                "Frage unklar: Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: age({alter}) > 18",
                "Frage datei: Fragen vom Typ „file“ gibt es hier nicht; sie ist nicht übernommen: „A file“",
                "Frage nie: Die Frage wird nie gezeigt und ist nicht übernommen: „Never“",
            ],
            survey.Notes
        );
    }

    [Fact]
    public void SurveyJs_keeps_answers_scales_and_conditions()
    {
        var survey = Imported.Of("umfrage.json");
        var farbe = survey.As<SingleChoiceItem>("farbe");
        Assert.Equal(
            (true, true, "rot blau other"),
            (farbe.Required, farbe.Other, string.Join(' ', farbe.Options.Select(option => option.Key)))
        );
        Assert.Equal(("Welche Farbe?", "Blau"), (farbe.Text.In("de"), farbe.Options[1].Name.In("de")));
        var wer = survey.As<MultipleChoiceItem>("wer");
        Assert.Equal((2, "none"), (wer.Max, Assert.Single(wer.Options, option => option.Exclusive).Key));
        var note = survey.As<RatingItem>("note");
        Assert.Equal(
            (7, "bad", "good", true),
            (note.Scale.Points, note.Scale.LabelOf(1)!.In("en"), note.Scale.LabelOf(7)!.In("en"), note.Reasons)
        );
        Assert.Equal(
            (11, "0", "10"),
            (
                survey.As<RatingItem>("nps").Scale.Points,
                survey.As<RatingItem>("nps").Scale.LabelOf(1)!.In("en"),
                survey.As<RatingItem>("nps").Scale.LabelOf(11)!.In("en")
            )
        );
        Assert.Equal((0m, 100m), (survey.As<NumberItem>("prozent").Min, survey.As<NumberItem>("prozent").Max));
        Assert.Equal(["Importance", "Urgency"], survey.As<MultiRatingItem>("md_bike").Criteria.Select(one => one.Name.In("en")));
        Assert.True(survey.As<RatingItem>("m_r1").Required);
        Assert.Equal(["Choices", "Matrices", "Areas", "rest"], survey.Questionnaire.Sections.Select(section => section.Title.In("en")));
        Assert.Equal("farbe is rot blau", Imported.Written(survey.Questionnaire.Sections[1].When));
        Assert.Equal(
            ["mitglied is ja", "note is 5 6 7", "wer is a", "m_r1 is 3", ""],
            new[] { "ort", "wunsch", "regler", "dank", "unklar" }.Select(survey.When)
        );
    }

    [Fact]
    public void XlsForm_keeps_its_lists_languages_and_conditions()
    {
        var form = Imported.Of("stadt.xlsx", Form);
        Assert.Equal(("de en", "Unsere Stadt"), (string.Join(' ', form.Questionnaire.Languages), form.Questionnaire.Title.In("de")));
        Assert.Equal("Number 3, Rating 2, ShortText 2, Information 1, LongText 1, MultipleChoice 1, Ranking 1, SingleChoice 1", form.Types);
        var lieb = form.As<SingleChoiceItem>("lieb");
        Assert.Equal(
            ("Which colour?", "Nur eine.", true, "Blue"),
            (lieb.Text.In("en"), lieb.Note!.In("de"), lieb.Required, lieb.Options[1].Name.In("en"))
        );
        Assert.True(form.As<MultipleChoiceItem>("mehr").Other);
        Assert.Equal((18m, 120m), (form.As<NumberItem>("alter").Min, form.As<NumberItem>("alter").Max));
        Assert.Equal("schlecht", form.As<RatingItem>("gut").Scale.LabelOf(1)!.In("de"));
        Assert.Equal(10, form.As<RatingItem>("zehn").Scale.Points);
        Assert.Equal(["Zur Person", "Bewertung"], form.Questionnaire.Sections.Select(section => section.Title.In("de")));
        Assert.Equal("alter from 41", Imported.Written(form.Questionnaire.Sections[1].When));
        Assert.Equal(["lieb is rot", "mehr is blau", "gut is 3"], new[] { "alter", "groesse", "wort" }.Select(form.When));
        Assert.Equal(
            [
                "Zeile 2: „beginn“ (start) fragt niemanden und ist nicht übernommen.",
                "Zeile 7: Die Prüfung der Antwort ist nicht übernommen: . < ${alter}",
                "Fragebogen: Zahlen, die nicht ganz sein müssen, haben jetzt höchstens zwei Stellen nach dem Komma.",
                "Zeile 15: Wann die Antwort nötig ist, ist nicht übernommen: ${lieb} = 'rot'",
                "Zeile 16: Der Platzhalter „${wort}“ steht jetzt als Text da: Antworten lassen sich nicht in Texte einsetzen.",
                "Zeile 17: Eine Eingabe vom Typ „date“ wird jetzt als Text geschrieben.",
                "Zeile 18: „summe“ (calculate) fragt niemanden und ist nicht übernommen.",
                "Zeile 19: Fragen vom Typ „geopoint“ gibt es hier nicht; sie ist nicht übernommen: „Wo?“",
            ],
            form.Notes
        );
    }

    [Fact]
    public void A_list_of_items_is_rated()
    {
        var list = Imported.Of("Thesen.xlsx", List);
        Assert.Equal(("Thesen", "de en"), (list.Questionnaire.Title.In("de"), string.Join(' ', list.Questionnaire.Languages)));
        Assert.Equal(["Wohnen", "Verkehr"], list.Questionnaire.Sections.Select(section => section.Title.In("de")));
        var first = list.As<RatingItem>("f1");
        Assert.Equal(
            ("Es gibt genug Wohnungen.", "There are enough flats.", "Gemeint sind Mietwohnungen.", 5),
            (first.Text.In("de"), first.Text.In("en"), first.Note!.In("de"), first.Scale.Points)
        );
        Assert.Equal(
            [
                "Fragebogen: Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „de“.",
                "Fragebogen: Die Spalte „Quelle“ ist nicht übernommen.",
                "Fragebogen: Die Aussagen nennen keine Skala; angenommen sind fünf Punkte von „stimme gar nicht zu“ bis „stimme voll zu“. Ändern lässt sie sich unter „scales“.",
                "Zeile 5: Hier steht keine Aussage; die Zeile ist nicht übernommen: „4 | Verkehr“",
            ],
            list.Notes
        );
    }

    [Fact]
    public void Word_is_read_by_its_rule()
    {
        var text = Imported.Of("Innenstadt.docx", Text);
        Assert.Equal(
            ("Unsere Innenstadt", "Wir bitten um Ihre Meinung."),
            (text.Questionnaire.Title.In("de"), text.Questionnaire.Introduction!.In("de"))
        );
        Assert.Equal(
            [("Zur Person", "Zuerst zu Ihnen."), ("Thesen", null)],
            text.Questionnaire.Sections.Select(section => (section.Title.In("de"), section.Introduction?.In("de")))
        );
        Assert.Equal("Rating 4, Information 3, LongText 1, MultipleChoice 1, Ranking 1, SingleChoice 1", text.Types);
        Assert.Equal(
            [
                "in_welcher_rolle SingleChoice In welcher Rolle antworten Sie?",
                "wo_waren_sie_zuletzt MultipleChoice Wo waren Sie zuletzt?",
                "nun_zu_den_thesen Information Nun zu den Thesen.",
                "der_leerstand_nimmt_zu Rating Der Leerstand nimmt zu.",
                "was_fehlt LongText Was fehlt?",
                "welche_aufgabe_zuerst Ranking Welche Aufgabe zuerst? Bitte in eine Rangfolge bringen.",
                "wie_wichtig_ist_ihnen_das Information Wie wichtig ist Ihnen das?",
                "wohnen Rating Wohnen",
                "verkehr Rating Verkehr",
                "es_ist_laut Rating Es ist laut.",
                "ort_anzahl_nord_12 Information Ort | Anzahl  Nord | 12",
            ],
            text.Questionnaire.Items.Select(item => $"{item.Key} {item.GetType().Name[..^4]} {item.Text.In("de").Replace('\n', ' ')}")
        );
        Assert.Equal(
            (true, "verwaltung handel other"),
            (
                text.As<SingleChoiceItem>("in_welcher_rolle").Other,
                string.Join(' ', text.As<SingleChoiceItem>("in_welcher_rolle").Options.Select(option => option.Key))
            )
        );
        var places = text.As<MultipleChoiceItem>("wo_waren_sie_zuletzt");
        Assert.Equal(
            ("Mehrfachauswahl möglich", "nichts_davon"),
            (places.Note!.In("de"), Assert.Single(places.Options, option => option.Exclusive).Key)
        );
        Assert.Equal("sehr wichtig", text.As<RatingItem>("wohnen").Scale.LabelOf(3)!.In("de"));
        Assert.Equal("Gemeint ist nachts.", text.As<RatingItem>("es_ist_laut").Note!.In("de"));
        Assert.Equal(
            [
                "Fragebogen: Die Datei sagt nicht, in welcher Sprache sie ist; gelesen wurde sie als „de“.",
                "Fragebogen: Die Aussagen nennen keine Skala; angenommen sind fünf Punkte von „stimme gar nicht zu“ bis „stimme voll zu“. Ändern lässt sie sich unter „scales“.",
                "Absatz 24: Die Tabelle ist weder eine Skala noch eine Liste von Aussagen; sie steht jetzt als Text da.",
            ],
            text.Notes
        );
    }
}
