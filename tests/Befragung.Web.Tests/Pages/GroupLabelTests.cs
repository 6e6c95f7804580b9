using Befragung.Web.Tests.Pages.Ergebnisse;

namespace Befragung.Web.Tests.Pages;

/// <summary>A study whose groups are no Akteursgruppen says so nowhere, to nobody, in neither language.</summary>
public sealed class GroupLabelTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly string Yaml = Sample.Yaml.Replace(
        "settings:",
        "groupLabel: { de: { one: Ortsteil, many: Ortsteile }, en: { one: district, many: districts } }\nsettings:",
        StringComparison.Ordinal
    );

    [Fact]
    public async Task Every_page_of_the_study_calls_groups_by_their_word()
    {
        // Five of the south, who may be shown.
        var key = await app.ReleasedAsync(35, Yaml);
        using var team = await app.TeamAsync();
        using var guest = app.Visitor();
        await AssertCalledAsync(team, $"/team/studien/{key}", "35 Expertinnen und Experten. Ortsteile: 2.");
        await AssertCalledAsync(team, $"/team/studien/{key}/panel", "Ortsteil");
        await AssertCalledAsync(team, $"/team/studien/{key}/runden/1", "Ortsteil");
        await AssertCalledAsync(
            team,
            $"/team/studien/{key}/bericht",
            "Beteiligung je Ortsteil",
            "Abgegebene Bögen je Ortsteil, in Prozent der Eingeladenen",
            "Das Panel umfasst 2 Ortsteile:",
            "2 Ortsteile im Panel"
        );
        await AssertCalledAsync(
            team,
            $"/team/studien/{key}/bericht-datenband",
            "Ortsteile in Runde 1",
            "Ortsteile im Vergleich",
            "Ortsteile: 1 Norden; 2 Süden"
        );
        await AssertCalledAsync(guest, $"/ergebnisse/{key}?sprache=de", "Beteiligung je Ortsteil");
        await AssertCalledAsync(guest, $"/ergebnisse/{key}?sprache=en", "Participation by district");
        await AssertCalledAsync(guest, $"/ergebnisse/{key}/datenband?sprache=en", "Districts compared");
        await AssertCalledAsync(guest, $"/ergebnisse/{key}/kurz?sprache=de");
        await AssertCalledAsync(guest, $"/ergebnisse/{key}/bilder/beteiligung-gruppen-r1.csv?sprache=de", "Ortsteil");
        await AssertCalledAsync(guest, $"/ergebnisse/{key}/vorstellung?sprache=de");

        await app.NextAsync(key);
        using var expert = await app.ExpertAsync(key);
        await AssertCalledAsync(expert, "/bogen/abschnitt/eins", "Median und mittlere Hälfte je Ortsteil in Runde 1");
    }

    private static async Task AssertCalledAsync(Visitor visitor, string address, params string[] words)
    {
        var reply = await visitor.GetAsync(address);
        Assert.True(reply.Status == 200, $"{address}: {reply.Status}");
        var text = string.Join(
            ' ',
            (reply.Text.Length > 0 ? reply.Text : reply.Body).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        foreach (var usual in (string[])["Akteursgruppe", "stakeholder group"])
            Assert.DoesNotContain(usual, reply.Body, StringComparison.OrdinalIgnoreCase);
    }
}
