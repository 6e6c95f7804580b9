using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Pages;

/// <summary>What a page loads is little, is loaded once, and is asked for again only when it is another.</summary>
public sealed partial class LastingAssetsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string ForAYear = "public, max-age=31536000, immutable";

    // 110 thousand characters, for the first page of somebody who was never here.
    private const int MostCold = 110_000;

    [Fact]
    public async Task The_first_section_of_somebody_who_was_never_here_weighs_little_and_leaves_nothing_to_be_asked_for_again()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        var loaded = page
            .Page.QuerySelectorAll("link[rel=stylesheet], script[src]")
            .Select(one => one.GetAttribute("href") ?? one.GetAttribute("src")!);
        Assert.Equal(2, loaded.Count());
        var weight = page.Body.Length;
        foreach (var address in loaded)
        {
            var (sent, text) = await SentAsync(address);
            weight += sent;
            // The letters of usual texts; the whole fonts are for others.
            foreach (var font in Fonts().Matches(text).Select(one => one.Groups["name"].Value).Distinct())
                if ((await SentAsync("/built/" + font)).Sent is var size and < 20_000)
                    weight += size;
        }
        Assert.InRange(weight, 30_000, MostCold);
    }

    [Theory]
    [InlineData("/built/site.css")]
    [InlineData("/built/site.css?v=")]
    [InlineData("/built/site.css?v=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("/built/abschnitt.js?v=..%2F..%2Fx")]
    public async Task Of_what_has_no_version_or_another_nothing_is_kept(string address)
    {
        using var response = await GetAsync(address);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task What_is_not_there_is_kept_by_nobody()
    {
        using var response = await GetAsync("/built/FiraSans-Bold-AAAAAAAA.woff2");
        Assert.Equal(404, (int)response.StatusCode);
        Assert.DoesNotContain("immutable", response.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    /// <summary>What goes through the network, and what it is; and that it is kept for good.</summary>
    private async Task<(int Sent, string Text)> SentAsync(string address)
    {
        using var response = await GetAsync(address);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(ForAYear, response.Headers.CacheControl?.ToString());
        var sent = await response.Content.ReadAsByteArrayAsync();
        if (!response.Content.Headers.ContentEncoding.Contains("gzip"))
            return (sent.Length, "");
        await using var unpacked = new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        return (sent.Length, await reader.ReadToEndAsync());
    }

    private async Task<HttpResponseMessage> GetAsync(string address)
    {
        using var visitor = app.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        return await visitor.Client.SendAsync(request);
    }

    [GeneratedRegex(@"url\(""?\./(?<name>FiraSans-[\w-]+\.woff2)""?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fonts();
}
