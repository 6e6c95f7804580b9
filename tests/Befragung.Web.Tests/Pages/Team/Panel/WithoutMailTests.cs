using System.IO.Compression;
using System.Text;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Panel;

/// <summary>People who have no address for mails: they come in, are asked and reminded on paper, and no mail ever goes to them.</summary>
public sealed class WithoutMailTests(QuietApp app) : IClassFixture<QuietApp>
{
    private const string Head = "Name;E-Mail;Gruppe;Institution;Straße;Hausnummer;PLZ;Ort\n";

    [Fact]
    public async Task A_file_with_and_without_mail_is_taken_in_and_compared_by_name_and_place()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var preview = await UploadAsync(
            editor,
            key,
            Head
                + "Anna Mail;anna@example.org;nord;;;;;\n"
                + "Paul Papier;;nord;Verein für Größe;Musterweg;1 a;01067;Dresden\n"
                + "Beide Wege;beide@example.org;sued;;Am Markt;2;10115;Berlin\n"
                + "Nirgends;;nord;;;;;\n"
                + "Ohne Ort;;nord;;Musterweg;3;01067;\n"
                + "Paul Papier;;sued;Verein für Größe;Musterweg;1 a;01067;Dresden\n"
        );
        Assert.Equal(["neu: 3", "geändert: 0", "schon im Panel: 0", "fehlerhafte Zeilen: 3"], Counts(preview));
        Assert.Equal(
            [
                "5 E-Mail Es fehlt eine E-Mail-Adresse oder eine Postanschrift. Eines von beiden wird gebraucht.",
                "6 Postanschrift Zur Postanschrift fehlt der Ort.",
                "7 Postanschrift Paul Papier mit derselben Postanschrift steht schon in Zeile 3.",
            ],
            Rows(preview, "fehler")
        );
        Assert.Contains(
            "Von den Neuen hat eine Person keine E-Mail-Adresse. Ihre Briefe drucken Sie aus.",
            preview.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Paul Papier 3 – Norden de Verein für Größe, Musterweg 1 a, 01067 Dresden", Rows(preview, "neue"));
        Assert.Equal(302, (await PressAsync(editor, preview, "nurgute")).Status);

        // The same once more, one of them moved, one without mail who has one now, and a group that changes.
        preview = await UploadAsync(
            editor,
            key,
            Head
                + "Anna Mail;anna@example.org;nord;;Neue Straße;9;80331;München\n"
                + "Paul Papier;;sued;Verein für Größe;Musterweg;1 a;01067;Dresden\n"
                + "Beide Wege;;sued;;Am Markt;2;10115;Berlin\n"
        );
        Assert.Equal(["neu: 0", "geändert: 2", "schon im Panel: 1", "fehlerhafte Zeilen: 0"], Counts(preview));
        Assert.Equal(["anna@example.org 2 – Neue Straße 9, 80331 München", "Paul Papier 3 Norden Süden"], Rows(preview, "geaendert"));
        Assert.Equal(302, (await PressAsync(editor, preview, "alles")).Status);
        preview = await UploadAsync(editor, key, Head + "Paul Papier;paul@example.org;sued;Verein für Größe;Musterweg;1 a;01067;Dresden\n");
        Assert.Equal(["Paul Papier 2 – paul@example.org"], Rows(preview, "geaendert"));
        Assert.Equal(302, (await PressAsync(editor, preview, "alles")).Status);
        Assert.Equal(
            [
                "Anna Mail anna@example.org Neue Straße 9|80331 München",
                "Beide Wege beide@example.org Am Markt 2|10115 Berlin",
                "Paul Papier paul@example.org Verein für Größe|Musterweg 1 a|01067 Dresden",
            ],
            await CardsAsync(key)
        );
    }

