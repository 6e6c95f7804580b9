using System.Globalization;
using Befragung.Delphi.Questionnaires;
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
            In("de", () => TypedNumbers.Question("1.234", Asked(3))!.ToString())
        );
        Assert.Equal(["1,234", "1234", "1.234"], In("en", () => TypedNumbers.Question("1,234", Asked(3))!.Values));
    }

    /// <summary>What is typed beside a number, the unit of the question, and what it is in German and English: "?" is asked back, "!" is refused.</summary>
    [Theory]
    [InlineData("50.000 Euro", "Euro", "50000", "50")]
    [InlineData("50,000 Euro", "Euro", "50", "50000")]
    [InlineData("50000 €", "Euro", "50000", "50000")]
    [InlineData("€ 50000", "Euro", "50000", "50000")]
    [InlineData("50000 EUR", "€", "50000", "50000")]
    [InlineData("50000 euros", "EUR", "50000", "50000")]
    [InlineData("5 Mio", "Euro", "5000000", "5000000")]
    [InlineData("5Mio.", "Euro", "5000000", "5000000")]
    [InlineData("5 Mio. Euro", "Euro", "5000000", "5000000")]
    [InlineData("€ 5 Mio.", "Euro", "5000000", "5000000")]
    [InlineData("2,5 Millionen", "Euro", "2500000", "2500000")]
    [InlineData("2.5 million euros", "Euro", "2500000", "2500000")]
    [InlineData("1,5 Tsd.", "Euro", "1500", "1500")]
    [InlineData("20 Tausend", null, "20000", "20000")]
    [InlineData("3 Mrd. €", "Euro", "3000000000", "3000000000")]
    [InlineData("1 Billion", null, "1000000000000", "1000000000")]
    [InlineData("1.234 Mio.", "Euro", "?", "1234000")]
    [InlineData("20 %", "Prozent", "20", "20")]
    [InlineData("20%", "%", "20", "20")]
    [InlineData("20 Prozent", "%", "20", "20")]
    [InlineData("20 per cent", "Prozent", "20", "20")]
    [InlineData("20 %", "Euro", "!", "!")]
    [InlineData("20 %", null, "!", "!")]
    [InlineData("20 Prozentpunkte", "Prozent", "!", "!")]
    [InlineData("20 Dollar", "Euro", "!", "!")]
    [InlineData("-3 km", "km", "-3", "-3")]
    [InlineData("−3 km", "km", "-3", "-3")]
    [InlineData("12 Euro", "Euro je Person", "12", "12")]
    [InlineData("5 Mio. t CO2", "t CO2", "5000000", "5000000")]
    [InlineData("5", "Mio. Euro", "5", "5")]
    [InlineData("5 Mio. Euro", "Mio. Euro", "5", "5")]
    [InlineData("5 Mrd. Euro", "Mio. Euro", "5000", "5000")]
    [InlineData("5000 Euro", "Mio. Euro", "!", "!")]
    [InlineData("2020–2025", "Euro", "!", "!")]
    [InlineData("etwa 50", "Euro", "!", "!")]
    [InlineData("Euro", "Euro", "!", "!")]
    [InlineData("viel", "Euro", "!", "!")]
    public void The_unit_may_stand_beside_the_number(string typed, string? unit, string german, string english)
    {
        var asked = Asked(2, unit);
        foreach (var (language, expected) in (ReadOnlySpan<(string, string)>)[("de", german), ("en", english)])
        {
            var (plain, question) = In(language, () => (TypedNumbers.Plain(typed, asked), TypedNumbers.Question(typed, asked)));
            var read =
                question?.ToString().Contains("zweierlei", StringComparison.Ordinal) == true ? "?"
                : question is not null ? "!"
                : plain;
            Assert.Equal((language, expected), (language, read));
            Assert.Equal(question is null, NumberPart.Read(plain) is not null);
        }
    }

    [Theory]
    [InlineData("1", "1 Tag", "1")]
    [InlineData("3", "3 Tage", "3")]
    [InlineData("3", "3 Tagen", "3")]
    [InlineData("3", "3 days", "3")]
    public void Every_form_of_the_unit_is_its_own(string _, string typed, string expected)
    {
        var unit = new Unit(Both("Tag", "day"), Both("Tage", "days"), Both("Tagen", "days"));
        foreach (var language in (string[])["de", "en"])
            Assert.Equal(expected, In(language, () => TypedNumbers.Plain(typed, new NumberPart("z", null, unit, 0, 7, 0))));

        static LocalizedText Both(string german, string english) => new([new("de", german), new("en", english)]);
    }

    [Fact]
    public void What_is_not_understood_says_what_would_be()
    {
        var euros = new NumberPart("z", null, new Unit(new LocalizedText("de", "Euro")), 0, 1_500_000, 0);
        Assert.Equal(
            "„viel“ ist keine Zahl. Eine Zahl ist zum Beispiel 1.000.000.",
            In("de", () => TypedNumbers.Question("viel", euros)!.ToString())
        );
        Assert.Equal("1,000,000", In("en", () => TypedNumbers.Question("lots", euros)!.Values[1]));
        Assert.Equal(
            "„20 %“: Gefragt ist nach einer Zahl in Euro, zum Beispiel 1.000.000.",
            In("de", () => TypedNumbers.Question("20 %", euros)!.ToString())
        );
        Assert.Equal(
            "„5 km“: Gefragt ist nach einer Zahl ohne Einheit, zum Beispiel 2040.",
            In("de", () => TypedNumbers.Question("5 km", new NumberPart("z", null, null, 2025, 2050, 0))!.ToString())
        );
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(0, null, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, 2)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 7, 0)]
    [InlineData(0, 100, 1)]
    [InlineData(2025, 2050, 0)]
    [InlineData(-5000, null, 4)]
    [InlineData(null, -5, 1)]
    [InlineData(-10, 10, 0)]
    [InlineData(0, 5_000_000, 0)]
    [InlineData(999, 1001, 0)]
    public void An_example_is_an_answer_in_both_languages(int? low, int? high, int decimals)
    {
        var asked = new NumberPart("z", null, null, low, high, decimals);
        foreach (var language in (string[])["de", "en"])
        {
            var plain = In(language, () => TypedNumbers.Plain(TypedNumbers.Example(asked), asked));
            Assert.Null(asked.Check(plain));
        }
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
                var plain = TypedNumbers.Plain(typed, Asked(decimals));
                if (NumberPart.Read(plain) is not null)
                    return TypedNumbers.Question(typed, Asked(decimals)) is null ? plain : "?";
                return TypedNumbers.Question(typed, Asked(decimals)) is { Values.Length: 3 } ? "?" : "!";
            }
        );

    private static NumberPart Asked(int decimals, string? unit = null) =>
        new("z", null, unit is null ? null : new Unit(new LocalizedText("de", unit)), null, null, decimals);

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
