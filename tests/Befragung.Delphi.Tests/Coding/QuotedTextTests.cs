using Befragung.Delphi.Coding;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Coding;

public sealed class QuotedTextTests
{
    private const string Text = "Der Bus  fehlt.\nFrüher fuhr er\u00A0stündlich – in Ahornstadt [sic] sogar öfter. Der Bus fehlt! 🚌";

    [Theory]
    [InlineData("Der Bus fehlt.", "Der Bus fehlt.")]
    [InlineData("  Der Bus\r\nfehlt.  ", "Der Bus fehlt.")]
    [InlineData("Der Bus […] fuhr er [...] in [Ort] [sic] sogar öfter.", "Der Bus […] fuhr er […] in [Ort] [sic] sogar öfter.")]
    [InlineData("[…] Fru\u0308her fuhr er stündlich", "[…] Früher fuhr er stündlich")]
    [InlineData("Der Bus fehlt! 🚌", "Der Bus fehlt! 🚌")]
    [InlineData("in Ahornstadt [sic]", "in Ahornstadt [sic]")]
    public void What_was_written_is_quoted_shortened_with_its_blanks_in_order(string typed, string quotation)
    {
        Assert.Equal(quotation, QuotedText.Of(Text, typed));
    }

    [Theory]
    [InlineData(null, "ist leer")]
    [InlineData(" \u00A0 ", "ist leer")]
    [InlineData("[…] [Ort]", "ist leer")]
    [InlineData("Der Bus kommt.", "Der Bus kommt.")]
    [InlineData("der Bus fehlt.", "der Bus fehlt.")]
    [InlineData("Früher [...] Der Bus fehlt.", "Der Bus fehlt.")]
    [InlineData("Der Bus [fehlt", "Der Bus [fehlt")]
    [InlineData("stündlich – in Ahorn", "stündlich – in Ahorn")]
    [InlineData("[…] hlt.", "hlt.")]
    public void Other_words_another_order_and_nothing_are_refused(string? typed, string told)
    {
        Assert.Contains(
            told,
            Assert.Throws<RuleBrokenException>(() => QuotedText.Of(Text, typed)).Sentence.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_quotation_ends_somewhere()
    {
        var text = "abc" + string.Concat(Enumerable.Repeat(" de", 3_000));
        Assert.Equal(QuotedText.MostLetters, QuotedText.Of(text, text[..QuotedText.MostLetters]).Length);
        Assert.Throws<RuleBrokenException>(() => QuotedText.Of(text, text));
    }

    [Fact]
    public void Quotations_stand_at_the_first_theme_they_are_about_and_the_others_last()
    {
        Guid big = Guid.NewGuid(),
            under = Guid.NewGuid(),
            small = Guid.NewGuid();
        var themes = new ItemThemes("l1", 1, 9, 5, [new("Groß", null, 8, 9, [], [big, under]), new("Klein", null, 5, 5, [], [small])]);
        var told = themes.Quoting([
            ("ohne", null, new HashSet<Guid>()),
            ("klein", "de", new HashSet<Guid> { small }),
            ("beides", "de", new HashSet<Guid> { small, under }),
        ]);
        Assert.Equal([("beides", "Groß"), ("klein", "Klein"), ("ohne", null)], told.Quotations.Select(one => (one.Text, one.Theme)));
    }
}
