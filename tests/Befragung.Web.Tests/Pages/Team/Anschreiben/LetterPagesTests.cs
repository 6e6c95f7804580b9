using Befragung.Web.Mail;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Anschreiben;

/// <summary>The pages on which the team writes its letters.</summary>
public sealed class LetterPagesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Form = "form.letter-texts";

    [Fact]
    public async Task What_the_team_writes_is_what_goes_out_and_the_other_language_stays_the_platforms()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(1);
        var path = $"/team/studien/{key}/anschreiben/einladung";
        var page = await editor.GetAsync(path);
        var saved = await editor.SubmitAsync(page, Form, ("subject.de", "Bitte um Rat"), ("body.de", "Lieber Rat {Name}!\n\n{Link}"));
        Assert.Equal(path + "?getan=gespeichert", saved.Location);
        Assert.Equal(["de"], await LanguagesAsync(key));
        Assert.Contains(
            "eigener Text, zuletzt geändert am",
            (await editor.GetAsync($"/team/studien/{key}/anschreiben")).Text,
            StringComparison.Ordinal
        );
        await app.OpenAsync(key);
        var letter = (await app.LettersAsync()).Select(Eml.Read).Single(one => one.Subject == "Bitte um Rat");
        Assert.StartsWith("Lieber Rat Jörg Weiß", letter.Body, StringComparison.Ordinal);

        // And back again.
        await editor.SubmitAsync(await editor.GetAsync(path), Form, ("original", "de"));
        Assert.Empty(await LanguagesAsync(key));
    }

    [Fact]
    public async Task A_text_without_its_link_is_refused_and_stays_on_the_page()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(1);
        foreach (var handler in (string[])["Speichern", "Vorschau", "Probe"])
        {
            var path = $"/team/studien/{key}/anschreiben/erinnerung";
            var (_, fields) = Visitor.Fill(await editor.GetAsync(path), Form, ("body.en", "Dear {Name} <script>"), ("subject.de", " "));
            var refused = await editor.PostAsync($"{path}?handler={handler}", fields);
            Assert.Equal(400, refused.Status);
            Assert.Contains(
                "Ohne „{Link}“ kann niemand antworten.",
                refused.Body.Replace("&#x201E;", "„", StringComparison.Ordinal).Replace("&#x201C;", "“", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.Contains("Der Betreff fehlt.", refused.Body, StringComparison.Ordinal);
            Assert.Contains("Dear {Name} &lt;script&gt;", refused.Body, StringComparison.Ordinal);
        }
        Assert.Empty(await LanguagesAsync(key));
    }

    [Fact]
    public async Task The_preview_is_to_the_first_person_and_saves_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(2);
        var path = $"/team/studien/{key}/anschreiben/naechste-runde";
        var (_, fields) = Visitor.Fill(await editor.GetAsync(path), Form, ("body.de", "Hallo {Name}, Runde {Runde}\n{Link}"));
        var shown = await editor.PostAsync(path + "?handler=Vorschau", fields);
        Assert.Contains("Hallo Jörg Weiß", shown.Page.QuerySelector(".letter")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Runde 2", shown.Page.QuerySelector(".letter")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await LanguagesAsync(key));
    }

    [Fact]
    public async Task A_letter_on_trial_goes_to_whoever_writes_it_and_opens_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        var path = $"/team/studien/{key}/anschreiben/einladung";
        var before = (await app.LettersAsync()).ToHashSet();
        var (_, fields) = Visitor.Fill(await editor.GetAsync(path), Form, ("subject.de", "Nur zur Probe"));
        Assert.Equal(200, (await editor.PostAsync(path + "?handler=Probe", fields)).Status);
        var letters = (await app.LettersAsync()).Except(before).Select(Eml.Read).ToList();
        Assert.Equal(2, letters.Count);
        Assert.All(letters, letter => Assert.DoesNotContain(Sample.Address(0), letter.To, StringComparison.Ordinal));
        using var anybody = app.Visitor();
        Assert.Equal(404, (await anybody.GetAsync(new Uri(letters[0].Link).AbsolutePath)).Status);
    }

    [Fact]
    public async Task Of_two_who_write_the_same_letter_the_second_sees_what_the_first_saved()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(1);
        var path = $"/team/studien/{key}/anschreiben/einladung";
        var page = await editor.GetAsync(path);
        await editor.SubmitAsync(page, Form, ("body.de", "Erste {Link}"));
        var second = await editor.SubmitAsync(page, Form, ("body.de", "Zweite {Link}"));
        Assert.Equal(409, second.Status);
        Assert.Contains("Erste {Link}", second.Text, StringComparison.Ordinal);
        Assert.Contains("Zweite {Link}", second.Body, StringComparison.Ordinal);
        var again = await editor.SubmitAsync(second, Form);
        Assert.Equal(path + "?getan=gespeichert", again.Location);
        Assert.Equal(
            "Zweite {Link}",
            await app.DataAsync(db =>
                db.LetterTexts.Where(text => db.Studies.Any(study => study.Id == text.StudyId && study.Key == key))
                    .Select(text => text.Body)
                    .SingleAsync()
            )
        );
    }

    [Fact]
    public async Task There_is_no_page_for_a_letter_that_does_not_exist()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync();
        Assert.Equal(404, (await editor.GetAsync($"/team/studien/{key}/anschreiben/liebesbrief")).Status);
        foreach (var kind in Enum.GetValues<LetterKind>())
            Assert.Equal(200, (await editor.GetAsync($"/team/studien/{key}/anschreiben/{kind.Slug()}")).Status);
    }

    private Task<List<string>> LanguagesAsync(string key) =>
        app.DataAsync(db =>
            db.LetterTexts.Where(text => db.Studies.Any(study => study.Id == text.StudyId && study.Key == key))
                .Select(text => text.Language)
                .ToListAsync()
        );
}
