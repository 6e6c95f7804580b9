namespace Befragung.Web.Tests;

/// <summary>The addresses of results stand in letters and papers: each is spelled out here once more.</summary>
public sealed class ReportAddressesTests
{
    [Fact]
    public void What_is_released_has_all_addresses_beneath_one()
    {
        var released = ReportAddresses.Public("stadt");
        Assert.Equal("/ergebnisse/stadt", released.Page(ReportVersion.Whole));
        Assert.Equal("/ergebnisse/stadt/kurz", released.Page(ReportVersion.Brief));
        Assert.Equal("/ergebnisse/stadt/bericht.pdf", released.Pdf(ReportVersion.Whole));
        Assert.Equal("/ergebnisse/stadt/kurz.pdf", released.Pdf(ReportVersion.Brief));
        Assert.Equal("/ergebnisse/stadt/bericht.docx", released.Word(ReportVersion.Whole));
        Assert.Equal("/ergebnisse/stadt/kurz.docx", released.Word(ReportVersion.Brief));
        Assert.Equal("/ergebnisse/stadt/logo", released.Logo);
        Assert.Equal("/ergebnisse/stadt/bilder/", released.Pictures);
        Assert.Equal("/ergebnisse/stadt/vorstellung", released.Presentation);
        Assert.Equal("/ergebnisse/stadt/vorstellung/3", released.Screen(3));
        Assert.Equal("/ergebnisse/stadt/vorstellung/inhalt", released.Screens);
        Assert.Equal("/ergebnisse/stadt/passwort", released.Password);
        Assert.Null(released.Texts);
    }

    [Fact]
    public void What_the_team_sees_before_lies_at_its_study()
    {
        var preview = ReportAddresses.Preview("stadt");
        Assert.Equal("/team/studien/stadt/bericht", preview.Page(ReportVersion.Whole));
        Assert.Equal("/team/studien/stadt/bericht-kurz", preview.Page(ReportVersion.Brief));
        Assert.Equal("/team/studien/stadt/bericht.pdf", preview.Pdf(ReportVersion.Whole));
        Assert.Equal("/team/studien/stadt/bericht-kurz.pdf", preview.Pdf(ReportVersion.Brief));
        Assert.Equal("/team/studien/stadt/bericht.docx", preview.Word(ReportVersion.Whole));
        Assert.Equal("/team/studien/stadt/bericht-kurz.docx", preview.Word(ReportVersion.Brief));
        Assert.Equal("/team/studien/stadt/logo", preview.Logo);
        Assert.Equal("/team/studien/stadt/bericht/texte", preview.Texts);
        Assert.Null(preview.Pictures);
        Assert.Null(preview.Presentation);
    }

    [Fact]
    public void Only_what_is_released_names_its_language_in_every_link()
    {
        var (released, preview) = (ReportAddresses.Public("stadt"), ReportAddresses.Preview("stadt"));
        Assert.Equal("/ergebnisse/stadt/logo?sprache=en", released.Link("en", released.Logo));
        Assert.Equal("/team/studien/stadt/logo", preview.Link("en", preview.Logo));
        Assert.Equal("/ergebnisse/stadt/kurz?sprache=de", released.InOther("de", ReportVersion.Brief));
        Assert.Equal("/sprache/de?zurueck=/team/studien/stadt/bericht-kurz", preview.InOther("de", ReportVersion.Brief));
    }
}
