using AngleSharp.Dom;
using Befragung.Delphi.Rounds;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>The view at the end: one's own answers, and where one stands, as a page and as a file; never more of others than everybody may see.</summary>
public sealed class OwnResultTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Address = "/bogen/ergebnis",
        Pdf = Address + ".pdf";

    [Fact]
    public async Task Before_the_handing_in_there_is_nothing_to_see()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "2"));
        Assert.Equal(("/bogen", "/bogen"), ((await expert.GetAsync(Address)).Location, (await expert.GetAsync(Pdf)).Location));
        Assert.DoesNotContain(Address, (await expert.GetAsync("/bogen")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_open_first_round_ones_own_answers_stand_alone()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        var page = await expert.GetAsync(Address);
        Assert.Equal(200, page.Status);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Contains("Diese Seite sehen nur Sie.", page.Text, StringComparison.Ordinal);
        Assert.Contains("sobald die nächste Runde beginnt oder das Projektteam das Ergebnis freigibt", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("5 – voll vorhanden", null),
            (
                Item(page, "Vertrauen").QuerySelector(".own-answer strong")!.TextContent,
                Item(page, "Vertrauen").QuerySelector(".own-standing")
            )
        );
        Assert.Contains("Spricht dafür: " + SelfAssessment.Reason, Words(Item(page, "Vertrauen")), StringComparison.Ordinal);
        Assert.Contains("Zustand: nicht geantwortet", Words(Item(page, "Der Marktplatz")), StringComparison.Ordinal);
        Assert.Contains("Ihre Antwort: keine Angabe", Words(Item(page, "Räume")), StringComparison.Ordinal);
        Assert.Contains("Sonstiges: Geduld & Humor", Words(Item(page, "Was hilft dabei?")), StringComparison.Ordinal);
        Assert.Equal("Ein <b>langer</b> Atem\nund Bänke.", Item(page, "Was fehlt?").QuerySelector(".own-words")!.TextContent);
        Assert.DoesNotContain("Median", page.Text, StringComparison.Ordinal);
        await app.CloseAsync(key);
        Assert.DoesNotContain("Median", (await expert.GetAsync(Address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_round_is_released_they_stand_beside_its_result()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        AssertCompared(await expert.GetAsync(Address));
    }

    [Fact]
    public async Task Once_the_next_round_is_open_they_stand_beside_the_result_even_without_a_release()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        await app.CloseAsync(key);
        await app.NextAsync(key);
        var page = await expert.GetAsync(Address);
        Assert.Contains("Runde 1", page.Page.QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
        AssertCompared(page);
    }

    [Fact]
    public async Task In_an_open_second_round_they_stand_beside_the_result_of_the_first_and_never_of_the_second()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        await app.CloseAsync(key);
        await app.NextAsync(key);
        await app.HandInAsync(key, 0, new AnswerChange("k1", "3"));
        var page = await expert.GetAsync(Address);
        Assert.Contains(
            "Daneben steht, wie alle in Runde 1 geantwortet haben: Das Ergebnis von Runde 2 gibt es erst, wenn sie geschlossen ist.",
            Words(page.Page.Body!),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Ihre Antwort: 3 – in Ansätzen Die mittlere Hälfte antwortete 2,75 bis 4, der Median liegt bei 3. Ihre Antwort liegt in der mittleren Hälfte. Gleich geantwortet: 3 von 8 (38 %).",
            Words(Item(page, "Vertrauen")),
            StringComparison.Ordinal
        );
        // Others answer the second round; as long as it is open, and until it is told, nothing of it shows.
        for (var other = 1; other < 8; other++)
            await app.HandInAsync(key, other, new AnswerChange("k1", "1"));
        Assert.Equal(page.Body, (await expert.GetAsync(Address)).Body);
        await app.CloseAsync(key);
        Assert.DoesNotContain("Median", (await expert.GetAsync(Address)).Text, StringComparison.Ordinal);
        await app.ReleaseAsync(key);
        Assert.Contains(
            "Gleich geantwortet: 1 von 8 (13 %).",
            Words(Item(await expert.GetAsync(Address), "Vertrauen")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_profile_sums_up_each_section_and_names_what_is_highest_and_lowest()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        var rows = Rows(await expert.GetAsync(Address));
        Assert.Equal(
            [
                "Kultur des Miteinanders 3,0 4",
                "Strukturen und Zuständigkeiten 3,0 1",
                "Strukturen und Zuständigkeiten: Bedeutung 5,0 1",
                "Strukturen und Zuständigkeiten: Zustand – 0",
            ],
            rows
        );
        var sides = (await expert.GetAsync(Address)).Page.QuerySelectorAll(".own-side").Select(Words).ToList();
        Assert.Contains(
            "Vertrauen zwischen Rathaus und Vereinen: 5 – voll vorhanden Der Marktplatz (Bedeutung): 5 – voll vorhanden Neue werden eingeladen: 4",
            sides[0],
            StringComparison.Ordinal
        );
        Assert.Contains("Und bleiben die Neuen?: 1 – fehlt ganz Fehler dürfen gemacht werden: 2", sides[1], StringComparison.Ordinal);

        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        // Whether the newcomers stay was asked of one alone: that may not be compared, and so the section's mean may not.
        Assert.Equal(
            [
                "Kultur des Miteinanders 3,0 – 4",
                "Strukturen und Zuständigkeiten 3,0 3,9 1",
                "Strukturen und Zuständigkeiten: Bedeutung 5,0 4,1 1",
                "Strukturen und Zuständigkeiten: Zustand – – 0",
            ],
            Rows(await expert.GetAsync(Address))
        );
    }

    [Fact]
    public async Task What_an_answer_takes_away_is_not_told()
    {
        var (_, expert) = await OpenAsync();
        using var __ = expert;
        Assert.Contains("Und bleiben die Neuen?", (await expert.GetAsync(Address)).Text, StringComparison.Ordinal);
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/kultur"), "form.sheet", ("a.k3", "2"));
        Assert.DoesNotContain("Und bleiben die Neuen?", (await expert.GetAsync(Address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_anything_of_another_expert()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        using var other = await app.ExpertAsync(key, 9);
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        var mine = await expert.GetAsync(Address);
        var theirs = await other.GetAsync(Address);
        Assert.DoesNotContain("Geheimnis", mine.Body, StringComparison.Ordinal);
        Assert.Contains("Geheimnis von 9", theirs.Text, StringComparison.Ordinal);
        Assert.All(
            (string[])["Geheimnis von 10", SelfAssessment.Reason, "Geduld", "Atem"],
            words => Assert.DoesNotContain(words, theirs.Body, StringComparison.Ordinal)
        );
        Assert.Contains("Sie haben noch nichts auf einer Skala eingeschätzt.", theirs.Text, StringComparison.Ordinal);
        Assert.All(
            (string[])["Jörg Weiß", "person-"],
            name => Assert.DoesNotContain(name, mine.Body + theirs.Body, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_way_there_is_the_main_button_where_a_profile_is_what_the_study_is_for()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        Assert.Equal(
            "Mein Ergebnis ansehen",
            Assert.Single((await expert.GetAsync("/bogen")).Page.QuerySelectorAll("main .kern-btn--primary")).TextContent.Trim()
        );
        await app.CloseAsync(key);
        Assert.Equal(
            "Mein Ergebnis ansehen",
            (await expert.GetAsync("/bogen")).Page.QuerySelector($"main a[href='{Address}']")!.TextContent.Trim()
        );

        var plain = await app.OpenStudyAsync(2);
        using var other = await app.ExpertAsync(plain);
        await app.HandInAsync(plain, 0, new AnswerChange("r1", "4"));
        Assert.Equal(
            "Meine Antworten und wo ich stehe",
            (await other.GetAsync("/bogen")).Page.QuerySelector($"main a[href='{Address}']")!.TextContent.Trim()
        );
        var view = await other.GetAsync(Address);
        Assert.Equal("Ihre Antworten und wo Sie stehen", view.Page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("Profil", view.Text, StringComparison.Ordinal);
        // Whoever has not handed in has nothing to see between rounds.
        using var late = await app.ExpertAsync(plain, 1);
        await app.CloseAsync(plain);
        Assert.DoesNotContain(Address, (await late.GetAsync("/bogen")).Body, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await late.GetAsync(Address)).Location);
    }

    [Fact]
    public async Task The_view_speaks_English_too()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        await expert.GetAsync("/sprache/en?zurueck=/bogen");
        var page = await expert.GetAsync(Address);
        Assert.Equal("en", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(
            "Your answer: 12.5 meetings The middle half named 2.75 to 6.25 meetings, the median is 4.5 meetings. Your answer lies above the middle half.",
            Words(Item(page, "How many meetings")),
            StringComparison.Ordinal
        );
        Assert.Contains("Your answer: 5 – fully there", Words(Item(page, "Trust")), StringComparison.Ordinal);
        Assert.All(
            (string[])["Ihre ", "Sie ", "Antwort", "Mittel"],
            german => Assert.DoesNotContain(german, page.Text, StringComparison.Ordinal)
        );
        var (pdf, text) = await PdfAsync(expert);
        Assert.Contains("/Lang (en", pdf, StringComparison.Ordinal);
        Assert.Contains("How far has our town come?", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_says_the_same_and_leaves_nothing_behind()
    {
        var (key, expert) = await OpenAsync();
        using var _ = expert;
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        var before = Directory.GetFileSystemEntries(Path.Combine(app.Folder, "tmp"), "*", SearchOption.AllDirectories);
        using var response = await expert.Client.GetAsync(Pdf);
        Assert.Equal(
            ("application/pdf", "attachment", "meine-antworten.pdf", "no-store"),
            (
                response.Content.Headers.ContentType!.MediaType,
                response.Content.Headers.ContentDisposition!.DispositionType,
                response.Content.Headers.ContentDisposition.FileName,
                response.Headers.CacheControl!.ToString()
            )
        );
        var (pdf, text) = await ReadAsync(await response.Content.ReadAsByteArrayAsync());
        Assert.All(
            (string[])["/StructTreeRoot", "/Lang (de", "/H1", "/H2", "/H3", "/Table", "/TH"],
            tag => Assert.Contains(tag, pdf, StringComparison.Ordinal)
        );
        Assert.All(
            (string[])
                [
                    "Ihr Ergebnis",
                    "Wie weit ist unsere Stadt?",
                    "Kultur des Miteinanders",
                    "5 – voll vorhanden",
                    SelfAssessment.Reason,
                    "Gleich geantwortet: 1 von 8 (13 %).",
                    "Geduld & Humor",
                    "Ein <b>langer</b> Atem",
                ],
            words => Assert.Contains(words, text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Geheimnis", text, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(Path.Combine(app.Folder, "tmp"), "*", SearchOption.AllDirectories));
    }

    /// <summary>A first round that all have answered; and the first expert at the pages.</summary>
    private async Task<(string Key, Visitor Expert)> OpenAsync()
    {
        var key = await app.OpenStudyAsync(SelfAssessment.Experts, SelfAssessment.Yaml);
        var expert = await app.ExpertAsync(key);
        await SelfAssessment.HandInAsync(app, key);
        return (key, expert);
    }

    private static void AssertCompared(Reply page)
    {
        Assert.Contains("Daneben steht, wie alle geantwortet haben, Sie eingeschlossen.", Words(page.Page.Body!), StringComparison.Ordinal);
        Assert.Contains(
            "Ihre Antwort: 5 – voll vorhanden Die mittlere Hälfte antwortete 2,75 bis 4, der Median liegt bei 3. Ihre Antwort liegt über der mittleren Hälfte. Gleich geantwortet: 1 von 8 (13 %).",
            Words(Item(page, "Vertrauen")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Gleich geantwortet: 3 von 8 (38 %). Am häufigsten gewählt: „Der Rat“ (5 von 8).",
            Words(Item(page, "Wer beginnt?")),
            StringComparison.Ordinal
        );
        // Asked of one alone.
        Assert.Null(Item(page, "Und bleiben die Neuen?").QuerySelector(".own-standing"));
        Assert.All(page.Page.QuerySelectorAll(".own svg"), picture => Assert.Equal("true", picture.GetAttribute("aria-hidden")));
    }

    private static IElement Item(Reply page, string text) =>
        page
            .Page.QuerySelectorAll(".own-item")
            .Single(item => item.QuerySelector("h3")!.TextContent.Contains(text, StringComparison.Ordinal));

    private static List<string> Rows(Reply page) => [.. page.Page.QuerySelectorAll(".own-means tbody tr").Select(Words)];

    private static string Words(IElement element)
    {
        foreach (var picture in element.QuerySelectorAll("svg"))
            picture.Remove();
        return string.Join(
                ' ',
                string.Join(' ', element.Descendants<IText>().Select(text => text.Data))
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            )
            .Replace(" :", ":", StringComparison.Ordinal)
            .Replace(" .", ".", StringComparison.Ordinal);
    }

    private static async Task<(string Raw, string Text)> PdfAsync(Visitor expert) =>
        await ReadAsync(await expert.Client.GetByteArrayAsync(Pdf));

    private static async Task<(string Raw, string Text)> ReadAsync(byte[] pdf)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, pdf);
            return (System.Text.Encoding.Latin1.GetString(pdf), await PdfWords.ReadLineAsync(path, "-layout"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}

/// <summary>A server without a browser to print with, that lets one file a minute pass, and says what it asks its database.</summary>
public sealed class OwnResultWithoutPrinterTests(OwnResultWithoutPrinterTests.WithoutBrowser app)
    : IClassFixture<OwnResultWithoutPrinterTests.WithoutBrowser>
{
    public sealed class WithoutBrowser : SurveyApp
    {
        protected override string[] Settings => [.. base.Settings, "--Limits:ReportsPerMinute=1", AskedQueries.Setting];

        // As where no browser is installed; one that is named and not there is refused at start.
        protected override void Change(IServiceCollection services) =>
            services.AddSingleton(new ReportPrinterOptions { Browser = "/gibt/es/nicht" });
    }

    [Fact]
    public async Task Without_a_browser_the_file_says_what_helps_and_the_page_is_there_and_too_many_are_refused()
    {
        var key = await app.OpenStudyAsync(1, SelfAssessment.Yaml);
        using var expert = await app.ExpertAsync(key);
        await app.HandInAsync(key, 0, SelfAssessment.Of(0));
        var file = await expert.GetAsync("/bogen/ergebnis.pdf");
        Assert.Equal(503, file.Status);
        Assert.Contains("Installieren Sie das Debian-Paket „chromium“", file.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen", file.Page.QuerySelector("main a")!.GetAttribute("href"));
        Assert.Equal(429, (await expert.GetAsync("/bogen/ergebnis.pdf")).Status);
        Assert.Equal(200, (await expert.GetAsync("/bogen/ergebnis")).Status);
    }

    [Theory]
    [InlineData(RoundState.Open)]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Released)]
    public async Task A_look_asks_EF_for_nothing_however_much_was_asked(RoundState state)
    {
        var key = await app.OpenStudyAsync(SelfAssessment.Experts, SelfAssessment.Yaml);
        using var expert = await app.ExpertAsync(key);
        await SelfAssessment.HandInAsync(app, key);
        if (state >= RoundState.Closed)
            await app.CloseAsync(key);
        if (state >= RoundState.Released)
            await app.ReleaseAsync(key);
        await app.LettersAsync();
        // What is frozen is known by heart from the first look on.
        await expert.GetAsync("/bogen/ergebnis");
        using var asked = new AskedQueries();
        app.Listen(asked);
        foreach (var address in (string[])["/bogen/ergebnis", "/bogen"])
        {
            asked.Clear();
            Assert.Equal(200, (await expert.GetAsync(address)).Status);
            // The one query that remains, of the desk, is prepared and goes past it.
            Assert.Empty(asked);
        }
        asked.Clear();
        await app.ReadAsync(key);
        Assert.NotEmpty(asked);
    }
}
