using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// A font of one glyph, a box, for letters that no installed font has. Chromium then shows a font's glyph number 0, which the standards forbid, because
/// nothing tells what it stands for; this one stands for U+FFFD. What was meant is in the text around it all the same.
/// </summary>
internal static class PdfMissingGlyph
{
    public const string Name = "Missing",
        Code = "<01>";

    public static PdfReference AddTo(PdfFile file)
    {
        var glyph = file.Add(PdfStream.Deflated(new PdfDictionary(), "600 0 60 0 540 700 d1\n60 0 480 700 re\n110 50 380 600 re\nf*\n"u8));
        var letters = file.Add(
            PdfStream.Deflated(
                new PdfDictionary(),
                Encoding.ASCII.GetBytes(
                    """
                    /CIDInit /ProcSet findresource begin
                    12 dict begin
                    begincmap
                    /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                    /CMapName /Adobe-Identity-UCS def
                    /CMapType 2 def
                    1 begincodespacerange
                    <00> <FF>
                    endcodespacerange
                    1 beginbfchar
                    <01> <FFFD>
                    endbfchar
                    endcmap
                    CMapName currentdict /CMap defineresource pop
                    end
                    end
                    """
                )
            )
        );
        var descriptor = file.Add(
            new PdfDictionary(
                ("Type", new PdfName("FontDescriptor")),
                ("FontName", new PdfName(Name)),
                ("Flags", PdfLiteral.Of(4)),
                ("ItalicAngle", PdfLiteral.Of(0))
            )
        );
        return file.Add(
            new PdfDictionary(
                ("Type", new PdfName("Font")),
                ("Subtype", new PdfName("Type3")),
                ("Name", new PdfName(Name)),
                ("FontBBox", new PdfLiteral("[60 0 540 700]")),
                ("FontMatrix", new PdfLiteral("[.001 0 0 .001 0 0]")),
                ("FirstChar", PdfLiteral.Of(1)),
                ("LastChar", PdfLiteral.Of(1)),
                ("Widths", new PdfLiteral("[600]")),
                ("Encoding", new PdfDictionary(("Type", new PdfName("Encoding")), ("Differences", new PdfLiteral("[1 /box]")))),
                ("CharProcs", new PdfDictionary(("box", glyph))),
                ("Resources", new PdfDictionary()),
                ("FontDescriptor", descriptor),
                ("ToUnicode", letters)
            )
        );
    }
}
