using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Pages.Ergebnisse;

namespace Befragung.Web.Tests.Kern;

/// <summary>
/// Whoever sends a form that is not taken in hears it first (the title), is led to what is wrong (the summary, which has the focus) and finds it there (the field).
/// </summary>
public sealed class RefusedFormTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Upload = "main form[enctype='multipart/form-data']";

    public static TheoryData<string, string, string, string?> Forms =>
        new()
        {
            { "/team/passwort", "main form", "email", "" },
            { "/team/konten", "form[action*=Einladen]", "email", "keine" },
            { "/team/konten", "form[action*=Entfernen]", "sure-", null },
            { "/team/konto", "form[action*=Angaben]", "name", "langer" },
            { "/team/konto", "form[action='/team/konto']", "current", "falsch" },
            { "/team/konto", "form[action*=Adresse]", "email", "keine" },
            { "/team/studien/neu", "main form", "titel", null },
            { "/team/studien/{study}/loeschen", "main form", "name", "andere" },
            { "/team/studien/{study}/panel", Upload, "datei", null },
            { "/team/studien/{study}/team", "form[action*=Aufnehmen]", "email", "keine" },
            { "/team/studien/{study}/ergebnisseite", "form[action*=Passwort]", "password", "kurz" },
            { "/team/studien/{study}/ergebnisseite", "form[action*=Angebot]", "grund", new string('x', 501) },
            { "/team/studien/{study}/gestaltung", "form[action*=Farben]", "main", "blau" },
            { "/team/studien/{study}/gestaltung", "form[action*=Logo]", "alternative-de", null },
            { "/team/studien/{study}/bericht/texte/hintergrund", "form.report-texts", "aim-de", "tief" },
            { "/team/studien/{open}/runden/1/schliessen", "form[action*=Schliessen]", "sicher", null },
            { "/team/studien/{closed}/panel/loeschen", "main form", "sicher", null },
            { "/team/studien/{closed}/daten", "form[action*=Vollstaendig]", "grund", "" },
            { "/team/studien/{closed}/weiter", "main form", "r-", "" },
            { "/team/studien/{closed}/runden/1/urteile", "form[action*=Urteilen]", "g-", "" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_is_refused_says_so_in_the_title_in_a_summary_with_the_focus_and_at_the_field(
        string path,
        string form,
        string field,
        string? typed
    )
    {
        using var owner = await app.TeamAsync();
        var page = await owner.GetAsync(await WithStudyAsync(path));
        Told(await owner.SubmitAsync(page, form, [.. Typed(page, path, field, typed)]), field);
    }

    [Fact]
    public async Task So_does_the_door_of_the_team()
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/team/anmelden");
        Told(await visitor.SubmitAsync(page, "main form", ("email", "niemand@example.org"), ("password", "falsch")), "email");
    }

    [Fact]
    public async Task So_does_the_door_of_results()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, "Möwen über dem Hafen");
        using var visitor = app.Visitor();
        Told(await visitor.EnterAsync(key, "falsch"), "password");
    }

    [Fact]
    public async Task So_does_the_question_for_consent()
    {
        using var expert = app.Visitor();
        var key = await app.OpenStudyAsync();
        var page = await expert.FollowAsync(await app.LinkAsync(key));
        Told(await expert.SubmitAsync(page, "main form"), "einverstanden");
    }

    [Fact]
    public async Task So_does_a_section_of_the_sheet_and_its_review()
    {
        var key = await app.OpenStudyAsync(2, Sample.Yaml.Replace("key: r1,", "key: r1, required: true,", StringComparison.Ordinal));
        using var expert = await app.ExpertAsync(key);
        using var other = await app.ExpertAsync(key, 1);
        await app.BeginAsync(key, 0, new Befragung.Delphi.Rounds.AnswerChange("r2", "1"));
        // On the page of the section what is wrong stands above the field; the review leads to the question.
        foreach (var (path, place) in new[] { ("/bogen/abschnitt/eins", "#f-r1-fehler"), ("/bogen/abgeben", "#f-r1") })
        {
            var refused = await expert.SubmitAsync(await expert.GetAsync(path), "main form");
            Assert.Equal(400, refused.Status);
            Assert.StartsWith("Fehler: ", refused.Page.Title, StringComparison.Ordinal);
            var summary = Assert.Single(refused.Page.QuerySelectorAll("main [role=alert][autofocus][tabindex='-1']"));
            Assert.EndsWith(place, summary.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
            // And nobody else hears of it.
            var page = (await other.GetAsync(path)).Page;
            Assert.DoesNotContain("Fehler", page.Title, StringComparison.Ordinal);
            Assert.Empty(page.QuerySelectorAll("main [autofocus]"));
        }
    }

    [Fact]
    public async Task In_English_it_is_an_error()
    {
        using var visitor = app.Visitor("en");
        var reply = await visitor.SubmitAsync(
            await visitor.GetAsync("/team/anmelden"),
            "main form",
            ("email", "x@example.org"),
            ("password", "x")
        );
        Assert.StartsWith("Error: ", reply.Page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_errors_has_no_summary()
    {
        using var visitor = app.Visitor();
        var page = (await visitor.GetAsync("/team/anmelden")).Page;
        Assert.Null(page.QuerySelector("#fehler"));
        Assert.DoesNotContain("Fehler", page.Title, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[aria-invalid]"));
    }

    private static void Told(Reply reply, string field)
    {
        Assert.Equal(400, reply.Status);
        Assert.StartsWith("Fehler: ", reply.Page.Title, StringComparison.Ordinal);
        var summary = Assert.Single(reply.Page.QuerySelectorAll("main [role=alert]"));
        Assert.Equal(("-1", true), (summary.GetAttribute("tabindex"), summary.HasAttribute("autofocus")));
        // Above all else on the page.
        Assert.Equal(summary, reply.Page.QuerySelector("main")!.FirstElementChild);
        var id = summary
            .QuerySelectorAll("a")
            .Select(link => link.GetAttribute("href")![1..])
            .First(id => id.StartsWith(field, StringComparison.Ordinal));
        var control = Assert.Single(reply.Page.QuerySelectorAll("[aria-invalid=true]"));
        Assert.Equal(id, control.Id);
        Assert.StartsWith($"{id}-fehler", control.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Contains(reply.Page.GetElementById($"{id}-fehler")!.TextContent.Trim(), summary.TextContent, StringComparison.Ordinal);
        // What is folded away would not be found.
        Assert.True(control.Closest("details") is not { } fold || fold.HasAttribute("open"));
    }

    /// <summary>What is typed into the field, by its name; some forms ask for more than the field that is wrong.</summary>
    private static IEnumerable<(string Name, string? Value)> Typed(Reply page, string path, string field, string? typed)
    {
        if (path.EndsWith("/weiter", StringComparison.Ordinal))
            return [("wahl.r2", "entfaellt")];
        if (path.EndsWith("/daten", StringComparison.Ordinal))
            return [("grund", typed), ("file", page.Page.QuerySelector("button[name=file]")!.GetAttribute("value"))];
        if (typed is null)
            return [];
        var name = page.Page.QuerySelector($"[name][id^='{field}']")!.GetAttribute("name")!;
        return
        [
            (
                name,
                typed switch
                {
                    "langer" => new string('x', 500),
                    "tief" => "Tief " + new string('[', 400),
                    _ => typed,
                }
            ),
        ];
    }

    private async Task<string> WithStudyAsync(string path) =>
        path.Contains("{closed}", StringComparison.Ordinal) ? path.Replace("{closed}", await ClosedAsync(), StringComparison.Ordinal)
        : path.Contains("{open}", StringComparison.Ordinal) ? path.Replace("{open}", await OpenAsync(), StringComparison.Ordinal)
        : path.Contains("{study}", StringComparison.Ordinal) ? path.Replace("{study}", await app.StudyAsync(), StringComparison.Ordinal)
        : path;

    private async Task<string> OpenAsync()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        return key;
    }

    private async Task<string> ClosedAsync()
    {
        var key = await OpenAsync();
        await app.CloseAsync(key);
        return key;
    }
}
