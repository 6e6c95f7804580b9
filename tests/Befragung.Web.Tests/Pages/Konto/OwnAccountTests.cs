using Befragung.Web.Access;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Konto;

/// <summary>What members see and change of their own account.</summary>
public sealed class OwnAccountTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    private const string Here = "/team/konto",
        Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task Others_see_the_name_that_a_member_gives_themselves_with_what_they_do()
    {
        var key = await app.StudyAsync(3);
        using var member = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        // Marks of direction could make it look like another.
        var saved = await member.SubmitAsync(
            await member.GetAsync(Here),
            "form[action*=Angaben]",
            ("name", " Ada\u202E Größe\u0007 "),
            ("sprache", "")
        );
        Assert.Contains("Ihre Angaben sind gespeichert", (await member.FollowAsync(saved.Location!)).Text, StringComparison.Ordinal);
        await member.OpenRoundAsync($"/team/studien/{key}/runden/1");
        using var other = await app.TeamAsync(StudyRole.Reader);
        Assert.Matches("geöffnet am .* von Ada Größe", (await other.GetAsync($"/team/studien/{key}")).Text);
        Assert.Contains("Ada Größe", (await other.GetAsync($"/team/studien/{key}/chronik")).Text, StringComparison.Ordinal);
        Assert.Contains("Ada Größe", (await other.GetAsync($"/team/studien/{key}/team")).Text, StringComparison.Ordinal);
        var tooLong = await member.SubmitAsync(
            await member.GetAsync(Here),
            "form[action*=Angaben]",
            ("name", new string('a', TeamMember.LongestName + 1))
        );
        Assert.Equal(400, tooLong.Status);
        Assert.Contains("Der Name hat 101 Zeichen, möglich sind 100.", tooLong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_goes_with_the_account_and_is_no_new_session()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        using var member = await app.SignInAsync(email);
        var session = await app.DataAsync(db =>
            db.TeamSessions.Where(one => one.Member.Email == email).Select(one => one.Id).SingleAsync()
        );
        await member.SubmitAsync(await member.GetAsync(Here), "form[action*=Angaben]", ("sprache", "en"));
        Assert.Contains("Where you are signed in", (await member.GetAsync(Here)).Text, StringComparison.Ordinal);
        Assert.Equal(
            session,
            await app.DataAsync(db => db.TeamSessions.Where(one => one.Member.Email == email).Select(one => one.Id).SingleAsync())
        );
        using var elsewhere = await app.SignInAsync(email);
        Assert.Contains("Where you are signed in", (await elsewhere.GetAsync(Here)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_none()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        using var member = await app.SignInAsync(email);
        await member.SubmitAsync(await member.GetAsync(Here), "form[action*=Angaben]", ("name", "Ada"), ("sprache", "xx"));
        Assert.Equal(
            ("Ada", null),
            await app.DataAsync(async db =>
            {
                var saved = await db.Users.SingleAsync(user => user.Email == email);
                return (saved.Name, saved.Language);
            })
        );
    }

    [Fact]
    public async Task Another_address_counts_once_a_link_there_was_opened_and_the_former_one_is_told()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        var next = NewAddress();
        using var member = await app.SignInAsync(email);
        var wrong = await member.SubmitAsync(await member.GetAsync(Here), "form[action*=Adresse]", ("email", next), ("current", "falsch"));
        Assert.Equal(400, wrong.Status);
        var asked = await member.SubmitAsync(
            await member.GetAsync(Here),
            "form[action*=Adresse]",
            ("email", next),
            ("current", SurveyApp.Password)
        );
        Assert.Contains($"An {next} ist ein Anschreiben mit einem Link unterwegs", asked.Text, StringComparison.Ordinal);
        var link = new Uri((await app.LetterAsync(next, "Neue Adresse")).Link).AbsolutePath;
        using var opened = app.Visitor();
        // Looking changes nothing, and it is a link for nothing else.
        Assert.Equal(200, (await opened.GetAsync(link)).Status);
        foreach (var kind in (string[])["konto", "passwort"])
            Assert.Equal(404, (await opened.GetAsync(link.Replace("adresse", kind, StringComparison.Ordinal))).Status);
        Assert.Equal(200, (await member.GetAsync("/team")).Status);

        var done = await opened.SubmitAsync(await opened.GetAsync(link), "main form");
        Assert.Contains("Ihre neue Adresse gilt", done.Text, StringComparison.Ordinal);
        Assert.Equal((302, 404), ((await member.GetAsync("/team")).Status, (await opened.GetAsync(link)).Status));
        Assert.DoesNotContain(next, (await app.LetterAsync(email, "andere Adresse")).Body, StringComparison.Ordinal);
        using var again = await app.SignInAsync(next);
        var old = await again.SubmitAsync(
            await again.GetAsync("/team/anmelden"),
            "main form",
            ("email", email),
            ("password", SurveyApp.Password)
        );
        Assert.Equal(400, old.Status);
    }

    [Fact]
    public async Task With_another_address_no_letter_to_the_former_one_opens_the_account_any_more()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        var next = NewAddress();
        var (forgotten, confirming) = await app.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            var found = await accounts.OfAddressAsync(email);
            return (await accounts.LinkForPasswordAsync(found, AccountLink.Sent), await accounts.LinkForAddressAsync(found, next));
        });
        using var opened = app.Visitor();
        Assert.Equal(200, (await opened.GetAsync($"/team/passwort/{forgotten}")).Status);
        await opened.SubmitAsync(await opened.GetAsync($"/team/adresse/{confirming}"), "main form");
        Assert.Equal(404, (await opened.GetAsync($"/team/passwort/{forgotten}")).Status);
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_given_to_nobody_and_nobody_learns_of_it()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        var taken = await app.AccountAsync(TeamRole.Member);
        using var member = await app.SignInAsync(email);
        var late = NewAddress();
        foreach (var address in (string[])[taken, late])
        {
            var asked = await member.SubmitAsync(
                await member.GetAsync(Here),
                "form[action*=Adresse]",
                ("email", address),
                ("current", SurveyApp.Password)
            );
            Assert.Contains($"An {address} ist ein Anschreiben mit einem Link unterwegs", asked.Text, StringComparison.Ordinal);
        }
        var link = new Uri((await app.LetterAsync(late, "Neue Adresse")).Link).AbsolutePath;
        Assert.Empty(app.LettersTo(taken));
        // Somebody was quicker.
        await app.DataAsync(async db =>
        {
            db.Users.Add(
                new()
                {
                    UserName = late,
                    Email = late,
                    NormalizedEmail = late.ToUpperInvariant(),
                    NormalizedUserName = late.ToUpperInvariant(),
                }
            );
            return await db.SaveChangesAsync();
        });
        using var opened = app.Visitor();
        Assert.Equal(409, (await opened.SubmitAsync(await opened.GetAsync(link), "main form")).Status);
        Assert.Equal(200, (await member.GetAsync("/team")).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_with_device_and_time_and_can_be_ended()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        using var here = await app.SignInAsync(email);
        using var other = app.Visitor();
        other.Client.DefaultRequestHeaders.UserAgent.ParseAdd(Firefox);
        using var third = await app.SignInAsync(email);
        await other.SubmitAsync(await other.GetAsync("/team/anmelden"), "main form", ("email", email), ("password", SurveyApp.Password));
        app.Clock.Ahead = TimeSpan.FromHours(2);
        await other.GetAsync("/team");
        var page = await here.GetAsync(Here);
        var cards = page.Page.QuerySelectorAll("#sitzungen ~ ul .card").Select(card => card.TextContent).ToList();
        Assert.Equal(3, cards.Count);
        Assert.Single(cards, card => card.Contains("Firefox, Linux", StringComparison.Ordinal));
        Assert.Single(cards, card => card.Contains("· hier", StringComparison.Ordinal));
        var seen = await app.DataAsync(db =>
            db.TeamSessions.Where(one => one.Member.Email == email)
                .Select(one => new { one.Device, Long = one.SeenAt > one.StartedAt.AddHours(1) })
                .ToListAsync()
        );
        // This one looked at its page, the third did nothing.
        Assert.Equal(2, seen.Count(one => one.Long));

        var id = page
            .Page.QuerySelectorAll("#sitzungen ~ ul .card")
            .Single(card => card.TextContent.Contains("Firefox", StringComparison.Ordinal))
            .QuerySelector("input[name=sitzung]")!
            .GetAttribute("value");
        await here.SubmitAsync(page, "form[action*='handler=Beenden']", ("sitzung", id));
        Assert.Equal((302, 200), ((await other.GetAsync("/team")).Status, (await third.GetAsync("/team")).Status));
        await here.SubmitAsync(await here.GetAsync(Here), "form[action*=AlleBeenden]");
        Assert.Equal((302, 200), ((await third.GetAsync("/team")).Status, (await here.GetAsync("/team")).Status));
        Assert.Null((await here.GetAsync(Here)).Page.QuerySelector("form[action*=AlleBeenden]"));
    }

    [Fact]
    public async Task A_session_that_is_over_is_listed_no_more()
    {
        var email = await app.AccountAsync(TeamRole.Member);
        using var first = await app.SignInAsync(email);
        app.Clock.Ahead = TimeSpan.FromHours(11);
        using var second = await app.SignInAsync(email);
        Assert.Equal(2, (await second.GetAsync(Here)).Page.QuerySelectorAll("#sitzungen ~ ul .card").Length);
        app.Clock.Ahead = TimeSpan.FromHours(12.1);
        Assert.Single((await second.GetAsync(Here)).Page.QuerySelectorAll("#sitzungen ~ ul .card"));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        using var stranger = await app.SignInAsync(await app.AccountAsync(TeamRole.Administrator));
        var email = await app.AccountAsync(TeamRole.Member);
        using var member = await app.SignInAsync(email);
        var id = await app.DataAsync(db => db.TeamSessions.Where(one => one.Member.Email == email).Select(one => one.Id).SingleAsync());
        var (_, fields) = Visitor.Fill(await stranger.GetAsync(Here), "header form");
        await stranger.PostAsync(Here + "?handler=Beenden", [.. fields, new("sitzung", id.ToString())]);
        Assert.Equal(200, (await member.GetAsync("/team")).Status);
    }

    [Theory]
    [InlineData(Firefox, "Firefox, Linux")]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
        "Edge, Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Safari, iPhone"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
        "Chrome, Android"
    )]
    [InlineData("curl/8.5.0", "")]
    [InlineData(null, "")]
    public void A_device_is_told_in_words_that_its_owner_knows(string? said, string told) => Assert.Equal(told, Device.Of(said));

    private static string NewAddress() => $"{Guid.NewGuid():N}@team.example";
}
