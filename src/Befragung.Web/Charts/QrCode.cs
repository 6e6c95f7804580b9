using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ZXing;
using ZXing.QrCode.Internal;
using QrEncoder = ZXing.QrCode.Internal.Encoder;

namespace Befragung.Web.Charts;

/// <summary>
/// A link for a camera (QR code, ISO/IEC 18004), black on white whatever the page looks like, with the empty margin that readers need. The link has to stand beside it in letters as
/// well: not everybody has a camera.
/// </summary>
public static class QrCode
{
    /// <summary>Of squares, on each side.</summary>
    private const int Margin = 4;

    private static readonly Dictionary<EncodeHintType, object> Umlauts = new() { [EncodeHintType.CHARACTER_SET] = "UTF-8" };

    /// <param name="text">What the camera reads.</param>
    /// <param name="title">What it is, for those who do not see it.</param>
    public static string Svg(string text, string title)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(title);
        var code = QrEncoder.encode(text, ErrorCorrectionLevel.M, Umlauts).Matrix;
        var squares = new StringBuilder();
        for (var y = 0; y < code.Height; y++)
        for (var x = 0; x < code.Width; x++)
            if (code[x, y] == 1)
                squares.Append(CultureInfo.InvariantCulture, $"M{x + Margin} {y + Margin}h1v1h-1z");
        var size = (code.Width + 2 * Margin).ToString(CultureInfo.InvariantCulture);
        var label = HtmlEncoder.Default.Encode(title);
        return $"""<svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{squares}"/></svg>""";
    }
}
