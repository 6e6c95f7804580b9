using Befragung.Web.Data;
using Befragung.Web.Pages;
using Befragung.Web.Tests.Exchange;
using Microsoft.Extensions.Configuration;

namespace Befragung.Web.Tests.Pages;

/// <summary>Who runs an installation is told on its pages; of what is not set, nothing is said.</summary>
public sealed class InstitutionTests(InstitutionTests.Named named, SurveyApp plain)
    : IClassFixture<InstitutionTests.Named>,
        IClassFixture<SurveyApp>
{
    public sealed class Named : SurveyApp
    {
        protected override string[] Settings
        {
            get
            {
                var logo = Path.Combine(Folder, "logo.png");
                File.WriteAllBytes(logo, SamplePictures.Png(120, 40));
                return
                [
                    .. base.Settings,
                    "--Site:Institution=Institut für Größe & Güte",
                    $"--Site:Logo={logo}",
                    "--Site:Imprint=https://www.example.org/impressum?de",
                    "--Site:PrivacyContact=datenschutz@example.org",
                    "--Site:Controller=Institut für Größe & Güte, Marktplatz 1, 12345 Kleinstadt",
                    "--Site:PrivacyOfficer=Dr. Ada <Beispiel> \"Dsb\" dsb@example.org",
                    "--Site:LegalBasis=Artikel 6 Absatz 1 Buchstabe e DSGVO, siehe [Satzung](https://www.example.org/satzung)",
                    "--Site:LegalBasisInEnglish=Article 6(1)(e) GDPR",
                    "--Site:Retention=Zehn Jahre nach dem Ende der Befragung.",
                    "--Site:Authority=https://www.example.org/aufsicht",
                    "--Site:AccessibilityDate=2026-09-30",
                    "--Site:AccessibilityGaps=Ältere Berichte sind nicht barrierefrei.",
                    "--Site:AccessibilityContact=barriere@example.org",
                    "--Site:AccessibilityBody=Schlichtungsstelle nach § 16 BGG, Berlin",
                ];
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/team/anmelden")]
    [InlineData("/fehler/404")]
    public async Task Every_page_says_who_runs_it(string path)
    {
        using var visitor = named.Visitor();
        var page = (await visitor.GetAsync(path)).Page;
        Assert.Equal("Institut für Größe & Güte", page.QuerySelector(".brand")!.TextContent.Trim());
        Assert.Equal("", page.QuerySelector(".brand img")!.GetAttribute("alt"));
        Assert.Equal("https://www.example.org/impressum?de", page.QuerySelector("footer a[href^=https]")!.GetAttribute("href"));
        var logo = await visitor.GetAsync(page.QuerySelector(".brand img")!.GetAttribute("src")!);
        Assert.Equal((200, "image/png"), (logo.Status, logo.Type));
    }

    [Fact]
    public async Task The_privacy_page_says_whom_to_ask()
    {
        using var visitor = named.Visitor();
        var page = await visitor.GetAsync("/datenschutz");
        foreach (
            var said in (string[])
                [
                    "Verantwortlich für die Verarbeitung Ihrer Daten ist: Institut für Größe & Güte, Marktplatz 1, 12345 Kleinstadt",
                    "Die Datenschutzbeauftragten erreichen Sie so: Dr. Ada <Beispiel> \"Dsb\" dsb@example.org",
                    "Artikel 6 Absatz 1 Buchstabe e DSGVO, siehe Satzung",
                    "Zehn Jahre nach dem Ende der Befragung.",
                    "Für uns zuständig ist: https://www.example.org/aufsicht",
                ]
        )
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector("main a[href='https://www.example.org/satzung']"));
        Assert.NotNull(page.Page.QuerySelector("main a[href='https://www.example.org/aufsicht']"));
        Assert.Equal("datenschutz@example.org", page.Page.QuerySelector("main a[href='mailto:datenschutz@example.org']")!.TextContent);
    }

    [Fact]
    public async Task In_English_there_is_what_was_written_in_English_and_the_rest_is_marked_as_German()
    {
        using var visitor = named.Visitor();
        var page = await visitor.GetAsync("/datenschutz?sprache=en");
        Assert.Contains("Article 6(1)(e) GDPR", page.Text, StringComparison.Ordinal);
        Assert.Equal("Zehn Jahre nach dem Ende der Befragung.", page.Page.QuerySelectorAll("main [lang=de]").Single().TextContent.Trim());
    }

    [Fact]
    public async Task The_declaration_on_accessibility_has_its_day_its_gaps_a_contact_and_who_arbitrates()
    {
        using var visitor = named.Visitor();
        var page = await visitor.GetAsync("/barrierefreiheit");
        Assert.Equal("Erklärung zur Barrierefreiheit", page.Page.QuerySelector("h1")!.TextContent);
        foreach (
            var said in (string[])
                [
                    "Stand dieser Erklärung: 30.09.2026",
                    "Nicht erfüllt ist: Ältere Berichte sind nicht barrierefrei.",
                    "Schreiben Sie bitte an: barriere@example.org",
                    "wenden Sie sich an: Schlichtungsstelle nach § 16 BGG, Berlin",
                ]
        )
            Assert.Contains(said, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_declaration_nothing_is_declared()
    {
        using var visitor = plain.Visitor();
        var page = await visitor.GetAsync("/barrierefreiheit");
        Assert.Equal("Barrierefreiheit", page.Page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("Stand dieser Erklärung", page.Text, StringComparison.Ordinal);
        Assert.Contains("Antworten Sie bitte auf das Anschreiben", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_set_nothing_is_said()
    {
        using var visitor = plain.Visitor();
        var page = (await visitor.GetAsync("/datenschutz")).Page;
        Assert.Equal("Befragung", page.QuerySelector(".brand")!.TextContent.Trim());
        Assert.Null(page.QuerySelector(".brand img, footer a[href^=http], a[href^=mailto]"));
        foreach (var unsaid in (string[])["Wer verantwortlich ist", "Wie lange", "Für uns zuständig ist", "Wen Sie fragen können"])
            Assert.DoesNotContain(unsaid, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GetAsync("/logo")).Status);
    }

    [Fact]
    public void A_file_that_is_no_picture_is_refused_at_the_start_with_its_name()
    {
        var file = Path.GetTempFileName();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Site:Logo", file)]).Build();
        var failure = Assert.Throws<ConfigurationException>(() => Institution.From(settings));
        File.Delete(file);
        Assert.Equal($"Site__Logo ist „{file}“: Die Datei ist leer.", failure.Message);
    }
}
