using System.Globalization;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>A number that the page shows behind a link.</summary>
/// <param name="Target">Where the link leads.</param>
internal sealed record PdfPageNumber(string Target, string Digits);

/// <summary>
/// The numbers of pages that a printed file shows, each as the last that a link says, or as what stands behind it. They can be replaced by others of as many
/// digits or fewer, which takes the glyphs of those that were there: figures of a table are all as wide, so nothing moves.
/// </summary>
internal sealed class PdfPageNumbers(PdfFile file)
{
    private const int Deepest = 100;

    private readonly Dictionary<PdfReference, PdfFont> fonts = [];
    private readonly Dictionary<PdfReference, PdfPageText> texts = [];

    /// <summary>The pages of all that links lead to, from 1.</summary>
    public Dictionary<string, int> Pages()
    {
        var pages = file.Pages.Select((page, index) => (page.Number, Page: index + 1)).ToDictionary(one => one.Number, one => one.Page);
        var numbers = new Dictionary<string, int>();
        foreach (var (name, target) in file.Dictionary(file.Catalog["Dests"])?.Entries ?? [])
        {
            if (file.List(target) is [PdfReference page, ..] && pages.TryGetValue(page.Number, out var number))
                numbers[PdfText.Name(name)] = number;
        }
        return numbers;
    }

    /// <summary>At which of all the links these stand, which come in this order; null where one is missing.</summary>
    public IEnumerable<int>? Where(IReadOnlyList<PdfPageNumber> numbers) => Find(numbers)?.Select(place => place.Link);

    /// <summary>Writes other numbers in the place of these. Where that cannot be done, nothing is changed.</summary>
    public bool Replace(IReadOnlyList<PdfPageNumber> numbers, IReadOnlyList<PdfPageNumber> others)
    {
        if (Find(numbers) is not { } places || places.Any(place => place.Glyphs.Any(glyph => !glyph.IsAlone)))
            return false;
        var codes = new Dictionary<(PdfReference Font, string Digit), int>();
        foreach (var glyph in places.SelectMany(place => place.Glyphs))
            codes[(glyph.Font, glyph.Letter)] = glyph.Code;
        var changes = new List<(PdfGlyph Glyph, string Instead)>();
        for (var i = 0; i < places.Count; i++)
        {
            var (_, glyphs, isRight) = places[i];
            var digits = others[i].Digits;
            var first = isRight ? glyphs.Count - digits.Length : 0;
            if (digits.Length > glyphs.Count)
                return false;
            for (var at = 0; at < glyphs.Count; at++)
            {
                if (at < first || at >= first + digits.Length)
                    changes.Add((glyphs[at], ""));
                else if (codes.TryGetValue((glyphs[at].Font, digits[(at - first)..(at - first + 1)]), out var code))
                    changes.Add((glyphs[at], string.Create(CultureInfo.InvariantCulture, $"<{code:x4}> Tj")));
                else
                    return false;
            }
        }
        foreach (var page in changes.GroupBy(change => change.Glyph.Page))
            Write(page.Key, page);
        texts.Clear();
        return true;
    }

    private void Write(PdfReference page, IEnumerable<(PdfGlyph Glyph, string Instead)> changes)
    {
        var contents = texts[page].Contents;
        var written = new MemoryStream();
        var copied = 0;
        foreach (var (glyph, instead) in changes.OrderBy(change => change.Glyph.Shown.Start.Value))
        {
            written.Write(contents.AsSpan(copied..glyph.Shown.Start.Value));
            written.Write(Encoding.Latin1.GetBytes(instead));
            copied = glyph.Shown.End.Value;
        }
        written.Write(contents.AsSpan(copied));
        var place = (PdfReference)file.Dictionary(page)!["Contents"]!;
        file.Replace(place, PdfStream.Deflated(((PdfStream)file.Resolve(place)!).Dictionary, written.ToArray()));
    }

    private List<Place>? Find(IReadOnlyList<PdfPageNumber> numbers)
    {
        var places = new List<Place>(numbers.Count);
        var links = 0;
        var waiting = new Stack<(PdfValue Value, PdfValue? Next, int Depth)>();
        void Enter(PdfDictionary element, int depth)
        {
            var kids = file.List(element["K"]);
            for (var kid = kids.Count - 1; kid >= 0; kid--)
                waiting.Push((kids[kid], kid + 1 < kids.Count ? kids[kid + 1] : null, depth));
        }
        if (file.Dictionary(file.Catalog["StructTreeRoot"]) is { } root)
            Enter(root, 0);
        while (places.Count < numbers.Count && waiting.TryPop(out var at))
        {
            if (at.Value is not PdfReference || file.Resolve(at.Value) is not PdfDictionary element || at.Depth == Deepest)
                continue;
            if (Target(element) is { } target)
            {
                links++;
                var number = numbers[places.Count];
                var said = file.List(element["K"]).LastOrDefault(kid => kid is PdfReference);
                if (target == number.Target && Ending(said, number.Digits) is { } own)
                    places.Add(new(links, own, true));
                else if (target == number.Target && Ending(at.Next, number.Digits) is { } behind)
                    places.Add(new(links, behind, false));
            }
            Enter(element, at.Depth + 1);
        }
        return places.Count == numbers.Count ? places : null;
    }

    /// <summary>Where the link leads that an element is.</summary>
    private string? Target(PdfDictionary element)
    {
        foreach (var kid in file.List(element["K"]))
        {
            if (kid is PdfDictionary { } part && part["Obj"] is { } annotation && file.Dictionary(annotation)?.Name("Dest") is { } name)
                return PdfText.Name(name);
        }
        return null;
    }

    /// <summary>The glyphs of the number that an element ends with, if it is this one.</summary>
    private List<PdfGlyph>? Ending(PdfValue? element, string digits)
    {
        if (element is null)
            return null;
        var glyphs = new List<PdfGlyph>();
        Collect(element, null, glyphs, 0);
        glyphs.RemoveRange(0, glyphs.FindLastIndex(glyph => glyph.Letter is not [>= '0' and <= '9']) + 1);
        return string.Concat(glyphs.Select(glyph => glyph.Letter)) == digits ? glyphs : null;
    }

    private void Collect(PdfValue kid, PdfValue? page, List<PdfGlyph> glyphs, int depth)
    {
        if (depth == Deepest)
            return;
        switch (kid)
        {
            case PdfReference when file.Resolve(kid) is PdfDictionary element:
                foreach (var below in file.List(element["K"]))
                    Collect(below, element["Pg"] ?? page, glyphs, depth + 1);
                break;
            case PdfLiteral { Integer: { } part } when page is PdfReference on:
                glyphs.AddRange(Text(on).Of(part));
                break;
            case PdfDictionary marked
                when marked["Stm"] is null && marked.Integer("MCID") is { } part && (marked["Pg"] ?? page) is PdfReference on:
                glyphs.AddRange(Text(on).Of(part));
                break;
        }
    }

    private PdfPageText Text(PdfReference page) =>
        texts.TryGetValue(page, out var known) ? known : texts[page] = new PdfPageText(file, page, Font);

    private PdfFont Font(PdfReference font)
    {
        if (!fonts.TryGetValue(font, out var known))
            fonts[font] = known = new PdfFont(file, file.Dictionary(font) ?? throw new PdfFormatException("A font is missing."));
        return known;
    }

    /// <param name="Link">The how manieth of all it stands at.</param>
    /// <param name="IsRight">Whether it ends where there is room, rather than begins there.</param>
    private sealed record Place(int Link, List<PdfGlyph> Glyphs, bool IsRight);
}
