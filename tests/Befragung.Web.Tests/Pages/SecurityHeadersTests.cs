using System.Net.Http.Headers;

namespace Befragung.Web.Tests.Pages;

/// <summary>What every answer carries, whatever it is.</summary>
public sealed class SecurityHeadersTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/team", 302)]
    [InlineData("/gibt-es-nicht", 404)]
    [InlineData("/fehler/500", 500)]
    [InlineData("/built/site.css", 200)]
    [InlineData("/built/abschnitt.js", 200)]
    [InlineData("/kern/kern.min.css", 200)]
    [InlineData("/health/live", 200)]
    public async Task Every_answer_forbids_what_comes_from_elsewhere(string path, int status)
    {
        using var visitor = app.Visitor();
        var reply = await visitor.GetAsync(path);
        Assert.Equal(status, reply.Status);
        var policy = reply.Headers["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(
            ("nosniff", "DENY", "no-referrer"),
            (reply.Headers["X-Content-Type-Options"], reply.Headers["X-Frame-Options"], reply.Headers["Referrer-Policy"])
        );
        Assert.False(reply.Headers.ContainsKey("Server"));
    }

    [Theory]
    [InlineData("/bogen/abschnitt/eins")]
    [InlineData("/bogen/abgeben")]
    public async Task Pages_with_answers_are_kept_by_nobody(string path)
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        Assert.Contains("no-store", (await expert.GetAsync(path)).Headers["Cache-Control"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_as_data_are_kept_by_nobody_either()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        var reply = await expert.PostAsync("/bogen/abschnitt/eins?handler=Merken", Visitor.Fill(page, "form.sheet", ("a.r1", "2")).Fields);
        Assert.Contains("no-store", reply.Headers.GetValueOrDefault("Cache-Control", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_for_the_server_alone_and_for_the_session_alone()
    {
        using var visitor = app.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, await app.LinkAsync(await app.OpenStudyAsync()));
        using var response = await visitor.Client.SendAsync(request);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("befragung.bogen=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_answers_400()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        foreach (var type in (string[])["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json"])
        {
            using var body = new StringContent("--y\r\nunsinn");
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var reply = await expert.SendAsync(new(HttpMethod.Post, "/bogen/abschnitt/eins") { Content = body });
            Assert.True(reply.Status == 400, $"{type}: {reply.Status}\n{reply.Text}");
            Assert.Contains("Das hat nicht geklappt", reply.Text, StringComparison.Ordinal);
        }
    }
}
