using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>Panels as spreadsheets write them.</summary>
public sealed class PanelFileTests
{
    private static readonly Questionnaire Questionnaire = QuestionnaireReader.Read(Sample.Yaml).Questionnaire!;

    [Theory]
    [InlineData("utf-8", false, ";")]
    [InlineData("utf-8", false, ",")]
    [InlineData("utf-8", false, "\t")]
    [InlineData("utf-8", true, ";")]
    [InlineData("windows-1252", false, ";")]
    [InlineData("windows-1252", false, ",")]
    [InlineData("utf-16", true, "\t")]
    [InlineData("utf-16", true, ";")]
    [InlineData("utf-16BE", true, ";")]
    public void A_panel_is_read_in_the_encodings_and_with_the_separators_of_spreadsheets(string encoding, bool mark, string separator)
    {
        var text =
            "Name;E-Mail;Gruppe;Sprache\r\nJörg Weiß-Çelik;joerg@example.org;Süden;Deutsch\r\nAnne;anne@example.org;NORD;\r\n".Replace(
                ";",
                separator,
                StringComparison.Ordinal
            );
        var code = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var file = Read([.. mark ? code.GetPreamble() : [], .. code.GetBytes(text)]);
        Assert.Empty(file.Problems);
        Assert.Equal(
            ["Jörg Weiß-Çelik / joerg@example.org / sued / de", "Anne / anne@example.org / nord / de"],
            file.Entries.Select(one => $"{one.Name} / {one.Mailbox} / {one.Group.Key} / {one.Language}")
        );
    }

    [Theory]
    [InlineData("sep=;\r\nName;E-Mail;Gruppe\r\nAnne;anne@example.org;nord\r\n")]
    [InlineData("\uFEFFsep=,\nName,E-Mail,Gruppe\nAnne,anne@example.org,nord\n")]
    public void The_line_with_which_spreadsheets_name_their_separator_is_no_header(string text)
    {
        var file = Read(text);
        Assert.Empty(file.Problems);
        Assert.Equal("Anne", Assert.Single(file.Entries).Name);
    }

    [Fact]
    public void Quotes_hold_separators_and_quotes()
    {
        var file = Read("Name,E-Mail,Gruppe\n\"Weiß, \"\"Jo\"\" Jörg\",jo@example.org,nord\n");
        Assert.Empty(file.Problems);
        Assert.Equal("Weiß, \"Jo\" Jörg", Assert.Single(file.Entries).Name);
    }

    [Theory]
    [InlineData("Straße;Hausnummer;PLZ;Ort", "Musterweg;1 a;01067;Dresden", "Musterweg 1 a|01067 Dresden")]
    [InlineData(
        "Institution;Strasse;PLZ;Ort;Land",
        "Uni, Institut X;Am Weg 2;1010;Wien;Österreich",
        "Uni, Institut X|Am Weg 2|1010 Wien|Österreich"
    )]
    [InlineData("Organisation;Adresszusatz;Straße;PLZ;Ort", ";Postfach 12;;10115;Berlin", "Postfach 12|10115 Berlin")]
    [InlineData("Postanschrift", "\"Musterweg 1\r\n 01067  Dresden\"", "Musterweg 1|01067 Dresden")]
    [InlineData("Postanschrift;Firma", "\"Anne, Musterweg 1, 01067 Dresden\";Bauhaus", "Bauhaus|Musterweg 1|01067 Dresden")]
    [InlineData("Adresse;E-Mail", "\"Anne, Musterweg 1, 01067 Dresden\";", "Musterweg 1|01067 Dresden")]
    [InlineData("PLZ;Ort", ";Dresden", "!Zur Postanschrift fehlt die Postleitzahl.")]
    [InlineData("Straße;PLZ;Ort", "Musterweg 1;01067;", "!Zur Postanschrift fehlt der Ort.")]
    [InlineData("Straße;PLZ;Ort", ";01067;Dresden", "!Zur Postanschrift fehlt die Straße oder das Postfach.")]
    [InlineData(
        "Straße;PLZ;Ort",
        "Musterweg 1;1067;Dresden",
        "!Die Postleitzahl „1067“ hat nur vier Stellen. Fehlt vorn eine Null? Außerhalb Deutschlands nennen Sie bitte das Land."
    )]
    [InlineData("Straße;PLZ;Ort", ";;", "!Es fehlt eine E-Mail-Adresse oder eine Postanschrift. Eines von beiden wird gebraucht.")]
    [InlineData(
        "Postanschrift",
        "Dresden",
        "!Eine Postanschrift hat mindestens zwei Zeilen: Straße oder Postfach, dann Postleitzahl und Ort."
    )]
    [InlineData("Postanschrift", "\"a,b,c,d,e,f,g\"", "!Die Postanschrift hat 7 Zeilen. In das Fenster des Umschlags passen höchstens 6.")]
    [InlineData("Ort;E-Mail", "Dresden;anne@example.org", "")]
    [InlineData("Straße;PLZ;Ort;E-Mail", "Musterweg 1;;;anne@example.org", "!Zur Postanschrift fehlt der Ort.")]
    public void Where_paper_goes_is_read_from_one_column_or_from_several(string columns, string cells, string lines)
    {
        var file = Read($"Name;Gruppe;{columns}\nAnne;nord;{cells}\n");
        if (lines.StartsWith('!'))
            Assert.Equal(lines[1..], Assert.Single(file.Problems).What.ToString());
        else
        {
            Assert.Empty(file.Problems);
            Assert.Equal(lines, string.Join('|', Assert.Single(file.Entries).Post?.Lines ?? []));
        }
    }

