using System.Globalization;
using Befragung.Web.Text;

namespace Befragung.Web.Tests.Text;

/// <summary>Every way to type a number, in both languages, for questions with and without decimals.</summary>
public sealed class TypedNumbersTests
{
    /// <summary>What is typed, and what it is in German and English with 0, 2 and 3 decimals allowed: "?" is asked back, "!" is no number.</summary>
    [Theory]
    [InlineData("7", "7", "7", "7", "7")]
    [InlineData("-7", "-7", "-7", "-7", "-7")]
    [InlineData("+7", "7", "7", "7", "7")]
    [InlineData("−7", "-7", "-7", "-7", "-7")]
    [InlineData(" 12 345 ", "12345", "12345", "12345", "12345")]
    [InlineData("1'234'567", "1234567", "1234567", "1234567", "1234567")]
    [InlineData("2026", "2026", "2026", "2026", "2026")]
    [InlineData("0.125", "0.125", "0.125", "0.125", "0.125")]
    [InlineData("-0.250", "-0.25", "-0.25", "-0.25", "-0.25")]
    [InlineData("0,125", "0.125", "0.125", "0.125", "0.125")]
    [InlineData("00.125", "0.125", "0.125", "0.125", "0.125")]
    [InlineData("12.5", "12.5", "12.5", "12.5", "12.5")]
    [InlineData("12,5", "12.5", "12.5", "12.5", "12.5")]
    [InlineData("12.50", "12.5", "12.5", "12.5", "12.5")]
    [InlineData("1.2345", "1.2345", "1.2345", "1.2345", "1.2345")]
    [InlineData("1,2345", "1.2345", "1.2345", "1.2345", "1.2345")]
    [InlineData("1234.567", "1234.567", "1234.567", "1234.567", "1234.567")]
    [InlineData("1234,567", "1234.567", "1234.567", "1234.567", "1234.567")]
    [InlineData("1.234", "1234", "?", "1.234", "1.234")]
    [InlineData("-12.345", "-12345", "?", "-12.345", "-12.345")]
    [InlineData("100.000", "100000", "?", "100", "100")]
    [InlineData("1,234", "1.234", "1.234", "1234", "?")]
    [InlineData("1.234.567", "1234567", "1234567", "1234567", "1234567")]
    [InlineData("1,234,567", "1234567", "1234567", "1234567", "1234567")]
    [InlineData("1.234,5", "1234.5", "1234.5", "1234.5", "1234.5")]
    [InlineData("1,234.5", "1234.5", "1234.5", "1234.5", "1234.5")]
    [InlineData("1.234,567", "1234.567", "1234.567", "1234.567", "1234.567")]
    [InlineData("1.234.567,8", "1234567.8", "1234567.8", "1234567.8", "1234567.8")]
    [InlineData("0.125.000", "!", "!", "!", "!")]
    [InlineData("1.23.456", "!", "!", "!", "!")]
    [InlineData("1.234,567,8", "!", "!", "!", "!")]
    [InlineData("1,234.567.8", "!", "!", "!", "!")]
    [InlineData("12.34,5", "!", "!", "!", "!")]
    [InlineData(",5", "!", "!", "!", "!")]
    [InlineData("5,", "!", "!", "!", "!")]
    [InlineData("1..5", "!", "!", "!", "!")]
    [InlineData("--5", "!", "!", "!", "!")]
    [InlineData("5 km", "!", "!", "!", "!")]
    [InlineData("1e3", "!", "!", "!", "!")]
    [InlineData("", "!", "!", "!", "!")]
    [InlineData("٣", "!", "!", "!", "!")]
    public void A_number_means_what_was_typed(string typed, string germanFew, string germanMany, string englishFew, string englishMany)
    {
        foreach (var decimals in (int[])[0, 1, 2])
        {
            Assert.Equal(("de", decimals, germanFew), ("de", decimals, Read("de", typed, decimals)));
            Assert.Equal(("en", decimals, englishFew), ("en", decimals, Read("en", typed, decimals)));
        }
        foreach (var decimals in (int[])[3, 4])
        {
            Assert.Equal(("de", decimals, germanMany), ("de", decimals, Read("de", typed, decimals)));
            Assert.Equal(("en", decimals, englishMany), ("en", decimals, Read("en", typed, decimals)));
        }
    }

    [Fact]
    public void What_is_asked_back_names_both_numbers_in_the_language_of_the_page()
    {
        Assert.Equal(
            "„1.234“ kann zweierlei heißen. Bitte schreiben Sie 1234 oder 1,234.",
            In("de", () => TypedNumbers.Doubt("1.234", 3)!.ToString())
        );
        Assert.Equal(["1,234", "1234", "1.234"], In("en", () => TypedNumbers.Doubt("1,234", 3)!.Values));
    }

    [Theory]
    [InlineData("1234.5")]
    [InlineData("0.125")]
    [InlineData("-1.234")]
    [InlineData("1234567")]
    public void What_is_shown_is_read_again_as_it_was_stored(string stored)
    {
        foreach (var language in (string[])["de", "en"])
            Assert.Equal(stored, Read(language, In(language, () => TypedNumbers.Shown(stored)), 4));
    }

    private static string Read(string language, string typed, int decimals) =>
        In(
            language,
            () =>
            {
                if (TypedNumbers.Doubt(typed, decimals) is not null)
                    return "?";
                var plain = TypedNumbers.Plain(typed, decimals);
                return Delphi.Questionnaires.NumberPart.Read(plain) is null ? "!" : plain;
            }
        );

    private static T In<T>(string language, Func<T> make)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return make();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
