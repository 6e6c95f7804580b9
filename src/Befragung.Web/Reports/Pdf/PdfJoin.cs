using System.Globalization;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// Parts of one document, printed one after the other, as the one file that Chromium would have printed: pages, the tree of elements, places that links lead to, and the
/// outline, whose top is the title in the first part. Each part keeps the letters of its own fonts.
/// </summary>
internal static class PdfJoin
{
    /// <summary>Where a link leads that leads to another part; behind it stands the place.</summary>
    public const string Elsewhere = "https://teil.invalid/#";

    /// <exception cref="PdfFormatException">A part is not as Chromium writes it, or a link leads nowhere.</exception>
    public static PdfFile Of(IReadOnlyList<byte[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var whole = new PdfFile(parts[0]);
        var trees = new Trees(whole);
        for (var part = 1; part < parts.Count; part++)
            trees.Add(new PdfFile(parts[part]), part + 1);
        trees.Close();
        return whole;
    }

    /// <summary>What hangs together over all parts.</summary>
    private sealed class Trees(PdfFile whole)
    {
        private readonly List<PdfValue> pages = [Of(whole.Catalog, "Pages")],
            parents = [Of(Structure(whole), "ParentTree")],
            names = [.. Optional(Structure(whole), "IDTree")];

        // Of each tree of parents, the keys it has.
        private readonly List<(int From, int To)> keys = [(0, Keys(whole))];
        private readonly List<PdfValue> content = [.. whole.List(Document(whole)["K"])];
        private readonly PdfDictionary places = whole.Dictionary(whole.Catalog["Dests"]) ?? new PdfDictionary();
        private readonly List<PdfReference> all = [.. whole.Pages];

        public void Add(PdfFile part, int number)
        {
            var next = keys[^1].To;
            var moved = new Moved(whole.Reserve(part.Count), next, string.Create(CultureInfo.InvariantCulture, $"p{number:000}"));
            for (var at = 1; at < part.Count; at++)
                if (part.At(at) is { } value)
                    whole.Replace(moved.Of(new PdfReference(at)), moved.Of(value));
            keys.Add((next, next + Keys(part)));
            pages.Add(moved.Of(Of(part.Catalog, "Pages")));
            parents.Add(moved.Of(Of(Structure(part), "ParentTree")));
            names.AddRange(Optional(Structure(part), "IDTree").Select(moved.Of));
            all.AddRange(part.Pages.Select(moved.Of));
            var document = Of(Structure(whole), "K");
            foreach (var kid in part.List(Document(part)["K"]).Select(moved.Of))
            {
                (whole.Dictionary(kid) ?? throw new PdfFormatException("The content is not marked."))["P"] = document;
                content.Add(kid);
            }
            foreach (var (name, target) in part.Dictionary(part.Catalog["Dests"])?.Entries ?? [])
                places[name] = moved.Of(target);
            if (part.Catalog["Outlines"] is { } outline)
                Outline(moved.Of(outline));
            // Everything below them is in the trees of the whole now.
            foreach (var root in (PdfValue?[])[part.Trailer["Root"], part.Trailer["Info"], part.Catalog["StructTreeRoot"]])
                if (root is PdfReference reference)
                    whole.Remove(moved.Of(reference));
        }

        public void Close()
        {
            var count = all.Count;
            var top = whole.Add(
                new PdfDictionary(("Type", new PdfName("Pages")), ("Count", PdfLiteral.Of(count)), ("Kids", new PdfArray(pages)))
            );
            foreach (var tree in pages)
                whole.Dictionary(tree)!["Parent"] = top;
            whole.Catalog["Pages"] = top;
            Document(whole)["K"] = new PdfArray(content);
            whole.Catalog["Dests"] = whole.Add(places);
            CloseStructure();
            foreach (var annotation in all.SelectMany(page => whole.List(whole.Dictionary(page)!["Annots"])))
                Lead(whole.Dictionary(annotation)!);
        }

        private void CloseStructure()
        {
            for (var part = 0; part < parents.Count; part++)
                whole.Dictionary(parents[part])!["Limits"] = new PdfArray([
                    PdfLiteral.Of(keys[part].From),
                    PdfLiteral.Of(keys[part].To - 1),
                ]);
            var structure = Structure(whole);
            structure["ParentTree"] = whole.Add(new PdfDictionary(("Kids", new PdfArray(parents))));
            structure["ParentTreeNextKey"] = PdfLiteral.Of(keys[^1].To);
            if (names.Count == 0)
                return;
            // A root names no limits, so what is below it goes into the new one.
            structure["IDTree"] = whole.Add(
                new PdfDictionary(("Kids", new PdfArray([.. names.SelectMany(tree => whole.List(whole.Dictionary(tree)?["Kids"]))])))
            );
        }

        /// <summary>Hangs the headings of a part below the title, behind those that are there.</summary>
        private void Outline(PdfValue root)
        {
            var here = whole.Dictionary(whole.Catalog["Outlines"]);
            if (here?["First"] is not { } title || !title.Equals(here["Last"]) || whole.Dictionary(root) is not { } added)
                throw new PdfFormatException("The outline has no title.");
            var above = whole.Dictionary(title)!;
            for (var entry = added["First"]; whole.Dictionary(entry) is { } heading; entry = heading["Next"])
                heading["Parent"] = title;
            if (above["Last"] is { } last)
            {
                whole.Dictionary(last)!["Next"] = added["First"];
                whole.Dictionary(added["First"])!["Prev"] = last;
            }
            else
                above["First"] = added["First"];
            above["Last"] = added["Last"];
            foreach (var node in (PdfDictionary[])[above, here])
                node["Count"] = PdfLiteral.Of((node.Integer("Count") ?? 0) + (added.Integer("Count") ?? 0));
            whole.Remove((PdfReference)root);
        }

        private void Lead(PdfDictionary annotation)
        {
            if (
                whole.Dictionary(annotation["A"])?["URI"] is not PdfLiteral address
                || PdfText.Read(address.Written.Span) is not { } leads
                || !leads.StartsWith(Elsewhere, StringComparison.Ordinal)
            )
                return;
            var name = leads[Elsewhere.Length..];
            if (places[name] is null)
                throw new PdfFormatException("A link leads nowhere.");
            annotation["A"] = null;
            annotation["Dest"] = new PdfName(name);
        }

        private static PdfDictionary Structure(PdfFile file) =>
            file.Dictionary(file.Catalog["StructTreeRoot"]) ?? throw new PdfFormatException("The content is not marked.");

        /// <summary>The one element that all others are in.</summary>
        private static PdfDictionary Document(PdfFile file) =>
            file.Dictionary(Structure(file)["K"]) is { } document && document.Name("S") == "Document"
                ? document
                : throw new PdfFormatException("The content is not marked.");

        private static int Keys(PdfFile file) =>
            Structure(file).Integer("ParentTreeNextKey") ?? throw new PdfFormatException("The tree of parents is damaged.");

        private static PdfReference Of(PdfDictionary dictionary, string key) =>
            dictionary[key] as PdfReference ?? throw new PdfFormatException($"{key} is not where it should be.");

        private static IEnumerable<PdfValue> Optional(PdfDictionary dictionary, string key) => dictionary[key] is { } value ? [value] : [];
    }

    /// <summary>What a part says, by the numbers and names it has in the whole.</summary>
    /// <param name="objects">By how much numbers of objects grow.</param>
    /// <param name="keys">By how much keys of the tree of parents grow.</param>
    /// <param name="prefix">Of names of elements, which Chromium counts in each part from one.</param>
    private sealed class Moved(int objects, int keys, string prefix)
    {
        public PdfReference Of(PdfReference reference) => new(reference.Number + objects);

        public PdfValue Of(PdfValue value) =>
            value switch
            {
                PdfReference reference => Of(reference),
                PdfArray array => new PdfArray([.. array.Items.Select(Of)]),
                PdfDictionary dictionary => Of(dictionary),
                PdfStream stream => new PdfStream(Of(stream.Dictionary), stream.Bytes),
                PdfLiteral literal when literal.Written.Span.StartsWith("(node"u8) => new PdfLiteral(
                    $"({prefix}{Encoding.Latin1.GetString(literal.Written.Span[1..])}"
                ),
                _ => value,
            };

        private PdfDictionary Of(PdfDictionary dictionary)
        {
            var moved = new List<KeyValuePair<string, PdfValue>>(dictionary.Entries.Count);
            foreach (var (key, value) in dictionary.Entries)
                moved.Add(
                    new(
                        key,
                        (key, value) switch
                        {
                            ("StructParent" or "StructParents", PdfLiteral { Integer: { } number }) => PdfLiteral.Of(number + keys),
                            ("Nums", PdfArray numbers) => new PdfArray([
                                .. numbers.Items.Select((item, place) => place % 2 == 0 ? Key(item) : Of(item)),
                            ]),
                            ("Limits", PdfArray limits) => new PdfArray([.. limits.Items.Select(Key)]),
                            // What a heading says is no name, whatever it begins with.
                            ("Title", _) => value,
                            _ => Of(value),
                        }
                    )
                );
            return new PdfDictionary(moved);
        }

        private PdfValue Key(PdfValue value) => value is PdfLiteral { Integer: { } number } ? PdfLiteral.Of(number + keys) : Of(value);
    }
}
