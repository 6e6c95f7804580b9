using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Studies;

public sealed class LookTests
{
    // Known from the guidelines' own examples and their checkers: the greys on both sides of the borders, and the pure colours.
    [Theory]
    [InlineData("#000000", 21)]
    [InlineData("#ffffff", 1)]
    [InlineData("#767676", 4.54)]
    [InlineData("#777777", 4.47)]
    [InlineData("#949494", 3.03)]
    [InlineData("#959595", 2.99)]
    [InlineData("#ff0000", 3.99)]
    [InlineData("#008000", 5.13)]
    [InlineData("#0000ff", 8.59)]
    [InlineData("#ffff00", 1.07)]
    public void Contrast_with_white_is_that_of_the_guidelines_rounded_down(string colour, double expected)
    {
        Assert.Equal(expected, Look.Told(Colour.Of(colour)!.Value));
        Assert.Equal(Colour.Of(colour)!.Value.Contrast(Colour.White), Colour.White.Contrast(Colour.Of(colour)!.Value));
    }

    [Theory]
    [InlineData("#16304f", "#16304f")]
    [InlineData(" 16304F ", "#16304f")]
    [InlineData("#abc", "#aabbcc")]
    [InlineData("#16304", null)]
    [InlineData("rot", null)]
    [InlineData("#-16304", null)]
    [InlineData("#1 304f", null)]
    [InlineData("#16304f80", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_colour_is_read_as_style_sheets_write_it(string? text, string? expected) =>
        Assert.Equal(expected, Colour.Of(text)?.ToString());

    [Theory]
    [InlineData("#f5c400", Colour.ForText)]
    [InlineData("#ffffff", Colour.ForText)]
    [InlineData("#ff0000", Colour.ForText)]
    [InlineData("#7fffd4", Colour.ForShapes)]
    public void The_darker_colour_passes_keeps_its_hue_and_is_the_nearest_that_does(string colour, double contrast)
    {
        var pale = Colour.Of(colour)!.Value;
        var darker = Colour.Of(colour)!.Value.Darker(contrast);
        Assert.True(darker.Contrast(Colour.White) >= contrast);
        Assert.Equal(darker, darker.Darker(contrast));
        var most = Math.Max(darker.Red, Math.Max(darker.Green, darker.Blue));
        var before = Math.Max(pale.Red, Math.Max(pale.Green, pale.Blue));
        Assert.Equal(pale.Red * (double)most / before, darker.Red, 0.51);
        Assert.Equal(pale.Green * (double)most / before, darker.Green, 0.51);
        byte Lighter(byte channel) => (byte)Math.Round(channel * (most + 1.0) / before);
        Assert.True(new Colour(Lighter(pale.Red), Lighter(pale.Green), Lighter(pale.Blue)).Contrast(Colour.White) < contrast);
    }

    [Fact]
    public void A_colour_that_is_too_pale_is_refused_with_its_contrast_and_the_nearest_that_passes()
    {
        var refused = Assert.Throws<RuleBrokenException>(() => Look.Usual.With(Colour.Of("#777777"), null)).Sentence;
        Assert.Equal(["#777777", 4.47, "#767676"], refused.Values);
        Assert.Equal(
            ["#959595", 2.99, "#949494"],
            Assert.Throws<RuleBrokenException>(() => Look.Usual.With(null, Colour.Of("#959595"))).Sentence.Values
        );
        // What is too pale for letters may still be good for rules.
        Assert.Equal((null, "#777777"), (Look.Usual.With(null, Colour.Of("#777")).Main, Look.Usual.With(null, Colour.Of("#777")).Second));
    }

    [Fact]
    public void Colours_can_be_taken_back()
    {
        var painted = Look.Usual.With(Colour.Of("#00664d"), Colour.Of("#a3213b"));
        Assert.Equal(("#00664d", "#a3213b"), (painted.Main, painted.Second));
        Assert.Equal(Look.Usual, painted.With(null, null));
    }
}
