using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Runden;

/// <summary>The page that asks before a round opens: it says all that goes out, mends what would make letters useless, and opens nothing without the tick.</summary>
public sealed class OpeningTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Contact = "main form[action*=Kontakt]",
        Blocked = "So lässt sich die Runde nicht öffnen";

    [Fact]
    public async Task It_says_how_many_letters_go_from_whom_to_whom_one_replies_and_what_is_fixed()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(9);
        var round = await editor.GetAsync($"/team/studien/{key}/runden/1");
        Assert.Null(round.Page.QuerySelector("main form"));
        var page = await editor.GetAsync(round.Page.QuerySelector("main a[href$=oeffnen]")!.GetAttribute("href")!);
        var said = page
            .Page.QuerySelectorAll(".pairs > div")
            .GroupBy(pair => pair.Children[0].TextContent)
            .ToDictionary(pair => pair.Key, pair => pair.First().Children[1].TextContent.Trim());
        Assert.Equal("9 (Deutsch: 9)", said["Anzahl"]);
        Assert.Equal("Befragung <befragung@localhost>", said["Absender"]);
        Assert.Equal("Büro für Größe <buero@befragung.internal>", said["Antworten gehen an"]);
        Assert.Equal(
            ["Norden 8", "Süden 1", "Alle 9"],
            page.Page.QuerySelectorAll("tbody tr, tfoot tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)))
        );
        Assert.Contains("Eine Gruppe hat weniger als 5 Personen", page.Text, StringComparison.Ordinal);
        Assert.Contains("Alle 7 Fragen mit ihren Antworten", page.Text, StringComparison.Ordinal);
        Assert.Contains("Konsens heißt: Mindestens 75", page.Text, StringComparison.Ordinal);
        Assert.Contains("Die Einteilung in 2 Gruppen. Gezeigt wird eine Gruppe erst ab 5 Antworten.", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Runde 1 öffnen und 9 Anschreiben in den Ordner schreiben",
            page.Page.QuerySelector(Visitor.OpenForm + " button")!.TextContent.Trim()
        );
    }

    [Fact]
    public async Task It_shows_the_letter_as_the_first_recipient_reads_it_with_a_link_that_is_none()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(3, Titled("Vom Anschreiben"));
        var path = $"/team/studien/{key}/runden/1";
        var letters = (await editor.GetAsync(path + "/oeffnen")).Page.QuerySelectorAll(".letter__body");
        Assert.Equal(["de", "en"], letters.Select(letter => letter.GetAttribute("lang")));
        Assert.Contains("Dear First name Surname,", letters[1].TextContent, StringComparison.Ordinal);
        var shown = letters[0].TextContent;
        var link = Regex.Match(shown, @"http://\S+/einladung/(?<secret>\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.Null(Token.Read(link.Groups["secret"].Value));
        var study = (await app.ReadAsync(key)).Id;
        Assert.Equal(0, await app.DataAsync(db => db.Invitations.CountAsync(one => one.Panelist.StudyId == study)));

        await editor.OpenRoundAsync(path);
        var sent = (await app.LettersAsync())
            .Select(Eml.Read)
            .Single(letter =>
                letter.Subject.Contains("Vom Anschreiben", StringComparison.Ordinal)
                && letter.To.Contains(Sample.Address(0), StringComparison.Ordinal)
            );
        Assert.Equal(sent.Body.Replace(sent.Link, link.Value, StringComparison.Ordinal).TrimEnd(), shown);
    }

    [Fact]
    public async Task Without_the_tick_the_form_comes_again_and_nothing_is_opened()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(2);
        var path = $"/team/studien/{key}/runden/1";
        var reply = await editor.SubmitAsync(await editor.GetAsync(path + "/oeffnen"), Visitor.OpenForm);
        Assert.Equal(400, reply.Status);
        Assert.StartsWith("Fehler:", reply.Page.Title, StringComparison.Ordinal);
        Assert.Equal("true", reply.Page.GetElementById("sicher")!.GetAttribute("aria-invalid"));
        Assert.Equal(RoundState.Planned, (await app.ReadAsync(key)).Round(1).State);
        var opened = await editor.SubmitAsync(reply, Visitor.OpenForm, ("sure", "true"));
        Assert.Contains("Runde 1 ist geöffnet", (await editor.FollowAsync(opened.Location!)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Runde 1 ist geöffnet", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_panel_has_grown_meanwhile_one_is_asked_again()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(3);
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/oeffnen");
        var reply = await editor.SubmitAsync(page, Visitor.OpenForm, ("sure", "true"), ("letters", "2"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Inzwischen sind es 3 Anschreiben statt 2.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(RoundState.Planned, (await app.ReadAsync(key)).Round(1).State);
        Assert.Equal(302, (await editor.SubmitAsync(reply, Visitor.OpenForm, ("sure", "true"))).Status);
    }

    [Theory]
    [InlineData("contact: { name: Büro, email: buero@example.org }")]
    [InlineData("contact: { name: Büro, email: buero@post.example.com }")]
    [InlineData("contact: { name: Büro, email: buero@amt.test }")]
    [InlineData("contact: { name: Büro, email: buero@AMT.Invalid }")]
    [InlineData("")]
    public async Task A_contact_that_nobody_can_write_to_stops_it_until_it_is_mended_there(string contact)
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(
            2,
            Sample.Yaml.Replace("contact: { name: Büro für Größe, email: buero@befragung.internal }", contact, StringComparison.Ordinal)
        );
        var path = $"/team/studien/{key}/runden/1/oeffnen";
        var page = await editor.GetAsync(path);
        Assert.Contains(Blocked, page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector(Visitor.OpenForm));
        var (_, fields) = Visitor.Fill(page, "header form", ("sure", "true"));
        Assert.Equal(409, (await editor.PostAsync(path + "?handler=Oeffnen", fields)).Status);

        var refused = await editor.SubmitAsync(page, Contact, ("name", "Amt"), ("email", "amt@example.net"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("true", refused.Page.GetElementById("email")!.GetAttribute("aria-invalid"));
        Assert.Equal("amt@example.net", refused.Page.GetElementById("email")!.GetAttribute("value"));
        var saved = await editor.SubmitAsync(refused, Contact, ("name", "  Amt  für Größe "), ("email", "amt@befragung.internal"));
        var mended = await editor.FollowAsync(saved.Location!);
        Assert.Contains("Die Ansprechperson ist geändert", mended.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Blocked, mended.Text, StringComparison.Ordinal);
        Assert.Equal(new Contact("Amt für Größe", "amt@befragung.internal"), (await app.ReadAsync(key)).Round(1).Questionnaire.Contact);
        var study = (await app.ReadAsync(key)).Id;
        Assert.True(
            await app.DataAsync(db => db.Chronicle.AnyAsync(row => row.StudyId == study && row.Step == ChronicleStep.QuestionnaireRevised))
        );
        Assert.Equal(302, (await editor.SubmitAsync(mended, Visitor.OpenForm, ("sure", "true"))).Status);
    }

    [Fact]
    public async Task A_contact_is_not_changed_any_more_once_the_round_is_open()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(1);
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/oeffnen");
        await app.OpenAsync(key);
        var late = await editor.SubmitAsync(page, Contact, ("name", "Amt"), ("email", "amt@befragung.internal"));
        Assert.Equal(409, late.Status);
        Assert.Equal("buero@befragung.internal", (await app.ReadAsync(key)).Round(1).Questionnaire.Contact!.Email);
    }

    [Fact]
    public async Task A_later_round_says_whom_it_asks_and_what_they_see_of_the_one_before()
    {
        using var editor = await app.TeamAsync();
        var key = await Reasons.FirstAsync(app, [.. Enumerable.Range(0, 6).Select(expert => (expert, Reasons.For, $"Grund {expert}"))]);
        var panelist = await app.DataAsync(async db =>
        {
            var study = await db.Studies.SingleAsync(one => one.Key == key);
            var reason = await db.Reasons.FirstAsync(one => db.Rounds.Any(round => round.Id == one.RoundId && round.StudyId == study.Id));
            reason.Release(null, app.Clock.GetUtcNow().UtcDateTime, "test");
            (await db.Panelists.FirstAsync(one => one.StudyId == study.Id)).Withdraw(app.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
            return await db.Panelists.CountAsync(one => one.StudyId == study.Id && one.WithdrawnAt == null);
        });
        await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}/weiter"), "main form");
        var page = await editor.GetAsync($"/team/studien/{key}/runden/2/oeffnen");
        Assert.Contains("5 Begründungen aus Runde 1 warten noch", page.Text, StringComparison.Ordinal);
        Assert.Contains("Freigegebene Begründungen, die zu lesen sind: 1.", page.Text, StringComparison.Ordinal);
        Assert.Matches(@"Bei \d von \d Fragen ist zu sehen, wie alle geantwortet haben", page.Text);
        Assert.Contains($"Runde 2 öffnen und {panelist} Anschreiben", page.Text, StringComparison.Ordinal);
        Assert.Contains("geht in die Runde 2", page.Page.QuerySelector(".letter__body")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_round_that_shows_nothing_says_that_the_letter_promises_more()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(6);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.PlanAsync(key);
        var page = await editor.GetAsync($"/team/studien/{key}/runden/2/oeffnen");
        Assert.Contains("Zu keiner Frage ist zu sehen, wie alle geantwortet haben.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Das Anschreiben verspricht mehr, als zu sehen ist", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_are_not_translated_are_counted_with_their_places()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(
            1,
            Sample
                .Yaml.Replace("name: { de: Süden, en: South }", "name: { de: Süden }", StringComparison.Ordinal)
                .Replace("{ de: Beratung, en: Advice }", "{ de: Beratung }", StringComparison.Ordinal)
                .Replace("{ de: Was kommt zuerst?, en: What comes first? }", "{ de: Was kommt zuerst? }", StringComparison.Ordinal)
        );
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/oeffnen");
        Assert.Contains("Englisch: 3 Texte fehlen", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Namen der Gruppen", "Frage „Was kommt zuerst?“ (2)"],
            page.Page.QuerySelectorAll("[aria-labelledby=uebersetzung] li").Select(place => place.TextContent)
        );
    }

    [Fact]
    public async Task Nothing_is_said_of_translations_where_all_are_there()
    {
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{await app.StudyAsync(1)}/runden/1/oeffnen");
        Assert.Null(page.Page.QuerySelector("[aria-labelledby=uebersetzung]"));
    }

    private static string Titled(string title) => Sample.Yaml.Replace("Kleine Befragung über Größe", title, StringComparison.Ordinal);
}

/// <summary>The same page where letters are really sent.</summary>
public sealed class OpeningWithMailTests(OpeningWithMailTests.Mailing app) : IClassFixture<OpeningWithMailTests.Mailing>
{
    [Fact]
    public async Task The_button_says_that_letters_are_sent_and_the_page_from_whom()
    {
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{await app.StudyAsync(2)}/runden/1/oeffnen");
        Assert.Equal(
            "Runde 1 öffnen und 2 Anschreiben verschicken",
            page.Page.QuerySelector(Visitor.OpenForm + " button")!.TextContent.Trim()
        );
        Assert.Contains("Amt für Größe <befragung@amt.internal>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ordner", page.Text, StringComparison.Ordinal);
    }

    public sealed class Mailing : SurveyApp
    {
        protected override string[] Settings =>
            [
                .. base.Settings,
                "--Mail:Carrier=Smtp",
                "--Mail:Host=localhost",
                "--Mail:From=befragung@amt.internal",
                "--Mail:FromName=Amt für Größe",
            ];
    }
}
