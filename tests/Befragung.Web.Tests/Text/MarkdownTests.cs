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

    /// <summary>A page loads nothing from elsewhere: whoever keeps the picture would learn who opened it, and when.</summary>
    [Theory]
    [InlineData("![Lageplan](https://example.org/plan.png)")]
    [InlineData("![Lageplan][1]\n\n[1]: https://example.org/plan.png")]
    [InlineData("Vorher ![Lageplan](https://example.org/plan.png \"Titel\") nachher")]
    public void A_picture_becomes_a_link_to_it(string markdown)
    {
        var html = Markdown.Block(markdown).ToString()!;
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/plan.png\"", html, StringComparison.Ordinal);
        Assert.Contains(">Lageplan</a>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> ", 200)]
    [InlineData("[", 400)]
    [InlineData("- ", 300)]
    public void What_is_nested_too_deep_is_shown_as_plain_text(string sign, int times)
    {
        var text = string.Concat(Enumerable.Repeat(sign, times)) + "<b>Ende</b>";
        Assert.All(
            (string[])[Markdown.Block(text).ToString()!, Markdown.Inline(text).ToString()!],
            html => Assert.Contains("&lt;b&gt;Ende&lt;/b&gt;", html, StringComparison.Ordinal)
        );
        Assert.Contains("Ende", Markdown.Plain(text), StringComparison.Ordinal);
        Assert.NotNull(Markdown.Refusal(text));
        Assert.Null(Markdown.Refusal("> Ein **Zitat** mit [Link](https://example.org)\n\n- und\n  - Liste"));
    }

    [Theory]
    [InlineData("<https://example.org/a>", "href=\"https://example.org/a\"")]
    [InlineData("<team@example.org>", "href=\"mailto:team@example.org\"")]
    public void An_address_in_angle_brackets_is_a_link(string markdown, string href) =>
        Assert.Contains(href, Markdown.Block(markdown).ToString(), StringComparison.Ordinal);
}
