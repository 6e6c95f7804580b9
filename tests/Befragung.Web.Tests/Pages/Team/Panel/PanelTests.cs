using System.Text;
using AngleSharp.Dom;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Panel;

/// <summary>Taking a panel in: preview first, then all or nothing.</summary>
public sealed class PanelTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Take = "main form.buttons";

    [Fact]
    public async Task A_panel_is_shown_first_and_taken_in_on_confirmation()
    {
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{await app.StudyAsync()}/panel";
        var preview = await UploadAsync(editor, path, Sample.Panel(12));
        Assert.Equal(200, preview.Status);
        Assert.Contains("Neu: 12 Expertinnen und Experten", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Jörg Weiß 11", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("im Panel", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await TakeInAsync(editor, preview)).Status);
        Assert.Contains("12 im Panel", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_reads_sees_the_panel_in_numbers_and_no_name_on_any_page()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var study = $"/team/studien/{key}";
        Assert.Contains("Jörg Weiß", (await editor.GetAsync($"{study}/panel")).Text, StringComparison.Ordinal);
        var panel = await reader.GetAsync($"{study}/panel");
        Assert.Equal("6", panel.Page.QuerySelector("tfoot td")!.TextContent);
        Assert.Null(panel.Page.QuerySelector("input[type=file]"));
        foreach (
            var path in (string[])
                [
                    "",
                    "/panel",
                    "/runden/1",
                    "/runden/1/ergebnis",
                    "/runden/1/begruendungen",
                    "/runden/1/urteile",
                    "/runden/1/festigkeit",
                    "/weiter",
                    "/daten",
                    "/bericht",
                    "/bericht/texte",
                    "/ergebnisseite",
                    "/daten/antworten.csv",
                    "/daten/ergebnisse.json",
                ]
        )
        {
            var reply = await reader.GetAsync(study + path);
            Assert.True(reply.Status == 200, $"{path}: {reply.Status}");
            Assert.DoesNotContain("Jörg Weiß", reply.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(Sample.Address(0).Split('@')[0] + "@", reply.Body, StringComparison.Ordinal);
        }
        // Not even where the address of the page is known.
        var person = (await editor.GetAsync($"{study}/panel")).Page.QuerySelector("[aria-labelledby=liste] th a")!.GetAttribute("href")!;
        Assert.Equal((200, 403), ((await editor.GetAsync(person)).Status, (await reader.GetAsync(person)).Status));
    }

    [Fact]
    public async Task A_preview_from_before_files_were_packed_is_taken_in()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync();
        var preview = await UploadAsync(editor, $"/team/studien/{key}/panel", Sample.Panel(3));
        var study = (await app.ReadAsync(key)).Id;
        await app.DataAsync(db =>
            db.PanelDrafts.Where(draft => draft.StudyId == study)
                .ExecuteUpdateAsync(draft => draft.SetProperty(one => one.Content, Sample.Panel(3)))
        );
        Assert.Equal(302, (await TakeInAsync(editor, preview)).Status);
        Assert.Contains("3 im Panel", (await editor.GetAsync($"/team/studien/{key}/panel")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_twice_answers_409_and_takes_in_once()
    {
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{await app.StudyAsync()}/panel";
        var preview = await UploadAsync(editor, path, Sample.Panel(3));
        await TakeInAsync(editor, preview);
        var again = await TakeInAsync(editor, preview);
        Assert.Equal(409, again.Status);
        Assert.Contains("Diese Vorschau ist schon aufgenommen oder verworfen", again.Text, StringComparison.Ordinal);
        Assert.Contains("3 im Panel", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_several_times_at_once_takes_in_once()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync();
        var preview = await UploadAsync(editor, $"/team/studien/{key}/panel", Sample.Panel(3));
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TakeInAsync(editor, preview)));
        // Who comes while they are taken in waits with the first; who comes after that is told.
        Assert.All(replies, reply => Assert.True(reply.Status is 302 or 409, reply.Text));
        Assert.Contains(replies, reply => reply.Status == 302);
        var id = (await app.ReadAsync(key)).Id;
        Assert.Equal(3, await app.DataAsync(db => db.Panelists.CountAsync(panelist => panelist.StudyId == id)));
    }

    [Fact]
    public async Task Two_files_taken_in_at_once_hold_nobody_twice_and_later_uploads_work()
    {
        var key = await app.StudyAsync();
        var file = Sample.Panel(40);
        // Both are read before either is taken in.
        using var both = new Barrier(2);
        var failures = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() =>
                        app.WithAsync(async services =>
                        {
                            var study = (
                                await Web.Data.StudyQueries.StudyWithRoundsAsync(
                                    services.GetRequiredService<Web.Data.SurveyDb>(),
                                    key,
                                    CancellationToken.None
                                )
                            )!;
                            var panels = services.GetRequiredService<Web.Data.Panels>();
                            var read = await panels.ReadAsync(study, file, CancellationToken.None);
                            both.SignalAndWait();
                            return await Record.ExceptionAsync(() => panels.TakeInAsync(study, read, CancellationToken.None));
                        })
                    )
                )
        );
        // That somebody of it was taken in meanwhile, or that another one is being taken in.
        Assert.IsType<Delphi.RuleBrokenException>(Assert.Single(failures, failure => failure is not null));
        var id = (await app.ReadAsync(key)).Id;
        Assert.Equal(40, await app.DataAsync(db => db.ContactCards.CountAsync(card => card.StudyId == id)));
        using var editor = await app.TeamAsync();
        var later = await UploadAsync(editor, $"/team/studien/{key}/panel", Sample.Panel(41));
        Assert.Equal(["neu: 1", "geändert: 0", "schon im Panel: 40", "fehlerhafte Zeilen: 0"], Counts(later));
    }

    [Fact]
    public async Task Who_is_taken_in_while_a_round_is_open_gets_a_letter_at_once()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        await TakeInAsync(
            editor,
            await UploadAsync(
                editor,
                $"/team/studien/{key}/panel",
                Encoding.UTF8.GetBytes($"Name,E-Mail,Gruppe\nNachgekommen,nach-{key}@example.org,nord\n")
            )
        );
        Assert.Contains(
            await app.LettersAsync(),
            letter => File.ReadAllText(letter).Contains($"nach-{key}@example.org", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Taken_in_while_a_round_opens_everybody_has_a_sheet_and_a_letter()
    {
        using var editor = await app.TeamAsync();
        for (var time = 0; time < 20; time++)
        {
            var key = await app.StudyAsync(2);
            var preview = await UploadAsync(
                editor,
                $"/team/studien/{key}/panel",
                Encoding.UTF8.GetBytes(
                    "Name;E-Mail;Gruppe\n"
                        + string.Concat(Enumerable.Range(0, 5).Select(index => $"Neu {index};neu-{index}@example.org;nord\n"))
                )
            );
            var round = await editor.GetAsync($"/team/studien/{key}/runden/1/oeffnen");
            // Whoever comes first, the other is not told that the number has changed.
            var opening = Task.Run(() => editor.SubmitAsync(round, Visitor.OpenForm, ("sure", "true"), ("letters", null)));
            var taking = Task.Run(() => TakeInAsync(editor, preview));
            Assert.Equal([302, 302], (await Task.WhenAll(opening, taking)).Select(reply => reply.Status));
            var study = (await app.ReadAsync(key)).Id;
            var asked = (await app.ReadAsync(key)).Round(1).Id;
            var panel = await app.DataAsync(db =>
                db.Panelists.Where(panelist => panelist.StudyId == study).Select(panelist => panelist.Id).Order().ToListAsync()
            );
            Assert.Equal(7, panel.Count);
            Assert.Equal(
                panel,
                await app.DataAsync(db =>
                    db.Sheets.Where(sheet => sheet.RoundId == asked).Select(sheet => sheet.PanelistId).Order().ToListAsync()
                )
            );
            Assert.Equal(
                panel,
                await app.DataAsync(db =>
                    db.Outbox.Where(letter => letter.RoundId == asked).Select(letter => letter.PanelistId).Order().ToListAsync()
                )
            );
        }
    }

    [Theory]
    [InlineData("einladung", "?handler=Zurueckziehen")]
    [InlineData("einladung", "?handler=Einladen")]
    [InlineData("loeschen", "")]
    public async Task Under_the_address_of_one_study_nothing_can_be_done_to_a_person_of_another(string page, string step)
    {
        var mine = await app.StudyAsync(1);
        var other = await app.StudyAsync(1);
        using var editor = await app.TeamAsync();
        var person =
            (await editor.GetAsync($"/team/studien/{other}/panel"))
                .Page.QuerySelector("[aria-labelledby=liste] tbody a")!
                .GetAttribute("href")! + $"/{page}";
        var (_, fields) = Visitor.Fill(await editor.GetAsync(person), "main form", ("sure", "true"));
        var elsewhere = person.Replace(other, mine, StringComparison.Ordinal);
        Assert.Equal((404, 404), ((await editor.GetAsync(elsewhere)).Status, (await editor.PostAsync(elsewhere + step, fields)).Status));
        Assert.Equal("1 im Panel", (await editor.GetAsync($"/team/studien/{other}/panel")).Page.QuerySelector("#liste")!.TextContent);
    }

    [Fact]
    public async Task The_list_is_in_the_order_of_a_German_telephone_book_and_says_who_was_never_invited()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync();
        var path = $"/team/studien/{key}/panel";
        await TakeInAsync(
            editor,
            await UploadAsync(
                editor,
                path,
                Encoding.UTF8.GetBytes(
                    "Name;E-Mail;Gruppe\nZeder;z@example.org;nord\nÖztürk;o@example.org;nord\nadler;a@example.org;nord\nOtto;t@example.org;nord\n"
                )
            )
        );
        IReadOnlyList<IElement> Rows(Reply page) => [.. page.Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr")];
        var list = await editor.GetAsync(path);
        Assert.Equal(["adler", "Otto", "Öztürk", "Zeder"], Rows(list).Select(row => row.Children[0].TextContent));

        await editor.SubmitAsync(
            await editor.GetAsync(Rows(list)[0].QuerySelector("th a")!.GetAttribute("href")! + "/einladung"),
            "main form"
        );
        await app.OpenAsync(key);
        list = await editor.GetAsync(path);
        Assert.Equal("4 im Panel, davon 1 zurückgezogen", list.Page.QuerySelector("#liste")!.TextContent);
        Assert.Equal(["nie eingeladen, zurückgezogen", "eingeladen"], Rows(list).Take(2).Select(row => row.Children[4].TextContent));
        Assert.Contains(
            "4 Expertinnen und Experten, davon 1 zurückgezogen. Akteursgruppen: 1.",
            (await editor.GetAsync($"/team/studien/{key}")).Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "inzwischen zurückgezogen",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );

        await editor.SubmitAsync(
            await editor.GetAsync(Rows(list)[1].QuerySelector("th a")!.GetAttribute("href")! + "/einladung"),
            "main form"
        );
        Assert.Contains(
            "Von den Eingeladenen sind 1 inzwischen zurückgezogen.",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );
        // Whoever tries to take somebody in anew by a file is told how it is done.
        var again = await UploadAsync(editor, path, Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\nadler;a@example.org;nord\n"));
        Assert.Contains(
            "Durch die Datei wird sie nicht wieder eingeladen; das geht auf der Seite der Person.",
            again.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whose_contact_was_deleted_cannot_be_invited_anew()
    {
        var key = await app.OpenStudyAsync(6);
        await app.HandInAsync(key, 2, new AnswerChange("r1", "4"));
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/panel";
        var link =
            (await editor.GetAsync(path))
                .Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr")
                .Single(row => row.TextContent.Contains(Sample.Address(2), StringComparison.Ordinal))
                .QuerySelector("th a")!
                .GetAttribute("href")! + "/einladung";
        await editor.SubmitAsync(await editor.GetAsync(link), "main form");
        // Somebody has the page open on which the invitation can be renewed, while another deletes the contact.
        var page = await editor.GetAsync(link);
        Assert.Equal(
            302,
            (
                await editor.SubmitAsync(
                    await editor.GetAsync(link.Replace("/einladung", "/loeschen", StringComparison.Ordinal)),
                    "main form",
                    ("sure", "true")
                )
            ).Status
        );

        var refused = await editor.SubmitAsync(page, "main form");
        Assert.Equal(409, refused.Status);
        Assert.Contains(
            "Die Kontaktdaten dieser Person sind gelöscht; ein Anschreiben käme nirgends an.",
            refused.Text,
            StringComparison.Ordinal
        );
        var id = Guid.Parse(link.Split('/')[^2]);
        var panelist = await app.DataAsync(db => db.Panelists.SingleAsync(one => one.Id == id));
        Assert.NotNull(panelist.WithdrawnAt);
        Assert.Equal(0, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.PanelistId == id)));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(50)]
    public async Task A_huge_file_answers_413_with_a_sentence(int megabytes)
    {
        using var editor = await app.TeamAsync();
        var reply = await UploadAsync(editor, $"/team/studien/{await app.StudyAsync()}/panel", new byte[megabytes * 1024 * 1024]);
        Assert.Equal(413, reply.Status);
        Assert.Contains("Möglich sind 20 MB.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_panel_of_20_MB_is_read()
    {
        using var editor = await app.TeamAsync();
        var content = new byte[20 * 1024 * 1024];
        "Name;E-Mail;Gruppe\nEine;eine@example.org;nord\n"u8.CopyTo(content);
        // What fills it up: a last line with a name that is far too long.
        Array.Fill(content, (byte)'x', 49, content.Length - 49);
        var reply = await UploadAsync(editor, $"/team/studien/{await app.StudyAsync()}/panel", content);
        Assert.Equal(400, reply.Status);
        Assert.Contains("Aufgenommen wurde noch niemand", reply.Text, StringComparison.Ordinal);
    }

    /// <summary>The page of the preview, or the one that says why there is none.</summary>
    private static async Task<Reply> UploadAsync(Visitor editor, string path, byte[] content)
    {
        var reply = await editor.UploadAsync(await editor.GetAsync(path), "main form[enctype='multipart/form-data']", "panel.csv", content);
        return reply.Location is { } next ? await editor.GetAsync(next) : reply;
    }

    private static IEnumerable<string> Counts(Reply preview) =>
        preview.Page.QuerySelectorAll("#zaehlung li").Select(count => count.TextContent);

    private static Task<Reply> TakeInAsync(Visitor editor, Reply preview) =>
        editor.PostAsync(preview.Page.QuerySelector($"{Take} button")!.GetAttribute("formaction")!, Visitor.Fill(preview, Take).Fields);
}
