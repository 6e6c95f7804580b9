using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Pages.Team.Fragebogen.Vorschau;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Fragebogen;

/// <summary>The team sees and tries the sheet of an expert, by links and forms alone; nothing of it is stored.</summary>
public sealed class PreviewTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    /// <summary>With a question that must be answered, one that waits for an answer on the same page, and a section that waits for one of another.</summary>
    private static readonly string Yaml = Sample
        .Yaml.Replace(
            "text: { de: Ist klein schön?, en: Is small beautiful? }, scale: s3 }",
            "text: { de: Ist klein schön?, en: Is small beautiful? }, scale: s3, when: { item: r1, is: 5 } }",
            StringComparison.Ordinal
        )
        .Replace("How important is size? }, scale: s5 }", "How important is size? }, scale: s5, required: true }", StringComparison.Ordinal)
        .Replace("- key: zwei\n", "- key: zwei\n    when: { item: c1, is: hin }\n", StringComparison.Ordinal);

    [Fact]
    public async Task A_sheet_is_walked_through_and_nothing_is_stored()
    {
        var key = await app.StudyAsync(2, Yaml);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync($"/team/studien/{key}/vorschau?gruppe=sued&seite=abschnitt/eins");
        var frames = page.Page.QuerySelectorAll("iframe").Select(frame => frame.GetAttribute("src")!).ToList();
        Assert.Equal(
            [
                $"/team/studien/{key}/vorschau/1/sued/de/telefon/abschnitt/eins",
                $"/team/studien/{key}/vorschau/1/sued/de/rechner/abschnitt/eins",
            ],
            frames
        );
        var before = await RowsAsync();
        var section = await reader.GetAsync(frames[0]);
        Assert.Equal(200, section.Status);
        Assert.Contains("Was Sie hier eingeben, wird nicht gespeichert", section.Body, StringComparison.Ordinal);
        Assert.True(section.Page.QuerySelector("[data-item=r2]")!.HasAttribute("hidden"));

        // What must be answered is asked for, as on the real sheet.
        var missing = await reader.SubmitAsync(section, "form.sheet", ("go", "next"));
        Assert.Equal(400, missing.Status);
        Assert.Contains("Diese Frage braucht eine Antwort.", missing.Text, StringComparison.Ordinal);

        // A condition of the same page, and one of another section.
        var joined = await reader.SubmitAsync(section, "form.sheet", ("a.r1", "5"), ("go", "next"));
        Assert.Equal($"{frames[0]}?neu=true#f-r2", joined.Location);
        section = await reader.GetAsync(frames[0]);
        Assert.False(section.Page.QuerySelector("[data-item=r2]")!.HasAttribute("hidden"));
        var next = await reader.SubmitAsync(section, "form.sheet", ("a.r2", "3"), ("a.c1", "hin"), ("go", "next"));
        Assert.EndsWith("/telefon/abschnitt/zwei", next.Location, StringComparison.Ordinal);
        var review = await reader.SubmitAsync(await reader.GetAsync(next.Location!), "form.sheet", ("a.l1", "Mehr Platz"), ("go", "next"));
        Assert.EndsWith("/telefon/abgeben", review.Location, StringComparison.Ordinal);
        var all = await reader.GetAsync(review.Location!);
        Assert.Contains("Mehr Platz", all.Text, StringComparison.Ordinal);
        var handedIn = await reader.SubmitAsync(all, "form.handin", ("anyway", "true"));
        var start = await reader.GetAsync(handedIn.Location!);
        Assert.Contains("Vielen Dank!", start.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            start.Page.QuerySelectorAll("a[href]"),
            link => link.GetAttribute("href")!.StartsWith("/bogen", StringComparison.Ordinal)
        );

        // The other screen has a sheet of its own, and so does everybody else.
        Assert.Contains("0 von", (await reader.GetAsync($"/team/studien/{key}/vorschau/1/sued/de/rechner")).Text, StringComparison.Ordinal);
        using var other = await app.TeamAsync(StudyRole.Editor);
        Assert.DoesNotContain("Vielen Dank!", (await other.GetAsync(handedIn.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync());
        Assert.False(app.Holds("Mehr Platz"));

        // Begun anew, both are empty.
        await reader.FollowAsync($"/team/studien/{key}/vorschau?gruppe=sued&neu=true");
        Assert.DoesNotContain("Vielen Dank!", (await reader.GetAsync(handedIn.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_saved_as_one_goes_along_is_answered_and_not_stored()
    {
        var key = await app.StudyAsync(2, Yaml);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var section = await editor.GetAsync($"/team/studien/{key}/vorschau/1/nord/en/telefon/abschnitt/eins");
        Assert.Contains("How important is size?", section.Text, StringComparison.Ordinal);
        var (_, fields) = Visitor.Fill(section, "form.sheet", ("a.r1", "5"));
        var saved = await editor.PostAsync(section.Path + "?handler=Merken", fields);
        Assert.Equal(200, saved.Status);
        Assert.Contains("\"left\":[]", saved.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_sheet_of_a_preview_stands_in_another_page()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        Assert.Equal(("DENY", "frame-ancestors 'none'; frame-src 'self'"), await FramingAsync($"/team/studien/{key}/vorschau"));
        Assert.Equal(("SAMEORIGIN", "frame-ancestors 'self'"), await FramingAsync($"/team/studien/{key}/vorschau/1/nord/de/telefon"));
        Assert.Equal(
            ("SAMEORIGIN", "frame-ancestors 'self'"),
            await FramingAsync($"/team/studien/{key}/vorschau/1/weg/de/telefon/abschnitt/eins")
        );
        foreach (var other in (string[])["/team", $"/team/studien/{key}", $"/team/studien/{key}/fragebogen", "/", "/bogen"])
            Assert.Equal(("DENY", "frame-ancestors 'none'"), await FramingAsync(other));

        async Task<(string, string)> FramingAsync(string path)
        {
            var headers = (await editor.GetAsync(path)).Headers;
            var policy = headers["Content-Security-Policy"];
            return (headers["X-Frame-Options"], policy[policy.IndexOf("frame-ancestors", StringComparison.Ordinal)..]);
        }
    }

    [Fact]
    public async Task What_is_typed_wrongly_is_kept_in_a_preview_as_on_a_sheet()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var section = await editor.GetAsync($"/team/studien/{key}/vorschau/1/nord/de/telefon/abschnitt/eins");
        Assert.Equal(400, (await editor.SubmitAsync(section, "form.sheet", ("a.a1.x", "2"), ("go", "next"))).Status);
        Assert.Contains("Der Rang 1 fehlt.", (await editor.GetAsync(section.Path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_round_shows_made_up_answers_and_says_so()
    {
        var key = await app.StudyAsync(2, Yaml);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/vorschau?runde=2");
        Assert.Contains("Diese Runde gibt es noch nicht.", page.Text, StringComparison.Ordinal);
        var section = await editor.GetAsync($"/team/studien/{key}/vorschau/2/nord/de/telefon/abschnitt/eins");
        Assert.Contains("sind erdachte Antworten", section.Body, StringComparison.Ordinal);
        Assert.Contains("Alle Antworten: 16 Personen", section.Text, StringComparison.Ordinal);
        Assert.Contains("Erdachtes Beispiel", section.Text, StringComparison.Ordinal);
        Assert.NotNull(section.Page.QuerySelector("button[name=keep]"));
        var kept = await editor.SubmitAsync(section, "form.sheet", ("keep", "r1"));
        Assert.Equal(section.Path + "#f-r1", kept.Location);
    }

    [Fact]
    public async Task An_opened_round_shows_what_it_asks_and_what_came_before()
    {
        var key = await app.OpenStudyAsync(6, Yaml);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "5"), new AnswerChange("r2", "3"));
        await app.CloseAsync(key);
        await app.PlanAsync(key);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        Assert.Contains(
            "Diese Runde ist geplant.",
            (await reader.GetAsync($"/team/studien/{key}/vorschau")).Text,
            StringComparison.Ordinal
        );
        var section = $"/team/studien/{key}/vorschau/2/nord/de/telefon/abschnitt/eins";
        Assert.Contains("Alle Antworten: 6 Personen", (await reader.GetAsync(section)).Text, StringComparison.Ordinal);
        await app.OpenAsync(key);
        var sheets = await RowsAsync();
        Assert.Contains(
            "Diese Runde wurde geöffnet.",
            (await reader.GetAsync($"/team/studien/{key}/vorschau")).Text,
            StringComparison.Ordinal
        );
        var open = await reader.GetAsync(section);
        Assert.DoesNotContain("sind erdachte Antworten", open.Body, StringComparison.Ordinal);
        Assert.Contains("Was Sie selbst früher antworteten, ist erdacht.", open.Body, StringComparison.Ordinal);
        await reader.SubmitAsync(open, "form.sheet", ("a.r1", "1"), ("go", "next"));
        Assert.Equal(sheets, await RowsAsync());
    }

    [Fact]
    public async Task A_preview_neither_needs_nor_disturbs_a_sheet_in_the_same_browser()
    {
        var key = await app.OpenStudyAsync(2, Yaml);
        using var expert = await app.ExpertAsync(key);
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "2"), ("go", "next"));
        using var editor = await app.TeamAsync(StudyRole.Editor);
        foreach (System.Net.Cookie cookie in editor.Cookies.GetAllCookies())
            expert.Cookies.Add(cookie);
        var address = $"/team/studien/{key}/vorschau/1/nord/de/telefon";
        var preview = await expert.GetAsync($"{address}/abschnitt/eins");
        Assert.Null(preview.Page.QuerySelector("[name='a.r1'][checked]"));
        await expert.SubmitAsync(preview, "form.sheet", ("a.r1", "4"), ("go", "next"));
        await expert.SubmitAsync(await expert.GetAsync($"{address}/einwilligung"), "main form", ("einverstanden", "true"));
        Assert.Equal(
            "2",
            (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[name='a.r1'][checked]")!.GetAttribute("value")
        );
        Assert.Equal("2", (await app.SheetAsync(key)).Answers["r1"]);
    }

    [Fact]
    public async Task While_the_draft_changes_what_still_fits_is_left()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var address = $"/team/studien/{key}/vorschau/1/sued/en/telefon";
        var item = $"/team/studien/{key}/fragebogen/fragen/r1";
        await editor.SubmitAsync(
            await editor.GetAsync($"{address}/abschnitt/eins"),
            "form.sheet",
            ("a.r1", "5"),
            ("a.c1", "hin"),
            ("go", "next")
        );

        // Its scale got shorter than the answer.
        await editor.SubmitAsync(await editor.GetAsync(item), "form.drafting", ("scale", "ja_3"));
        var section = await editor.GetAsync($"{address}/abschnitt/eins");
        Assert.Null(section.Page.QuerySelector("[name='a.r1'][checked]"));
        Assert.NotNull(section.Page.QuerySelector("[name='a.c1'][checked]"));

        // It cannot be asked any more: both pages say so, and the frame may be seen.
        await editor.SubmitAsync(await editor.GetAsync(item), "form.drafting", ("text-de", ""));
        var frame = await editor.GetAsync($"{address}/abschnitt/eins");
        Assert.Equal((409, "SAMEORIGIN"), (frame.Status, frame.Headers["X-Frame-Options"]));
        Assert.Contains("Der Fragebogen ist zurzeit nicht lesbar", frame.Text, StringComparison.Ordinal);
        var page = await editor.GetAsync($"/team/studien/{key}/vorschau");
        Assert.Equal(200, page.Status);
        Assert.NotNull(page.Page.QuerySelector($"main a[href^='/team/studien/{key}/fragebogen/fragen/r1']"));
        Assert.Null(page.Page.QuerySelector("iframe"));
        await editor.SubmitAsync(await editor.GetAsync(item), "form.drafting", ("text-de", "Wieder da"));
        Assert.Equal(200, (await editor.GetAsync($"{address}/abschnitt/eins")).Status);

        // A group and a language that are gone.
        await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/fragebogen/gruppen"),
            "form.drafting",
            ("groups-1-name-de", ""),
            ("groups-1-name-en", "")
        );
        Assert.Contains("Diese Gruppe steht nicht mehr im Fragebogen.", (await editor.GetAsync(address)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await editor.GetAsync($"/team/studien/{key}/vorschau?gruppe=sued")).Status);
    }

    [Theory]
    [InlineData("/vorschau/9/nord/de/telefon", 409)]
    [InlineData("/vorschau/0/nord/de/telefon", 409)]
    [InlineData("/vorschau/99999999999/nord/de/telefon", 404)]
    [InlineData("/vorschau/1/%3Cb%3E/de/telefon", 409)]
    [InlineData("/vorschau/1/nord/fr/telefon", 409)]
    [InlineData("/vorschau/1/nord/deutsch!/telefon", 404)]
    [InlineData("/vorschau/1/nord/de/fernseher", 404)]
    [InlineData("/vorschau/1/nord/de/telefon/abschnitt/nichts", 404)]
    [InlineData("/vorschau?runde=99&gruppe=x&sprache=fr&seite=../..&frage=nichts", 200)]
    [InlineData("/vorschau?runde=viele", 200)]
    public async Task Nonsense_in_the_address_is_answered_in_words(string address, int status)
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var reply = await editor.GetAsync($"/team/studien/{key}{address}");
        Assert.Equal(status, reply.Status);
        Assert.DoesNotContain("   at Befragung", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_of_a_preview_lose_nothing_of_each_other()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var one = await editor.GetAsync($"/team/studien/{key}/vorschau/1/nord/de/telefon/abschnitt/eins");
        var other = await editor.GetAsync(one.Path);
        await editor.SubmitAsync(one, "form.sheet", ("a.r1", "1"), ("go", "next"));
        await editor.SubmitAsync(other, "form.sheet", ("a.r2", "3"), ("go", "next"));
        var now = await editor.GetAsync(one.Path);
        Assert.Equal("1", now.Page.QuerySelector("[name='a.r1'][checked]")!.GetAttribute("value"));
        Assert.Equal("3", now.Page.QuerySelector("[name='a.r2'][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_item_is_shown_to_a_group_that_is_asked_it()
    {
        var key = await app.StudyAsync(
            2,
            Sample.Yaml.Replace(
                "Is small beautiful? }, scale: s3 }",
                "Is small beautiful? }, scale: s3, when: { groups: sued } }",
                StringComparison.Ordinal
            )
        );
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var item = await editor.GetAsync($"/team/studien/{key}/fragebogen/fragen/r2");
        var link = item.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "Diese Frage in der Vorschau ansehen");
        var page = await editor.GetAsync(link.GetAttribute("href")!);
        Assert.Equal(
            $"/team/studien/{key}/vorschau/1/sued/de/telefon/abschnitt/eins#f-r2",
            page.Page.QuerySelector("iframe")!.GetAttribute("src")
        );
    }

    private Task<(int Sheets, int Panelists, int Chronicle)> RowsAsync() =>
        app.DataAsync(async db => (await db.Sheets.CountAsync(), await db.Panelists.CountAsync(), await db.Chronicle.CountAsync()));
}
