using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Konten;

/// <summary>Links that make accounts, and signing in.</summary>
public sealed class AccountTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string WrongWords = "Adresse oder Passwort stimmen nicht.";

    [Fact]
    public async Task The_link_of_the_first_account_lets_its_owner_choose_the_address()
    {
        using var visitor = app.Visitor();
        var email = NewAddress();
        var reply = await visitor.SubmitAsync(
            await visitor.GetAsync(await LinkAsync(null)),
            "main form",
            ("email", email),
            ("password", SurveyApp.Password)
        );
        Assert.Equal((302, "/team"), (reply.Status, reply.Location));
        Assert.Contains("Noch gibt es keine Studie", (await visitor.GetAsync("/team")).Text, StringComparison.Ordinal);
        Assert.Equal(
            TeamRole.Administrator,
            await app.DataAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Role).SingleAsync())
        );
    }

    [Fact]
    public async Task A_link_makes_one_account_only()
    {
        using var visitor = app.Visitor();
        using var second = app.Visitor();
        var link = await LinkAsync(NewAddress());
        var page = await visitor.GetAsync(link);
        var again = await second.GetAsync(link);
        await visitor.SubmitAsync(page, "main form", ("password", SurveyApp.Password));
        again = await second.SubmitAsync(again, "main form", ("password", SurveyApp.Password));
        Assert.Equal(404, again.Status);
        Assert.Contains("Dieser Link gilt nicht mehr", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_posted_by_several_at_once_makes_one_account_only()
    {
        var link = await LinkAsync(null);
        var addresses = Enumerable.Range(0, 6).Select(_ => NewAddress()).ToList();
        var visitors = addresses.ConvertAll(_ => app.Visitor());
        // All have the form before anybody sends it.
        var forms = await Task.WhenAll(visitors.Select(visitor => visitor.GetAsync(link)));
        var replies = await Task.WhenAll(
            visitors.Select(
                (visitor, index) =>
                    visitor.SubmitAsync(forms[index], "main form", ("email", addresses[index]), ("password", SurveyApp.Password))
            )
        );
        visitors.ForEach(visitor => visitor.Dispose());
        Assert.Equal(1, replies.Count(reply => reply.Status == 302));
        Assert.Equal(1, await app.DataAsync(db => db.Users.CountAsync(user => addresses.Contains(user.Email!))));
    }

    [Fact]
    public async Task A_link_is_too_old_after_a_week()
    {
        using var visitor = app.Visitor();
        var link = await LinkAsync(NewAddress());
        Assert.Equal(200, (await visitor.GetAsync(link)).Status);
        app.Clock.Ahead = TimeSpan.FromDays(7.1);
        var late = await visitor.GetAsync(link);
        app.Clock.Ahead = TimeSpan.Zero;
        Assert.Equal(404, late.Status);
    }

    [Theory]
    [InlineData("zu kurz", "Das Passwort braucht mindestens 12 Zeichen.")]
    [InlineData("aaaaaaaaaaaaaaaa", "Das Passwort braucht mindestens 5 verschiedene Zeichen.")]
    [InlineData("", "Das Passwort braucht mindestens 12 Zeichen.")]
    [InlineData("password1234", "Dieses Passwort ist leicht zu erraten. Nehmen Sie vier oder mehr Wörter")]
    public async Task A_weak_password_is_refused_and_leaves_the_link_valid(string password, string sentence)
    {
        using var visitor = app.Visitor();
        var email = NewAddress();
        var page = await visitor.GetAsync(await LinkAsync(email));
        var weak = await visitor.SubmitAsync(page, "main form", ("password", password));
        Assert.Equal(400, weak.Status);
        Assert.Contains(sentence, weak.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await visitor.SubmitAsync(weak, "main form", ("password", SurveyApp.Password))).Status);
    }

    [Fact]
    public async Task A_link_for_an_address_makes_no_account_for_another()
    {
        using var visitor = app.Visitor();
        var own = NewAddress();
        var other = NewAddress();
        await visitor.SubmitAsync(
            await visitor.GetAsync(await LinkAsync(own)),
            "main form",
            ("email", other),
            ("password", SurveyApp.Password)
        );
        var id = await app.DataAsync(db => db.Users.Where(user => user.Email == own).Select(user => user.Id).SingleAsync());
        // Whoever comes by the link is not signed in yet, and is not told as a stranger.
        Assert.True(await app.DataAsync(db => db.Chronicle.AnyAsync(row => row.Step == ChronicleStep.AccountCreated && row.By == id)));
        Assert.False(await app.DataAsync(db => db.Users.AnyAsync(user => user.Email == other)));
    }

    [Fact]
    public async Task A_wrong_address_and_a_wrong_password_get_the_same_words()
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/team/anmelden");
        foreach (var email in (string[])[NewAddress(), await app.MemberAsync(StudyRole.Editor), ""])
        {
            var reply = await visitor.SubmitAsync(page, "main form", ("email", email), ("password", "falsch"));
            Assert.Equal(400, reply.Status);
            Assert.Contains(WrongWords, reply.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ten_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/team/anmelden");
        var email = await app.MemberAsync(StudyRole.Editor);
        for (var attempt = 1; attempt < 10; attempt++)
            Assert.Contains(
                WrongWords,
                (await visitor.SubmitAsync(page, "main form", ("email", email), ("password", "falsch"))).Text,
                StringComparison.Ordinal
            );
        await visitor.SubmitAsync(page, "main form", ("email", email), ("password", "falsch"));
        var locked = await visitor.SubmitAsync(page, "main form", ("email", email), ("password", SurveyApp.Password));
        Assert.Equal(400, locked.Status);
        Assert.Contains("für 15 Minuten gesperrt", locked.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/team/studien/neu", "/team/studien/neu")]
    [InlineData("https://anderswo.example/", "/team")]
    [InlineData("//anderswo.example/", "/team")]
    [InlineData("/team/größe", "/team")]
    public async Task Signing_in_goes_on_to_where_one_wanted_but_never_elsewhere(string wanted, string arrived)
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync($"/team/anmelden?weiter={Uri.EscapeDataString(wanted)}");
        var reply = await visitor.SubmitAsync(
            page,
            "main form",
            ("email", await app.MemberAsync(StudyRole.Reader)),
            ("password", SurveyApp.Password)
        );
        Assert.Equal((302, arrived), (reply.Status, reply.Location));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        Assert.Equal("/", (await reader.SubmitAsync(await reader.GetAsync("/team"), "header form")).Location);
        Assert.Equal(302, (await reader.GetAsync("/team")).Status);
    }

    private static string NewAddress() => $"{Guid.NewGuid():N}@team.example";

    private Task<string> LinkAsync(string? email) =>
        app.DataAsync(async db =>
            "/team/konto/" + await AccountLink.IssueAsync(db, TeamRole.Administrator, email, app.Clock.GetUtcNow().UtcDateTime)
        );
}

/// <summary>Trying again and again: what fails is counted, what succeeds is not.</summary>
public sealed class LimitsTests(LimitsTests.Strict app) : IClassFixture<LimitsTests.Strict>, IDisposable
{
    public sealed class Strict : SurveyApp
    {
        protected override string[] Settings => ["--Limits:SignInsPerMinute=3", "--Limits:LinksPerMinute=3"];
    }

    /// <summary>The next test begins with a minute of its own.</summary>
    public void Dispose() => app.Clock.Ahead += TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("/einladung/geraten")]
    [InlineData("/team/konto/geraten")]
    [InlineData("/team/passwort/geraten")]
    public async Task Too_many_guessed_links_in_a_minute_answer_429_and_say_how_long_to_wait(string path)
    {
        using var visitor = app.Visitor();
        for (var attempt = 1; attempt <= 3; attempt++)
            Assert.Equal(404, (await visitor.GetAsync(path)).Status);
        var reply = await visitor.GetAsync(path);
        Assert.Equal(429, reply.Status);
        Assert.Contains("Bitte warten Sie eine Minute", reply.Text, StringComparison.Ordinal);
        Assert.InRange(int.Parse(reply.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        app.Clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.Equal(404, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_valid_link_opens_however_many_come_from_one_address_and_however_many_were_guessed_there()
    {
        var link = await app.LinkAsync(await app.OpenStudyAsync());
        var account =
            "/team/konto/"
            + await app.DataAsync(db => AccountLink.IssueAsync(db, TeamRole.Member, "neu@team.example", app.Clock.GetUtcNow().UtcDateTime));
        for (var opened = 1; opened <= 10; opened++)
        {
            // As mail gateways look ahead: each from a browser of its own, and by both methods.
            using var gateway = app.Visitor();
            Assert.Equal(302, (await gateway.SendAsync(new(opened % 2 == 0 ? HttpMethod.Head : HttpMethod.Get, link))).Status);
            Assert.Equal(200, (await gateway.GetAsync(account)).Status);
            await gateway.GetAsync("/einladung/geraten");
        }
        using var expert = app.Visitor();
        Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
    }

    [Fact]
    public async Task Only_so_many_sign_ins_are_tried_in_a_minute_but_the_page_can_be_looked_at()
    {
        using var visitor = app.Visitor();
        for (var look = 0; look < 8; look++)
            Assert.Equal(200, (await visitor.GetAsync("/team/anmelden")).Status);
        var page = await visitor.GetAsync("/team/anmelden");
        var replies = new List<Reply>();
        for (var attempt = 0; attempt < 4; attempt++)
            replies.Add(await visitor.SubmitAsync(page, "main form", ("email", "niemand@team.example"), ("password", "falsch")));
        Assert.Equal([400, 400, 400, 429], replies.ConvertAll(reply => reply.Status));
        Assert.InRange(int.Parse(replies[3].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }
}

/// <summary>Trying again and again, and saying each time to come from elsewhere.</summary>
public sealed class ForwardedTests(LimitsTests.Strict app) : IClassFixture<LimitsTests.Strict>
{
    [Fact]
    public async Task Who_is_no_named_proxy_cannot_say_to_come_from_elsewhere()
    {
        using var visitor = app.Visitor();
        var answers = new List<int>();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/einladung/geraten");
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{attempt}");
            answers.Add((await visitor.SendAsync(request)).Status);
        }
        Assert.Equal([404, 404, 404, 429], answers);
    }
}
