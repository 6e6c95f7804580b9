using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>What somebody of the panel may say of themselves when they consent.</summary>
public sealed class RecruitingQuestionTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Consent = "/bogen/einwilligung",
        Field = "select[name=fach]";

    private static readonly string Yaml = Sample.Yaml.Replace(
        "groups:",
        """
        recruiting:
          text: { de: Welches Fach?, en: Which field? }
          options:
            - { key: stadt, name: { de: Städtebau, en: Towns } }
            - { key: weg, name: { de: Verkehr, en: Transport } }
        groups:
        """,
        StringComparison.Ordinal
    );

    [Fact]
    public async Task It_stands_with_the_contact_goes_before_the_file_and_is_asked_once()
    {
        var key = await app.OpenStudyAsync(4, Yaml);
        var study = (await app.ReadAsync(key)).Id;
        await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study).ExecuteUpdateAsync(card => card.SetProperty(one => one.Trait, "Verkehr"))
        );
        // One says something else in English, one nothing, one something that does not exist.
        using var first = await OpenedAsync(key, 0, "en");
        var page = await first.GetAsync(Consent);
        Assert.Equal(
            ["no answer", "Towns", "Transport"],
            page.Page.QuerySelectorAll(Field + " option").Select(option => option.TextContent)
        );
        Assert.Equal("/bogen", (await first.SubmitAsync(page, "main form", ("einverstanden", "true"), ("fach", "stadt"))).Location);
        // Consent is given once, and so is this.
        await first.SubmitAsync(page, "main form", ("einverstanden", "true"), ("fach", "weg"));
        using var second = await OpenedAsync(key, 1);
        page = await second.GetAsync(Consent);
        var missing = await second.SubmitAsync(page, "main form", ("fach", "stadt"));
        Assert.Equal(400, missing.Status);
        Assert.Equal("stadt", missing.Page.QuerySelector(Field + " option[selected]")!.GetAttribute("value"));
        Assert.Equal("/bogen", (await second.SubmitAsync(page, "main form", ("einverstanden", "true"))).Location);
        using var third = await OpenedAsync(key, 2);
        var strange = await third.SubmitAsync(await third.GetAsync(Consent), "main form", ("einverstanden", "true"), ("fach", "zauberei"));
        Assert.Equal(400, strange.Status);
        Assert.Contains("Wählen Sie eine aus der Liste", strange.Text, StringComparison.Ordinal);

        Assert.Equal(["Städtebau", "Verkehr", "Verkehr", "Verkehr"], await TraitsAsync(study));
        using var team = await app.TeamAsync();
        var there = await app.DataAsync(db => db.RecruitingAsync(study, default));
        Assert.Equal((1, 3), (there.Of("nord", "Städtebau"), there.Of("nord", "Verkehr")));
        var person = (await app.SheetAsync(key)).PanelistId;
        Assert.Contains(
            "hat das eigene Fachgebiet angegeben",
            (await team.GetAsync($"/team/studien/{key}/panel/{person:N}")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Wer einwilligt, kann es auch selbst angeben",
            (await team.GetAsync($"/team/studien/{key}/panel/rekrutierung")).Text,
            StringComparison.Ordinal
        );
        // On paper too, with all that can be chosen.
        var paper = (await team.GetAsync($"/team/studien/{key}/fragebogen/papier")).Text;
        Assert.Contains("Wer eingeladen ist, kann dabei sagen: Welches Fach?", paper, StringComparison.Ordinal);
        Assert.Contains("Städtebau", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_by_an_open_link_is_not_asked_and_studies_without_it_ask_nobody()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var stranger = app.Visitor();
        await stranger.JoinAsync(await app.OpenLinkAsync(key, "nord"));
        var page = await stranger.GetAsync(Consent);
        Assert.Null(page.Page.QuerySelector(Field));
        // Whoever sends it nevertheless has no card for it.
        Assert.Equal("/bogen", (await stranger.SubmitAsync(page, "main form", ("einverstanden", "true"), ("fach", "weg"))).Location);
        using var expert = await OpenedAsync(await app.OpenStudyAsync(1), 0);
        Assert.Null((await expert.GetAsync(Consent)).Page.QuerySelector(Field));
    }

    [Fact]
    public async Task The_team_writes_it_in_the_editor_sees_it_in_the_preview_and_takes_it_away_again()
    {
        var key = await app.StudyAsync(1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/fragebogen/angaben";
        var saved = await editor.SubmitAsync(
            await editor.GetAsync(path),
            "form.drafting",
            ("recruiting-text-de", "Welches Fach?"),
            ("recruiting-text-en", "Which field?"),
            ("options-0-name-de", "Größe & Länge"),
            ("options-0-name-en", "Size & length"),
            ("options-1-name-de", "Verkehr"),
            ("options-1-name-en", "Transport")
        );
        Assert.Equal(302, saved.Status);
        var asked = (await app.ReadAsync(key)).CurrentRound.Questionnaire.Recruiting!;
        Assert.Equal(["Größe & Länge", "Verkehr"], asked.Options.Select(option => option.Name.In("de")));
        var preview = await editor.GetAsync($"/team/studien/{key}/vorschau/1/nord/de/telefon/einwilligung");
        Assert.Equal(3, preview.Page.QuerySelectorAll(Field + " option").Length);
        Assert.Equal(
            302,
            (await editor.SubmitAsync(preview, "main form", ("einverstanden", "true"), ("fach", asked.Options[1].Key))).Status
        );

        await editor.SubmitAsync(
            await editor.GetAsync(path),
            "form.drafting",
            ("recruiting-text-de", ""),
            ("recruiting-text-en", ""),
            ("options-0-name-de", ""),
            ("options-0-name-en", ""),
            ("options-1-name-de", ""),
            ("options-1-name-en", "")
        );
        Assert.Null((await app.ReadAsync(key)).CurrentRound.Questionnaire.Recruiting);
        Assert.Equal([""], await TraitsAsync((await app.ReadAsync(key)).Id));
    }

    private async Task<Visitor> OpenedAsync(string key, int expert, string language = "de")
    {
        var visitor = app.Visitor(language);
        await visitor.GetAsync(await app.LinkAsync(key, expert));
        await visitor.GetAsync($"/sprache/{language}");
        return visitor;
    }

    private Task<List<string>> TraitsAsync(int study) =>
        app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study).OrderBy(card => card.Email).Select(card => card.Trait ?? "").ToListAsync()
        );
}
