using Befragung.Delphi;

namespace Befragung.Web.Exchange;

/// <summary>A picture that was uploaded as a logo, checked from its first to its last byte, without anything in it that is not the picture.</summary>
/// <param name="Content">What is kept: without texts, positions, names of cameras and whatever else programs write into pictures.</param>
/// <param name="Type">image/png or image/jpeg.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record LogoFile(byte[] Content, string Type, int Width, int Height)
{
    /// <summary>The largest file in bytes, and the longest side in pixels.</summary>
    public const int MostBytes = 1024 * 1024,
        MostPixels = 4000;

    /// <exception cref="RuleBrokenException">It is no picture, not whole, of another kind, or more than a logo needs.</exception>
    public static LogoFile Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length == 0)
            throw new RuleBrokenException("Die Datei ist leer.");
        if (file.Length > MostBytes)
            throw new RuleBrokenException(
                "Die Datei hat {0:0.0} MB, möglich ist 1 MB. Für den Druck genügen etwa 1200 Pixel Breite.",
                file.Length / 1024.0 / 1024
            );
        if (PngFile.IsLike(file))
            return PngFile.Read(file);
        if (JpegFile.IsLike(file))
            return JpegFile.Read(file);
        throw new RuleBrokenException(
            "Das ist weder ein PNG- noch ein JPEG-Bild. Andere Arten nimmt der Bericht nicht; bitte speichern Sie das Logo als PNG."
        );
    }

    /// <exception cref="RuleBrokenException">A side has no length, or is too long.</exception>
    internal static void CheckSize(long width, long height)
    {
        if (width is < 1 or > MostPixels || height is < 1 or > MostPixels)
            throw new RuleBrokenException(
                "Das Bild gibt sich als {0} × {1} Pixel groß aus. Möglich sind bis zu {2} × {2}.",
                width,
                height,
                MostPixels
            );
    }
}
