namespace Befragung.Web.Reports.Pdf;

/// <summary>A glyph on a page.</summary>
/// <param name="Letter">What it stands for; empty where the font does not say.</param>
/// <param name="Shown">The operator that shows it, with its string.</param>
/// <param name="IsAlone">Whether that shows nothing else.</param>
internal sealed record PdfGlyph(PdfReference Page, PdfReference Font, int Code, string Letter, Range Shown, bool IsAlone);

/// <summary>The glyphs of a page, by the marked parts that they belong to.</summary>
internal sealed class PdfPageText
{
    private readonly Dictionary<int, List<PdfGlyph>> parts = [];

    public PdfPageText(PdfFile file, PdfReference page, Func<PdfReference, PdfFont> read)
    {
        var dictionary = file.Dictionary(page)!;
        if (file.Resolve(dictionary["Contents"]) is not PdfStream stream)
            throw new PdfFormatException("A page has no contents.");
        Contents = stream.Inflated();
        var fonts = file.Dictionary(file.Dictionary(file.Inherited(dictionary, "Resources"))?["Font"]);
        var operators = new PdfOperators(Contents);
        var saved = new Stack<PdfReference?>();
        var open = new Stack<int>();
        PdfReference? font = null;
        while (operators.Next())
        {
            switch (operators.Name)
            {
                case "q":
                    saved.Push(font);
                    break;
                case "Q":
                    saved.TryPop(out font);
                    break;
                case "Tf":
                    font = fonts?[operators.NameAt(0)] as PdfReference;
                    break;
                case "BMC" or "BDC":
                    open.Push(
                        operators.After("/MCID"u8) is >= 0 and var number ? (int)operators.Number(number)
                        : open.TryPeek(out var around) ? around
                        : -1
                    );
                    break;
                case "EMC":
                    open.TryPop(out _);
                    break;
                case "Tj" when font is not null && open.TryPeek(out var part) && part >= 0:
                    Add(part, page, font, read(font), PdfText.Bytes(operators.TextAt(0)), operators.Start..operators.End);
                    break;
            }
        }
    }

    public byte[] Contents { get; }

    public IEnumerable<PdfGlyph> Of(int part) => parts.GetValueOrDefault(part) ?? [];

    private void Add(int part, PdfReference page, PdfReference font, PdfFont letters, ReadOnlySpan<byte> codes, Range shown)
    {
        if (!parts.TryGetValue(part, out var glyphs))
            parts[part] = glyphs = [];
        for (var i = 0; i + letters.Width <= codes.Length; i += letters.Width)
        {
            var code = codes.Slice(i, letters.Width);
            glyphs.Add(
                new(
                    page,
                    font,
                    letters.Width == 2 ? (code[0] << 8) | code[1] : code[0],
                    letters.Read(code),
                    shown,
                    codes.Length == letters.Width
                )
            );
        }
    }
}
