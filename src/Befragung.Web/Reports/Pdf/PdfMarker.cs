using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// Reads the operators of one stream of contents. All that belongs to no element, and lines and grounds that only adorn one, becomes an artifact, which
/// a screen reader passes over. On the way it notes where pictures stand and what links say.
/// </summary>
internal sealed class PdfMarker(PdfContents contents, PdfPlace place, PdfMatrix matrix, bool isInside)
{
    private const string Artifact = "/Artifact BMC", Foot = "/Artifact <</Type /Pagination /Subtype /Footer>>BDC", Head = "/Artifact <</Type /Pagination /Subtype /Header>>BDC";

    private readonly List<byte> written = [];
    private readonly Stack<(PdfMatrix Matrix, PdfFont? Font, double Size)> saved = new();
    private readonly Stack<Stretch> open = new();
    private byte[] data = [];
    private PdfOperators operators = new(default);
    private PdfMatrix matrix = matrix, text = PdfMatrix.Identity;
    private PdfFont? font;
    private double size;
    private string resource = "";
    private int copied, path = -1, block = -1;
    private PdfBox outline = new();
    private string? artifact, margin;
    private (PdfReference Owner, double Line)? said;

    public ReadOnlySpan<byte> Marked(byte[] stream)
    {
        operators = new PdfOperators(data = stream);
        while (operators.Next()) Read(operators.Name, operators.Start, operators.End);
        if (open.Count > 0 || block >= 0 || path >= 0) throw new PdfFormatException("Contents end in the middle.");
        EndArtifact(data.Length);
        Copy(data.Length);
        return CollectionsMarshal.AsSpan(written);
    }

    private void Read(string name, int start, int end)
    {
        switch (name)
        {
            case "q":
                EndArtifact(start);
                saved.Push((matrix, font, size));
                break;
            case "Q":
                EndArtifact(start);
                (matrix, font, size) = saved.TryPop(out var before) ? before : throw new PdfFormatException("A state is restored that was not saved.");
                break;
            case "cm":
                matrix = operators.Matrix().Then(matrix);
                break;
            case "BMC" or "BDC":
                Begin(start, end);
                break;
            case "EMC":
                End(start, end);
                break;
            case "m" or "l" or "c" or "v" or "y" or "re" or "h":
                if (path < 0) path = start;
                Cover(name == "re");
                break;
            case "f" or "F" or "f*" or "B" or "B*" or "b" or "b*" or "s" or "S":
                Note(outline);
                Copy(path < 0 ? start : path);
                Paint(written.Count, Artifact, isContent: false);
                (path, outline) = (-1, new());
                break;
            case "n":
                (path, outline) = (-1, new());
                break;
            case "sh":
                Copy(start);
                Paint(written.Count, Artifact, isContent: true);
                break;
            case "Do":
                Draw(start);
                break;
            case "BT":
                Copy(start);
                (text, block, margin) = (PdfMatrix.Identity, written.Count, null);
                break;
            case "ET":
                if (block < 0) throw new PdfFormatException("Text ends that did not begin.");
                Paint(block, margin ?? Artifact, isContent: true);
                block = -1;
                break;
            case "Tf":
                (resource, size) = (operators.NameAt(0), operators.Number(1));
                font = contents.Font(place, resource);
                break;
            case "Tm":
                text = operators.Matrix();
                break;
            case "Td":
                text = text.Moved(operators.Number(0), operators.Number(1));
                break;
            case "Tj":
                Show(start, end);
                break;
            case "BI" or "TD" or "TJ" or "T*" or "'" or "\"":
                throw new PdfFormatException($"Chromium does not write {name}.");
        }
    }

    private void Begin(int start, int end)
    {
        var (number, says) = (operators.After("/MCID"u8), operators.After("/ActualText"u8));
        if (path >= 0 || (block >= 0 && number >= 0)) throw new PdfFormatException("Marked content begins in the middle of a line or a text.");
        var stretch = new Stretch
        {
            IsArtifact = operators.NameAt(0) == "Artifact",
            Number = number < 0 ? -1 : (int)operators.Number(number),
            Says = says < 0 ? null : PdfText.Read(operators.TextAt(says)),
        };
        if (stretch.Number >= 0) stretch.Owner = place.Owners.ElementAtOrDefault(stretch.Number) as PdfReference;
        stretch.Figure = stretch.Owner is null ? null : contents.Structure.FigureOf(stretch.Owner);
        if (stretch.Says is not null) Say(stretch.Says, text.Then(matrix).F);
        // Within a text nothing is cut.
        if (block < 0)
        {
            EndArtifact(start);
            Copy(start);
            stretch.Start = written.Count;
            Copy(end);
            stretch.Length = written.Count - stretch.Start;
        }
        open.Push(stretch);
    }

    private void End(int start, int end)
    {
        if (!open.TryPop(out var stretch) || path >= 0) throw new PdfFormatException("Marked content ends that did not begin.");
        if (block >= 0) return;
        EndArtifact(start);
        Copy(end);
        if (stretch.Figure is { } figure) contents.Structure.Drawn(figure, place.Page, stretch.Box);
        if (stretch.Number < 0 || isInside || IsMarked || !(stretch.Owner is null || stretch is { IsDrawn: true, HasContent: false, Figure: null })) return;
        if (stretch.Owner is { } owner) contents.Structure.Release(owner, place, stretch.Number);
        written.RemoveRange(stretch.Start, stretch.Length);
        written.InsertRange(stretch.Start, Encoding.Latin1.GetBytes(Artifact));
    }

