using System.Diagnostics;

namespace Befragung.Web.Tests;

/// <summary>The words of a printed report, as another program than ours reads them.</summary>
internal static class PdfWords
{
    /// <param name="options">Such as "-layout", for words where they stand on the page.</param>
    public static async Task<string> ReadAsync(string pdf, params string[] options)
    {
        using var process = Process.Start(
            new ProcessStartInfo("pdftotext", [.. options, pdf, "-"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await Wait.ForEndAsync(process);
        return text;
    }

    /// <summary>The same as one line, with single spaces.</summary>
    public static async Task<string> ReadLineAsync(string pdf, params string[] options) =>
        string.Join(' ', (await ReadAsync(pdf, options)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
