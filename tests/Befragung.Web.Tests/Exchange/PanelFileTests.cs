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
            file.Entries.Select(one => $"{one.Name} / {one.Email} / {one.Group.Key} / {one.Language}")
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
        "In der Kopfzeile fehlt die Spalte „E-Mail“. Gebraucht werden: Name, E-Mail, Gruppe, Sprache."
    )]
    [InlineData("Name;E-Mail;Gruppe\nAnne;a@example.org;nord\nBea;A@example.org;nord\n", 3, "„A@example.org“ steht schon in Zeile 2.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;schon@example.org;nord\n", 2, "„schon@example.org“ ist schon im Panel.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;a@example.org;Westen\n", 2, "Die Gruppe „Westen“ gibt es nicht. Vorhanden sind: nord, sued.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;keine;nord\n", 2, "„keine“ ist keine gültige E-Mail-Adresse.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;größe@example.org;nord\n", 2, "„größe@example.org“ ist keine gültige E-Mail-Adresse.")]
    [InlineData("Name;E-Mail;Gruppe\nAnne;a\u200B@example.org;nord\n", 2, "„a\u200B@example.org“ ist keine gültige E-Mail-Adresse.")]
    [InlineData("Name;E-Mail;Gruppe\n;a@example.org;nord\n", 2, "Der Name fehlt oder hat über 200 Zeichen.")]
    [InlineData(
        "Name;E-Mail;Gruppe;Sprache\nAnne;a@example.org;nord;fr\n",
        2,
        "Die Sprache „fr“ hat diese Studie nicht. Vorhanden sind: de, en."
    )]
    [InlineData("PK\u0003\u0004\0\0", 1, "Das ist keine Textdatei. Bitte speichern Sie die Tabelle als CSV.")]
    public void A_mistake_is_named_with_its_line(string text, int line, string sentence)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Equal((line, sentence), (problem.Line, problem.What.ToString()));
    }

    private static PanelFile Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static PanelFile Read(byte[] content) =>
        PanelFile.Read(content, Questionnaire.Groups, Questionnaire.Languages, ["schon@example.org"]);
}
