using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Many who come by an open link at once.</summary>
public sealed class OpenLinksTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task No_more_come_than_may_however_many_come_at_once()
    {
        const int Most = 25;
        var key = await app.StudyAsync(0, OpenSurveys.Yaml);
        var code = await app.OpenLinkAsync(key, "nord", link => link.Limit(Most, null, null));
        await app.OpenAsync(key);
        var joined = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => Task.Run(() => JoinAsync(code, Guid.NewGuid()))));
        Assert.Equal((Most, 80 - Most), (joined.Count(one => one == Joining.Joined), joined.Count(one => one == Joining.Refused)));
        Assert.Equal((Most, Most), (await app.ParticipantsAsync(code), await app.PanelistsAsync(key)));
        var round = (await app.ReadAsync(key)).Round(1).Id;
        Assert.Equal(Most, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
    }

    [Fact]
    public async Task One_press_of_the_button_makes_one_participant_and_a_closed_round_takes_none()
    {
        var key = await app.StudyAsync(0, OpenSurveys.Yaml);
        var code = await app.OpenLinkAsync(key, "nord");
        await app.OpenAsync(key);
        var id = Guid.NewGuid();
        var joined = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => JoinAsync(code, id))));
        Assert.All(joined, one => Assert.Equal(Joining.Joined, one));
        Assert.Equal((1, 1), (await app.ParticipantsAsync(code), await app.PanelistsAsync(key)));
        app.Clock.Ahead += TimeSpan.FromMinutes(5);
        Assert.Equal(Joining.UsedBefore, await JoinAsync(code, id));
        var shown = await app.WithAsync(services =>
            services.GetRequiredService<OpenLinks>().FindAsync(code, CancellationToken.None).AsTask()
        );
        await app.CloseAsync(key);
        Assert.Equal(Joining.Refused, await JoinAsync(shown!, Guid.NewGuid()));
        Assert.Equal(1, await app.ParticipantsAsync(code));
    }

    private async Task<Joining> JoinAsync(string code, Guid id) =>
        await JoinAsync(
            (await app.WithAsync(services => services.GetRequiredService<OpenLinks>().FindAsync(code, CancellationToken.None).AsTask()))!,
            id
        );

    private Task<Joining> JoinAsync(OpenLinkShown shown, Guid id) =>
        app.WithAsync(services => services.GetRequiredService<OpenLinks>().JoinAsync(shown, id, "nord", "de", CancellationToken.None));
}
