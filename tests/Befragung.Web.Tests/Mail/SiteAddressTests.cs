using Befragung.Web.Mail;
using Microsoft.Extensions.Configuration;

namespace Befragung.Web.Tests.Mail;

/// <summary>What stands before the links in letters.</summary>
public sealed class SiteAddressTests
{
    [Theory]
    [InlineData("https://befragung.example.org", "http://0.0.0.0:8080", null, "https://befragung.example.org")]
    [InlineData(null, "http://0.0.0.0:8080;https://0.0.0.0:8443", null, "http://localhost:8080")]
    [InlineData(null, "https://*:8443", null, "https://localhost:8443")]
    [InlineData(null, null, "8080;9090", "http://localhost:8080")]
    [InlineData(null, null, null, "http://localhost:5000")]
    public void It_is_what_is_set_or_else_where_the_platform_listens_first(string? set, string? urls, string? ports, string expected)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Site:Address", set), new("urls", urls), new("http_ports", ports)])
            .Build();
        Assert.Equal(expected, SiteAddress.From(settings).Root);
    }
}
