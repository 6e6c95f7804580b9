using Befragung.Web.Text;

namespace Befragung.Web.Tests.Text;

/// <summary>What questionnaires may not do to a page.</summary>
public sealed class MarkdownTests
{
    [Theory]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,unsinn>")]
    [InlineData("[hier](javascript:alert(1))")]
    [InlineData("[hier][1]\n\n[1]: javascript:alert(1)")]
    [InlineData("[hier](JaVaScRiPt&colon;alert(1))")]
    [InlineData("![hier](vbscript:x)")]
    public void No_link_leads_to_anything_but_the_web_and_mail(string markdown) =>
        Assert.All(
            (string[])[Markdown.Block(markdown).ToString()!, Markdown.Inline(markdown).ToString()!],
            html => Assert.DoesNotMatch("href=\"(?!#|https?:|mailto:)", html)
        );

    [Theory]
    [InlineData("<https://example.org/a>", "href=\"https://example.org/a\"")]
    [InlineData("<team@example.org>", "href=\"mailto:team@example.org\"")]
    public void An_address_in_angle_brackets_is_a_link(string markdown, string href) =>
        Assert.Contains(href, Markdown.Block(markdown).ToString(), StringComparison.Ordinal);
}
