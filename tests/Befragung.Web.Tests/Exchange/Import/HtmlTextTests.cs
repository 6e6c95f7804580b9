using Befragung.Web.Exchange.Import;

namespace Befragung.Web.Tests.Exchange.Import;

/// <summary>Texts of other tools as Markdown.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("Ein Satz.", "Ein Satz.")]
    [InlineData("<p>Eins</p><p>Zwei<br>Drei</p>", "Eins\n\nZwei\nDrei")]
    [InlineData("<div>\n\t<p>\n\t\tWo?</p>\n</div>\n<p>\n\t&nbsp;</p>", "Wo?")]
    [InlineData("Wie <b>sehr </b>stimmen <em>Sie</em> zu?", "Wie **sehr** stimmen *Sie* zu?")]
    [InlineData("<strong>a <em>b</em> c</strong>", "**a *b* c**")]
    [InlineData("<b>nie zu", "nie zu")]
    [InlineData("<ul><li>eins</li><li>zwei<ol><li>drei</ol></ul>danach", "- eins\n- zwei\n   1. drei\n\ndanach")]
    [InlineData("&lt; 18&nbsp;Jahre &amp; mehr, 5 < 6", "< 18 Jahre & mehr, 5 < 6")]
    [InlineData("<a href=\"https://example.org\">mehr</a>", "[mehr](https://example.org)")]
    [InlineData("<a href=\"javascript:x()\">mehr</a>", "mehr")]
    [InlineData("<p>1. Quartal</p>", "1\\. Quartal")]
    [InlineData("a*b und a_b und 2 * 3", "a\\*b und a_b und 2 * 3")]
    [InlineData("erste Zeile\nzweite\n\ndritte", "erste Zeile\nzweite\n\ndritte")]
    [InlineData("<!-- weg -->da<script>if (a < b) x()</script>!", "da!")]
    [InlineData("<unbekannt>bleibt", "<unbekannt>bleibt")]
    public void It_reads_as_in_a_browser(string html, string markdown) => Assert.Equal(markdown, HtmlText.Read(html).Text);

    [Theory]
    [InlineData("<p>Ein <b>Wort</b></p><p>und *mehr*</p>", "Ein Wort und *mehr*")]
    [InlineData("<a href=\"https://example.org\">mehr</a>", "mehr")]
    public void Names_are_words_in_one_line(string html, string words) => Assert.Equal(words, HtmlText.Words(html).Text);

    [Fact]
    public void What_is_lost_is_told() =>
        Assert.Equal(
            LostMarkup.Script | LostMarkup.Picture | LostMarkup.Media | LostMarkup.Form | LostMarkup.Table,
            HtmlText.Read("<script>x</script><img src=x><iframe></iframe><input><table><tr><td>a<td>b</table>").Lost
        );
}
