using Befragung.Web.Access;
using static Befragung.Web.Tests.Pages.Team.Kodierung.CodedStudies;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>Similar mentions, and the statements that are made of mentions.</summary>
public sealed class StatementTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task What_is_written_nearly_alike_gets_a_code_at_once()
    {
        string[] texts =
        [
            "Mehr Geld für die Kleinstädte",
            "mehr Geld für Kleinstädte!",
            "Mehr Gld für die Kleinstaedte",
            "Ein Bahnhof mit Fahrkartenautomat",
            "Ärztliche Versorgung auf dem Land",
        ];
        var key = await app.WrittenAsync(5, expert => texts[expert]);
        using var team = await app.TeamAsync(StudyRole.Editor);
        await BeginAsync(team, key);
        var page = await team.GetAsync(Root(key) + "/aehnlich");
        var group = Assert.Single(page.Page.QuerySelectorAll(".cards > li"));
        Assert.Equal(texts.Take(3).Order(), group.QuerySelectorAll("label[for^=m-]").Select(label => label.TextContent).Order());
        var marks = group.QuerySelectorAll("[name=nennung]").Select(box => box.GetAttribute("value")!).ToList();
        Assert.All(group.QuerySelectorAll("[name=nennung]"), box => Assert.True(box.HasAttribute("checked")));
        // One of the three means something else.
        var token = group.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var first = group.QuerySelector("[name=erste]")!.GetAttribute("value")!;
        Task<Reply> SendAsync(string code, bool isNew, params string[] ticked) =>
            team.PostAsync(
                Root(key) + "/aehnlich",
                [
                    .. ticked.Select(mark => KeyValuePair.Create("nennung", mark)),
                    new("erste", first),
                    new("code", code),
                    new("neu", isNew ? "true" : "false"),
                    new("__RequestVerificationToken", token),
                ]
            );
        Assert.Equal(400, (await SendAsync("Geld", false, marks[0])).Status);
        Assert.Equal(400, (await SendAsync("Geld", true)).Status);
        Assert.Equal(404, (await SendAsync("Geld", true, "unsinn")).Status);
        Assert.Equal(302, (await SendAsync("Geld", true, marks[0], marks[1])).Status);
        Assert.Contains("kodiert (2)", (await team.GetAsync(Root(key) + "/nennungen")).Text, StringComparison.Ordinal);
        // All or none: one of them was changed meanwhile.
        var reply = await SendAsync("Geld", false, marks[2], marks[0][..^1] + "7");
        Assert.Equal(400, reply.Status);
        Assert.Contains("kodiert (2)", (await team.GetAsync(Root(key) + "/nennungen")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Es gibt keine ähnlichen",
            (await team.GetAsync($"{Root(key)}/aehnlich?zu={Guid.NewGuid():N}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_statement_keeps_its_mentions_its_wordings_and_who_checked_it()
    {
        var key = await app.WrittenAsync(42, expert => $"Gedanke Nummer {expert:00}");
        using var one = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var other = await app.SignInAsync(await app.MemberAsync(StudyRole.Owner));
        using var reader = await app.TeamAsync(StudyRole.Reader);
        await BeginAsync(one, key);
        // Of the south are 6, 13, 20, …
        foreach (var number in (string[])["05", "06", "07"])
            await GiveAsync(one, key, "Nummer " + number, "Geld");
        await GiveAsync(one, key, "Nummer 08", "Zeit");
        var list = await one.GetAsync(Root(key) + "/thesen");
        Assert.Equal(["3", "3", "1", "1"], list.Page.QuerySelectorAll("table td.num").Select(cell => cell.TextContent));
        var money = list
            .Page.QuerySelectorAll("#aus option")
            .Single(option => option.TextContent.StartsWith("Geld", StringComparison.Ordinal))
            .GetAttribute("value");
        Assert.Equal(400, (await one.SubmitAsync(list, "main form", ("aus", money))).Status);
        var made = await one.SubmitAsync(list, "main form", ("aus", money), ("text", "Kleinstädte brauchen mehr Geld."));
        var address = made.Location!;
        var page = await one.GetAsync(address);
        Assert.Contains("aus 3 Nennungen, 2 Gruppen", page.Text, StringComparison.Ordinal);
        Assert.Equal(3, page.Page.QuerySelectorAll(".cards .said").Length);

        // Two sentences in one are told, and nothing is stopped.
        await one.SubmitAsync(
            page,
            "form.drafting",
            ("text.de", "Kleinstädte brauchen mehr Geld, und die Länder sollen es geben."),
            ("text.en", "Small towns need money.")
        );
        page = await one.GetAsync(address);
        Assert.Contains("je eine Aussage", page.Text, StringComparison.Ordinal);
        Assert.Equal("Small towns need money.", page.Page.QuerySelector("[name='text.en']")!.TextContent);
        Assert.Contains("Kleinstädte brauchen mehr Geld.", page.Page.QuerySelector("ol")!.TextContent, StringComparison.Ordinal);

        // Another mention joins, and one leaves.
        var time = page.Page.QuerySelectorAll("#code option").Single(option => option.TextContent == "Zeit").GetAttribute("value");
        var candidates = await one.GetAsync($"{address}?code={time}");
        var candidate = Assert.Single(candidates.Page.QuerySelectorAll("[name=nennung][type=checkbox]")).GetAttribute("value");
        await one.SubmitAsync(candidates, "form[action*=Hinzu]", ("nennung", candidate));
        await one.SubmitAsync(candidates, "form[action*=Hinzu]", ("nennung", candidate));
        page = await one.GetAsync(address);
        Assert.Contains("aus 4 Nennungen, 2 Gruppen", page.Text, StringComparison.Ordinal);
        var none = await one.GetAsync($"{address}?code={time}");
        Assert.Empty(none.Page.QuerySelectorAll("[name=nennung][type=checkbox]"));
        Assert.Contains("Alle Nennungen mit diesem Code gehören schon dazu.", none.Text, StringComparison.Ordinal);
        await one.SubmitAsync(page, ".cards form", ("nennung", candidate));
        Assert.Contains("aus 3 Nennungen", (await one.GetAsync(address)).Text, StringComparison.Ordinal);

        // A second pair of eyes.
        await one.SubmitAsync(await one.GetAsync(Root(key) + "/thesen"), "form[action*=ZuZweit]", ("zweite", "true"));
        page = await one.GetAsync(address);
        await one.SubmitAsync(page, "#pruefen");
        Assert.Contains("zu prüfen seit", (await one.GetAsync(address)).Text, StringComparison.Ordinal);
        var refused = await one.SubmitAsync(await one.GetAsync(address), "#fertig");
        Assert.Equal(400, refused.Status);
        Assert.Contains("jemand anderen im Team", refused.Text, StringComparison.Ordinal);
        page = await other.GetAsync(address);
        Assert.Contains("Schreiben Sie etwas.", (await other.SubmitAsync(page, "form[action*=Kommentar]")).Text, StringComparison.Ordinal);
        await other.SubmitAsync(page, "form[action*=Kommentar]", ("kommentar", "Gut <b>so</b>"));
        await other.SubmitAsync(await other.GetAsync(address), "#fertig");
        page = await reader.GetAsync(address);
        Assert.Contains("fertig seit", page.Text, StringComparison.Ordinal);
        Assert.Contains("Gut <b>so</b>", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main button"));
        // Who words it anew begins anew; of two at once, the second is told.
        var old = await other.GetAsync(address);
        var before = await one.GetAsync(address);
        Assert.Equal(302, (await other.SubmitAsync(old, "form.drafting", ("text.de", "Neu."))).Status);
        Assert.Equal(409, (await one.SubmitAsync(before, "form.drafting", ("text.de", "Auch neu."))).Status);
        var tooLong = await one.SubmitAsync(await one.GetAsync(address), "form.drafting", ("text.de", new string('x', 2001)));
        Assert.Equal(400, tooLong.Status);
        Assert.Equal(2001, tooLong.Page.QuerySelector("[name='text.de']")!.TextContent.Length);
        list = await reader.GetAsync(Root(key) + "/thesen");
        Assert.Contains("Entwurf", list.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        // A mention that is cut is two of what it was made from, and joined again it is one.
        var cut = $"{Root(key)}/nennungen/{CardOf(await one.GetAsync(Root(key) + "/nennungen"), "Nummer 05")[3..]}";
        await one.SubmitAsync(await one.GetAsync(cut), "form[action*=Teilen]", ("text", "Gedanke||Nummer 05"));
        Assert.Contains("aus 4 Nennungen", (await one.GetAsync(address)).Text, StringComparison.Ordinal);
        await one.SubmitAsync(await one.GetAsync(cut), "form[action*=Zusammen]");
        Assert.Contains("aus 3 Nennungen", (await one.GetAsync(address)).Text, StringComparison.Ordinal);
        await other.SubmitAsync(await other.GetAsync(address), "#entfernen");
        Assert.Equal(404, (await one.GetAsync(address)).Status);
        Assert.Contains("Noch gibt es keine These.", (await one.GetAsync(Root(key) + "/thesen")).Text, StringComparison.Ordinal);
        list = await one.GetAsync(Root(key) + "/thesen");
        await one.SubmitAsync(list, "form[action*=Holen]");
        Assert.Equal(200, (await one.GetAsync(address)).Status);
    }
}
