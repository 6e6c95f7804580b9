namespace Befragung.Web.Tests.Pages;

/// <summary>What everybody can reach.</summary>
public sealed class AddressesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("/", "Befragung von Fachleuten")]
    [InlineData("/barrierefreiheit", "BITV 2.0")]
    [InlineData("/datenschutz", "Was gespeichert wird")]
    [InlineData("/team/anmelden", "Anmelden")]
    [InlineData("/fehler/404", "Diese Seite gibt es nicht")]
    public async Task Public_pages_say_what_they_are_for(string path, string words)
    {
        using var visitor = app.Visitor();
        var reply = await visitor.GetAsync(path);
        Assert.Equal(path.EndsWith("404", StringComparison.Ordinal) ? 404 : 200, reply.Status);
        Assert.Contains(words, reply.Text, StringComparison.Ordinal);
        Assert.Equal("de", reply.Page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("/gibt/es/nicht")]
    [InlineData("/team/gibt-es-nicht")]
    [InlineData("/ergebnis/kleine-befragung")]
    [InlineData("/ergebnisse/gibt-es-nicht")]
    [InlineData("/bild.png")]
    public async Task What_is_not_there_answers_404_without_asking_to_sign_in(string path)
    {
        using var visitor = app.Visitor();
        var reply = await visitor.GetAsync(path);
        Assert.Equal(404, reply.Status);
        Assert.Contains("Diese Seite gibt es nicht", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_told_without_signing_in(string path)
    {
        using var visitor = app.Visitor();
        var reply = await visitor.GetAsync(path);
        Assert.Equal((200, "Healthy"), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task Every_page_finds_its_styles_and_scripts()
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/");
        var links = page.Page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Single(links);
        foreach (var link in (string[])[.. links, "/built/abschnitt.js", "/kern/kern.min.css"])
        {
            var reply = await visitor.GetAsync(link);
            Assert.Equal(200, reply.Status);
            Assert.NotEmpty(reply.Body);
        }
    }
}
