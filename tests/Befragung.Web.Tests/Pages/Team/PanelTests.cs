using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team;

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
        Assert.Contains("Vorschau: 12 Expertinnen und Experten", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Jörg Weiß 11", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("im Panel", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await TakeInAsync(editor, preview)).Status);
        Assert.Contains("12 im Panel", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
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
        Assert.Contains("Diese Vorschau ist schon aufgenommen oder verworfen.", again.Text, StringComparison.Ordinal);
        Assert.Contains("3 im Panel", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_several_times_at_once_takes_in_once()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync();
        var preview = await UploadAsync(editor, $"/team/studien/{key}/panel", Sample.Panel(3));
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TakeInAsync(editor, preview)));
        Assert.Equal([302, 409, 409, 409, 409], replies.Select(reply => reply.Status).Order());
        var id = (await app.ReadAsync(key)).Id;
        Assert.Equal(3, await app.DataAsync(db => db.Panelists.CountAsync(panelist => panelist.StudyId == id)));
    }

    [Fact]
    public async Task A_single_mistake_takes_in_nobody_and_names_its_line()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync();
        var reply = await UploadAsync(
            editor,
            $"/team/studien/{key}/panel",
            Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\nAnne;anne@example.org;nord\nBea <b>;bea;nord\nCem;cem@example.org;westen\n")
        );
        Assert.Equal(400, reply.Status);
        Assert.Contains("Die Datei hat 2 Fehler", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Zeile 3: „bea“ ist keine gültige E-Mail-Adresse.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Zeile 4: Die Gruppe „westen“ gibt es nicht.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.DataAsync(db => db.ContactCards.CountAsync(card => card.Email == "anne@example.org")));
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
            var round = await editor.GetAsync($"/team/studien/{key}/runden/1");
            var (opening, taking) = (
                Task.Run(() => editor.SubmitAsync(round, "main form[action*=Oeffnen]")),
                Task.Run(() => TakeInAsync(editor, preview))
            );
            Assert.Equal([302, 302], (await Task.WhenAll(opening, taking)).Select(reply => reply.Status));
            var (study, asked) = ((await app.ReadAsync(key)).Id, (await app.ReadAsync(key)).Round(1).Id);
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
    [InlineData(6)]
    [InlineData(50)]
    public async Task A_huge_file_answers_413_with_a_sentence(int megabytes)
    {
        using var editor = await app.TeamAsync();
        var reply = await UploadAsync(editor, $"/team/studien/{await app.StudyAsync()}/panel", new byte[megabytes * 1024 * 1024]);
        Assert.Equal(413, reply.Status);
        Assert.Contains("Möglich sind 5 MB.", reply.Text, StringComparison.Ordinal);
    }

    private static async Task<Reply> UploadAsync(Visitor editor, string path, byte[] content) =>
        await editor.UploadAsync(await editor.GetAsync(path), "main form[enctype='multipart/form-data']", "panel.csv", content);

    private static Task<Reply> TakeInAsync(Visitor editor, Reply preview) =>
        editor.PostAsync(preview.Page.QuerySelector($"{Take} button")!.GetAttribute("formaction")!, Visitor.Fill(preview, Take).Fields);
}
