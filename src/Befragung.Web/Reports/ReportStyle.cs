using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Reports;

/// <summary>The report's style sheet with its fonts inside, for a page that may load nothing.</summary>
public sealed partial class ReportStyle(IWebHostEnvironment environment)
{
    private string? inlined,
        cutFonts,
        wholeFonts;
    private HashSet<char>? letters;

    /// <param name="footer">What stands at the foot of each page beside its number.</param>
    /// <exception cref="FileNotFoundException">A style sheet or a font is not where the program was installed.</exception>
    public string Inlined(string footer)
    {
        inlined ??= WithFonts(Text("colours.css") + Text("report.css"), Whole);
        return $"{inlined}\n:root {{ --footer: \"{Escaped(footer)}\"; }}\n";
    }

    /// <summary>
    /// The fonts of a picture that leaves the page, with only the letters of usual texts; of one with others, the whole fonts, which are ten times as large.
    /// </summary>
    /// <param name="text">All that is written in the picture.</param>
    public string PictureFonts(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        letters ??= [.. Text("npm/schrift.txt")];
        // No font of ours has what lies beyond the first plane.
        return text.All(letter => letters.Contains(letter) || char.IsControl(letter) || char.IsSurrogate(letter))
            ? cutFonts ??= PictureFonts(name => $"npm/{name}.bild.woff2")
            : wholeFonts ??= PictureFonts(Whole);
    }

    private static string Whole(string name) => $"kern/{name}.woff2";

    /// <summary>Those of the page that stand upright and are not bold.</summary>
    /// <param name="file">Where the font of a name is.</param>
    private string PictureFonts(Func<string, string> file) =>
        string.Join(
            '\n',
            Text("report.css")
                .Split('\n')
                .Where(line =>
                    line.StartsWith("@font-face", StringComparison.Ordinal)
                    && !line.Contains("italic", StringComparison.Ordinal)
                    && !line.Contains("font-weight: 700", StringComparison.Ordinal)
                )
                .Select(line => WithFonts(line, file))
        );

    private string WithFonts(string css, Func<string, string> file) =>
        FontAddress()
            .Replace(css, address => $"url(data:font/woff2;base64,{Convert.ToBase64String(Read(file(address.Groups["name"].Value)))})");

    /// <summary>Whatever is no letter is written by its number, so that no title can end the string or the style.</summary>
    internal static string Escaped(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(rune =>
                    Rune.IsLetterOrDigit(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{rune.Value:x} ")
                )
        );

    private string Text(string path) => Encoding.UTF8.GetString(Read(path));

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

    [GeneratedRegex("""url\("kern/(?<name>[^"]+)\.woff2"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FontAddress();
}
