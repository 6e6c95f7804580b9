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
        Assert.Contains("Diese Plattform betreibt: Institut für Größe & Güte.", page.Text, StringComparison.Ordinal);
        Assert.Equal("datenschutz@example.org", page.Page.QuerySelector("main a[href='mailto:datenschutz@example.org']")!.TextContent);
    }

    [Fact]
    public async Task Where_nothing_is_set_nothing_is_said()
    {
        using var visitor = plain.Visitor();
        var page = (await visitor.GetAsync("/datenschutz")).Page;
        Assert.Equal("Befragung", page.QuerySelector(".brand")!.TextContent.Trim());
        Assert.Null(page.QuerySelector(".brand img, footer a[href^=http], a[href^=mailto]"));
        Assert.Equal(404, (await visitor.GetAsync("/logo")).Status);
    }

    [Fact]
    public void A_contact_that_is_no_mailbox_is_shown_as_it_is() =>
        Assert.Null(new Institution(null, null, "Behördliche Datenschutzbeauftragte, Zimmer 3", null).PrivacyAddress);

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
