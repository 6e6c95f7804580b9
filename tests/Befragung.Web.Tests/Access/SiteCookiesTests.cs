using Befragung.Web.Access;

namespace Befragung.Web.Tests.Access;

/// <summary>An installation whose address is https: its cookies, and the names it answers to.</summary>
public sealed class SiteCookiesTests(SiteCookiesTests.Public app) : IClassFixture<SiteCookiesTests.Public>
{
    public sealed class Public : SurveyApp
    {
        // As from a proxy that was forgotten to be named: the request seems to come by http.
        protected override string[] Settings => [.. base.Settings, "--Site:Address=https://befragung.example.org"];
    }

    [Fact]
    public async Task Every_cookie_is_for_this_host_and_for_https_alone_and_for_no_script_and_no_other_site_and_the_session_works()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = app.Address,
        };
        var key = await app.OpenStudyAsync(1);
        var cookies = new Dictionary<string, string>();
        var sheet = await SendAsync(http, cookies, new(HttpMethod.Get, await app.LinkAsync(key)));
        Assert.Equal("/bogen", sheet.Location);
        var consent = await SendAsync(http, cookies, new(HttpMethod.Get, "/bogen/einwilligung"));
        Assert.Equal(200, consent.Status);
        var (_, fields) = Visitor.Fill(consent, "main form", ("einverstanden", "true"));
        Assert.Equal(
            "/bogen",
            (
                await SendAsync(http, cookies, new(HttpMethod.Post, "/bogen/einwilligung") { Content = new FormUrlEncodedContent(fields) })
            ).Location
        );
        // The page of a section takes its form's token on its own way.
        var section = await SendAsync(http, cookies, new(HttpMethod.Get, "/bogen/abschnitt/eins"));
        (_, fields) = Visitor.Fill(section, "form.sheet", ("a.r1", "3"));
        Assert.Equal(
            302,
            (
                await SendAsync(
                    http,
                    cookies,
                    new(HttpMethod.Post, "/bogen/abschnitt/eins") { Content = new FormUrlEncodedContent(fields) }
                )
            ).Status
        );

        var signIn = await SendAsync(http, cookies, new(HttpMethod.Get, "/team/anmelden"));
        (_, fields) = Visitor.Fill(
            signIn,
            "main form",
            ("email", await app.MemberAsync(StudyRole.Owner)),
            ("password", SurveyApp.Password)
        );
        Assert.Equal(
            "/team",
            (
                await SendAsync(http, cookies, new(HttpMethod.Post, "/team/anmelden") { Content = new FormUrlEncodedContent(fields) })
            ).Location
        );
        Assert.Equal(200, (await SendAsync(http, cookies, new(HttpMethod.Get, "/team"))).Status);
        Assert.Equal(
            ["__Host-befragung.bogen", "__Host-befragung.formular", "__Host-befragung.geraet", "__Host-befragung.team"],
            cookies.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("befragung.example.org", 200)]
    [InlineData("BEFRAGUNG.example.org", 200)]
    [InlineData("localhost:8080", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("evil.test", 400)]
    [InlineData("befragung.example.org.evil.test", 400)]
    [InlineData("example.org", 400)]
    public async Task It_answers_to_its_own_name_and_on_the_machine_itself(string host, int status)
    {
        using var visitor = app.Visitor();
        foreach (var path in (string[])["/health/live", "/team/anmelden"])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            Assert.Equal(status, (await visitor.SendAsync(request)).Status);
        }
    }

    private static async Task<Reply> SendAsync(HttpClient http, Dictionary<string, string> cookies, HttpRequestMessage request)
    {
        using (request)
        {
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var response = await http.SendAsync(request);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set)
                {
                    Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
                    Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
                    Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
                    Assert.Contains("; path=/;", cookie + ";", StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
                    var named = cookie.Split(';')[0].Split('=', 2);
                    // A form of another site brings none of them along; whoever comes by the link in a letter brings all but that of forms.
                    var from = named[0] == "__Host-befragung.formular" ? "strict" : "lax";
                    Assert.Contains($"; samesite={from}", cookie, StringComparison.OrdinalIgnoreCase);
                    cookies[named[0]] = named[1];
                }
            return new(request.RequestUri!.ToString(), response, await response.Content.ReadAsByteArrayAsync());
        }
    }
}