    [Fact]
    public async Task Letters_go_to_those_who_have_mail_and_are_printed_for_the_others_in_every_round()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{key}";
        await TakeInAsync(editor, key, "Anna Mail;anna@example.org;nord;;;;;\n" + Papers(3));
        var opening = await editor.GetAsync($"{path}/runden/1/oeffnen");
        Assert.Contains("3 Personen haben keine E-Mail-Adresse und erhalten nichts von selbst.", opening.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Runde 1 öffnen und ein Anschreiben verschicken",
            opening.Text.Replace(" in den Ordner schreiben", " verschicken", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal("4", opening.Page.QuerySelector("[aria-labelledby=gruppen] tfoot td")!.TextContent);
        await app.OpenAsync(key);
        Assert.Equal(["anna@example.org"], await SentToAsync(key));
        Assert.Contains(
            "3 Personen ohne E-Mail-Adresse haben noch keinen Brief dieser Runde:",
            (await editor.GetAsync($"{path}/runden/1")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("eingeladen, Brief auf Papier", (await editor.GetAsync($"{path}/panel")).Text, StringComparison.Ordinal);
        foreach (var page in (string[])["panel", "anschreiben", "runden/1/erinnern"])
            Assert.NotNull((await editor.GetAsync($"{path}/{page}")).Page.QuerySelector($"main a[href='{path}/anschreiben/papier']"));

        // One file for each, and after that nobody is left who has none.
        var paper = await editor.GetAsync($"{path}/anschreiben/papier");
        Assert.Equal("Ohne E-Mail-Adresse, noch ohne Brief", paper.Page.QuerySelector("main h2")!.TextContent);
        var reply = await editor.PostAsync($"{paper.Path}?handler=Einzeln", Visitor.Fill(paper, "main form").Fields);
        Assert.Equal("application/zip", reply.Type);
        using (var zip = new ZipArchive(new MemoryStream([.. reply.Content])))
        {
            Assert.Equal(
                ["001-dr-jorg-weiss-0.pdf", "002-dr-jorg-weiss-1.pdf", "003-dr-jorg-weiss-2.pdf"],
                zip.Entries.Select(one => one.Name)
            );
            var words = await WordsAsync(zip.Entries[1]);
            Assert.Contains("Dr. Jörg Weiß/1 Musterweg 1 01067 Dresden", words, StringComparison.Ordinal);
            Assert.DoesNotContain("Musterweg 2", words, StringComparison.Ordinal);
        }
        paper = await editor.GetAsync($"{path}/anschreiben/papier");
        Assert.Equal("Ohne E-Mail-Adresse: erinnern", paper.Page.QuerySelector("main h2")!.TextContent);
        var person = await PersonAsync(key, "Dr. Jörg Weiß/1");
        var page1 = await editor.GetAsync($"{path}/panel/{person:N}");
        Assert.Contains("Brief auf Papier erstellt", page1.Text, StringComparison.Ordinal);
        Assert.Null(page1.Page.QuerySelector("form[action*=Schicken] button"));
        Assert.Equal(
            409,
            (await editor.PostAsync($"{path}/panel/{person:N}?handler=Schicken", Visitor.Fill(page1, "form:has(#name)").Fields)).Status
        );

        // Reminded are by mail who has mail, and on paper in the words for how far somebody is.
        await BeginAsync(person, new AnswerChange("r1", "4"));
        var letters = await WriteAsync(key, PaperReach.WithoutMailReminder);
        Assert.Equal(3, letters.Count);
        Assert.Equal(
            [person],
            letters
                .Where(letter => letter.Body.Contains("Sie haben begonnen", StringComparison.Ordinal))
                .Select(letter => letter.PanelistId)
        );
        var reached = await app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            var reach = await services.GetRequiredService<Reminding>().ReachAsync(study, study.CurrentRound, default);
            // Anna, whose first letter still waits.
            return (reach.All, reach.Recent);
        });
        Assert.Equal((0, 1), reached);

        // With a renewed invitation the letter that was printed opens nothing: there has to be another.
        var waiting = await app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            var panels = services.GetRequiredService<Panels>();
            var post = services.GetRequiredService<PaperPost>();
            var before = await post.CountAsync(study.CurrentRound, PaperReach.WithoutMail, default);
            await panels.WithdrawAsync(study, person, default);
            Assert.True(await panels.InviteAnewAsync(study, person, default));
            return (before, await post.CountAsync(study.CurrentRound, PaperReach.WithoutMail, default));
        });
        Assert.Equal((0, 1), waiting);
        Assert.Equal(["anna@example.org"], await SentToAsync(key));
        Assert.Equal(0, await FailedAsync(key));

        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        await app.NextAsync(key);
        Assert.Equal(3, (await WriteAsync(key, PaperReach.WithoutMail)).Count);
        Assert.Equal(
            1,
            await app.DataAsync(db =>
                db.Outbox.CountAsync(one => one.Round.StudyId == db.Studies.Single(study => study.Key == key).Id && one.Round.Number == 2)
            )
        );
    }

    [Fact]
    public async Task Who_gives_up_mail_gets_none_that_waits_and_who_has_one_again_is_written_to()
    {
        var key = await app.OpenStudyAsync(2);
        using var editor = await app.TeamAsync();
        var person = await PersonAsync(key, "Jörg Weiß 0");
        var path = $"/team/studien/{key}/panel/{person:N}";
        var none = await EditAsync(editor, path, "", " \n");
        Assert.Equal(400, none.Status);
        Assert.Contains(
            "Es fehlt eine E-Mail-Adresse oder eine Postanschrift.",
            none.Page.QuerySelector("#email-fehler")!.TextContent,
            StringComparison.Ordinal
        );
        var tooLong = await EditAsync(editor, path, "", "Musterweg 1\n" + new string('x', 51));
        Assert.Contains("zu lang", tooLong.Page.QuerySelector("#postanschrift-fehler")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(1, await LettersOfAsync(person));
        Assert.Equal(302, (await EditAsync(editor, path, "", "Jörg Weiß 0\r\nMusterweg 1\r\n\r\n01067 Dresden")).Status);
        Assert.Equal(0, await LettersOfAsync(person));
        Assert.Equal("Jörg Weiß 0  Musterweg 1|01067 Dresden", (await CardsAsync(key))[0]);
        // Of somebody else with the same name at the same place nobody could tell them.
        var second = await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/panel/neu"),
            "main form",
            ("name", "JÖRG WEISS 0"),
            ("postanschrift", "musterweg 1, 01067 Dresden"),
            ("gruppe", "nord")
        );
        Assert.Equal(409, second.Status);
        Assert.Contains(
            "ist mit dieser Postanschrift schon im Panel.",
            second.Page.QuerySelector("#postanschrift-fehler")!.TextContent,
            StringComparison.Ordinal
        );

        Assert.Equal(302, (await EditAsync(editor, path, "wieder@example.org", "")).Status);
        Assert.Equal(1, await LettersOfAsync(person));
        // Who has the letter on paper does not get it by mail as well, unless somebody says so.
        Assert.Equal(302, (await EditAsync(editor, path, "", "Musterweg 1\n01067 Dresden")).Status);
        await app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            var post = services.GetRequiredService<PaperPost>();
            await post.NotePrintedAsync(await post.WriteAsync(study, study.CurrentRound, person, default), default);
            return 0;
        });
        Assert.Equal(302, (await EditAsync(editor, path, "wieder@example.org", "Musterweg 1\n01067 Dresden")).Status);
        Assert.Equal(0, await LettersOfAsync(person));
        Assert.Equal(302, (await editor.SubmitAsync(await editor.GetAsync(path), "form[action*=Schicken]")).Status);
        Assert.Equal(1, await LettersOfAsync(person));
        Assert.Equal(0, await FailedAsync(key));
    }

    private static string Papers(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(index => $"Dr. Jörg Weiß/{index};;nord;;Musterweg;{index};01067;Dresden\n"));

    private static IEnumerable<string> Counts(Reply preview) =>
        preview.Page.QuerySelectorAll("#zaehlung li").Select(count => count.TextContent);

    private static IEnumerable<string> Rows(Reply page, string table) =>
        page
            .Page.QuerySelectorAll($"[aria-labelledby={table}] tbody tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)));

    private static async Task TakeInAsync(Visitor editor, string key, string lines) =>
        Assert.Equal(302, (await PressAsync(editor, await UploadAsync(editor, key, Head + lines), "alles")).Status);

    private static Task<Reply> PressAsync(Visitor editor, Reply preview, string choice) =>
        editor.PostAsync($"{preview.Path}?handler=Aufnehmen&wahl={choice}", Visitor.Fill(preview, "main form.buttons").Fields);

    private static async Task<Reply> UploadAsync(Visitor editor, string key, string content)
    {
        var reply = await editor.UploadAsync(
            await editor.GetAsync($"/team/studien/{key}/panel"),
            "main form[enctype='multipart/form-data']",
            "panel.csv",
            Encoding.UTF8.GetBytes(content)
        );
        return reply.Location is { } next ? await editor.GetAsync(next) : reply;
    }

    private static async Task<Reply> EditAsync(Visitor editor, string path, string email, string post) =>
        await editor.SubmitAsync(await editor.GetAsync(path), "form:has(#name)", ("email", email), ("postanschrift", post));

    private async Task<string> WordsAsync(ZipArchiveEntry entry)
    {
        var file = Path.Combine(app.Folder, entry.Name);
        await entry.ExtractToFileAsync(file, overwrite: true);
        return await PdfWords.ReadLineAsync(file);
    }

    /// <summary>To whom a letter of the first round was put into the outbox.</summary>
    private Task<List<string>> SentToAsync(string key) =>
        app.DataAsync(db =>
            (
                from letter in db.Outbox
                join card in db.ContactCards on letter.PanelistId equals card.PanelistId
                where db.Studies.Single(study => study.Key == key).Id == card.StudyId
                select card.Email
            ).ToListAsync()
        );

    private Task<int> LettersOfAsync(Guid person) =>
        app.DataAsync(db => db.Outbox.CountAsync(letter => letter.PanelistId == person && letter.SentAt == null));

    private Task<int> FailedAsync(string key) =>
        app.WithAsync(async services =>
            (
                await services
                    .GetRequiredService<FailedLetters>()
                    .PageAsync((await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!, 1, default)
            ).People
        );

    private Task<Guid> PersonAsync(string key, string name) =>
        app.DataAsync(db =>
            db.ContactCards.Where(card => card.Name == name && db.Studies.Single(study => study.Key == key).Id == card.StudyId)
                .Select(card => card.PanelistId)
                .SingleAsync()
        );

    private Task<List<string>> CardsAsync(string key) =>
        app.DataAsync(async db =>
            (
                await db
                    .ContactCards.Where(card => db.Studies.Single(study => study.Key == key).Id == card.StudyId)
                    .OrderBy(card => card.Order)
                    .ToListAsync()
            ).ConvertAll(card => $"{card.Name} {card.Email} {card.Post?.Replace('\n', '|')}")
        );

    private Task BeginAsync(Guid person, params AnswerChange[] changes) =>
        app.DataAsync(async db =>
        {
            var sheet = await db.Sheets.SingleAsync(one => one.PanelistId == person);
            var round = await db.Rounds.SingleAsync(one => one.Id == sheet.RoundId);
            sheet.Save(changes, new Asking(round.Questionnaire, person, sheet.GroupKey, _ => null), app.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });

    private Task<IReadOnlyList<PaperLetter>> WriteAsync(string key, PaperReach reach) =>
        app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            return await services.GetRequiredService<PaperPost>().WriteAsync(study, study.CurrentRound, reach, 0, default);
        });
}
