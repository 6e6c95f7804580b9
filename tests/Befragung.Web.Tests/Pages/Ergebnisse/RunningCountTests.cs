using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>How many have taken part so far in the round that is open, told on the results page where the team wants it.</summary>
public sealed class RunningCountTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task The_page_tells_it_where_the_team_wants_it_hour_by_hour_and_in_steps()
    {
        var key = await app.ReleasedAsync(12);
        await app.NextAsync(key);
        await app.DataAsync(async db =>
        {
            (await db.StudyWithRoundsAsync(key, default))!.CurrentRound.AskUntil(Now.AddDays(20), Now);
            return await db.SaveChangesAsync();
        });
        using var team = await app.TeamAsync();
        using var reader = app.Visitor();
        var address = $"/ergebnisse/{key}";
        Assert.Null(await ToldAsync(reader, address));

        await PressAsync(team, key, "ZahlEin");
        var told = await ToldAsync(reader, address);
        Assert.Contains("Runde 2 läuft bis ", told, StringComparison.Ordinal);
        Assert.Contains("Bisher haben weniger als 5 von 12 Eingeladenen abgegeben.", told, StringComparison.Ordinal);
        await HandInAsync(key, 0, 6);
        // Nothing of this hour is told in this hour, whatever is made anew.
        Assert.Contains("weniger als 5 von 12", await AnewAsync(reader, key, address), StringComparison.Ordinal);
        app.Clock.Ahead = TimeSpan.FromHours(1);
        Assert.Contains("mindestens 5 von 12 Eingeladenen", await ToldAsync(reader, address), StringComparison.Ordinal);
        Assert.Contains("at least 5 of 12 people invited", await ToldAsync(reader, address + "?sprache=en"), StringComparison.Ordinal);
        Assert.Contains("mindestens 5 von 12", await ToldAsync(reader, address + "/kurz?sprache=de"), StringComparison.Ordinal);
        Assert.Null(await ToldAsync(team, $"/team/studien/{key}/bericht"));
        await HandInAsync(key, 6, 9);
        await app.DataAsync(async db =>
        {
            var sheet = await app.SheetAsync(key, 11);
            (await db.Panelists.SingleAsync(one => one.Id == sheet.PanelistId)).Decline(Now);
            return await db.SaveChangesAsync();
        });
        app.Clock.Ahead = TimeSpan.FromHours(2);
        // Nine are a step and something; and who declined is not seen by a number that falls.
        Assert.Contains("mindestens 5 von 12", await ToldAsync(reader, address), StringComparison.Ordinal);
        await HandInAsync(key, 9, 10);
        app.Clock.Ahead = TimeSpan.FromHours(3);
        Assert.Contains("mindestens 10 von 12", await ToldAsync(reader, address), StringComparison.Ordinal);

        await PressAsync(team, key, "ZahlAus");
        Assert.Null(await ToldAsync(reader, address));
        await PressAsync(team, key, "ZahlEin");
        await app.CloseAsync(key);
        Assert.Null(await AnewAsync(reader, key, address));
        Assert.Equal(
            [ChronicleStep.CountShown, ChronicleStep.CountHidden, ChronicleStep.CountShown],
            await app.DataAsync(async db =>
            {
                var study = await db.Studies.SingleAsync(one => one.Key == key);
                return await db
                    .Chronicle.Where(row => row.StudyId == study.Id)
                    .Where(row => row.Step == ChronicleStep.CountShown || row.Step == ChronicleStep.CountHidden)
                    .OrderBy(row => row.Id)
                    .Select(row => row.Step)
                    .ToListAsync();
            })
        );
    }

    [Fact]
    public async Task Where_people_come_by_themselves_nobody_is_told_of_how_many()
    {
        var key = await app.ReleasedAsync(8);
        await app.NextAsync(key);
        var code = await app.OpenLinkAsync(key, "nord");
        using (var stranger = app.Visitor())
            await stranger.JoinAsync(code);
        using var team = await app.TeamAsync();
        await PressAsync(team, key, "ZahlEin");
        await HandInAsync(key, 0, 5);
        app.Clock.Ahead = TimeSpan.FromHours(1);
        using var reader = app.Visitor();
        var told = await ToldAsync(reader, $"/ergebnisse/{key}");
        Assert.Contains("Runde 2 läuft.", told, StringComparison.Ordinal);
        Assert.Contains("Bisher haben mindestens 5 Personen abgegeben.", told, StringComparison.Ordinal);
    }

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    private async Task HandInAsync(string key, int from, int to)
    {
        for (var expert = from; expert < to; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
    }

    private static async Task PressAsync(Visitor team, string key, string handler)
    {
        var page = await team.GetAsync($"/team/studien/{key}/ergebnisseite");
        Assert.Equal($"/team/studien/{key}/ergebnisseite", (await team.SubmitAsync(page, $"form[action$='handler={handler}']")).Location);
    }

    private static async Task<string?> ToldAsync(Visitor reader, string address)
    {
        var page = await reader.GetAsync(address);
        Assert.Equal(200, page.Status);
        return page.Page.QuerySelector(".running")?.TextContent;
    }

    /// <summary>What is told once no page is kept.</summary>
    private async Task<string?> AnewAsync(Visitor reader, string key, string address)
    {
        app.Services.GetRequiredService<Befragung.Web.Pages.Ergebnisse.KeptResults>().Forget((await app.ReadAsync(key)).Id);
        return await ToldAsync(reader, address);
    }
}
