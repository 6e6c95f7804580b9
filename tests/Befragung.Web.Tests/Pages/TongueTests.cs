using System.Text;
using Befragung.Web.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages;

/// <summary>Questions in any language: on the sheet, in letters, in the panel, in the preview, in a trial, and by an open link.</summary>
public sealed class TongueTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    /// <summary>Four languages; the second item is in German alone, the third in German and English.</summary>
    internal const string Yaml = """
        befragung: 1
        title: { de: Die Stadt, en: The town, ar: المدينة, de-simple: Unsere Stadt, fr: La ville }
        languages: [de, en, ar, de-simple, fr]
        introduction: { de: Willkommen., en: Welcome., ar: أهلا وسهلا., de-simple: Guten Tag., fr: Bienvenue. }
        contact: { name: Amt, email: amt@befragung.internal }
        groups: [ { key: nord, name: { de: Norden, en: North, ar: الشمال, de-simple: Norden, fr: Nord } } ]
        settings: { rounds: 2, smallestCell: 5 }
        scales: { s5: { points: 5, labels: { 1: { de: unwichtig, en: unimportant, ar: غير مهم, de-simple: nicht wichtig, fr: pas important }, 5: { de: wichtig, en: important, ar: مهم, de-simple: wichtig, fr: important } } } }
        sections:
          - key: eins
            title: { de: Leben, en: Life, ar: الحياة, de-simple: Wohnen, fr: La vie }
            items:
              - { key: r1, type: rating, text: { de: Wie wichtig ist der Markt?, en: How important is the market?, ar: ما مدى أهمية السوق؟, de-simple: Ist der Markt wichtig?, fr: Quelle est l’importance du marché ? }, scale: s5 }
              - { key: r2, type: rating, text: { de: Nur auf Deutsch }, scale: s5 }
              - { key: r3, type: rating, text: { de: Zweimal, en: Twice }, scale: s5 }
        """;

    private async Task<(string Key, Visitor Expert)> SheetAsync(string language)
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        var panelist = (await app.SheetAsync(key)).PanelistId;
        await app.DataAsync(async db =>
        {
            (await db.Panelists.SingleAsync(one => one.Id == panelist)).Speak(language);
            return await db.SaveChangesAsync();
        });
        return (key, await app.ExpertAsync(key));
    }

    [Fact]
    public async Task A_sheet_in_Arabic_goes_from_right_to_left_and_says_which_words_are_in_another_language()
    {
        var (_, expert) = await SheetAsync("ar");
        using var _1 = expert;
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        var root = page.Page.DocumentElement;
        Assert.Equal(("ar", "rtl"), (root.GetAttribute("lang"), root.GetAttribute("dir")));
        // There are no sentences in Arabic: all is in English but for what is said to be Arabic.
        Assert.Equal("en", page.Page.Body!.GetAttribute("lang"));
        Assert.Contains("Question 1 of 3", page.Text, StringComparison.Ordinal);
        var heading = page.Page.QuerySelector("h1 span")!;
        Assert.Equal(("الحياة", "ar"), (heading.TextContent, heading.GetAttribute("lang")));
        Assert.Contains(page.Page.QuerySelectorAll(".point__label [lang=ar]"), label => label.TextContent == "مهم");
        var texts = page.Page.QuerySelectorAll(".item__text").ToList();
        Assert.Equal(["ما مدى أهمية السوق؟", "Nur auf Deutsch", "Twice"], texts.Select(text => text.TextContent));
        Assert.Equal(["ar", "de", null], texts.Select(text => text.QuerySelector("span")?.GetAttribute("lang")));
        Assert.Equal([null, "ltr", null], texts.Select(text => text.QuerySelector("span")?.GetAttribute("dir")));
        // Nothing Arabic stands where it would be read as English.
        Assert.All(
            page.Page.Body.QuerySelectorAll("main *")
                .Where(one => one.ChildElementCount == 0 && one.TextContent.Any(letter => letter is >= '\u0600' and <= '\u06ff')),
            one => Assert.True(one.Closest("[lang]")!.GetAttribute("lang") == "ar", one.OuterHtml)
        );
        Assert.Equal("/bogen/abgeben", (await expert.SubmitAsync(page, "form.sheet", ("a.r1", "4"))).Location);
        var review = await expert.GetAsync("/bogen/abgeben");
        Assert.Contains("4", review.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await expert.SubmitAsync(review, "main form.handin, main form:last-of-type", ("anyway", "true"))).Location);
        Assert.Contains("Thank you", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_in_easy_language_has_German_sentences_and_says_what_is_not_in_it()
    {
        var (_, expert) = await SheetAsync("de-simple");
        using var _1 = expert;
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.Equal(("de-simple", false), (page.Page.DocumentElement.GetAttribute("lang"), page.Page.Body!.HasAttribute("lang")));
        Assert.Contains("Frage 1 von 3", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ist der Markt wichtig?", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            [null, "de", "de"],
            page.Page.QuerySelectorAll(".item__text").Select(text => text.QuerySelector("[lang]")?.GetAttribute("lang"))
        );
    }

    [Fact]
    public async Task The_switch_lists_the_languages_of_the_study_each_in_its_own_words()
    {
        var (_, expert) = await SheetAsync("de");
        using var _1 = expert;
        foreach (var path in (string[])["/bogen", "/bogen/abschnitt/eins", "/bogen/kontakt", "/bogen/einwilligung"])
        {
            var page = await expert.GetAsync(path);
            var links = page.Page.QuerySelectorAll(".head__nav a[hreflang]").ToList();
            Assert.Equal(["English", "العربية", "Leichte Sprache", "Français"], links.Select(link => link.TextContent));
            Assert.Equal(["en", "ar", "de-simple", "fr"], links.Select(link => link.GetAttribute("lang")));
            Assert.Equal("rtl", links[1].GetAttribute("dir"));
            Assert.Contains("Deutsch", page.Page.QuerySelector(".head__nav summary")!.TextContent, StringComparison.Ordinal);
        }
        var section = await expert.GetAsync("/bogen/abschnitt/eins");
        var to = section.Page.QuerySelector(".head__nav a[hreflang=ar]")!.GetAttribute("href")!;
        Assert.Equal("/bogen/abschnitt/eins", (await expert.GetAsync(to)).Location);
        Assert.Equal("ar", (await expert.GetAsync("/bogen/abschnitt/eins")).Page.DocumentElement.GetAttribute("lang"));
        // What the study does not have, nobody gets, however it is asked for.
        Assert.Equal(404, (await expert.GetAsync("/sprache/tr?zurueck=/bogen")).Status);
        Assert.Equal("ar", (await expert.GetAsync("/bogen/abschnitt/eins?sprache=tr")).Page.DocumentElement.GetAttribute("lang"));
        using var stranger = app.Visitor();
        Assert.Equal(404, (await stranger.GetAsync("/sprache/ar?zurueck=/bogen")).Status);
        Assert.Equal(404, (await stranger.GetAsync("/sprache/AR?zurueck=/offen/abcdefgh")).Status);
    }

    [Fact]
    public async Task With_two_languages_there_is_one_link_as_ever()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        var page = await expert.GetAsync("/bogen");
        Assert.Equal(
            ("English", true),
            (
                Assert.Single(page.Page.QuerySelectorAll(".head__nav a[hreflang]")).TextContent,
                page.Page.QuerySelector(".head__nav details") is null
            )
        );
    }

    [Fact]
    public async Task Whoever_comes_by_an_open_link_reads_it_in_the_language_of_the_browser_and_goes_on_in_it()
    {
        var key = await app.StudyAsync(0, Yaml);
        var code = await app.OpenLinkAsync(key, null);
        await app.OpenAsync(key);
        using var visitor = app.Visitor("ar-EG,ar;q=0.9");
        Assert.Equal($"/offen/{code}?sprache=ar", (await visitor.GetAsync($"/offen/{code}")).Location);
        var page = await visitor.GetAsync($"/offen/{code}?sprache=ar");
        Assert.Equal(("ar", "rtl"), (page.Page.DocumentElement.GetAttribute("lang"), page.Page.DocumentElement.GetAttribute("dir")));
        Assert.Contains("المدينة", page.Text, StringComparison.Ordinal);
        app.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal("/bogen", (await visitor.SubmitAsync(page, OpenSurveys.Form, ("wort", OpenSurveys.WordOn(page)))).Location);
        Assert.Equal(
            "ar",
            await app.DataAsync(db =>
                db.Panelists.Where(one => one.OpenLinkId != null).OrderByDescending(one => one.Id).Select(one => one.Language).FirstAsync()
            )
        );
        using var turkish = app.Visitor("tr");
        Assert.Equal($"/offen/{code}?sprache=de", (await turkish.GetAsync($"/offen/{code}")).Location);
        Assert.Equal(200, (await turkish.GetAsync($"/offen/{code}?sprache=de")).Status);
        Assert.Equal($"/offen/{code}?sprache=en", (await turkish.GetAsync($"/offen/{code}?sprache=tr")).Location);
    }

    [Fact]
    public async Task A_panel_a_preview_a_trial_and_letters_take_the_languages_of_the_study()
    {
        var key = await app.StudyAsync(0, Yaml);
        using var team = await app.TeamAsync();
        var study = $"/team/studien/{key}";
        var asked = (await app.ReadAsync(key)).CurrentRound.Questionnaire;
        var panel = PanelFile.Read(
            Encoding.UTF8.GetBytes(
                "Name;E-Mail;Gruppe;Sprache\nA;a@example.org;nord;AR\nB;b@example.org;nord;Leichte Sprache\nC;c@example.org;nord;Französisch\nD;d@example.org;nord;العربية\nE;e@example.org;nord;\nF;f@example.org;nord;arabic\n"
            ),
            asked.Groups,
            asked.Languages
        );
        Assert.Equal(["ar", "de-simple", "fr", "ar", "de", "ar"], panel.Entries.Select(entry => entry.Language));
        var preview = await team.GetAsync(study + "/vorschau/1/nord/ar/telefon/abschnitt/eins");
        Assert.Equal((200, "rtl"), (preview.Status, preview.Page.DocumentElement.GetAttribute("dir")));
        Assert.Equal(404, (await team.GetAsync(study + "/vorschau/1/nord/AR/telefon")).Status);
        Assert.Equal(409, (await team.GetAsync(study + "/vorschau/1/nord/tr/telefon")).Status);
        var letter = await team.GetAsync(study + "/anschreiben/einladung");
        Assert.Equal(200, letter.Status);
        Assert.NotNull(letter.Page.QuerySelector("[name=\"body.ar\"][lang=ar]"));
        var details = await team.GetAsync(study + "/fragebogen/angaben");
        Assert.NotNull(details.Page.QuerySelector("input[name=languages][value=ar][checked]"));
        // The report is in German and English, whatever else the study speaks.
        var texts = await team.GetAsync(study + "/bericht/angaben");
        Assert.DoesNotContain("Arabisch", texts.Text, StringComparison.Ordinal);
        var paper = await team.GetAsync(study + "/fragebogen/papier?runde=1&sprache=ar");
        Assert.Equal(
            (200, "ar", "rtl"),
            (paper.Status, paper.Page.DocumentElement.GetAttribute("lang"), paper.Page.DocumentElement.GetAttribute("dir"))
        );
        Assert.Contains("المدينة", paper.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Languages_are_chosen_in_the_editor_by_box_and_by_tag()
    {
        var key = await app.StudyAsync();
        using var team = await app.TeamAsync();
        var path = $"/team/studien/{key}/fragebogen/angaben";
        var page = await team.GetAsync(path);
        var refused = await team.SubmitAsync(page, "#entwurf", ("weitere", "türkisch"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("„türkisch“ ist kein Kürzel einer Sprache", refused.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await team.SubmitAsync(page, "#entwurf", ("weitere", "TR, pt-br"))).Status);
        var saved = await team.GetAsync(path);
        Assert.Equal(
            ["de", "en", "tr", "pt-BR"],
            saved.Page.QuerySelectorAll("input[name=languages][checked]").Select(box => box.GetAttribute("value"))
        );
        Assert.NotNull(saved.Page.QuerySelector("[name=\"title-pt-BR\"]"));
    }
}
