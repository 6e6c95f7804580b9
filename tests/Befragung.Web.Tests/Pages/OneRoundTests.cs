using System.Text.RegularExpressions;
using Befragung.Web.Tests.Pages.Ergebnisse;

namespace Befragung.Web.Tests.Pages;

/// <summary>Who is asked once, and who reads of it, hears of no rounds: there is nothing to tell apart.</summary>
public sealed partial class OneRoundTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly string Yaml = Sample.Yaml.Replace("rounds: 2", "rounds: 1", StringComparison.Ordinal);

    [Fact]
    public async Task A_study_of_one_round_numbers_none()
    {
        var key = await app.ReleasedAsync(35, Yaml);
        using var guest = app.Visitor();
        foreach (var address in (string[])["", "/kurz", "/vorstellung", "/vorstellung/inhalt"])
        foreach (var language in (string[])["de", "en"])
        {
            var reply = await guest.GetAsync($"/ergebnisse/{key}{address}?sprache={language}");
            Assert.Equal(200, reply.Status);
            Assert.Equal([], Round().Matches(reply.Page.Body!.TextContent).Select(said => said.Value));
        }
        var open = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(open);
        foreach (var address in (string[])["/bogen", "/bogen/abschnitt/eins", "/bogen/abgeben", "/bogen/abgegeben", "/bogen/ergebnis"])
        {
            var reply = await expert.GetAsync(address);
            Assert.Equal([], Round().Matches(reply.Page.Body!.TextContent).Select(said => said.Value));
        }
    }

    [GeneratedRegex(@".{0,60}([Rr]unde|[Rr]ound) ?\d.{0,60}", RegexOptions.ExplicitCapture, 20_000)]
    private static partial Regex Round();
}
