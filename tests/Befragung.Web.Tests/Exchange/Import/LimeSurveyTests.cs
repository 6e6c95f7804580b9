using System.Text;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Tests.Exchange.Import;

/// <summary>Surveys of LimeSurvey, in both layouts that its versions write.</summary>
public sealed class LimeSurveyTests
{
    private static readonly Lazy<Imported> All = new(() => Imported.Of("alle-typen.lss"));

    [Fact]
    public void Every_type_of_question_becomes_what_fits()
    {
        Assert.Equal(
            "ShortText 19, Information 14, Rating 10, Number 7, SingleChoice 7, MultiRating 4, MultipleChoice 3, LongText 2, Ideas 1, Points 1, Ranking 1",
            All.Value.Types
        );
    }

    [Fact]
    public void It_keeps_title_languages_introduction_contact_and_groups()
    {
        var all = All.Value.Questionnaire;
        Assert.Equal(["de", "en"], all.Languages);
        Assert.Equal(("Unsere Innenstadt", "Our town centre"), (all.Title.In("de"), all.Title.In("en")));
        Assert.Equal("Willkommen!\n\nEs dauert **10 Minuten**: [mehr dazu](https://example.org/mehr).", all.Introduction!.In("de"));
        Assert.Equal(("Projektteam Innenstadt", "team@example.org"), (all.Contact!.Name, all.Contact.Email));
        Assert.Equal(["Texte und Zahlen", "Auswahl", "Skalen", "Bedingungen"], all.Sections.Select(section => section.Title.In("de")));
        Assert.Equal("Zuerst ein paar **offene** Fragen.", all.Sections[0].Introduction!.In("de"));
        Assert.Equal("Alle", Assert.Single(all.Groups).Name.In("de"));
    }

    [Fact]
    public void Texts_and_numbers_keep_their_limits()
    {
        var kurz = All.Value.As<ShortTextItem>("kurz");
        Assert.Equal(("Ihr Ort?", "Nur der *Name*.", 80), (kurz.Text.In("de"), kurz.Note!.In("de"), kurz.MaxLength));
        Assert.Equal("Was wünschen Sie sich?", All.Value.As<LongTextItem>("lang").Text.In("de"));
        Assert.Equal(3, All.Value.As<IdeasItem>("ideen").Entries);
        Assert.Equal("Schule", All.Value.As<ShortTextItem>("stationen_schule").Text.In("de"));
        var weg = All.Value.As<NumberItem>("weg");
        Assert.Equal((0m, 200m, 0, "km"), (weg.Min, weg.Max, weg.Decimals, weg.Unit!.One.In("de")));
        Assert.Equal(2, All.Value.As<NumberItem>("gewicht").Decimals);
        var points = All.Value.As<PointsItem>("budget");
        Assert.Equal((100, "a b"), (points.Total, string.Join(' ', points.Options.Select(option => option.Key))));
        var slider = All.Value.As<NumberItem>("regler");
        Assert.Equal(("Wie viel Zeit?", "wenig – viel", 0m, 100m), (slider.Text.In("de"), slider.Note!.In("de"), slider.Min, slider.Max));
    }

    [Fact]
    public void Choices_keep_their_options_their_own_answer_and_how_many()
    {
        var farbe = All.Value.As<SingleChoiceItem>("farbe");
        Assert.Equal((true, "a1 a2 a3 other"), (farbe.Other, string.Join(' ', farbe.Options.Select(option => option.Key))));
        Assert.Equal("Hesse", All.Value.As<SingleChoiceItem>("land").Options[0].Name.In("en"));
        Assert.True(All.Value.As<SingleChoiceItem>("grund").Reasons);
        var mit = All.Value.As<MultipleChoiceItem>("mit");
        Assert.Equal((true, 1, 2, "sq3"), (mit.Other, mit.Min, mit.Max, Assert.Single(mit.Options, option => option.Exclusive).Key));
        Assert.Equal(2, All.Value.As<RankingItem>("rang").Top);
        var mitglied = All.Value.As<SingleChoiceItem>("mitglied");
        Assert.Equal((true, "ja nein"), (mitglied.Required, string.Join(' ', mitglied.Options.Select(option => option.Key))));
        Assert.True(All.Value.As<SingleChoiceItem>("geschlecht").Required);
    }

