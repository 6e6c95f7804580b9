using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Exchange;

namespace Befragung.Web.Tests.Pages.Team.Bericht;

/// <summary>The page with the logo and the colours of a report.</summary>
public sealed class LookTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string LogoForm = "form.logo-form",
        ColoursForm = "form.colours-form";

    [Fact]
    public async Task A_logo_stands_on_the_report_of_the_team_and_after_the_release_of_everyone()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var key = await ClosedAsync();
        Assert.Equal(404, (await editor.GetAsync($"/team/studien/{key}/logo")).Status);
        var reply = await UploadAsync(editor, key, SamplePictures.Png());
        Assert.Equal($"{Path(key)}?gespeichert=logo", reply.Location);
        var page = await editor.GetAsync(reply.Location!);
        Assert.Contains("Das Logo ist gespeichert", page.Text, StringComparison.Ordinal);
        Assert.Contains("12 × 7 Pixel", page.Text, StringComparison.Ordinal);

        var shown = (await editor.GetAsync($"/team/studien/{key}/bericht?sprache=en")).Page.QuerySelector(".cover .logo img")!;
        Assert.Equal("Office for Size", shown.GetAttribute("alt"));
        Assert.StartsWith($"/team/studien/{key}/logo?bild=", shown.GetAttribute("src"), StringComparison.Ordinal);
        using var stakeholder = app.Visitor();
        Assert.Equal(404, (await stakeholder.GetAsync($"/ergebnisse/{key}/logo")).Status);
        await app.ReleaseAsync(key);
        foreach (var version in (string[])["", "/kurz"])
        {
            var released = (await stakeholder.GetAsync($"/ergebnisse/{key}{version}?sprache=de")).Page.QuerySelector(".logo img")!;
            Assert.Equal("Büro für Größe", released.GetAttribute("alt"));
            var picture = await stakeholder.Client.GetAsync(released.GetAttribute("src"));
            Assert.Equal("image/png", picture.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(SamplePictures.Png(), await picture.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Another_logo_takes_the_place_of_the_first_and_both_can_be_removed()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        await UploadAsync(editor, key, SamplePictures.Png());
        await UploadAsync(editor, key, SamplePictures.Jpeg, ("kind", "schmuck"));
        var logo = (await app.ReadAsync(key)).Look.Logo!;
        Assert.Equal(("image/jpeg", 24, 12, null), (logo.Type, logo.Width, logo.Height, logo.Alternative));
        Assert.Equal(
            "",
            (await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".cover .logo[aria-hidden] img")!.GetAttribute("alt")
        );
        Assert.Equal(1, await PicturesAsync(key));

        Assert.Equal(
            $"{Path(key)}?gespeichert=ohne-logo",
            (await editor.SubmitAsync(await editor.GetAsync(Path(key)), "form[action*=Entfernen]")).Location
        );
        Assert.Null((await app.ReadAsync(key)).Look.Logo);
        Assert.Equal(0, await PicturesAsync(key));
        Assert.Null((await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".logo"));
    }

    [Fact]
    public async Task The_words_of_a_logo_can_be_changed_without_sending_it_again()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        await UploadAsync(editor, key, SamplePictures.Png());
        var before = (await app.ReadAsync(key)).Look.Logo!;
        Assert.Equal(302, (await editor.SubmitAsync(await editor.GetAsync(Path(key)), LogoForm, ("alternative.de", "Amt"))).Status);
        var after = (await app.ReadAsync(key)).Look.Logo!;
        Assert.Equal((before.Id, "Amt"), (after.Id, after.Alternative!.Texts["de"]));
    }

    public static TheoryData<string, byte[], string> Bad =>
        new()
        {
            { "leer.png", [], "Bitte wählen Sie eine Datei aus." },
            { "logo.svg", [.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8], "weder ein PNG- noch ein JPEG-Bild" },
            { "logo.png", [.. "Ich bin ein Bild"u8], "weder ein PNG- noch ein JPEG-Bild" },
            {
                "bombe.png",
                SamplePictures.Png(SamplePictures.Head(20, 20), [], SamplePictures.Packed(400_000_000)),
                "Es entpackt sich zu mehr, als sein Kopf verspricht."
            },
            {
                "riese.png",
                SamplePictures.Png(SamplePictures.Head(4001, 1), [], SamplePictures.Packed(10)),
                "Möglich sind bis zu 4.000 × 4.000."
            },
            { "druck.jpg", SamplePictures.CmykJpeg, "Druckfarben (CMYK)" },
            { "dick.png", new byte[1_200_000], "möglich ist 1 MB" },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_no_good_logo_is_told_so_and_nothing_changes(string name, byte[] file, string told)
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        if (name != "leer.png")
            await UploadAsync(editor, key, SamplePictures.Png());
        var before = (await app.ReadAsync(key)).Look;
        var page = await editor.GetAsync(Path(key));
        var reply =
            file.Length == 0
                ? await editor.SubmitAsync(page, LogoForm, ("alternative.de", "Wort"), ("alternative.en", "Word"))
                : await editor.UploadAsync(page, LogoForm, name, file, ("alternative.de", "Wort"), ("alternative.en", "Word"));
        Assert.Equal(400, reply.Status);
        Assert.Contains(told, reply.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Wort", reply.Page.QuerySelector("#alternative-de")!.GetAttribute("value"));
        Assert.Equal(before.Logo?.Id, (await app.ReadAsync(key)).Look.Logo?.Id);
    }

    [Fact]
    public async Task A_logo_without_words_in_every_language_is_refused()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var reply = await UploadAsync(editor, key, SamplePictures.Png(), ("alternative.en", " "));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Bitte sagen Sie in jeder Sprache der Studie", reply.Text, StringComparison.Ordinal);
        Assert.Null((await app.ReadAsync(key)).Look.Logo);
    }

    [Fact]
    public async Task Of_two_tabs_the_older_is_told_so_and_overwrites_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync(Path(key));
        Assert.Equal(302, (await editor.SubmitAsync(page, ColoursForm, ("main", "#00664d"))).Status);
        var late = await editor.SubmitAsync(page, ColoursForm, ("main", "#a3213b"));
        Assert.Equal(409, late.Status);
        Assert.Contains("Jemand anderes hat das inzwischen geändert.", late.Text, StringComparison.Ordinal);
        Assert.Equal("#00664d", late.Page.QuerySelector("#main")!.GetAttribute("value"));
        // The logo is another matter: that form is still good.
        Assert.Equal(302, (await editor.UploadAsync(page, LogoForm, "logo.png", SamplePictures.Png(), ("kind", "schmuck"))).Status);
        Assert.Equal(409, (await editor.UploadAsync(page, LogoForm, "logo.png", SamplePictures.Jpeg, ("kind", "schmuck"))).Status);
        var look = (await app.ReadAsync(key)).Look;
        Assert.Equal(("#00664d", "image/png"), (look.Main, look.Logo!.Type));
    }

    [Fact]
    public async Task Colours_reach_the_report_as_a_style_sheet_of_their_own()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        Assert.Empty((await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelectorAll("link[href^='/farben/']"));
        await editor.SubmitAsync(await editor.GetAsync(Path(key)), ColoursForm, ("main", "#00664D"), ("second", "d08000"));
        foreach (var path in (string[])["bericht", "bericht-kurz"])
        {
            var sheet = (await editor.GetAsync($"/team/studien/{key}/{path}"))
                .Page.QuerySelectorAll("link[rel=stylesheet]")[^1]
                .GetAttribute("href")!;
            Assert.Equal("/farben/00664d-d08000", sheet);
            using var stranger = app.Visitor();
            var styles = await stranger.GetAsync(sheet);
            Assert.Equal("text/css; charset=utf-8", styles.Type);
            Assert.Matches(
                @"^:root \{ --accent: #00664d; --heading: #[0-9a-f]{6}; --rule: #d08000; --tint: #[0-9a-f]{6}; \}$",
                styles.Body
            );
        }
    }

    [Theory]
    [InlineData("haus-00664d", 200)]
    [InlineData("00664d", 200)]
    [InlineData("rot", 404)]
    [InlineData("00664d-", 404)]
    [InlineData("00664d-rot", 404)]
    [InlineData("00664d-00664d-00664d", 404)]
    [InlineData("%7D*%7Bdisplay:none", 404)]
    public async Task A_style_sheet_of_colours_holds_colours_and_nothing_else(string colours, int status)
    {
        using var stranger = app.Visitor();
        Assert.Equal(status, (await stranger.GetAsync("/farben/" + colours)).Status);
    }

    [Fact]
    public async Task A_colour_that_is_too_pale_is_refused_and_the_nearest_that_passes_can_be_taken()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync(Path(key));
        var reply = await editor.SubmitAsync(page, ColoursForm, ("main", "#f5c400"));
        Assert.Equal(400, reply.Status);
        Assert.Contains(
            "Die Hauptfarbe #f5c400 hebt sich zu wenig vom weißen Papier ab: 1,64 zu 1, für Schrift nötig sind 4,5 zu 1.",
            reply.Page.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("#f5c400", reply.Page.QuerySelector("#main")!.GetAttribute("value"));
        Assert.Null((await app.ReadAsync(key)).Look.Main);
        var proposal = reply.Page.QuerySelector("button[name='main.proposal']")!.GetAttribute("value")!;
        Assert.Equal(302, (await editor.SubmitAsync(reply, ColoursForm, ("main.proposal", proposal))).Status);
        Assert.Equal(proposal, (await app.ReadAsync(key)).Look.Main);

        Assert.Contains(
            "„blau“ ist keine Farbe.",
            (await editor.SubmitAsync(await editor.GetAsync(Path(key)), ColoursForm, ("main", "blau"))).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_colour_can_be_picked_instead_of_typed_and_what_is_left_empty_is_that_of_the_house()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        await editor.SubmitAsync(await editor.GetAsync(Path(key)), ColoursForm, ("main.picked", "#5b3f95"));
        Assert.Equal(("#5b3f95", null), await ColoursAsync());
        await editor.SubmitAsync(await editor.GetAsync(Path(key)), ColoursForm, ("main", "#00664d"), ("main.picked", "#a3213b"));
        Assert.Equal(("#00664d", null), await ColoursAsync());
        await editor.SubmitAsync(await editor.GetAsync(Path(key)), ColoursForm, ("main", ""));
        Assert.Equal((null, null), await ColoursAsync());

        async Task<(string?, string?)> ColoursAsync() => (await app.ReadAsync(key)).Look is { } look ? (look.Main, look.Second) : default;
    }

    [Fact]
    public async Task The_page_of_a_study_leads_here()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        Assert.NotNull((await editor.GetAsync($"/team/studien/{key}/berichte")).Page.QuerySelector($"a[href='{Path(key)}']"));
    }

    private static async Task<Reply> UploadAsync(Visitor editor, string key, byte[] file, params (string, string?)[] changes) =>
        await editor.UploadAsync(
            await editor.GetAsync(Path(key)),
            LogoForm,
            "logo",
            file,
            [
                .. new[] { ("alternative.de", "Büro für Größe"), ("alternative.en", (string?)"Office for Size") }.ExceptBy(
                    changes.Select(change => change.Item1),
                    word => word.Item1
                ),
                .. changes,
            ]
        );

    private Task<int> PicturesAsync(string key) =>
        app.DataAsync(db => Task.FromResult(db.Logos.Count(logo => db.Studies.Any(study => study.Id == logo.StudyId && study.Key == key))));

    private static string Path(string key) => $"/team/studien/{key}/gestaltung";

    private async Task<string> ClosedAsync()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "5"));
        await app.CloseAsync(key);
        return key;
    }
}
