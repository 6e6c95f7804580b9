namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// Makes Chromium's PDF one of PDF/UA-1 and PDF/A-3a. Chromium marks the content well, but names neither the standard nor the colours, leaves head and foot
/// of pages unmarked, and links and lists half done. What it prints looks and reads the same afterwards, and the same input gives the same file.
/// </summary>
public static class AccessiblePdf
{
    /// <exception cref="PdfFormatException">It is no PDF, not whole, or not as Chromium writes it.</exception>
    public static void Write(ReadOnlyMemory<byte> printed, Stream to) => Write(new PdfFile(printed), printed.Span, null, to);

    /// <param name="file">What was printed, with what has been changed in it since.</param>
    /// <param name="printed">As it was.</param>
    /// <param name="author">Null where nobody is named.</param>
    /// <param name="to">Where it is written.</param>
    internal static void Write(PdfFile file, ReadOnlySpan<byte> printed, string? author, Stream to)
    {
        var structure = new PdfStructure(file);
        var contents = new PdfContents(file, structure);
        foreach (var page in file.Pages)
            contents.Mark(page);
        structure.Mend();
        PdfIdentity.Write(file, printed, author);
        file.Write(to);
    }
}