    [Fact]
    public void Arrays_become_ratings_below_what_they_ask()
    {
        Assert.Equal("Wie sehr stimmen Sie zu?", All.Value.As<InformationItem>("zustimmung").Text.In("de"));
        var rated = All.Value.As<RatingItem>("zustimmung_sq1");
        Assert.Equal(("Die Innenstadt ist lebendig.", 4, true), (rated.Text.In("de"), rated.Scale.Points, rated.Scale.NoAnswer));
        Assert.Equal(("gar nicht", "fully"), (rated.Scale.LabelOf(1)!.In("de"), rated.Scale.LabelOf(4)!.In("en")));
        Assert.Equal((5, 10), (All.Value.As<RatingItem>("fuenfer_a").Scale.Points, All.Value.As<RatingItem>("zehner_b").Scale.Points));
        Assert.Equal(["ja", "nein", "u"], All.Value.As<SingleChoiceItem>("unsicher_a").Options.Select(option => option.Key));
        Assert.Equal("Zunahme", All.Value.As<RatingItem>("wandel_a").Scale.LabelOf(3)!.In("de"));
        Assert.Equal(3, All.Value.As<RatingItem>("spalten_a").Scale.Points);
        var dual = All.Value.As<MultiRatingItem>("doppelt_a");
        Assert.Equal([("Wichtigkeit", 3), ("Dringlichkeit", 2)], dual.Criteria.Select(one => (one.Name.In("de"), one.Scale.Points)));
        Assert.Equal(
            [("heute", 10), ("morgen", 10)],
            All.Value.As<MultiRatingItem>("matrix_b").Criteria.Select(one => (one.Name.In("de"), one.Scale.Points))
        );
        Assert.Equal(2, All.Value.As<MultipleChoiceItem>("kreuze_a").Options.Count);
        Assert.Equal("Kinder – morgen", All.Value.As<NumberItem>("kasten_a_y").Text.In("de"));
        Assert.Equal("Städte – erste", All.Value.As<ShortTextItem>("worte_a_x").Text.In("de"));
    }

    [Theory]
    [InlineData("w1", "farbe is a1")]
    [InlineData("w2", "farbe is a1 a2")]
    [InlineData("w3", "weg from 21")]
    [InlineData("w4", "mit is sq1")]
    [InlineData("w5", "farbe isNot a1", "Die Bedingung gilt jetzt nur, wenn „farbe“ beantwortet ist: farbe != \"A1\"")]
    [InlineData("w6", "zustimmung_sq1 is 4")]
    [InlineData("w7", "doppelt_a.k0 is 3")]
    [InlineData(
        "w8",
        "farbe is a1",
        "Von der Bedingung ist nur der Teil übernommen, der „farbe“ betrifft: farbe == \"A1\" && geschlecht == \"F\""
    )]
    [InlineData("w9", "", "Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: is_empty(farbe)")]
    [InlineData("w10", "", "Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: count(mit) > 2")]
    [InlineData("w11", "", "Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: farbe == \"A1\" or land == \"1\"")]
    [InlineData("w12", "farbe is other")]
    public void Conditions_are_carried_or_told(string key, string when, params string[] notes)
    {
        Assert.Equal((when, string.Join('\n', notes)), (All.Value.When(key), string.Join('\n', All.Value.NotesOf("Frage " + key))));
    }

    [Fact]
    public void The_condition_of_a_group_is_one_of_its_section() =>
        Assert.Equal("mitglied is ja", Imported.Written(All.Value.Questionnaire.Sections[3].When));

