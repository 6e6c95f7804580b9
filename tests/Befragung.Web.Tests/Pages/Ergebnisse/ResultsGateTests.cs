using System.Net;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>Whoever may read the results: before all of their addresses, whichever there are.</summary>
public sealed class ResultsGateTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Secret = "Offenes Geheimnis";

    [Fact]
    public async Task No_address_of_results_opens_without_the_password_and_all_open_with_it()
    {
        var key = await app.OfferingAsync();
        await app.SetPasswordAsync(key, Secret);
        var addresses = Addresses(key);
        Assert.True(addresses.Count >= 9, string.Join('\n', addresses));
        using var stranger = app.Visitor();
        foreach (var address in addresses)
        {
            var reply = await stranger.GetAsync(address);
            Assert.True(reply.Status == 302, $"{address}: {reply.Status}");
            Assert.Equal($"/ergebnisse/{key}/passwort?sprache=de&weiter={Uri.EscapeDataString(address)}", reply.Location);
        }
        using var guest = app.Visitor();
        Assert.Equal($"/ergebnisse/{key}?sprache=de", (await guest.EnterAsync(key, Secret)).Location);
        // Behind the gate, this study has no logo.
        foreach (var address in addresses)
            Assert.True(
                (await guest.GetAsync(address)).Status == (address.EndsWith("/logo", StringComparison.Ordinal) ? 404 : 200),
                address
            );
    }

    [Fact]
    public async Task What_is_withdrawn_or_not_released_or_unknown_is_not_there_and_nothing_tells_which()
    {
        var withdrawn = await app.ReleasedAsync();
        var open = await app.OpenStudyAsync();
        await app.SetPasswordAsync(withdrawn, Secret);
        await app.SetPasswordAsync(open, Secret);
        using var guest = app.Visitor();
        await guest.EnterAsync(withdrawn, Secret);
        await StepAsync(withdrawn, "Zurueckziehen");
        var pages = new List<string>();
        foreach (var key in (string[])[withdrawn, open, "gibt-es-nicht"])
        foreach (var address in (string[])[.. Addresses(key), $"/ergebnisse/{key}/passwort"])
        {
            var reply = await guest.GetAsync(address);
            Assert.True(reply.Status == 404, $"{address}: {reply.Status}");
            pages.Add(reply.Text);
        }
        Assert.Single(pages.Distinct());

        await StepAsync(withdrawn, "Zeigen");
        Assert.Equal(200, (await guest.GetAsync($"/ergebnisse/{withdrawn}")).Status);
    }

    [Fact]
    public async Task A_withdrawn_page_stays_away_when_a_later_round_is_released()
    {
        var key = await app.ReleasedAsync();
        await StepAsync(key, "Zurueckziehen");
        await app.NextAsync(key);
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        using var guest = app.Visitor();
        Assert.Equal(404, (await guest.GetAsync($"/ergebnisse/{key}")).Status);
        using var team = await app.TeamAsync();
        Assert.Contains(
            "Die Ergebnisseite ist zurückgezogen.",
            (await team.GetAsync($"/team/studien/{key}/berichte")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(409, (await StepAsync(key, "Zurueckziehen")).Status);
    }

    [Theory]
    [InlineData("falsch geraten")]
    [InlineData("")]
    [InlineData("offenes geheimnis")]
    [InlineData("Offenes Geheimnis ")]
    public async Task A_wrong_password_is_refused_in_always_the_same_words(string password)
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        using var guest = app.Visitor();
        var reply = await guest.EnterAsync(key, password);
        Assert.Equal(400, reply.Status);
        Assert.Contains("Das Passwort stimmt nicht. Achten Sie auf Groß- und Kleinschreibung.", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(guest.Cookies.GetAllCookies(), cookie => cookie.Name == ResultsEntry.Cookie);
        Assert.Equal(400, (await guest.EnterAsync(key, new string('x', 5000))).Status);
    }

    [Fact]
    public async Task The_cookie_goes_to_this_study_alone_out_of_reach_of_scripts()
    {
        var key = await app.ReleasedAsync();
        var other = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        await app.SetPasswordAsync(other, Secret);
        using var guest = app.Visitor();
        await guest.EnterAsync(key, Secret);
        var cookie = guest.Cookies.GetAllCookies().Single(one => one.Name == ResultsEntry.Cookie);
        Assert.Equal((true, $"/ergebnisse/{key}"), (cookie.HttpOnly, cookie.Path));
        Assert.Equal(302, (await guest.GetAsync($"/ergebnisse/{other}")).Status);

        // Carried there by hand it does not open that door either.
        guest.Cookies.Add(app.Address, new Cookie(ResultsEntry.Cookie, cookie.Value, $"/ergebnisse/{other}"));
        Assert.Equal(302, (await guest.GetAsync($"/ergebnisse/{other}")).Status);
        using var forger = app.Visitor();
        forger.Cookies.Add(app.Address, new Cookie(ResultsEntry.Cookie, "erfunden", $"/ergebnisse/{key}"));
        Assert.Equal(302, (await forger.GetAsync($"/ergebnisse/{key}")).Status);
        // Not even whoever knows all that is in one can make it: it is sealed by the installation.
        var study = (await app.ReadAsync(key)).Id;
        var hash = await app.DataAsync(db => db.ResultsPasswords.Where(one => one.StudyId == study).Select(one => one.Hash).SingleAsync());
        var known = $"{Token.Hash($"{study}|{hash}")}|{DateTime.MaxValue.Ticks}";
        forger.Cookies.Add(app.Address, new Cookie(ResultsEntry.Cookie, known, $"/ergebnisse/{key}"));
        Assert.Equal(302, (await forger.GetAsync($"/ergebnisse/{key}")).Status);
    }

    [Fact]
    public async Task Another_password_even_the_same_again_has_to_be_said_anew_and_without_one_all_may_read()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        foreach (var password in (string[])[Secret, "ein ganz anderes", "ein ganz anderes"])
        {
            await app.SetPasswordAsync(key, password);
            Assert.Equal(302, (await guest.GetAsync($"/ergebnisse/{key}")).Status);
            await guest.EnterAsync(key, password);
            Assert.Equal(200, (await guest.GetAsync($"/ergebnisse/{key}")).Status);
        }
        await StepAsync(key, "Ohne");
        using var stranger = app.Visitor();
        Assert.Equal(200, (await stranger.GetAsync($"/ergebnisse/{key}")).Status);
        Assert.Equal($"/ergebnisse/{key}?sprache=de", (await stranger.GetAsync($"/ergebnisse/{key}/passwort")).Location);
    }

    [Fact]
    public async Task Of_two_who_set_a_password_at_once_the_second_is_told()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            var id = (await app.ReadAsync(key)).Id;
            var found = await db.ResultsPasswords.SingleAsync(password => password.StudyId == id);
            await app.SetPasswordAsync(key, "Vier Enten am Teich");
            found.Set("Sieben Gänse am See", services.GetRequiredService<IPasswordHasher<ResultsPassword>>(), found.SetAt, "test");
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
            return 0;
        });
        using var guest = app.Visitor();
        Assert.Equal(302, (await guest.EnterAsync(key, "Vier Enten am Teich")).Status);
    }

    [Theory]
    [InlineData("1234567", "Das Passwort ist zu kurz: Es braucht mindestens 8 Zeichen.")]
    [InlineData("", "Das Passwort ist zu kurz: Es braucht mindestens 8 Zeichen.")]
    [InlineData(null, "Das Passwort hat 201 Zeichen, möglich sind 200.")]
    public async Task A_password_that_will_not_do_is_refused_and_the_one_before_stays(string? password, string problem)
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        var reply = await app.SetPasswordAsync(key, password ?? new string('x', 201));
        Assert.Equal(400, reply.Status);
        Assert.Contains(problem, reply.Text, StringComparison.Ordinal);
        using var guest = app.Visitor();
        Assert.Equal(302, (await guest.EnterAsync(key, Secret)).Status);
    }

    [Fact]
    public async Task Only_a_hash_of_the_password_is_stored()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        var stored = await app.DataAsync(async db => (await db.ResultsDoorAsync(key, CancellationToken.None))!.Hash!);
        Assert.DoesNotContain(Secret, stored, StringComparison.Ordinal);
        Assert.True(stored.Length > 60);
        Assert.False(app.Holds(Secret));
    }

    [Theory]
    [InlineData("https://boese.example/ergebnisse/{0}")]
    [InlineData("//boese.example")]
    [InlineData("/team")]
    [InlineData("/ergebnisse/{0}-anders")]
    [InlineData("/ergebnisse/{0}/passwort")]
    public async Task The_password_leads_on_to_this_study_and_nowhere_else(string onward)
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        using var guest = app.Visitor();
        var page = await guest.GetAsync(
            $"/ergebnisse/{key}/passwort?weiter={Uri.EscapeDataString(string.Format(System.Globalization.CultureInfo.InvariantCulture, onward, key))}"
        );
        Assert.Equal($"/ergebnisse/{key}?sprache=de", (await guest.SubmitAsync(page, "main form", ("password", Secret))).Location);
    }

    [Fact]
    public async Task Who_asked_for_a_screen_in_English_gets_there_after_the_password_in_English()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        using var guest = app.Visitor();
        var page = await guest.FollowAsync($"/ergebnisse/{key}/vorstellung/2?sprache=en");
        Assert.Equal("Password for the results", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            $"/ergebnisse/{key}/vorstellung/2?sprache=en",
            (await guest.SubmitAsync(page, "main form", ("password", Secret))).Location
        );
        var language = page.Page.QuerySelector("header a[hreflang=de]")!.GetAttribute("href")!;
        using var other = app.Visitor();
        Assert.Equal("Passwort für die Ergebnisse", (await other.FollowAsync(language)).Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task What_the_password_opened_closes_after_a_day()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        using var guest = app.Visitor();
        await guest.EnterAsync(key, Secret);
        try
        {
            app.Clock.Ahead += TimeSpan.FromHours(23);
            Assert.Equal(200, (await guest.GetAsync($"/ergebnisse/{key}")).Status);
            app.Clock.Ahead += TimeSpan.FromHours(2);
            Assert.Equal(302, (await guest.GetAsync($"/ergebnisse/{key}")).Status);
        }
        finally
        {
            app.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task A_password_can_be_set_before_anything_is_released_so_that_it_never_is_open()
    {
        var key = await app.OpenStudyAsync(6);
        await app.CloseAsync(key);
        using var team = await app.TeamAsync();
        Assert.Contains(
            "Unter dieser Adresse ist noch nichts.",
            (await team.GetAsync($"/team/studien/{key}/ergebnisseite")).Text,
            StringComparison.Ordinal
        );
        await app.SetPasswordAsync(key, Secret);
        await app.ReleaseAsync(key);
        using var stranger = app.Visitor();
        Assert.Equal(302, (await stranger.GetAsync($"/ergebnisse/{key}")).Status);
    }

    /// <summary>All pages there are under the address of results but the one that asks for the password, for the sample study.</summary>
    private List<string> Addresses(string key) =>
        [
            .. app
                .Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(route => route.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
                .Distinct()
                .Where(pattern =>
                    pattern.StartsWith("/ergebnisse", StringComparison.Ordinal) && !pattern.EndsWith("/passwort", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(pattern =>
                    pattern
                        .Replace("{key}", key, StringComparison.Ordinal)
                        .Replace("{figure}", "r1-verteilung-r1", StringComparison.Ordinal)
                        .Replace("{number:int?}", "2", StringComparison.Ordinal)
                        .Replace("{number:int}", "2", StringComparison.Ordinal)
                        .Replace("{group}", "nord", StringComparison.Ordinal)
                ),
        ];

    private async Task<Reply> StepAsync(string key, string step)
    {
        using var team = await app.TeamAsync();
        var page = await team.GetAsync($"/team/studien/{key}/ergebnisseite");
        var (_, fields) = Visitor.Fill(page, "main form");
        return await team.PostAsync($"/team/studien/{key}/ergebnisseite?handler={step}", fields);
    }
}

/// <summary>Guessing is slow.</summary>
public sealed class ResultsLimitTests(ResultsLimitTests.Slow app) : IClassFixture<ResultsLimitTests.Slow>
{
    public sealed class Slow : SurveyApp
    {
        protected override string[] Settings => ["--Limits:PasswordsPerMinute=3", "--Limits:PicturesPerMinute=2"];
    }

    [Fact]
    public async Task Only_so_many_passwords_can_be_tried_in_a_minute_but_the_page_can_be_looked_at()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, "Offenes Geheimnis");
        using var guest = app.Visitor();
        for (var i = 0; i < 6; i++)
            Assert.Equal(200, (await guest.GetAsync($"/ergebnisse/{key}/passwort")).Status);
        var replies = new List<int>();
        for (var i = 0; i < 4; i++)
            replies.Add((await guest.EnterAsync(key, "falsch geraten")).Status);
        Assert.Equal([400, 400, 400, 429], replies);
    }

    [Fact]
    public async Task Only_so_many_pictures_are_taken_in_a_minute()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var replies = new List<int>();
        for (var i = 0; i < 3; i++)
            replies.Add((await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.png")).Status);
        Assert.Equal([200, 200, 429], replies);
        Assert.Equal(200, (await guest.GetAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r1.svg")).Status);
    }
}
