using Befragung.Delphi;
using Befragung.Web.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Tests.Text;

/// <summary>Counts in sentences, in both languages.</summary>
public sealed class CountsTests
{
    [Theory]
    [InlineData(0, "0 Personen", "0 people")]
    [InlineData(1, "1 Person", "1 person")]
    [InlineData(2, "2 Personen", "2 people")]
    [InlineData(11, "11 Personen", "11 people")]
    [InlineData(21, "21 Personen", "21 people")]
    [InlineData(1000, "1.000 Personen", "1,000 people")]
    [InlineData(12345, "12.345 Personen", "12,345 people")]
    [InlineData(-1, "−1 Person", "−1 person")]
    [InlineData(-1234, "−1.234 Personen", "−1,234 people")]
    [InlineData(1.5, "1,5 Personen", "1.5 people")]
    public void The_word_fits_the_number(object number, string german, string english)
    {
        Assert.Equal(german, Said("de", "{0:Person|Personen}", number));
        Assert.Equal(english, Said("en", "{0:Person|Personen}", number));
    }

    [Theory]
    [InlineData(1, "Nach 1 Tag hat 1 von 1.200 abgegeben.", "After 1 day 1 of 1,200 has handed in.")]
    [InlineData(2, "Nach 2 Tagen haben 2 von 1.200 abgegeben.", "After 2 days 2 of 1,200 have handed in.")]
    public void So_do_the_case_and_the_verb(int number, string german, string english)
    {
        const string Key = "Nach {0:Tag|Tagen} {1:=hat|haben} {1} von {2} abgegeben.";
        Assert.Equal(german, Said("de", Key, number, number, 1200));
        Assert.Equal(english, Said("en", Key, number, number, 1200));
    }

    [Fact]
    public void A_sentence_of_the_method_says_the_same_and_words_stay_as_they_are()
    {
        Assert.Equal("1.234 Personen", new Sentence("{0:Person|Personen}", 1234).ToString());
        Assert.Equal("Ahn (2026): T", Said("de", "{0} ({1}): {2}", "Ahn", "2026", "T"));
    }

    private static string Said(string language, string key, params object[] values)
    {
        using var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        return Languages.In(language, () => services.GetRequiredService<IStringLocalizer<Texts>>()[key, values].Value);
    }
}
