using System.Globalization;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// Reads the operators of one stream of contents. All that belongs to no element, and lines and grounds that only adorn one, becomes an artifact, which
/// a screen reader passes over. On the way it notes where pictures stand and what links say.
/// </summary>
internal sealed class PdfMarker(PdfContents contents, PdfPlace place, byte[] data, PdfMatrix matrix, bool isInside)
{
    private const string Artifact = "/Artifact BMC",
        Foot = "/Artifact <</Type /Pagination /Subtype /Footer>>BDC",
        Head = "/Artifact <</Type /Pagination /Subtype /Header>>BDC";

    private readonly PdfOperators operators = new(data);
    private readonly PdfCopy copy = new(data);
    private readonly Stack<(PdfMatrix Matrix, PdfFont? Font, double Size)> saved = new();
    private readonly PdfStretches open = new();
    private PdfMatrix matrix = matrix,
        text = PdfMatrix.Identity;
    private PdfFont? font;
    private double size;
    private string resource = "";
    private int path = -1,
        block = -1;
    private PdfBox outline = new();
    private string? artifact,
        margin;
    private (PdfReference Owner, double Line)? said;

    public ReadOnlySpan<byte> Marked()
    {
        while (operators.Next())
            Read(operators.Name, operators.Start, operators.End);
        if (!open.IsEmpty || block >= 0 || path >= 0)
            throw new PdfFormatException("Contents end in the middle.");
        EndArtifact(data.Length);
        copy.To(data.Length);
        return copy.Written;
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
                (matrix, font, size) = saved.TryPop(out var before)
                    ? before
                    : throw new PdfFormatException("A state is restored that was not saved.");
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
                if (path < 0)
                    path = start;
                Cover(name == "re");
                break;
            case "f" or "F" or "f*" or "B" or "B*" or "b" or "b*" or "s" or "S":
                open.Cover(outline);
                copy.To(path < 0 ? start : path);
                Paint(copy.Length, Artifact, isContent: false);
                path = -1;
                outline = new();
                break;
            case "n":
                path = -1;
                outline = new();
                break;
            case "sh":
                copy.To(start);
                Paint(copy.Length, Artifact, isContent: true);
                break;
            case "Do":
                Draw(start);
                break;
            case "BT":
                copy.To(start);
                text = PdfMatrix.Identity;
                block = copy.Length;
                margin = null;
                break;
            case "ET":
                if (block < 0)
                    throw new PdfFormatException("Text ends that did not begin.");
                Paint(block, margin ?? Artifact, isContent: true);
                block = -1;
                break;
            case "Tf":
                resource = operators.NameAt(0);
                size = operators.Number(1);
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
        var number = operators.After("/MCID"u8);
        var says = operators.After("/ActualText"u8);
        if (path >= 0 || (block >= 0 && number >= 0))
            throw new PdfFormatException("Marked content begins in the middle of a line or a text.");
        var owner = number < 0 ? null : place.Owners.ElementAtOrDefault((int)operators.Number(number)) as PdfReference;
        var stretch = new PdfStretch
        {
            IsArtifact = operators.NameAt(0) == "Artifact",
            Number = number < 0 ? -1 : (int)operators.Number(number),
            Says = says < 0 ? null : PdfText.Read(operators.TextAt(says)),
            Owner = owner,
            Figure = owner is null ? null : contents.Structure.FigureOf(owner),
        };
        if (stretch.Says is not null)
            Say(stretch.Says, text.Then(matrix).F);
        // Within a text nothing is cut.
        if (block < 0)
        {
            EndArtifact(start);
            copy.To(start);
            stretch.Start = copy.Length;
            copy.To(end);
            stretch.Length = copy.Length - stretch.Start;
        }
        open.Begin(stretch);
    }

