using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Web.Charts;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Befragung.Web.Tests.Charts;

public sealed partial class QrCodeTests
{
    /// <summary>Nothing beside it, and nothing crooked.</summary>
    private static readonly Dictionary<DecodeHintType, object> Clean = new() { [DecodeHintType.PURE_BARCODE] = true };

    [Theory]
    [InlineData("https://befragung.example.org/offen/abc")]
    [InlineData("https://befragung.example.org/einladung/Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFi")]
    [InlineData("https://bürgerbefragung.example/ä?x=1&y=2")]
    public void A_camera_reads_what_was_written(string text) => Assert.Equal(text, Read(QrCode.Svg(text, "Link")));

    [Fact]
    public void What_it_is_is_said_and_cannot_break_out() =>
        Assert.Contains("aria-label=\"&lt;b&gt;&quot;\"", QrCode.Svg("x", "<b>\""), StringComparison.Ordinal);

    /// <summary>Four points for each square, as a camera sees it.</summary>
    private static string? Read(string svg)
    {
        const int scale = 4;
        var size = int.Parse(Size().Match(svg).Groups["size"].Value, CultureInfo.InvariantCulture) * scale;
        var light = new byte[size * size];
        Array.Fill(light, (byte)255);
        foreach (Match square in Square().Matches(svg))
            for (var y = 0; y < scale; y++)
            for (var x = 0; x < scale; x++)
                light[
                    (int.Parse(square.Groups["y"].Value, CultureInfo.InvariantCulture) * scale + y) * size
                        + int.Parse(square.Groups["x"].Value, CultureInfo.InvariantCulture) * scale
                        + x
                ] = 0;
        var picture = new BinaryBitmap(
            new HybridBinarizer(new RGBLuminanceSource(light, size, size, RGBLuminanceSource.BitmapFormat.Gray8))
        );
        return new QRCodeReader().decode(picture, Clean)?.Text;
    }

    [GeneratedRegex("viewBox=\"0 0 (?<size>[0-9]+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Size();

    [GeneratedRegex("M(?<x>[0-9]+) (?<y>[0-9]+)h1v1h-1z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Square();
}
