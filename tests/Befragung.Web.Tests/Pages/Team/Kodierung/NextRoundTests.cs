using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using static Befragung.Web.Tests.Pages.Team.Kodierung.CodedStudies;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>Statements on their way into the next round, and into the report.</summary>
public sealed class NextRoundTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Ready_statements_become_items_are_answered_and_told_in_the_report()
    {
        var key = await app.WrittenAsync(42, expert => $"Gedanke Nummer {expert:00}");
        var study = $"/team/studien/{key}";
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        foreach (var number in (string[])["05", "06", "07"])
            await GiveAsync(team, key, "Nummer " + number, "Geld");
        var addresses = new List<string>();
        foreach (var text in (string[])["Kleinstädte brauchen mehr Geld.", "Die Zeit reicht nicht.", "Noch nicht fertig."])
        {
            var list = await team.GetAsync(Root(key) + "/thesen");
            var money = list
                .Page.QuerySelectorAll("#aus option")
                .Single(option => option.TextContent.StartsWith("Geld", StringComparison.Ordinal))
                .GetAttribute("value");
            addresses.Add(
                (await team.SubmitAsync(list, "main form", ("text", text), ("aus", addresses.Count == 0 ? money : ""))).Location!
            );
        }
        foreach (var address in addresses.Take(2))
            await team.SubmitAsync(await team.GetAsync(address), "#fertig");

        var page = await team.GetAsync(study + "/weiter");
        Assert.Equal(
            ["Kleinstädte brauchen mehr Geld.", "Die Zeit reicht nicht."],
            page.Page.QuerySelectorAll("label[for^=these-]").Select(label => label.TextContent)
        );
        Assert.DoesNotContain("Noch nicht fertig", page.Text, StringComparison.Ordinal);
        var scales = page.Page.QuerySelectorAll("#skala option").Select(option => option.TextContent).ToList();
        Assert.Contains("wie bisher: unwichtig – sehr wichtig", scales);
        Assert.Contains("Zustimmung, 5 Punkte", scales);
        var first = page.Page.QuerySelector("[name=these]")!.GetAttribute("value")!;
        // A title is missing: what was chosen stays.
        var agreement = $"{scales.IndexOf("Zustimmung, 5 Punkte")}";
        (string, string?)[] fields =
        [
            ("these", first),
            ("skala", agreement),
            .. ((string[])["r2", "m1", "a1", "c1", "l1", "i1"]).SelectMany(item =>
                ((string, string?)[])[("wahl." + item, "entfaellt"), ("reason." + item, "Genügt.")]
            ),
        ];
        var refused = await team.SubmitAsync(page, "main form", [.. fields, ("titel.de", " ")]);
        Assert.Equal(400, refused.Status);
        Assert.Contains("Der neue Abschnitt braucht einen Titel.", refused.Text, StringComparison.Ordinal);
        Assert.Single(refused.Page.QuerySelectorAll("[name=these][checked]"));
        Assert.Equal(400, (await team.SubmitAsync(page, "main form", [.. fields, ("these", Guid.NewGuid().ToString("N"))])).Status);
        Assert.Equal($"{study}/runden/2", (await team.SubmitAsync(page, "main form", fields)).Location);

        var round = (await app.ReadAsync(key)).Round(2);
        var item = Assert.IsType<RatingItem>(round.Questionnaire.Sections[^1].Items[0]);
        Assert.Equal(
            ("Kleinstädte brauchen mehr Geld.", 5, "Neue Thesen"),
            (item.Text.In("de"), item.Scale.Points, round.Questionnaire.Sections[^1].Title.In("de"))
        );
        Assert.Equal(
            (42, 42, 3, 1, 3),
            (round.Origins!.Texts, round.Origins.Mentions, round.Origins.Coded, round.Origins.Codes, round.Origins.Statements)
        );
        Assert.Equal(new(item.Key, 3, 2, false), Assert.Single(round.Origins.Items));
        Assert.Contains("Runde 2 stellt sie als Frage", (await team.GetAsync(addresses[0])).Text, StringComparison.Ordinal);

        // What the panel is asked stays as it is.
        page = await team.GetAsync(addresses[0]);
        Assert.Empty(page.Page.QuerySelectorAll("form.drafting, #entfernen"));
        var (_, token) = Visitor.Fill(page, "header form");
        Assert.Equal(400, (await team.PostAsync(addresses[0], [.. token, new("text.de", "Anders."), new("version", "3")])).Status);

        await app.OpenAsync(key);
        using (var expert = await app.ReturningAsync(key))
            Assert.Contains(
                "Kleinstädte brauchen mehr Geld.",
                (await expert.GetAsync($"/bogen/abschnitt/{round.Questionnaire.Sections[^1].Key}")).Text,
                StringComparison.Ordinal
            );
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new("r1", "4"), new(item.Key, "5"));
        await app.CloseAsync(key);
        var report = await team.GetAsync(study + "/bericht-datenband");
        Assert.Contains("aus 3 Nennungen, 2 Gruppen", report.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "die Texte der Runde 1 (Anzahl: 42) in einzelne Gedanken geteilt",
            report.Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        // Put to the panel once, it is not offered again; the other one still is.
        page = await team.GetAsync(study + "/weiter");
        Assert.Equal(["Die Zeit reicht nicht."], page.Page.QuerySelectorAll("label[for^=these-]").Select(label => label.TextContent));
        // What round 1 asked and round 2 did not comes back, and is compared with round 1.
        Assert.Equal(
            ["r2", "m1", "a1", "c1", "l1", "i1"],
            page.Page.QuerySelectorAll("[name=wieder]").Select(box => box.GetAttribute("value"))
        );
        Assert.Equal(
            400,
            (
                await team.SubmitAsync(
                    page,
                    "main form",
                    ("these", null),
                    ("wieder", "gibtsnicht"),
                    ("wahl." + item.Key, "entfaellt"),
                    ("reason." + item.Key, "Genügt.")
                )
            ).Status
        );
        await team.SubmitAsync(
            page,
            "main form",
            ("wahl.r1", "behalten"),
            ("these", null),
            ("wieder", "r2"),
            ("wahl." + item.Key, "entfaellt"),
            ("reason." + item.Key, "Genügt.")
        );
        var third = await app.ReadAsync(key);
        Assert.Equal(["r1", "r2"], third.Round(3).Questionnaire.Items.Where(one => one is not InformationItem).Select(one => one.Key));
        Assert.Equal(1, third.LastAskedBefore(third.Round(3)).Of("r2"));
    }
}
