using Befragung.Web.Reports.Word;

namespace Befragung.Web.Reports.Printing;

/// <summary>The same page as a Word document. The browser only takes its pictures, all at once, for programs that cannot draw them.</summary>
public sealed partial class ReportPrinter
{
    /// <param name="page">Makes the document when its turn has come.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends the browser.</param>
    /// <exception cref="ReportPrinterException">No browser for the pictures, or it failed or took too long.</exception>
    public async Task<byte[]> WordAsync(Func<Task<string>> page, PrintProgress progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(progress);
        progress.Step = PrintStep.Building;
        using var read = WordReport.Read(await page());
        progress.Step = PrintStep.Printing;
        List<(WordPicture Picture, byte[] Points)> pictures = [];
        foreach (var sheet in PictureSheet.Of(WordPicture.Of(read)))
            pictures.AddRange(
                sheet.Cut(
                    await TakeAsync(
                        FindBrowser()
                            ?? throw new ReportPrinterException(
                                new(
                                    "Für die Bilder des Word-Dokuments fehlt Chromium. Installieren Sie das Debian-Paket „chromium“ oder nennen Sie mit Report__Browser den Pfad eines Chromium-Browsers."
                                )
                            ),
                        "sheet.html",
                        sheet.Html(read),
                        sheet.Width,
                        sheet.Height,
                        PictureSheet.Density,
                        cancel
                    )
                )
            );
        progress.Step = PrintStep.Finishing;
        return WordReport.Of(read, pictures);
    }
}
