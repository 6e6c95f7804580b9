using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// The tree of what the content is: headings, tables, figures. Chromium's is nearly right; this mends the rest once the pages were looked through.
/// </summary>
internal sealed class PdfStructure
{
    private const int Deepest = 1000;

    /// <summary>The types of ISO 32000-1. A newer Chromium may know more; what they contain is read all the same.</summary>
    private static readonly HashSet<string> Standard =
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ];

    private readonly PdfFile file;
    private readonly PdfDictionary root;
    private readonly Dictionary<int, PdfValue> parents = [];
    private readonly List<(PdfReference Reference, PdfDictionary Element, PdfDictionary Parent)> elements = [];
    private readonly Dictionary<int, PdfReference> figures = [];
    private readonly Dictionary<int, List<PdfDictionary>> links = [];
    private readonly HashSet<int> linked = [];
    private readonly Dictionary<int, StringBuilder> texts = [];
    private readonly Dictionary<int, (PdfDictionary Page, PdfBox Box)> boxes = [];

    public PdfStructure(PdfFile file)
    {
        this.file = file;
        root = file.Dictionary(file.Catalog["StructTreeRoot"]) ?? throw new PdfFormatException("The content is not marked.");
        ReadParents(root["ParentTree"], [], 0);
        foreach (var page in file.Pages)
            FindLinks(file.Dictionary(page)!);
        Collect();
    }

    /// <summary>The elements to which the marked parts of a page or form belong, by their numbers.</summary>
    public List<PdfValue> Owners(PdfDictionary pageOrForm) =>
        pageOrForm.Integer("StructParents") is { } key && parents.TryGetValue(key, out var owners) && file.Resolve(owners) is PdfArray array
            ? array.Items
            : [];

    /// <summary>The picture that an element is or belongs to.</summary>
    public PdfReference? FigureOf(PdfReference element) => figures.GetValueOrDefault(element.Number);

    /// <summary>Whether what it says is said by a link.</summary>
    public bool IsInLink(PdfReference element) => linked.Contains(element.Number);

    /// <summary>Takes a part of a page that only adorns an element out of the tree.</summary>
    public void Release(PdfReference element, PdfPlace place, int number)
    {
        place.Owners[number] = PdfLiteral.Null;
        if (file.Dictionary(element) is not { } dictionary)
            return;
        dictionary["K"] = new PdfArray([.. file.List(dictionary["K"]).Where(kid => !Means(dictionary, kid, place.Reference, number))]);
    }

    public void Drawn(PdfReference figure, PdfDictionary page, PdfBox box)
    {
        if (!boxes.TryGetValue(figure.Number, out var known))
            boxes[figure.Number] = known = (page, new PdfBox());
        // On two pages there is no one box; the first one has to do.
        if (ReferenceEquals(known.Page, page))
            known.Box.Add(box);
    }

    public void Said(PdfReference element, string text)
    {
        if (!texts.TryGetValue(element.Number, out var said))
            texts[element.Number] = said = new StringBuilder();
        said.Append(text);
    }

    /// <summary>All that has to wait until every page was looked through.</summary>
    public void Mend()
    {
        FrameFigures();
        NameLinks();
        MapRoles();
        CompleteLists();
    }

    private void ReadParents(PdfValue? node, HashSet<PdfDictionary> seen, int depth)
    {
        if (file.Dictionary(node) is not { } dictionary || depth == Deepest || !seen.Add(dictionary))
            throw new PdfFormatException("The tree of parents is damaged.");
        foreach (var kid in file.List(dictionary["Kids"]))
            ReadParents(kid, seen, depth + 1);
        foreach (var pair in file.List(dictionary["Nums"]).Chunk(2))
        {
            if (pair is not [PdfLiteral { Integer: { } key }, var value])
                throw new PdfFormatException("The tree of parents is damaged.");
            parents[key] = value;
        }
    }

    private void Collect()
    {
        var seen = new HashSet<int>();
        var waiting = new Stack<(PdfValue Value, PdfDictionary Parent, PdfReference? Figure, bool InLink)>();
        foreach (var kid in file.List(root["K"]))
            waiting.Push((kid, root, null, false));
        while (waiting.TryPop(out var next))
        {
            if (
                next.Value is not PdfReference reference
                || file.Resolve(reference) is not PdfDictionary element
                || element.Name("S") is not { } type
            )
                continue;
            if (!seen.Add(reference.Number))
                throw new PdfFormatException("The tree of elements is not a tree.");
            elements.Add((reference, element, next.Parent));
            var figure = type == "Figure" ? reference : next.Figure;
            if (figure is not null)
                figures[reference.Number] = figure;
            var inLink = next.InLink || links.ContainsKey(reference.Number);
            if (inLink)
                linked.Add(reference.Number);
            foreach (var kid in file.List(element["K"]))
                waiting.Push((kid, element, figure, inLink));
        }
        if (elements.Count == 0)
            throw new PdfFormatException("The content is not marked.");
    }

    private void FindLinks(PdfDictionary page)
    {
        foreach (var annotation in file.List(page["Annots"]).Select(one => file.Dictionary(one)))
        {
            if (annotation?.Name("Subtype") != "Link")
                continue;
            if (
                annotation.Integer("StructParent") is not { } key
                || !parents.TryGetValue(key, out var parent)
                || parent is not PdfReference reference
                || file.Dictionary(reference) is not { } element
            )
                throw new PdfFormatException("A link belongs to no element.");
            element["S"] = new PdfName("Link");
            if (!links.TryGetValue(reference.Number, out var annotations))
                links[reference.Number] = annotations = [];
            annotations.Add(annotation);
        }
    }

    private static bool Means(PdfDictionary element, PdfValue kid, PdfReference place, int number) =>
        kid switch
        {
            PdfLiteral { Integer: { } integer } => integer == number && place.Equals(element["Pg"]),
            PdfDictionary part => part.Integer("MCID") == number && place.Equals(part["Stm"] ?? part["Pg"] ?? element["Pg"]),
            _ => false,
        };

    private void FrameFigures()
    {
        foreach (var (reference, element, _) in elements.Where(one => one.Element.Name("S") == "Figure"))
        {
            if (!boxes.TryGetValue(reference.Number, out var drawn) || drawn.Box.IsEmpty)
                continue;
            var paper = file.List(file.Inherited(drawn.Page, "MediaBox")).Select(value => (value as PdfLiteral)?.Number).ToList();
            if (paper is not [0, 0, { } width, { } height])
                throw new PdfFormatException("A page has no size.");
            element["A"] = new PdfArray([
                .. file.List(element["A"]),
                new PdfDictionary(("O", new PdfName("Layout")), ("BBox", drawn.Box.Within(width, height))),
            ]);
        }
    }

    private void NameLinks()
    {
        foreach (var (number, annotations) in links)
        {
            var said = new StringBuilder();
            Read(new PdfReference(number), said, 0);
            var text = string.Join(' ', said.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            foreach (var annotation in annotations)
                annotation["Contents"] = PdfText.Write(text.Length > 0 ? text : Target(annotation));
        }
    }

    private void Read(PdfReference element, StringBuilder said, int depth)
    {
        if (depth == Deepest)
            throw new PdfFormatException("The tree of elements is nested too deeply.");
        if (texts.TryGetValue(element.Number, out var own))
            said.Append(own).Append(' ');
        foreach (var kid in file.List(file.Dictionary(element)?["K"]))
        {
            if (kid is PdfReference reference)
                Read(reference, said, depth + 1);
        }
    }

    private string Target(PdfDictionary annotation) =>
        annotation.Name("Dest") is { } name ? PdfText.Name(name)
        : file.Dictionary(annotation["A"])?["URI"] is PdfLiteral uri ? PdfText.Read(uri.Written.Span)
        : throw new PdfFormatException("A link leads nowhere.");

    private void MapRoles()
    {
        var roles = new PdfDictionary();
        foreach (var type in elements.Select(one => one.Element.Name("S")!).Where(type => !Standard.Contains(type)).Distinct())
            roles[type] = new PdfName(
                type switch
                {
                    "Strong" or "Em" => "Span",
                    "Aside" => "Sect",
                    _ => "NonStruct",
                }
            );
        if (roles.Entries.Count > 0)
            root["RoleMap"] = roles;
    }

    /// <summary>
    /// What a list item says has to be a body beside its label. The element that was the item becomes the body, so that all that points to it stays true, and
    /// a new item takes its place.
    /// </summary>
    private void CompleteLists()
    {
        foreach (var (reference, body, list) in elements.Where(one => one.Element.Name("S") == "LI").ToList())
        {
            var kids = file.List(body["K"]);
            if (kids.Any(kid => file.Dictionary(kid)?.Name("S") == "LBody"))
                continue;
            var label = kids.OfType<PdfReference>().FirstOrDefault(kid => file.Dictionary(kid)?.Name("S") == "Lbl");
            var item = new PdfDictionary(
                ("Type", new PdfName("StructElem")),
                ("S", new PdfName("LI")),
                ("P", body["P"] ?? throw new PdfFormatException("A list item is in no list."))
            );
            var place = file.Add(item);
            item["K"] = new PdfArray(label is null ? [reference] : [label, reference]);
            list["K"] = new PdfArray([.. file.List(list["K"]).Select(kid => reference.Equals(kid) ? place : kid)]);
            body["S"] = new PdfName("LBody");
            body["P"] = place;
            if (label is null)
                continue;
            file.Dictionary(label)!["P"] = place;
            body["K"] = new PdfArray([.. kids.Where(kid => !label.Equals(kid))]);
        }
    }
}