    [Fact]
    public void What_does_not_come_along_is_told()
    {
        Assert.Equal(
            [
                "Fragebogen: Die Texte in der Sprache „fr“ sind nicht übernommen. Möglich sind Deutsch und Englisch.",
                "Fragebogen: Der Text am Ende ist nicht übernommen: „Danke!“",
                "Fragebogen: E-Mails, Aussehen, Seitenaufteilung und technische Einstellungen der Befragung sind nicht übernommen.",
                "Frage ideen: Die 3 Felder („Idee 1“ …) sind jetzt eine Liste von Ideen.",
                "Frage gewicht: „max_num_value_n“ ist keine feste Zahl und nicht übernommen: alter",
                "Fragebogen: Zahlen, die nicht ganz sein müssen, haben jetzt höchstens zwei Stellen nach dem Komma.",
                "Frage regler: Statt eines Schiebereglers steht hier jetzt ein Feld für eine Zahl.",
                "Frage zahlen: Für die Summe gilt nichts mehr; „max_num_value“ (10) ist nicht übernommen.",
                "Frage datum: Ein Datum wird jetzt als Text geschrieben.",
                "Frage farbe: Die eigene Antwort heißt hier „Sonstiges“ statt „Andere“.",
                "Frage grund: Das Feld für einen Kommentar ist jetzt das Feld für eine Begründung.",
                "Frage mitk: Das Feld für einen Kommentar ist jetzt das Feld für eine Begründung.",
                "Frage geschlecht: Die Antwort war nur empfohlen; jetzt ist sie nötig.",
                "Frage sprache: Die Sprache wählt jede Person oben auf der Seite; die Frage danach ist nicht übernommen.",
                "Frage zustimmung: „weiß nicht“ ist kein Punkt der Skala, sondern steht jetzt für „keine Angabe“.",
                "Frage kasten: Aus jeder Zelle der Tabelle (1 × 2) ist eine Frage geworden.",
                "Frage worte: Die Einstellung „array_filter“ ist nicht übernommen: mit",
                "Frage worte: Aus jeder Zelle der Tabelle (1 × 2) ist eine Frage geworden.",
                "Frage w5: Die Bedingung gilt jetzt nur, wenn „farbe“ beantwortet ist: farbe != \"A1\"",
                "Frage w8: Von der Bedingung ist nur der Teil übernommen, der „farbe“ betrifft: farbe == \"A1\" && geschlecht == \"F\"",
                "Frage w9: Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: is_empty(farbe)",
                "Frage w10: Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: count(mit) > 2",
                "Frage w11: Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: farbe == \"A1\" or land == \"1\"",
                "Frage hinweis: Ein Programm im Text (JavaScript) ist weggefallen.",
                "Frage hinweis: Ein Bild im Text ist weggefallen.",
                "Frage hinweis: Der Platzhalter „{TOKEN:FIRSTNAME}“ steht jetzt als Text da: Antworten lassen sich nicht in Texte einsetzen.",
                "Frage muster: Die Prüfung der Antwort durch ein Muster ist nicht übernommen: /^[0-9]{5}$/",
                "Frage versteckt: Die Frage wird nie gezeigt und ist nicht übernommen: „Nie zu sehen“",
                "Frage formel: Es wird nichts berechnet; die Formel ist nicht übernommen: „{1+1}“",
                "Frage datei: Dateien lassen sich hier nicht hochladen; die Frage ist nicht übernommen: „Ihr Bild“",
                "Frage fremd: Fragen vom Typ „?“ gibt es hier nicht; sie ist nicht übernommen: „Fremder Typ“",
            ],
            All.Value.Notes
        );
    }

    [Fact]
    public void The_older_layout_has_its_conditions_in_a_table()
    {
        var older = Imported.Of("aelter.lss");
        Assert.Equal(["en"], older.Questionnaire.Languages);
        Assert.Equal("ShortText 4, Rating 2, SingleChoice 2, Information 1, MultipleChoice 1, Number 1", older.Types);
        Assert.Equal("codes is ja", older.When("years"));
        Assert.Equal("edu is m d", older.When("which"));
        Assert.Equal("langs is py", older.When("why"));
        Assert.Equal("years from 3", older.When("likert_a"));
        Assert.Equal(["Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: codes == Y; edu == m"], older.NotesOf("Frage more"));
        Assert.Equal(["Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: codes =="], older.NotesOf("Frage unsaid"));
        Assert.Contains("Fragebogen: Die Texte in der Sprache „it“ sind nicht übernommen. Möglich sind Deutsch und Englisch.", older.Notes);
    }