    [Fact]
    public void Of_one_name_at_one_place_without_mail_there_is_one()
    {
        var file = Read(
            "Name;Gruppe;E-Mail;Postanschrift\n"
                + "Anne Weiß;nord;;\"Am Weg 1, 01067 Dresden\"\n"
                + "Anne Weiß;nord;;\"Am Weg 2, 01067 Dresden\"\n"
                + "ANNE WEISS;nord;;\"am Weg 1, 01067 Dresden\"\n"
                + "Otto;nord;otto@example.org;\"Am Weg 3, 01067 Dresden\"\n"
                + "Otto;nord;sohn@example.org;\"Am Weg 3, 01067 Dresden\"\n"
                + "Otto;nord;;\"Am Weg 3, 01067 Dresden\"\n"
        );
        Assert.Equal(
            [
                "4 ANNE WEISS mit derselben Postanschrift steht schon in Zeile 2.",
                "7 Otto mit derselben Postanschrift steht schon in Zeile 5.",
            ],
            file.Problems.Select(problem => $"{problem.Line} {problem.What}")
        );
        Assert.Equal(4, file.Entries.Count);
    }

    [Fact]
    public void Control_characters_do_not_get_into_names()
    {
        var file = Read("Name;E-Mail;Gruppe\nAnne\u000BMarie\u0001\u0085\u2028Muster\u007F;anne@example.org;nord\n");
        Assert.Equal("Anne Marie Muster", Assert.Single(file.Entries).Name);
    }

