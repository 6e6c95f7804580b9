using System.Globalization;
using System.Runtime.InteropServices;

namespace Befragung.Delphi.Studies;

/// <summary>A colour of a screen (sRGB), and how well it can be told from another: the contrast of the guidelines for accessible pages (WCAG 2.2).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>The least contrast with its ground for letters, and for the shapes of a picture (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
    public const double ForText = 4.5,
        ForShapes = 3;

    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>0 for black, 1 for white.</summary>
    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads #16304f, 16304f and #abc; null for anything else.</summary>
    public static Colour? Of(string? text)
    {
        var digits = text?.Trim().TrimStart('#') ?? "";
        if (digits.Length == 3)
            digits = string.Concat(digits.Select(digit => new string(digit, 2)));
        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;
    }

    /// <summary>From 1, which cannot be told apart, to 21, which is black on white.</summary>
    public double Contrast(Colour other)
    {
        var one = Luminance + 0.05;
        var two = other.Luminance + 0.05;
        return Math.Max(one, two) / Math.Min(one, two);
    }

    /// <summary>The same hue, no darker than it has to be for this contrast with white; itself where it has it.</summary>
    public Colour Darker(double contrast)
    {
        var most = Math.Max(Red, Math.Max(Green, Blue));
        for (int level = most; level > 0; level--)
        {
            byte At(byte channel) => (byte)Math.Round((double)channel * level / most);
            var darker = new Colour(At(Red), At(Green), At(Blue));
            if (darker.Contrast(White) >= contrast)
                return darker;
        }
        return default;
    }

    /// <summary>The same hue, mixed with white.</summary>
    /// <param name="share">Of white, from 0 to 1.</param>
    public Colour Paler(double share)
    {
        byte At(byte channel) => (byte)Math.Round(channel + ((255 - channel) * share));
        return new(At(Red), At(Green), At(Blue));
    }

    /// <summary>As style sheets write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static double Linear(byte channel) =>
        channel / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}
