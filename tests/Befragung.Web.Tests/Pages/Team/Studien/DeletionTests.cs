using System.Text;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Befragung.Web.Tests.Pages.Team.Studien;

/// <summary>What people were promised would be deleted is deleted: from pages, from the database, and from its files.</summary>
public sealed class DeletionTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const int Experts = 6;

    private readonly Dictionary<string, List<string>> letters = [];

    [Fact]
    public async Task Contacts_of_a_study_go_and_its_results_stay_as_they_are()
    {
        var (key, name) = await ClosedAsync();
        var link = await LinkAsync(name);
        using var owner = await app.TeamAsync();
        var result = (await owner.GetAsync($"/team/studien/{key}/runden/1/ergebnis")).Text;
        var data = (await owner.GetAsync($"/team/studien/{key}/daten/antworten.csv")).Body;
        Assert.True(app.Holds(name));
        Assert.Equal(Experts, await LettersAsync(key));

        // A file that is only looked at yet is full of names too.
        await owner.UploadAsync(
            await owner.GetAsync($"/team/studien/{key}/panel"),
            "main form[enctype]",
            "panel.csv",
            Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\nVera Vergessen;vera@example.org;nord\n")
        );
        var study = (await app.ReadAsync(key)).Id;
        Assert.True(await app.DataAsync(db => db.PanelDrafts.AnyAsync(draft => draft.StudyId == study)));

        var page = await owner.GetAsync($"/team/studien/{key}/panel/loeschen");
        Assert.Contains("Gelöscht werden Namen und Adressen von 6 Personen", page.Text, StringComparison.Ordinal);
        var unsure = await owner.SubmitAsync(page, "main form");
        Assert.Equal(400, unsure.Status);
        Assert.True(app.Holds(name));
        Assert.Equal($"/team/studien/{key}/panel", (await owner.SubmitAsync(page, "main form", ("sure", "true"))).Location);

        Assert.False(app.Holds(name), "A name or an address is still in a file.");
        Assert.Equal(0, await LettersAsync(key));
        Assert.Equal(0, await CardsAsync(key));
        Assert.False(await app.DataAsync(db => db.PanelDrafts.AnyAsync(draft => draft.StudyId == study)));
        var panel = await owner.GetAsync($"/team/studien/{key}/panel");
        Assert.Equal(200, panel.Status);
        Assert.DoesNotContain(name, panel.Body, StringComparison.Ordinal);
        Assert.Equal(result, (await owner.GetAsync($"/team/studien/{key}/runden/1/ergebnis")).Text);
        Assert.Equal(data, (await owner.GetAsync($"/team/studien/{key}/daten/antworten.csv")).Body);
        foreach (var path in (string[])["", "/runden/1", "/weiter", "/bericht", "/daten", "/loeschen", "/panel/loeschen"])
            Assert.Equal(200, (await owner.GetAsync($"/team/studien/{key}{path}")).Status);
        using var expert = app.Visitor();
        Assert.NotEqual("/bogen", (await expert.GetAsync(link)).Location);
    }

    [Fact]
    public async Task While_a_round_is_open_contacts_cannot_be_deleted()
    {
        var (key, name) = await OpenAsync();
        using var owner = await app.TeamAsync();
        Assert.Contains("Runde 1 ist offen", (await owner.GetAsync($"/team/studien/{key}/panel/loeschen")).Text, StringComparison.Ordinal);
        var (_, fields) = Visitor.Fill(await owner.GetAsync("/team"), "header form");
        Assert.Equal(409, (await owner.PostAsync($"/team/studien/{key}/panel/loeschen", [.. fields, new("sure", "true")])).Status);
        Assert.True(app.Holds(name));
    }

    [Fact]
    public async Task One_person_goes_with_what_they_answered_in_the_open_round()
    {
        var (key, name) = await OpenAsync();
        await HandInAsync(key, 1);
        var person = await PersonAsync(name, 1);
        using var expert = await SignedInAsync(name, 1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var lettersBefore = await LettersOfAsync(key);
        var page = await editor.GetAsync($"/team/studien/{key}/panel/{person}/loeschen");
        Assert.Contains($"{name} 1", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(page, "main form", ("sheets", "true"), ("sure", "true"))).Status);
        Assert.False(app.Holds($"{name} 1"));
        Assert.True(app.Holds($"{name} 2"));
        // Letters and links of all others stay.
        Assert.Equal(lettersBefore.Where(one => one != person), await LettersOfAsync(key));
        using var other = await SignedInAsync(name, 2);
        Assert.Equal(200, (await other.GetAsync("/bogen")).Status);
        Assert.False(await app.DataAsync(db => db.Sheets.AnyAsync(sheet => sheet.PanelistId == person)));
        Assert.False(await app.DataAsync(db => db.Panelists.AnyAsync(panelist => panelist.Id == person)));
        Assert.Equal(302, (await expert.GetAsync("/bogen/abschnitt/eins")).Status);
        Assert.Equal(404, (await editor.GetAsync($"/team/studien/{key}/panel/{person}/loeschen")).Status);
        Assert.Equal(200, (await editor.GetAsync($"/team/studien/{key}/panel")).Status);
        await app.CloseAsync(key);
    }

    private async Task<List<Guid>> LettersOfAsync(string key)
    {
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        return await app.DataAsync(db =>
            db.Outbox.Where(entry => entry.RoundId == round).Select(entry => entry.PanelistId).Order().ToListAsync()
        );
    }

    [Fact]
    public async Task Of_one_person_the_contact_alone_goes_and_what_was_handed_in_counts()
    {
        var (key, name) = await OpenAsync();
        for (var expert = 0; expert < Experts; expert++)
            await HandInAsync(key, expert);
        var person = await PersonAsync(name, 1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/panel/{person}/loeschen"),
            "main form",
            ("sheets", "false"),
            ("sure", "true")
        );
        Assert.False(app.Holds($"{name} 1"));
        await app.CloseAsync(key);
        Assert.Equal(Experts, (await app.ReadAsync(key)).CurrentRound.Result!.Response.HandedIn);
    }

    [Fact]
    public async Task Of_one_person_whatever_is_in_a_closed_round_stays_under_the_pseudonym()
    {
        var (key, name) = await ClosedAsync();
        var closed = (await app.ReadAsync(key)).CurrentRound.Id;
        await app.NextAsync(key);
        await app.HandInAsync(key, 1, new AnswerChange("r1", "2"));
        var person = await PersonAsync(name, 1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var data = (await editor.GetAsync($"/team/studien/{key}/daten/antworten.csv")).Body;
        await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/panel/{person}/loeschen"),
            "main form",
            ("sheets", "true"),
            ("sure", "true")
        );
        Assert.Equal(
            [closed],
            await app.DataAsync(db => db.Sheets.Where(sheet => sheet.PanelistId == person).Select(sheet => sheet.RoundId).ToListAsync())
        );
        Assert.Equal(data, (await editor.GetAsync($"/team/studien/{key}/daten/antworten.csv")).Body);
    }

    [Fact]
    public async Task A_study_goes_with_everything()
    {
        var (key, name) = await ClosedAsync();
        var (kept, other) = await ClosedAsync();
        await app.ReleaseAsync(key);
        var id = (await app.ReadAsync(key)).Id;
        var cached = Path.Combine(app.Folder, "reports", $"{id}-bericht-de.0.0.pdf");
        await File.WriteAllTextAsync(cached, "");
        using var owner = await app.TeamAsync();
        var page = await owner.GetAsync($"/team/studien/{key}/loeschen");
        Assert.Contains("6 Personen im Panel, 1 Runde, 6 abgegebene Bögen.", page.Text, StringComparison.Ordinal);
        foreach (var typed in (string[])["", "Eine andere", key + "-2"])
        {
            var refused = await owner.SubmitAsync(page, "main form", ("name", typed));
            Assert.Equal(400, refused.Status);
            Assert.StartsWith("Fehler: ", refused.Page.Title, StringComparison.Ordinal);
            Assert.Equal("true", refused.Page.QuerySelector("#name")!.GetAttribute("aria-invalid"));
        }
        Assert.True(app.Holds(name));
        // They hold names, addresses and links that open.
        Assert.Equal((Experts, Experts), (await LettersAsync(key), await LettersAsync(kept)));
        Assert.Equal("/team", (await owner.SubmitAsync(page, "main form", ("name", $" {key.ToUpperInvariant()} "))).Location);
        Assert.False(app.Holds(name));
        Assert.Equal((0, Experts), (await LettersAsync(key), await LettersAsync(kept)));
        // That it was deleted stays in the chronicle and in the list for whoever returns to a backup, and its key is nowhere else.
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            Assert.Equal(1, await db.Chronicle.Where(row => row.About == key).ExecuteDeleteAsync());
            Assert.Equal(1, await db.Set<DeletionEntry>().Where(entry => entry.Subject == key).ExecuteDeleteAsync());
            return await services.GetRequiredService<SurveyDatabase>().EraseDeletedAsync(db, CancellationToken.None);
        });
        Assert.False(app.Holds(key));
        Assert.False(File.Exists(cached));
        Assert.Equal(404, (await owner.GetAsync($"/team/studien/{key}")).Status);
        Assert.Equal(404, (await owner.GetAsync($"/ergebnisse/{key}")).Status);
        Assert.True(app.Holds(other));
        Assert.Equal(200, (await owner.GetAsync($"/team/studien/{kept}/runden/1/ergebnis")).Status);
    }

    [Theory]
    [InlineData(StudyRole.Editor, "/loeschen", 403)]
    [InlineData(StudyRole.Editor, "/panel/loeschen", 403)]
    [InlineData(StudyRole.Reader, "/loeschen", 403)]
    [InlineData(StudyRole.Reader, "/panel/loeschen", 403)]
    [InlineData(StudyRole.Reader, "/panel/PERSON/loeschen", 403)]
    [InlineData(StudyRole.Editor, "/panel/PERSON/loeschen", 200)]
    public async Task Deleting_is_for_those_who_may(StudyRole role, string path, int status)
    {
        var (key, name) = await ClosedAsync();
        using var member = await app.TeamAsync(role);
        var address = $"/team/studien/{key}{path.Replace("PERSON", (await PersonAsync(name, 1)).ToString(), StringComparison.Ordinal)}";
        Assert.Equal(status, (await member.GetAsync(address)).Status);
        if (status == 200)
            return;
        var (_, fields) = Visitor.Fill(await member.GetAsync("/team"), "header form");
        Assert.Equal(403, (await member.PostAsync(address, [.. fields, new("sure", "true")])).Status);
        Assert.True(app.Holds(name));
    }

    [Fact]
    public async Task An_account_that_is_gone_leaves_pages_that_name_it_in_order()
    {
        var (key, _) = await ClosedAsync();
        var email = await app.MemberAsync(StudyRole.Owner);
        await app.DataAsync(async db =>
        {
            (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.CurrentRound.Release(app.Clock.GetUtcNow().UtcDateTime, email);
            db.CompleteExports.Add(
                new CompleteExport(
                    (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.Id,
                    "csv",
                    "Nachrechnen",
                    app.Clock.GetUtcNow().UtcDateTime,
                    email
                )
            );
            await db.SaveChangesAsync();
            return await db.Users.Where(user => user.Email == email).ExecuteDeleteAsync();
        });
        using var owner = await app.TeamAsync();
        foreach (var path in (string[])["", "/runden/1", "/runden/1/ergebnis", "/daten", "/ergebnisseite", "/bericht"])
            Assert.Equal(200, (await owner.GetAsync($"/team/studien/{key}{path}")).Status);
    }

    [Fact]
    public async Task A_panel_file_whose_preview_nobody_finished_is_gone_after_an_hour()
    {
        // Of its own, because of the clock.
        var late = new SurveyApp();
        await late.InitializeAsync();
        try
        {
            var key = await late.StudyAsync();
            using var editor = await late.TeamAsync(StudyRole.Editor);
            var preview = await editor.UploadAsync(
                await editor.GetAsync($"/team/studien/{key}/panel"),
                "main form[enctype]",
                "panel.csv",
                Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\nVera Vergessen;vera@example.org;nord\n")
            );
            Assert.Equal(302, preview.Status);
            late.Clock.Ahead = PanelDraft.Kept;
            var (_, fields) = Visitor.Fill(await editor.GetAsync("/team"), "header form");
            var gone = await editor.PostAsync($"/team/studien/{key}/panel/vorschau?handler=Aufnehmen", fields);
            Assert.Equal(409, gone.Status);
            Assert.Contains("oder sie ist älter als eine Stunde", gone.Text, StringComparison.Ordinal);
            Assert.Equal(1, await late.Services.GetServices<IHostedService>().OfType<Tidying>().Single().TidyAsync(CancellationToken.None));
            Assert.False(late.Holds("Vera Vergessen"));
            Assert.Equal(0, await late.DataAsync(db => db.PanelDrafts.CountAsync()));
        }
        finally
        {
            await late.DisposeAsync();
        }
    }

    private Task<int> CardsAsync(string key) =>
        app.DataAsync(async db =>
        {
            var study = await db.Studies.SingleAsync(one => one.Key == key);
            return await db.ContactCards.CountAsync(card => card.Panelist.StudyId == study.Id)
                + await db.Invitations.CountAsync(invitation => invitation.Panelist.StudyId == study.Id)
                + await db.Outbox.CountAsync(entry => entry.Panelist.StudyId == study.Id);
        });

    /// <summary>Letters of a study in the folder: those that were there when it was first asked.</summary>
    private async Task<int> LettersAsync(string key)
    {
        if (!letters.TryGetValue(key, out var mine))
        {
            var study = (await app.ReadAsync(key)).Id;
            mine = letters[key] = [
                .. (
                    await app.DataAsync(db => db.Outbox.AsNoTracking().Where(entry => entry.Panelist.StudyId == study).ToListAsync())
                ).Select(entry => Path.Combine(app.Folder, "letters", entry.Mark + ".eml")),
            ];
        }
        return mine.Count(File.Exists);
    }

    private Task<Guid> PersonAsync(string name, int expert) =>
        app.DataAsync(db => db.ContactCards.Where(card => card.Name == $"{name} {expert}").Select(card => card.PanelistId).SingleAsync());

    private Task HandInAsync(string key, int expert) =>
        app.HandInAsync(key, expert, new AnswerChange("r1", "4"), new AnswerChange("r2", "2"), new AnswerChange("l1", "Ein Satz."));

    private async Task<Visitor> SignedInAsync(string name, int expert)
    {
        var visitor = app.Visitor();
        await visitor.GetAsync(await LinkAsync(name, expert));
        await visitor.SubmitAsync(await visitor.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        Assert.Equal(200, (await visitor.GetAsync("/bogen/abschnitt/eins")).Status);
        return visitor;
    }

    private async Task<string> LinkAsync(string name, int expert = 0)
    {
        var person = await PersonAsync(name, expert);
        var token = Token.New();
        await app.DataAsync(db =>
        {
            db.Invitations.Add(new Invitation(person, token, app.Clock.GetUtcNow().UtcDateTime));
            return db.SaveChangesAsync();
        });
        return $"/einladung/{token}";
    }

    private async Task<(string Key, string Name)> ClosedAsync()
    {
        var (key, name) = await OpenAsync();
        for (var expert = 0; expert < Experts; expert++)
            await HandInAsync(key, expert);
        await app.CloseAsync(key);
        return (key, name);
    }

    /// <summary>With a panel whose names stand nowhere else.</summary>
    private async Task<(string Key, string Name)> OpenAsync()
    {
        var name = $"Xenia{Guid.NewGuid():N}";
        var key = await app.StudyAsync(
            0,
            Sample.Yaml.Replace("Kleine Befragung über Größe", $"Studie von {name[..12]}", StringComparison.Ordinal)
        );
        await app.WithAsync(async services =>
        {
            var panels = services.GetRequiredService<Panels>();
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            var file =
                "Name;E-Mail;Gruppe;Sprache;Postanschrift\n"
                + string.Concat(
                    Enumerable
                        .Range(0, Experts)
                        .Select(expert => $"{name} {expert};{Sample.Address(expert)};nord;de;\"{name} Weg, 01067 Dresden\"\n")
                );
            await panels.TakeInAsync(
                study,
                await panels.ReadAsync(study, Encoding.UTF8.GetBytes(file), CancellationToken.None),
                CancellationToken.None
            );
            return 0;
        });
        await app.OpenAsync(key);
        // They go while the round is open.
        await app.LettersAsync();
        return (key, name);
    }
}