    [Theory]
    [InlineData("", 1, "Die Datei ist leer.")]
    [InlineData("Name;E-Mail;Gruppe\n", 1, "Unter der Kopfzeile steht keine einzige Zeile.")]
    [InlineData(
        "Name;Gruppe\nAnne;nord\n",
        1,
        "In der Kopfzeile fehlt die Spalte „E-Mail“. Gebraucht werden: Name, E-Mail oder Postanschrift, Gruppe, Sprache."
    )]
    [InlineData("Name;E-Mail;Gruppe\nAnne;a@example.org;nord\nBea;A@example.org;nord\n", 3, "„A@example.org“ steht schon in Zeile 2.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;a@example.org;Westen\n", 2, "Die Gruppe „Westen“ gibt es nicht. Vorhanden sind: nord, sued.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;keine;nord\n", 2, "In „keine“ fehlt das @.")]
    [InlineData(
        "Name;E-Mail;Gruppe\nAnne;größe@example.org;nord\n",
        2,
        "Vor dem @ von „größe@example.org“ steht „ö“. Umlaute und fremde Schriftzeichen nehmen Mailserver dort nicht an."
    )]
    [InlineData(
        "Name;E-Mail;Gruppe\nAnne;a\u200B@example.org;nord\n",
        2,
        "In „a\u200B@example.org“ steht ein Leerzeichen oder ein unsichtbares Zeichen (U+200B)."
    )]
    [InlineData("Name;E-Mail;Gruppe\n;a@example.org;nord\n", 2, "Der Name fehlt oder hat über 200 Zeichen.")]
    [InlineData(
        "Name;E-Mail;Gruppe;Sprache\nAnne;a@example.org;nord;fr\n",
        2,
        "Die Sprache „fr“ hat diese Studie nicht. Vorhanden sind: de, en."
    )]
    [InlineData(
        "PK\u0003\u0004\0\0",
        1,
        "Das ist ein ZIP-Archiv und keine Tabelle: Gebraucht wird eine Tabelle als CSV oder Excel-Arbeitsmappe (.xlsx)."
    )]
    public void A_mistake_is_named_with_its_line(string text, int line, string sentence)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Equal((line, sentence), (problem.Line, problem.What.ToString()));
    }

    [Theory]
    [InlineData("panel_blank_first_row.csv", "Jörg Müßig")]
    [InlineData("panel_title_row.csv", "Jörg Müßig")]
    [InlineData("panel_utf16le_nobom.csv", "Jörg Müßig")]
    [InlineData("panel_line_break_in_cell.csv", "Anna Muster, B")]
    [InlineData("panel_rlo.csv", "Annagro")]
    public void Panels_that_were_refused_or_misread_once_are_read(string file, string names)
    {
        var groups = Befragung.Web.Exchange.Reading.QuestionnaireFiles.Read(Reading.Cases.Read("base.yaml")).Questionnaire!.Groups;
        var panel = PanelFile.Read(Reading.Cases.Read(file), groups, ["de"]);
        Assert.Empty(panel.Problems);
        Assert.Equal(names, string.Join(", ", panel.Entries.Select(entry => entry.Name)));
    }

    [Theory]
    [InlineData("Anrede; Titel; Vorname; Nachname; E-Mail; Gruppe\nFrau;Dr.;Anna;Muster;a@example.org;nord\n", "Dr. Anna Muster")]
    [InlineData("Name;Vorname;E-Mail;Gruppe\nMuster;Anna;a@example.org;nord\n", "Anna Muster")]
    [InlineData("Titel;Name;E-Mail;Gruppe;;;\nProf.;Anna Muster;a@example.org;nord;;;\n;;;;;;\n", "Prof. Anna Muster")]
    [InlineData("Nr.;Nachname;Institution;E-Mail-Adresse;Akteursgruppe\n1;Muster;Stadt;a@example.org;Norden\n", "Muster")]
    [InlineData("Name;E-Mail;Gruppe\n\u200BAnna\u00A0Muster\uFEFF;a@example.org\u00A0;\u2060nord\n", "Anna Muster")]
    [InlineData("Name;E-Mail;Gruppe\nAnna Muster;a@example.org;SU\u0308DEN\n", "Anna Muster")]
    public void An_address_list_is_read_with_the_columns_that_it_has(string text, string name)
    {
        var file = Read(text);
        Assert.Empty(file.Problems);
        Assert.Equal((name, "a@example.org"), (Assert.Single(file.Entries).Name, file.Entries[0].Mailbox!.Address));
    }

    [Fact]
    public void A_group_whose_name_others_have_too_has_to_be_named_by_its_key()
    {
        var groups = Befragung.Web.Exchange.Reading.QuestionnaireFiles.Read(Reading.Cases.Read("dupgroupname.yaml")).Questionnaire!.Groups;
        var file = PanelFile.Read("Name;E-Mail;Gruppe\nA;a@example.org;Rathaus\n"u8.ToArray(), groups, ["de"]);
        // One of the two has the name for its key.
        Assert.Equal("rathaus", Assert.Single(file.Entries).Group.Key);
        file = PanelFile.Read(
            "Name;E-Mail;Gruppe\nA;a@example.org;Rathaus\n"u8.ToArray(),
            [.. groups.Select((group, index) => group with { Key = $"g{index}" })],
            ["de"]
        );
        Assert.Equal(
            "„Rathaus“ heißen mehrere Gruppen. Schreiben Sie stattdessen eines von diesen: g0, g1.",
            Assert.Single(file.Problems).What.ToString()
        );
    }

    [Fact]
    public void Only_so_many_problems_are_told_as_anybody_reads_and_the_others_are_counted()
    {
        var file = Read("Name;E-Mail;Gruppe\nAnne;anne@example.org;nord\n" + string.Concat(Enumerable.Repeat("a;b\n", 5000)));
        Assert.Equal((200, 9800, 5000), (file.Problems.Count, file.MoreProblems, file.WrongLines));
        // Whoever stands in a line that is right can be taken in.
        Assert.Equal("Anne", Assert.Single(file.Entries).Name);
    }

    [Theory]
    [InlineData("befragung: 1\ntitle: Probe\n", "Das ist ein Fragebogen und kein Panel")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;a@example.org;no\u200Brd\n", "ist das 3. Zeichen eines, das man nicht sieht (U+200B)")]
    public void What_is_wrong_is_said_as_it_is(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Single(Read(text).Problems).What.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_workbook_is_read_as_a_csv()
    {
        var file = Read(
            Reading.TableTests.Workbook(
                """
                <row r="1"><c r="A1" t="inlineStr"><is><t>Panel 2026</t></is></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><t>Name</t></is></c><c r="B3" t="inlineStr"><is><t>E-Mail</t></is></c><c r="D3" t="inlineStr"><is><t>Gruppe</t></is></c></row>
                <row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="inlineStr"><is><t>anna@example.org</t></is></c><c r="D4" t="inlineStr"><is><t>Norden</t></is></c></row>
                """
            )
        );
        Assert.Empty(file.Problems);
        Assert.Equal((4, "Anna", "nord"), (file.Entries.Single().Line, file.Entries.Single().Name, file.Entries.Single().Group.Key));
    }

    private static PanelFile Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static PanelFile Read(byte[] content) => PanelFile.Read(content, Questionnaire.Groups, Questionnaire.Languages);
}
