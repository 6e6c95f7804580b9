using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Panel;

/// <summary>Steps with all of a filtered list: told with their number, and done with that number or not at all.</summary>
public sealed class PanelBulkTests(QuietApp app) : IClassFixture<QuietApp>
{
    [Fact]
    public async Task All_of_a_filtered_list_are_withdrawn_after_the_number_was_confirmed()
    {
        var key = await app.OpenStudyAsync(14);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var asked = await AskAsync(editor, key, "zurueckziehen", ("gruppe", "sued"));
        Assert.Contains("Zurückgezogen werden die Einladungen von 2 Personen:", asked.Text, StringComparison.Ordinal);
        Assert.Equal(["Jörg Weiß 13", "Jörg Weiß 6"], asked.Page.QuerySelectorAll("main li").Select(line => line.TextContent));
        // Somebody joins the group meanwhile.
        var person = await PersonAsync(key, 0);
        await app.DataAsync(db =>
            db.Panelists.Where(one => one.Id == person).ExecuteUpdateAsync(one => one.SetProperty(panelist => panelist.GroupKey, "sued"))
        );
        var refused = await editor.SubmitAsync(asked, Confirm);
        Assert.Equal(409, refused.Status);
        Assert.Contains("Inzwischen beträfe das 3 Personen statt 2. Geändert ist nichts", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.DataAsync(db => db.Panelists.CountAsync(one => one.Id == person && one.WithdrawnAt != null)));

        var link = await app.LinkAsync(key, 13);
        asked = await AskAsync(editor, key, "zurueckziehen", ("gruppe", "sued"));
        Assert.Equal(302, (await editor.SubmitAsync(asked, Confirm)).Status);
        var study = (await app.ReadAsync(key)).Id;
        Assert.Equal(3, await app.DataAsync(db => db.Panelists.CountAsync(one => one.StudyId == study && one.WithdrawnAt != null)));
        using (var expert = app.Visitor())
            Assert.Equal(404, (await expert.GetAsync(link)).Status);
        Assert.Equal(
            3,
            (
                await app.DataAsync(db =>
                    db.Chronicle.SingleAsync(row => row.StudyId == study && row.Step == ChronicleStep.InvitationWithdrawn)
                )
            ).Number
        );
        Assert.Contains(
            "Einladung zurückgezogen",
            (await editor.GetAsync($"/team/studien/{key}/panel/{person:N}")).Text,
            StringComparison.Ordinal
        );
        // Of them nobody is left to be withdrawn.
        Assert.Contains(
            "Das betrifft zurzeit niemanden",
            (await AskAsync(editor, key, "zurueckziehen", ("gruppe", "sued"))).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Letters_that_failed_are_sent_again_and_those_that_arrived_are_not()
    {
        var key = await app.OpenStudyAsync(6);
        var study = await app.ReadAsync(key);
        await app.DataAsync(async db =>
        {
            var now = app.Clock.GetUtcNow().UtcDateTime;
            foreach (var (index, letter) in (await db.Outbox.Where(one => one.RoundId == study.CurrentRound.Id).ToListAsync()).Index())
                if (index < 3)
                    letter.Failed(new(MailFault.Refused, "mail.example.org", "550 5.1.1 User unknown"), now);
                else
                    letter.Sent(now);
            return await db.SaveChangesAsync();
        });
        // Whoever handed in by another way needs none.
        var done = await app.DataAsync(db =>
            db.Outbox.Where(one => one.RoundId == study.CurrentRound.Id && one.GivenUpAt != null).Select(one => one.PanelistId).FirstAsync()
        );
        await app.DataAsync(db =>
            db.Sheets.Where(sheet => sheet.PanelistId == done)
                .ExecuteUpdateAsync(sheet => sheet.SetProperty(one => one.HandedInAt, app.Clock.GetUtcNow().UtcDateTime))
        );
        using var editor = await app.TeamAsync(StudyRole.Editor);
        Assert.Equal(
            2,
            (await editor.SubmitAsync(await editor.GetAsync(Path(key)), "#suchen", ("stand", "gescheitert")))
                .Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr")
                .Length
        );
        var asked = await AskAsync(editor, key, "schicken");
        Assert.Contains("Bei 2 Personen ist ein Anschreiben gescheitert.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(asked, Confirm)).Status);
        Assert.Equal(
            (1, 2),
            await app.DataAsync(async db =>
                (
                    await db.Outbox.CountAsync(one => one.RoundId == study.CurrentRound.Id && one.GivenUpAt != null),
                    await db.Outbox.CountAsync(one => one.RoundId == study.CurrentRound.Id && one.GivenUpAt == null && one.SentAt == null)
                )
            )
        );
        Assert.Equal(409, (await editor.SubmitAsync(asked, Confirm)).Status);
    }

    [Fact]
    public async Task The_language_of_a_list_is_changed_and_nonsense_leads_back()
    {
        var key = await app.StudyAsync(6);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var asked = await AskAsync(editor, key, "sprache:en", ("suche", "weiß 3"));
        Assert.Equal(302, (await editor.SubmitAsync(asked, Confirm)).Status);
        var english = await editor.SubmitAsync(await editor.GetAsync(Path(key)), "#suchen", ("sprache", "en"));
        Assert.Equal(["Jörg Weiß 3"], english.Page.QuerySelectorAll("[aria-labelledby=liste] tbody th").Select(cell => cell.TextContent));
        foreach (var nonsense in (string[])["sprache:fr", "loeschen", ""])
            Assert.Equal(Path(key), (await AskAsync(editor, key, nonsense)).Location);
        Assert.Equal(Path(key), (await editor.GetAsync(Path(key) + "/sammel")).Location);
        // More than told are none.
        var most = await AskAsync(editor, key, "zurueckziehen");
        Assert.Equal(409, (await editor.SubmitAsync(most, Confirm, ("told", "unsinn"))).Status);
    }

    private const string Confirm = "form[action*=Ausfuehren]";

    private static string Path(string key) => $"/team/studien/{key}/panel";

    /// <summary>Looks for some and asks for a step with them.</summary>
    private static async Task<Reply> AskAsync(Visitor editor, string key, string step, params (string, string?)[] filter)
    {
        var list = await editor.SubmitAsync(await editor.GetAsync(Path(key)), "#suchen", filter);
        return await editor.SubmitAsync(list, "#sammel", ("aktion", step));
    }

    private async Task<Guid> PersonAsync(string key, int expert)
    {
        var study = (await app.ReadAsync(key)).Id;
        return await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study && card.Email == Sample.Address(expert))
                .Select(card => card.PanelistId)
                .SingleAsync()
        );
    }
}
