using System.Text.RegularExpressions;

namespace Befragung.Web.Reports;

/// <summary>The report's style sheet with its fonts inside, for a page that may load nothing.</summary>
public sealed partial class ReportStyle(IWebHostEnvironment environment)
{
    private string? inlined;

    /// <exception cref="FileNotFoundException">The style sheet or a font is not where the program was installed.</exception>
    public string Inlined() => inlined ??= FontAddress().Replace(
        System.Text.Encoding.UTF8.GetString(Read("report.css")),
        address => $"url(data:font/woff2;base64,{Convert.ToBase64String(Read(address.Groups["path"].Value))})");

    private byte[] Read(string path)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(path);
        if (!file.Exists) throw new FileNotFoundException("A file of the report is missing.", path);
        using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex("""url\("(?<path>kern/[^"]+)"\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FontAddress();
}