    private void End(int start, int end)
    {
        if (open.End() is not { } stretch || path >= 0)
            throw new PdfFormatException("Marked content ends that did not begin.");
        if (block >= 0)
            return;
        EndArtifact(start);
        copy.To(end);
        if (stretch.Figure is { } figure)
            contents.Structure.Drawn(figure, place.Page, stretch.Box);
        if (
            stretch.Number < 0
            || isInside
            || open.IsMarked
            || !(stretch.Owner is null || stretch is { IsDrawn: true, HasContent: false, Figure: null })
        )
            return;
        if (stretch.Owner is { } owner)
            contents.Structure.Release(owner, place, stretch.Number);
        copy.Change(stretch.Start, stretch.Length, Artifact);
    }

    /// <param name="at">Where in what is written the drawing begins: a path has to lie in an artifact from its first line on.</param>
    private void Paint(int at, string kind, bool isContent)
    {
        open.Draw(isContent);
        if (isInside || open.IsMarked || artifact == kind)
            return;
        copy.Change(at, 0, $"{(artifact is null ? "" : "EMC\n")}{kind}\n");
        artifact = kind;
    }

    private void Draw(int start)
    {
        var drawing = contents.Drawing(place, operators.NameAt(0));
        if (drawing is null || !contents.HasElements(drawing))
        {
            if (open.Figure is not null)
                open.Cover(PdfBox.Of(contents.Extent(drawing), matrix));
            copy.To(start);
            Paint(copy.Length, Artifact, isContent: true);
            return;
        }
        EndArtifact(start);
        open.Draw(isContent: true);
        contents.MarkForm(drawing, place, matrix, isInside || open.IsMarked);
    }

    private void EndArtifact(int at)
    {
        if (artifact is null)
            return;
        copy.To(at);
        copy.Write("EMC");
        artifact = null;
    }

    private void Cover(bool isRectangle)
    {
        if (open.Figure is null)
            return;
        if (isRectangle)
            outline.Add(
                PdfBox.Of(
                    [
                        operators.Number(0),
                        operators.Number(1),
                        operators.Number(0) + operators.Number(2),
                        operators.Number(1) + operators.Number(3),
                    ],
                    matrix
                )
            );
        for (var i = 0; i + 1 < operators.Count && !isRectangle; i += 2)
            outline.Add(matrix.At(operators.Number(i), operators.Number(i + 1)));
    }

    private void Show(int start, int end)
    {
        if (block < 0)
            throw new PdfFormatException("Text stands where none may.");
        var placed = text.Then(matrix);
        if (margin is null)
        {
            var (foot, head) = contents.Margin(place, placed.F);
            margin =
                foot ? Foot
                : head ? Head
                : Artifact;
        }
        if (font is null)
            throw new PdfFormatException("Text has no font.");
        var codes = PdfText.Bytes(operators.TextAt(0));
        if (!open.AreSaid)
            Say(font.Read(codes), placed.F);
        // Chromium places nearly every glyph by itself; how wide the last one is matters little.
        if (open.Figure is not null)
            open.Cover(PdfBox.Of([0, -0.25 * size, 0.55 * size * codes.Length / font.Width, 0.95 * size], placed));
        if (font.Lacks(codes))
            Replace(codes, start, end);
    }

    /// <summary>Shows a box for every glyph that is missing.</summary>
    private void Replace(ReadOnlySpan<byte> codes, int start, int end)
    {
        contents.UseMissingGlyph(place);
        copy.To(start);
        for (var i = 0; i + 1 < codes.Length; i += 2)
        {
            if (codes[i] == 0 && codes[i + 1] == 0)
                copy.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"/{PdfMissingGlyph.Name} {size} Tf {PdfMissingGlyph.Code} Tj /{resource} {size} Tf"
                    )
                );
            else
                copy.Write($"<{Convert.ToHexString(codes.Slice(i, 2))}> Tj");
        }
        copy.SkipTo(end);
    }

    private void Say(string letters, double line)
    {
        if (open.Owner is not { } owner || !contents.Structure.IsInLink(owner))
            return;
        // The blank at the end of a line is not printed.
        if (said is { } before && before.Owner.Equals(owner) && Math.Abs(before.Line - line) > 1)
            letters = " " + letters;
        contents.Structure.Said(owner, letters);
        said = (owner, line);
    }
}
