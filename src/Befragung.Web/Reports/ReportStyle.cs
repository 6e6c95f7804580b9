using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Reports;

/// <summary>The report's style sheet with its fonts inside, for a page that may load nothing.</summary>
public sealed partial class ReportStyle(IWebHostEnvironment environment)
{
    /// <summary>What a line has room for.</summary>
    private const int MostOfHead = 90;

    private string? inlined,
        pictureFonts;

    /// <param name="footer">What stands at the foot of each page beside its number.</param>
    /// <exception cref="FileNotFoundException">The style sheet or a font is not where the program was installed.</exception>
    public string Inlined(string footer)
    {
        inlined ??= FontAddress()
            .Replace(
                Encoding.UTF8.GetString(Read("report.css")),
                address => $"url(data:font/woff2;base64,{Convert.ToBase64String(Read(address.Groups["path"].Value))})"
            );
        return $"{inlined}\n:root {{ --footer: \"{Escaped(footer)}\"; }}\n";
    }

    /// <summary>The fonts that pictures are written in, for one that leaves the page.</summary>
    public string PictureFonts =>
        pictureFonts ??= string.Join(
            '\n',
            Inlined("")
                .Split('\n')
                .Where(line =>
                    line.StartsWith("@font-face", StringComparison.Ordinal)
                    && !line.Contains("italic", StringComparison.Ordinal)
                    && !line.Contains("font-weight: 700", StringComparison.Ordinal)
                )
        );

    /// <summary>
    /// Lets each page say at its head to which chapters it belongs. Every part has a kind of page of its own, and so begins a new one; within it, chapters follow
    /// each other.
    /// </summary>
    public static string Heads(IEnumerable<OutlinePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return string.Concat(
            parts.Select(part =>
                string.Concat(
                    part.Chapters.Select(
                        (chapter, place) =>
                            $".chapter:has(> #{chapter.Id}) {{ page: in-{part.Chapters[0].Id};{(place > 0 ? " break-before: auto; margin-top: 12mm;" : "")} }} "
                    )
                )
                + $"@page in-{part.Chapters[0].Id} {{ @top-left {{ content: \"{Escaped(Wording.Shortened(part.Head, MostOfHead))}\"; }} }}\n"
            )
        );
    }

    /// <summary>Whatever is no letter is written by its number, so that no title can end the string or the style.</summary>
    private static string Escaped(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(rune =>
                    Rune.IsLetterOrDigit(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{rune.Value:x} ")
                )
        );

    private byte[] Read(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException("A file of the report is missing.", path);
        using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex("""url\("(?<path>kern/[^"]+)"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FontAddress();
}
