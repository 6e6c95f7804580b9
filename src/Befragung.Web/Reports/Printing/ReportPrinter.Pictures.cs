using System.Globalization;

namespace Befragung.Web.Reports.Printing;

/// <summary>The same browser takes pictures, one thing at a time.</summary>
public sealed partial class ReportPrinter
{
    /// <summary>Pixels of a picture for one of the page: at this many, 17 centimetres on paper have 300 to the inch.</summary>
    private const double Density = 3.125;

    /// <summary>A self-contained SVG as PNG, fine enough for paper.</summary>
    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public Task<byte[]> PictureAsync(string svg, int width, int height, CancellationToken cancel) =>
        TakeAsync(
            FindBrowser()
                ?? throw new ReportPrinterException(
                    new("Für Bilder als PNG fehlt auf diesem Server Chromium. Das Bild als SVG und seine Zahlen als CSV gibt es trotzdem.")
                ),
            "picture.svg",
            svg,
            width,
            height,
            Density,
            cancel
        );

    private async Task<byte[]> TakeAsync(
        string browser,
        string name,
        string content,
        int width,
        int height,
        double density,
        CancellationToken cancel
    )
    {
        await oneAtATime.WaitAsync(cancel);
        var folder = "";
        try
        {
            folder = NewFolder();
            var page = Path.Combine(folder, name);
            var png = Path.Combine(folder, "picture.png");
            await File.WriteAllTextAsync(page, content, cancel);
            await Run(
                browser,
                folder,
                Arguments(
                    page,
                    folder,
                    "--hide-scrollbars",
                    $"--screenshot={png}",
                    string.Create(CultureInfo.InvariantCulture, $"--window-size={width},{height}"),
                    string.Create(CultureInfo.InvariantCulture, $"--force-device-scale-factor={density}")
                ),
                cancel
            );
            return
                File.Exists(png)
                && await File.ReadAllBytesAsync(png, cancel) is { Length: > 1 } taken
                && taken.AsSpan(1).StartsWith("PNG"u8)
                ? taken
                : throw new ReportPrinterException(
                    new(
                        "Chromium hat kein Bild geschrieben. Versuchen Sie es noch einmal; hilft das nicht, prüfen Sie die Installation von Chromium."
                    )
                );
        }
        finally
        {
            Remove(folder);
            oneAtATime.Release();
        }
    }
}
