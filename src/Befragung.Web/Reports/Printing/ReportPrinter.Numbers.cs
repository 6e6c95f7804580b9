using Befragung.Delphi;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Reports.Printing;

/// <summary>Chromium cannot write on which page a link leads.</summary>
public sealed partial class ReportPrinter
{
    private const int MostPrints = 3;

    /// <summary>
    /// So it prints other numbers, and the true ones take their place in the PDF, which is read again to see them. Where that fails, the document is printed
    /// once more with the numbers. If things move meanwhile, the numbers are corrected, and in the end left out rather than wrong.
    /// </summary>
    private async Task<byte[]> PrintNumbered(string browser, string folder, string html, PrintProgress progress, CancellationToken cancel)
    {
        progress.Step = PrintStep.Printing;
        var author = DocumentAuthor.Of(html);
        var printed = await PrintOnce(browser, folder, PageNumbers.Hold(html, out var held), cancel);
        if (held.Count == 0)
            return Finished(printed, author, progress);
        if (Numbered(printed, held, author, progress) is { } numbered)
            return numbered;
        var numbers = new PdfPageNumbers(new PdfFile(printed)).Pages();
        for (var print = 1; ; print++)
        {
            progress.Step = PrintStep.Printing;
            printed = await PrintOnce(browser, folder, PageNumbers.Fill(html, numbers), cancel);
            var found = new PdfPageNumbers(new PdfFile(printed)).Pages();
            if (
                print == MostPrints
                || (found.Count == numbers.Count && numbers.All(number => found.GetValueOrDefault(number.Key) == number.Value))
            )
                return Finished(printed, author, progress);
            numbers = print + 1 < MostPrints ? found : [];
        }
    }

    /// <summary>With the true numbers; null where they could not be written, or do not stand where they should.</summary>
    private static byte[]? Numbered(byte[] printed, IReadOnlyList<PdfPageNumber> held, string? author, PrintProgress progress)
    {
        var file = new PdfFile(printed);
        var numbers = new PdfPageNumbers(file);
        if (numbers.Where(held) is not { } places || PageNumbers.True(held, numbers.Pages()) is not { } all || !numbers.Replace(held, all))
            return null;
        var finished = Finished(file, printed, author, progress);
        var read = new PdfPageNumbers(new PdfFile(finished));
        return PageNumbers.True(held, read.Pages()) is { } still && read.Where(still) is { } same && same.SequenceEqual(places)
            ? finished
            : null;
    }

    private static byte[] Finished(byte[] printed, string? author, PrintProgress progress) =>
        Finished(new PdfFile(printed), printed, author, progress);

    private static byte[] Finished(PdfFile file, byte[] printed, string? author, PrintProgress progress)
    {
        progress.Step = PrintStep.Finishing;
        using var finished = new MemoryStream(printed.Length);
        AccessiblePdf.Write(file, printed, author, finished);
        return finished.ToArray();
    }

    /// <summary>
    /// A long document in parts, one after the other, which are joined: the memory a browser needs grows with the pages, and its time even faster. What cannot be joined is
    /// printed as a whole.
    /// </summary>
    private async Task<byte[]> PrintOnce(string browser, string folder, string html, CancellationToken cancel)
    {
        var parts = PrintParts.Of(html, options.PartLength);
        if (parts.Count == 1)
            return await PrintPart(browser, folder, html, cancel);
        try
        {
            var printed = new List<byte[]>(parts.Count);
            var pages = 0;
            foreach (var part in parts)
            {
                printed.Add(await PrintPart(browser, folder, part.Behind(pages), cancel));
                pages += new PdfFile(printed[^1]).Pages.Count;
            }
            using var joined = new MemoryStream(printed.Sum(part => part.Length));
            PdfJoin.Of(printed).Write(joined);
            return joined.ToArray();
        }
        catch (PdfFormatException)
        {
            return await PrintPart(browser, folder, html, cancel);
        }
    }

    private async Task<byte[]> PrintPart(string browser, string folder, string html, CancellationToken cancel)
    {
        var page = Path.Combine(folder, "report.html");
        var pdf = Path.Combine(folder, "report.pdf");
        await File.WriteAllTextAsync(page, html, cancel);
        File.Delete(pdf);
        await Run(
            browser,
            folder,
            Arguments(page, folder, "--no-pdf-header-footer", "--generate-pdf-document-outline", $"--print-to-pdf={pdf}"),
            cancel
        );
        return File.Exists(pdf) && await File.ReadAllBytesAsync(pdf, cancel) is var printed && printed.AsSpan().StartsWith("%PDF-"u8)
            ? printed
            : throw new ReportPrinterException(
                new(
                    "Chromium hat kein PDF geschrieben. Versuchen Sie es noch einmal; hilft das nicht, prüfen Sie die Installation von Chromium."
                )
            );
    }
}