    [Fact]
    public void A_survey_in_another_language_stands_there_as_a_German_one_and_says_so()
    {
        var text = Encoding
            .UTF8.GetString(SourceFiles.Read("aelter.lss"))
            .Replace("<![CDATA[en]]>", "<![CDATA[fr]]>", StringComparison.Ordinal)
            .Replace("<language>en</language>", "<language>fr</language>", StringComparison.Ordinal);
        var french = Imported.Of("x.lss", Encoding.UTF8.GetBytes(text));
        Assert.Equal(["de"], french.Questionnaire.Languages);
        Assert.Equal("Do you write code?", french["codes"].Text.In("de"));
        Assert.Contains(
            "Fragebogen: Die Texte sind in der Sprache „fr“; sie stehen jetzt als deutsche da und müssen übersetzt werden.",
            french.Notes
        );
    }

    [Fact]
    public void Questions_in_a_random_order_keep_it_where_none_depends_on_another()
    {
        static byte[] Random(string type) =>
            Survey(
                [("1", type, "a", "A?", "1"), ("2", "S", "b", "B?", type == "Y" ? "a == \"Y\"" : "1")],
                [("1", "random_group", "r"), ("2", "random_group", "r")]
            );
        Assert.True(Imported.Of("x.lss", Random("S")).Questionnaire.Sections[0].Random);
        var tied = Imported.Of("x.lss", Random("Y"));
        Assert.False(tied.Questionnaire.Sections[0].Random);
        Assert.Contains(
            "Gruppe G: Die zufällige Reihenfolge ist nicht übernommen, weil hier eine Frage von einer anderen abhängt.",
            tied.Notes
        );
    }

    [Fact]
    public void Texts_that_are_too_long_are_cut_and_what_is_missing_is_told()
    {
        var cut = Imported.Of("x.lss", Survey([("1", "S", "a", new string('a', 2_999) + "bcd", "1")], []));
        Assert.Equal(new string('a', 2_999) + "…", cut["a"].Text.In("de"));
        Assert.Contains("Frage a: Der Text hat 3.002 Zeichen, möglich sind hier 3.000. Er ist gekürzt; es fehlt: „bcd“", cut.Notes);
    }

    [Fact]
    public void Codes_that_are_no_keys_become_some_and_stay_apart()
    {
        var made = Imported.Of(
            "x.lss",
            Survey(
                [
                    ("1", "S", "Q-1", "A?", "1"),
                    ("2", "S", "q_1", "B?", "1"),
                    ("3", "S", "1", "C?", "1"),
                    ("4", "S", "null", "D?", "1"),
                    ("5", "S", "Щ", "E?", "1"),
                ],
                []
            )
        );
        Assert.Equal(["q_1", "q_1_2", "f1", "f_null", "frage"], made.Questionnaire.Items.Select(item => item.Key));
    }

    /// <summary>A small survey of one group, in German.</summary>
    private static byte[] Survey(
        (string Id, string Type, string Code, string Text, string Relevance)[] questions,
        (string Id, string Name, string Value)[] attributes
    ) =>
        Encoding.UTF8.GetBytes(
            $"""
            <document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>de</language></languages>
            <groups><rows><row><gid>1</gid><group_name>G</group_name><group_order>0</group_order><language>de</language></row></rows></groups>
            <questions><rows>{string.Concat(
                questions.Select(one =>
                    $"<row><qid>{one.Id}</qid><gid>1</gid><sid>1</sid><type>{one.Type}</type><title>{one.Code}</title><question>{one.Text}</question><question_order>{one.Id}</question_order><language>de</language><relevance><![CDATA[{one.Relevance}]]></relevance></row>"
                )
            )}</rows></questions>
            <question_attributes><rows>{string.Concat(
                attributes.Select(one => $"<row><qid>{one.Id}</qid><attribute>{one.Name}</attribute><value>{one.Value}</value></row>")
            )}</rows></question_attributes>
            <surveys><rows><row><language>de</language></row></rows></surveys>
            <surveys_languagesettings><rows><row><surveyls_language>de</surveyls_language><surveyls_title>T</surveyls_title></row></rows></surveys_languagesettings>
            </document>
            """
        );
}
