using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Befragung.Web.Tests.Pages.Team.Kodierung.CodedStudies;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>What the report says open answers are about, and whom it quotes.</summary>
public sealed class ThemeTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly string Quoting = Sample.Yaml.Replace("rounds: 2", "rounds: 2, quotations: true", StringComparison.Ordinal);

    [Fact]
    public async Task Themes_are_told_once_they_are_taken_over_and_stay_until_they_are_taken_over_anew()
    {
        var key = await app.WrittenAsync(12, expert => $"Gedanke Nummer {expert:00}.");
        using var team = await app.TeamAsync(StudyRole.Editor);
        await BeginAsync(team, key);
        for (var expert = 0; expert < 6; expert++)
            await GiveAsync(team, key, $"Nummer {expert:00}", "Geld", isNew: expert == 0);
        await GiveAsync(team, key, "Nummer 07", "Zeit");
        await app.ReleaseAsync(key);
        using var reader = app.Visitor();
        var results = await reader.GetAsync($"/ergebnisse/{key}/datenband");
        Assert.Contains("Dieser Bericht nennt nur ihre Zahl", results.Text, StringComparison.Ordinal);

        var page = await team.GetAsync(Root(key) + "/kodierung/themen");
        Assert.Contains("Noch steht nichts davon im Bericht", page.Text, StringComparison.Ordinal);
        // One person alone is no theme.
        Assert.Equal(["Geld"], page.Page.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent));
        Assert.Contains("Zitate sind in dieser Studie nicht vorgesehen", page.Text, StringComparison.Ordinal);
        Assert.Equal(Root(key) + "/kodierung/themen", (await team.SubmitAsync(page, "#uebernehmen")).Location);

        results = await reader.GetAsync($"/ergebnisse/{key}/datenband");
        Assert.Contains("Am häufigsten genannt: Geld (6)", results.Text, StringComparison.Ordinal);
        Assert.Contains("Themen, die weniger als 5 nannten, stehen nicht hier.", results.Text, StringComparison.Ordinal);
        Assert.Contains("Ein Teil ist noch nicht geordnet.", results.Text, StringComparison.Ordinal);
        Assert.Equal(["Geld"], ThemesOf(results));
        results = await reader.GetAsync($"/ergebnisse/{key}");
        Assert.Contains("Am häufigsten genannt: „Geld“ (6) (von 12 Personen, die schrieben)", results.Text, StringComparison.Ordinal);
        Assert.Contains("Runde 1: Texte: 12, Nennungen: 12, davon mit Code: 7. Codes: 2.", results.Text, StringComparison.Ordinal);

        // What is coded from now on changes nothing that was told, and the team is told so.
        await GiveAsync(team, key, "Nummer 08", "Geld", isNew: false);
        Assert.Contains("„Geld“ (6)", (await reader.GetAsync($"/ergebnisse/{key}")).Text, StringComparison.Ordinal);
        page = await team.GetAsync(Root(key) + "/kodierung/themen");
        Assert.Contains("Seither hat sich die Kodierung geändert", page.Text, StringComparison.Ordinal);
        await team.SubmitAsync(page, "#uebernehmen");
        // Statements are another matter.
        await app.StatementAsync(key);
        Assert.Contains("„Geld“ (7)", (await reader.GetAsync($"/ergebnisse/{key}")).Text, StringComparison.Ordinal);
        page = await team.GetAsync(Root(key) + "/kodierung/themen");
        Assert.Contains("Seither hat sich nichts geändert", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("[form=uebernehmen]"));
        await team.SubmitAsync(page, "#heraus");
        Assert.DoesNotContain("„Geld“ (7)", (await reader.GetAsync($"/ergebnisse/{key}")).Text, StringComparison.Ordinal);
        Assert.Equal([ChronicleStep.ThemesTold, ChronicleStep.ThemesTold, ChronicleStep.ThemesLeftOut], await StepsAsync(key));
    }

    [Fact]
    public async Task Nothing_is_told_while_coding_is_blind_or_before_anything_is_coded()
    {
        var key = await app.WrittenAsync(6, expert => $"Etwas {expert}");
        using var team = await app.TeamAsync(StudyRole.Editor);
        await BeginAsync(team, key, share: 50);
        var page = await team.GetAsync(Root(key) + "/kodierung/themen");
        Assert.Contains("Hier wird noch getrennt kodiert", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("#uebernehmen"));

        var bare = await app.WrittenAsync(6, expert => $"Etwas {expert}");
        await BeginAsync(team, bare);
        page = await team.GetAsync(Root(bare) + "/kodierung/themen");
        Assert.Contains("Noch ist nichts kodiert", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_is_in_the_writers_words_and_leaves_the_results_at_once()
    {
        var key = await app.WrittenAsync(6, expert => $"Mehr Geld für {expert}. In Musterdorf fehlt der Bus <b>sehr</b>.", Quoting);
        using var asked = app.Visitor();
        await asked.GetAsync(await app.LinkAsync(await app.OpenStudyAsync(yaml: Quoting)));
        Assert.Contains(
            "kann der Bericht einzelne Sätze zitieren",
            (await asked.GetAsync("/bogen/einwilligung")).Text,
            StringComparison.Ordinal
        );
        using var team = await app.TeamAsync(StudyRole.Editor);
        await BeginAsync(team, key, reasons: true);
        for (var expert = 0; expert < 5; expert++)
            await GiveAsync(team, key, $"Mehr Geld für {expert}", "Geld", isNew: expert == 0);
        await team.SubmitAsync(await team.GetAsync(Root(key) + "/kodierung/themen"), "#uebernehmen");
        await app.ReleaseAsync(key);
        var mention = (await app.MentionsAsync(key)).Single(one => one.Text.StartsWith("Mehr Geld für 2", StringComparison.Ordinal));
        var path = $"{Root(key)}/nennungen/{mention.Id:N}";

        var refused = await team.SubmitAsync(await team.GetAsync(path), "form[action*=Zitieren]", ("zitat", "Viel mehr Geld."));
        Assert.Equal(400, refused.Status);
        Assert.Contains("„Viel mehr Geld.“ steht so nicht im Text", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Viel mehr Geld.", refused.Page.QuerySelector("#zitat")!.TextContent);
        var old = await team.GetAsync(path);
        await team.SubmitAsync(old, "form[action*=Zitieren]", ("zitat", "Mehr Geld [...] In [Ort] fehlt der Bus <b>sehr</b>."));
        Assert.Equal(400, (await team.SubmitAsync(old, "form[action*=Zitieren]", ("zitat", "Mehr Geld"))).Status);

        using var reader = app.Visitor();
        foreach (var volume in (string[])["", "/datenband"])
        {
            var results = await reader.GetAsync($"/ergebnisse/{key}{volume}");
            var quoted = Assert.Single(results.Page.QuerySelectorAll(".quotations li"));
            Assert.Equal("Mehr Geld […] In [Ort] fehlt der Bus <b>sehr</b>. – Geld", quoted.TextContent);
        }
        var list = await team.GetAsync(Root(key) + "/nennungen?zeige=zitate");
        Assert.Contains(
            "Zitat im Bericht",
            Assert.Single(list.Page.QuerySelectorAll("[data-mention]")).TextContent,
            StringComparison.Ordinal
        );

        // A reason has another way into the report.
        var reason = (await app.MentionsAsync(key)).First(one => one.IsReason);
        Assert.Null((await team.GetAsync($"{Root(key)}/nennungen/{reason.Id:N}")).Page.QuerySelector("#zitat"));
        using var guest = await app.TeamAsync(StudyRole.Reader);
        Assert.Null((await guest.GetAsync(path)).Page.QuerySelector("#zitat"));

        await team.SubmitAsync(await team.GetAsync(path), "#zurueck");
        Assert.Empty((await reader.GetAsync($"/ergebnisse/{key}")).Page.QuerySelectorAll(".quotations"));
        // What is cut is another text.
        await team.SubmitAsync(await team.GetAsync(path), "form[action*=Zitieren]", ("zitat", "Mehr Geld"));
        Assert.Single((await reader.GetAsync($"/ergebnisse/{key}")).Page.QuerySelectorAll(".quotations li"));
        var whole = await team.GetAsync(path);
        await team.SubmitAsync(whole, "form[action*=Teilen]", ("text", mention.Text.Replace(". In", ". ||In", StringComparison.Ordinal)));
        Assert.Empty((await reader.GetAsync($"/ergebnisse/{key}")).Page.QuerySelectorAll(".quotations"));
        Assert.Equal(
            [
                ChronicleStep.ThemesTold,
                ChronicleStep.QuotationReleased,
                ChronicleStep.QuotationTakenBack,
                ChronicleStep.QuotationReleased,
                ChronicleStep.QuotationTakenBack,
            ],
            await StepsAsync(key)
        );
    }

    private static IEnumerable<string> ThemesOf(Reply results) =>
        results
            .Page.QuerySelectorAll("table")
            .Single(table => table.QuerySelector("caption")?.TextContent == "Themen der Antworten in Runde 1")
            .QuerySelectorAll("tbody th")
            .Select(cell => cell.TextContent);

    private Task<List<ChronicleStep>> StepsAsync(string key) =>
        app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var study = await db.Studies.SingleAsync(one => one.Key == key);
            return await db
                .Chronicle.Where(entry => entry.StudyId == study.Id)
                .Where(entry =>
                    entry.Step == ChronicleStep.ThemesTold
                    || entry.Step == ChronicleStep.ThemesLeftOut
                    || entry.Step == ChronicleStep.QuotationReleased
                    || entry.Step == ChronicleStep.QuotationTakenBack
                )
                .OrderBy(entry => entry.Id)
                .Select(entry => entry.Step)
                .ToListAsync();
        });
}