    /// <param name="at">Where in what is written the drawing begins: a path has to lie in an artifact from its first line on.</param>
    private void Paint(int at, string kind, bool isContent)
    {
        foreach (var stretch in open)
        {
            stretch.IsDrawn = true;
            stretch.HasContent |= isContent;
        }
        if (isInside || IsMarked || artifact == kind) return;
        written.InsertRange(at, Encoding.Latin1.GetBytes($"{(artifact is null ? "" : "EMC\n")}{kind}\n"));
        artifact = kind;
    }

    private void Draw(int start)
    {
        var drawing = contents.Drawing(place, operators.NameAt(0));
        if (drawing is null || !contents.HasElements(drawing))
        {
            if (Figure is not null) Note(Placed(contents.Extent(drawing), matrix));
            Copy(start);
            Paint(written.Count, Artifact, isContent: true);
            return;
        }
        EndArtifact(start);
        foreach (var stretch in open) stretch.IsDrawn = stretch.HasContent = true;
        contents.MarkForm(drawing, place, matrix, isInside || IsMarked);
    }

    private void EndArtifact(int at)
    {
        if (artifact is null) return;
        Copy(at);
        Write("EMC");
        artifact = null;
    }

    private void Cover(bool isRectangle)
    {
        if (Figure is null) return;
        if (isRectangle) outline.Add(Placed([operators.Number(0), operators.Number(1), operators.Number(0) + operators.Number(2), operators.Number(1) + operators.Number(3)], matrix));
        for (var i = 0; i + 1 < operators.Count && !isRectangle; i += 2) outline.Add(matrix.At(operators.Number(i), operators.Number(i + 1)));
    }

    private void Show(int start, int end)
    {
        if (block < 0) throw new PdfFormatException("Text stands where none may.");
        var placed = text.Then(matrix);
        if (margin is null)
        {
            var (foot, head) = contents.Margin(place, placed.F);
            margin = foot ? Foot : head ? Head : Artifact;
        }
        if (font is null) throw new PdfFormatException("Text has no font.");
        var codes = PdfText.Bytes(operators.TextAt(0));
        if (!open.Any(stretch => stretch.Says is not null)) Say(font.Read(codes), placed.F);
        // Chromium places nearly every glyph by itself; how wide the last one is matters little.
        if (Figure is not null) Note(Placed([0, -0.25 * size, 0.55 * size * codes.Length / font.Width, 0.95 * size], placed));
        if (font.Lacks(codes)) Replace(codes, start, end);
    }

    /// <summary>Shows a box for every glyph that is missing.</summary>
    private void Replace(ReadOnlySpan<byte> codes, int start, int end)
    {
        contents.UseMissingGlyph(place);
        Copy(start);
        for (var i = 0; i + 1 < codes.Length; i += 2)
        {
            if (codes[i] == 0 && codes[i + 1] == 0) Write(string.Create(CultureInfo.InvariantCulture, $"/{PdfMissingGlyph.Name} {size} Tf {PdfMissingGlyph.Code} Tj /{resource} {size} Tf"));
            else Write($"<{Convert.ToHexString(codes.Slice(i, 2))}> Tj");
        }
        copied = end;
    }

    private void Say(string letters, double line)
    {
        if (Owner is not { } owner || !contents.Structure.IsInLink(owner)) return;
        // The blank at the end of a line is not printed.
        if (said is { } before && before.Owner.Equals(owner) && Math.Abs(before.Line - line) > 1) letters = " " + letters;
        contents.Structure.Said(owner, letters);
        said = (owner, line);
    }

    private void Note(PdfBox box)
    {
        foreach (var stretch in open)
        {
            if (stretch.Figure is not null) stretch.Box.Add(box);
        }
    }

    private static PdfBox Placed(IReadOnlyList<double> extent, PdfMatrix by)
    {
        var box = new PdfBox();
        foreach (var x in (int[])[0, 2])
        {
            foreach (var y in (int[])[1, 3]) box.Add(by.At(extent[x], extent[y]));
        }
        return box;
    }

    private bool IsMarked => open.Any(stretch => stretch.IsArtifact || stretch.Number >= 0);

    private PdfReference? Owner => open.FirstOrDefault(stretch => stretch.Owner is not null)?.Owner;

    private PdfReference? Figure => open.FirstOrDefault(stretch => stretch.Figure is not null)?.Figure;

    private void Copy(int to)
    {
        written.AddRange(data.AsSpan(copied, to - copied));
        copied = to;
    }

    private void Write(string mark)
    {
        if (written.Count > 0 && written[^1] != '\n') written.Add((byte)'\n');
        written.AddRange(Encoding.Latin1.GetBytes(mark));
        written.Add((byte)'\n');
    }

    /// <summary>What stands between BMC or BDC and EMC.</summary>
    private sealed class Stretch
    {
        public required int Number { get; init; }

        public required bool IsArtifact { get; init; }

        /// <summary>What its glyphs say, where they do not say it themselves: a ligature.</summary>
        public required string? Says { get; init; }

        public PdfReference? Owner { get; set; }

        public PdfReference? Figure { get; set; }

        /// <summary>Where its beginning stands in what was written.</summary>
        public int Start { get; set; }

        public int Length { get; set; }

        public bool IsDrawn { get; set; }

        public bool HasContent { get; set; }

        public PdfBox Box { get; } = new();
    }
}
