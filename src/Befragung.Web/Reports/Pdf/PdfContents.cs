namespace Befragung.Web.Reports.Pdf;

/// <summary>The contents of a page, or of a form that is drawn on it, and the elements that its marked parts belong to.</summary>
internal sealed record PdfPlace(PdfDictionary Page, PdfReference Reference, List<PdfValue> Owners, PdfDictionary Resources);

/// <summary>Looks through the contents of pages and of the forms on them, and replaces them by <see cref="PdfMarker"/>'s.</summary>
internal sealed class PdfContents(PdfFile file, PdfStructure structure)
{
    /// <summary>20 mm, in points: what a report has at the edges of its pages is not wider.</summary>
    private const double Edge = 57;

    private readonly Dictionary<PdfReference, PdfFont> fonts = [];
    private readonly HashSet<PdfReference> seen = [];
    private readonly Dictionary<PdfReference, bool> carriers = [];
    private PdfReference? missing;

    public PdfStructure Structure => structure;

    public void Mark(PdfReference page)
    {
        var dictionary = file.Dictionary(page)!;
        if (dictionary["Contents"] is not PdfReference contents || file.Resolve(contents) is not PdfStream stream)
            throw new PdfFormatException("A page has no contents.");
        var resources = file.Dictionary(file.Inherited(dictionary, "Resources")) ?? new PdfDictionary();
        Replace(
            contents,
            stream,
            new PdfPlace(dictionary, page, structure.Owners(dictionary), resources),
            PdfMatrix.Identity,
            isInside: false
        );
    }

    /// <summary>A form has marked parts of its own where elements are half transparent.</summary>
    public void MarkForm(PdfReference form, PdfPlace on, PdfMatrix matrix, bool isInside)
    {
        var stream = (PdfStream)file.Resolve(form)!;
        if (
            file.List(stream.Dictionary["Matrix"]).Select(value => (value as PdfLiteral)?.Number).ToList()
            is [{ } a, { } b, { } c, { } d, { } e, { } f]
        )
            matrix = new PdfMatrix(a, b, c, d, e, f).Then(matrix);
        var place = new PdfPlace(
            on.Page,
            form,
            structure.Owners(stream.Dictionary),
            file.Dictionary(stream.Dictionary["Resources"]) ?? on.Resources
        );
        Replace(form, stream, place, matrix, isInside);
    }

    /// <summary>Whether a form has parts of elements in it, or in the forms that it draws.</summary>
    public bool HasElements(PdfReference form)
    {
        if (carriers.TryGetValue(form, out var has))
            return has;
        carriers[form] = false;
        if (file.Resolve(form) is not PdfStream { Dictionary: var dictionary } || dictionary.Name("Subtype") != "Form")
            return false;
        var drawn = file.Dictionary(file.Dictionary(dictionary["Resources"])?["XObject"])?.Entries ?? [];
        return carriers[form] =
            dictionary["StructParents"] is not null || drawn.Any(entry => entry.Value is PdfReference inner && HasElements(inner));
    }

    public PdfReference? Drawing(PdfPlace place, string name) => file.Dictionary(place.Resources["XObject"])?[name] as PdfReference;

    /// <summary>What a drawing covers: a form has a box, a picture fills the unit square.</summary>
    public IReadOnlyList<double> Extent(PdfReference? drawing) =>
        file.List(file.Dictionary(drawing)?["BBox"]).Select(value => (value as PdfLiteral)?.Number).ToList()
            is [{ } left, { } bottom, { } right, { } top]
            ? [left, bottom, right, top]
            : [0, 0, 1, 1];

    public PdfFont? Font(PdfPlace place, string name)
    {
        if (file.Dictionary(place.Resources["Font"])?[name] is not PdfReference reference || file.Dictionary(reference) is not { } font)
            return null;
        if (!fonts.TryGetValue(reference, out var known))
            fonts[reference] = known = new PdfFont(file, font);
        return known;
    }

    /// <summary>Lets contents show the glyph of <see cref="PdfMissingGlyph"/>.</summary>
    public void UseMissingGlyph(PdfPlace place) =>
        file.Dictionary(place.Resources["Font"])![PdfMissingGlyph.Name] = missing ??= PdfMissingGlyph.AddTo(file);

    /// <summary>Whether this height of the page is in its margin, at the foot or at the head.</summary>
    public (bool Foot, bool Head) Margin(PdfPlace place, double y) =>
        file.List(file.Inherited(place.Page, "MediaBox")) is [_, _, _, PdfLiteral { Number: { } height }]
            ? (y < Edge, y > height - Edge)
            : (false, false);

    private void Replace(PdfReference reference, PdfStream stream, PdfPlace place, PdfMatrix matrix, bool isInside)
    {
        if (!seen.Add(reference))
            throw new PdfFormatException("Contents with marked parts are drawn twice.");
        file.Replace(
            reference,
            PdfStream.Deflated(stream.Dictionary, new PdfMarker(this, place, stream.Inflated(), matrix, isInside).Marked())
        );
    }
}
