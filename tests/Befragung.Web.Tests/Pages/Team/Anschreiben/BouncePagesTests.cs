using System.Text;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Mail;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Anschreiben;

/// <summary>Letters that came back, from the preview to the corrected address.</summary>
public sealed class BouncePagesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Form = "form[enctype]";

    [Fact]
    public async Task What_came_back_is_shown_first_and_then_given_up_and_goes_to_the_corrected_address_as_another_letter()
    {
        var key = await app.OpenStudyAsync(6);
        await app.LettersAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/anschreiben/ruecklaeufer";
        var letters = await EntriesAsync(key);
        var report = Returned.Report("weitergeleitet@anderswo.example", letters[Sample.Address(1)].Mark);
        var preview = await UploadAsync(
            editor,
            path,
            "person-2@example.org, niemand@example.org",
            [
                ("rück.eml", report),
                ("zweimal.eml", report),
                ("später.eml", Returned.Report(Sample.Address(3), letters[Sample.Address(3)].Mark, "delayed")),
                ("weg.eml", Returned.Away),
                ("frage.eml", Returned.Question),
                ("fremd.eml", Returned.Report(Sample.Address(4), "1-" + new string('a', 32))),
                ("leer.eml", ""),
            ]
        );
        Assert.Equal(200, preview.Status);
        Assert.Contains("Erkannt: 2 Anschreiben", preview.Text, StringComparison.Ordinal);
        Assert.Equal(
            [Sample.Address(1), Sample.Address(2)],
            preview.Page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody td:nth-child(2)").Select(cell => cell.TextContent).Order()
        );
        Assert.Contains("550 5.1.1 …: User unknown", preview.Text, StringComparison.Ordinal);
        foreach (
            var words in (string[])
                [
                    "„niemand@example.org“ ist nicht im Panel dieser Studie.",
                    "Dasselbe Anschreiben kam zweimal zurück.",
                    "Nur verzögert",
                    "Eine automatische Antwort",
                    "Kein Bericht über die Zustellung.",
                    "Gehört zu keinem Anschreiben dieser Studie",
                    "Das lässt sich nicht als E-Mail lesen.",
                ]
        )
            Assert.Contains(words, preview.Text, StringComparison.Ordinal);
        // As yet nothing has happened, and nobody can make the preview say otherwise.
        Assert.All((await EntriesAsync(key)).Values, entry => Assert.NotNull(entry.SentAt));
        Assert.Equal(409, (await editor.PostAsync(path + "?handler=Vermerken", Fields(preview, ("gefunden", "erfunden")))).Status);
        var elsewhere = await app.OpenStudyAsync(1);
        Assert.Equal(
            409,
            (await editor.PostAsync($"/team/studien/{elsewhere}/anschreiben/ruecklaeufer?handler=Vermerken", Fields(preview))).Status
        );

        var noted = await editor.PostAsync(path + "?handler=Vermerken", Fields(preview));
        Assert.Equal($"/team/studien/{key}/anschreiben/fehler?getan=vermerkt", noted.Location);
        var after = await EntriesAsync(key);
        var given = after[Sample.Address(1)];
        Assert.Equal(
            (null, true, MailFault.Returned, "550 5.1.1 …: User unknown"),
            (given.SentAt, given.GivenUpAt is not null, given.Fault, given.Failure)
        );
        Assert.Equal(2, after.Values.Count(entry => entry.GivenUpAt is not null));
        var study = (await app.ReadAsync(key)).Id;
        Assert.Equal(
            2,
            await app.DataAsync(db =>
                db.Chronicle.Where(row => row.StudyId == study && row.Step == ChronicleStep.LetterReturned)
                    .Select(row => row.Number)
                    .SingleAsync()
            )
        );

        // The same once more changes nothing.
        var again = await UploadAsync(editor, path, "person-2@example.org", [("rück.eml", report)]);
        Assert.Contains("Erkannt: 0 Anschreiben", again.Text, StringComparison.Ordinal);
        Assert.Equal(2, Count(again.Text, "Ist schon vermerkt."));

        // Corrected it goes as another letter, of which the old report tells nothing.
        var page = await editor.GetAsync(noted.Location!);
        Assert.Contains("2 Personen haben ihr Anschreiben noch nicht erhalten.", page.Text, StringComparison.Ordinal);
        Assert.Contains("kam zurück", page.Text, StringComparison.Ordinal);
        var sent = await editor.SubmitAsync(page, $"form:has([value='{given.PanelistId:N}'])", ("email", "richtig@example.org"));
        Assert.Equal(302, sent.Status);
        await app.LettersAsync();
        var newer = (await EntriesAsync(key))["richtig@example.org"];
        Assert.NotNull(newer.SentAt);
        Assert.NotEqual(given.Mark, newer.Mark);
        var late = await UploadAsync(editor, path, "", [("rück.eml", report)]);
        Assert.Contains("oder zu einem, das inzwischen noch einmal hinausging", late.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Bitte geben Sie Adressen ein, oder wählen Sie Dateien.")]
    [InlineData("Anna und Bernd", "Darin steht keine E-Mail-Adresse.")]
    public async Task What_holds_no_address_is_refused_with_a_sentence(string typed, string words)
    {
        var key = await app.StudyAsync(1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var refused = await UploadAsync(editor, $"/team/studien/{key}/anschreiben/ruecklaeufer", typed, []);
        Assert.Equal(400, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_addresses_may_be_a_file_and_another_file_is_told_with_its_name()
    {
        var key = await app.OpenStudyAsync(3);
        await app.LettersAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/anschreiben/ruecklaeufer";
        var found = await UploadAsync(editor, path, "", [("panel.csv", Encoding.UTF8.GetString(Sample.Panel(2)))]);
        Assert.Contains("Erkannt: 2 Anschreiben", found.Text, StringComparison.Ordinal);
        var refused = await UploadAsync(editor, path, "", [("bild.png", "\u0089PNG\r\n\u001a\n\0\0")]);
        Assert.Equal(400, refused.Status);
        Assert.Contains("bild.png:", refused.Text, StringComparison.Ordinal);
    }

    /// <summary>The invitation of one never arrived, nor did the reminder: one of them goes, and both are done with.</summary>
    [Fact]
    public async Task Who_was_written_to_twice_in_vain_stands_in_the_list_once_and_gets_one_letter()
    {
        var key = await app.OpenStudyAsync(1);
        await app.LettersAsync();
        var study = await app.ReadAsync(key);
        var now = app.Clock.GetUtcNow().UtcDateTime;
        await app.DataAsync(async db =>
        {
            var first = await db.Outbox.SingleAsync(entry => entry.RoundId == study.CurrentRound.Id);
            first.Returned("550 no", now);
            db.Outbox.Add(new OutboxEntry(first.PanelistId, study.CurrentRound, LetterKind.ReminderToBegin, 1, now, now));
            await db.SaveChangesAsync();
            var second = await db.Outbox.SingleAsync(entry => entry.RoundId == study.CurrentRound.Id && entry.Reminder == 1);
            second.Failed(new(MailFault.Refused, "mail:25", "550 no"), now);
            return await db.SaveChangesAsync();
        });
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/anschreiben/fehler");
        Assert.Contains("Einladung", Assert.Single(page.Page.QuerySelectorAll("article.failed")).TextContent, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(page, "article.failed form", ("email", "neu@example.org"))).Status);
        await app.LettersAsync();
        var left = Assert.Single(await EntriesAsync(key)).Value;
        Assert.Equal((LetterKind.FirstRound, true), (left.Kind, left.SentAt is not null));
        Assert.Contains(
            "Kein Anschreiben ist gescheitert.",
            (await editor.GetAsync($"/team/studien/{key}/anschreiben/fehler")).Text,
            StringComparison.Ordinal
        );
    }

    private static int Count(string text, string words) => text.Split(words).Length - 1;

    private static List<KeyValuePair<string, string>> Fields(Reply preview, params (string, string?)[] changes) =>
        Visitor.Fill(preview, "form:has([name=gefunden])", changes).Fields;

    private static async Task<Reply> UploadAsync(Visitor editor, string path, string addresses, (string Name, string Content)[] files)
    {
        var (_, fields) = Visitor.Fill(await editor.GetAsync(path), Form, ("adressen", addresses));
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
            body.Add(new ByteArrayContent(Encoding.Latin1.GetBytes(content)), "dateien", name);
        return await editor.SendAsync(new(HttpMethod.Post, path + "?handler=Vorschau") { Content = body });
    }

    private async Task<Dictionary<string, OutboxEntry>> EntriesAsync(string key)
    {
        var study = (await app.ReadAsync(key)).Id;
        return await app.DataAsync(db =>
            (
                from entry in db.Outbox.AsNoTracking()
                where entry.Round.StudyId == study
                join card in db.ContactCards on entry.PanelistId equals card.PanelistId
                select new { card.Email, entry }
            ).ToDictionaryAsync(one => one.Email, one => one.entry)
        );
    }
}
