using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using static Befragung.Web.Tests.Reports.Pdf.TaggedPdf;

namespace Befragung.Web.Tests.Reports.Pdf;

/// <summary>The main conditions of PDF/UA-1 and PDF/A-3a, on reports as people get them.</summary>
public sealed partial class ReportPdfTests(PrintedReports reports) : IClassFixture<PrintedReports>
{
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/",
        Ua = "http://www.aiim.org/pdfua/ns/id/",
        A = "http://www.aiim.org/pdfa/ns/id/",
        Adobe = "http://ns.adobe.com/pdf/1.3/";

    public static TheoryData<string> All =>
        ["two rounds, German", "a round nobody answered", "texts of any kind", "with a logo and colours"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_file_says_what_it_is(string name)
    {
        var pdf = await reports.Of(name);
        Assert.Matches("^%PDF-1.[4-7]\n$", pdf.Header);
        Assert.Equal(true, pdf.Dictionary(pdf.Catalog["MarkInfo"])["Marked"]);
        Assert.Equal(true, pdf.Dictionary(pdf.Catalog["ViewerPreferences"])["DisplayDocTitle"]);
        Assert.StartsWith(name != "texts of any kind" ? "de" : "en", TaggedPdf.Text(pdf.Catalog["Lang"]), StringComparison.Ordinal);
        Assert.Equal(2, pdf.List(pdf.Trailer["ID"]).Count);
        var info = pdf.Dictionary(pdf.Trailer["Info"]);
        Assert.Equal("Befragung", TaggedPdf.Text(info["Creator"]));
        Assert.DoesNotContain(info.Values, value => TaggedPdf.Text(value).Contains("Mozilla", StringComparison.Ordinal));

        var stream = Assert.IsType<TaggedPdf.Stream>(pdf.Resolve(pdf.Catalog["Metadata"]));
        Assert.False(stream.Dictionary.ContainsKey("Filter"));
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(stream.Data).Trim('\uFEFF'));
        Assert.Equal(["1"], xmp.Descendants(Ua + "part").Select(part => part.Value));
        Assert.Equal(["3"], xmp.Descendants(A + "part").Select(part => part.Value));
        Assert.Equal(["A"], xmp.Descendants(A + "conformance").Select(conformance => conformance.Value));
        Assert.Contains(xmp.Descendants(), element => element.Name.LocalName == "namespaceURI" && element.Value == Ua.NamespaceName);
        Assert.Equal(TaggedPdf.Text(info["Title"]), xmp.Descendants(Dc + "title").Single().Value);
        Assert.Equal(TaggedPdf.Text(info["Producer"]), xmp.Descendants(Adobe + "Producer").Single().Value);
        Assert.NotEmpty(TaggedPdf.Text(info["Title"]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_colours_are_told_by_a_profile_of_sRGB(string name)
    {
        var pdf = await reports.Of(name);
        var intent = pdf.Dictionary(Assert.Single(pdf.List(pdf.Catalog["OutputIntents"])));
        Assert.Equal(new Name("GTS_PDFA1"), intent["S"]);
        var profile = TaggedPdf.Data((TaggedPdf.Stream)pdf.Resolve(intent["DestOutputProfile"])!);
        Assert.Equal(profile.Length, (profile[0] << 24) | (profile[1] << 16) | (profile[2] << 8) | profile[3]);
        Assert.Equal("mntrRGB XYZ ", Encoding.ASCII.GetString(profile, 12, 12));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Everything_on_a_page_belongs_to_an_element_or_is_an_artifact(string name)
    {
        var pdf = await reports.Of(name);
        var parents = ParentTree(pdf, pdf.Structure["ParentTree"]).ToDictionary();
        var elements = pdf.Elements.Select(one => one.Element).ToHashSet();
        foreach (var page in pdf.Pages)
            AssertMarked(pdf, pdf.Dictionary(page), pdf.Contents(pdf.Dictionary(page)["Contents"]), parents, elements, []);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Head_and_foot_are_artifacts_that_say_so(string name)
    {
        var pdf = await reports.Of(name);
        // The cover has none.
        foreach (var page in pdf.Pages.Skip(1))
            Assert.Contains(
                "/Artifact <</Type /Pagination /Subtype /Footer>>BDC",
                pdf.Contents(pdf.Dictionary(page)["Contents"]),
                StringComparison.Ordinal
            );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Elements_are_of_the_standard_and_headings_leave_no_level_out(string name)
    {
        var pdf = await reports.Of(name);
        string[] known =
        [
            "Document",
            "Part",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "NonStruct",
            "P",
            "H1",
            "H2",
            "H3",
            "H4",
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
            "Code",
            "Link",
            "Figure",
        ];
        Assert.All(pdf.Elements, one => Assert.Contains(pdf.Type(one.Element), known));
        var levels = pdf
            .Elements.Select(one => pdf.Type(one.Element))
            .Where(type => type is ['H', >= '1' and <= '6'])
            .Select(type => type[1] - '0')
            .ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(
            levels.Zip(levels.Skip(1)),
            pair => Assert.True(pair.Second <= pair.First + 1, $"H{pair.First} is followed by H{pair.Second}")
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Figures_have_words_and_a_place(string name)
    {
        var pdf = await reports.Of(name);
        Assert.NotEmpty(pdf.All("Figure"));
        Assert.All(
            pdf.All("Figure"),
            figure =>
            {
                Assert.NotEmpty(TaggedPdf.Text(figure["Alt"]).Trim());
                var box = pdf.List(Attribute(pdf, figure, "BBox")).Cast<double>().ToList();
                Assert.Equal(4, box.Count);
                Assert.True(
                    box[0] >= 0 && box[0] < box[2] && box[2] <= 596 && box[1] >= 0 && box[1] < box[3] && box[3] <= 843,
                    string.Join(' ', box)
                );
            }
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Tables_are_regular_and_have_heads(string name)
    {
        var pdf = await reports.Of(name);
        Assert.NotEmpty(pdf.All("Table"));
        Assert.All(
            pdf.All("Table"),
            table =>
            {
                var rows = pdf.Kids(table)
                    .SelectMany(kid => pdf.Type(kid) is "THead" or "TBody" or "TFoot" ? pdf.Kids(kid) : [kid])
                    .Where(kid => pdf.Type(kid) != "Caption")
                    .ToList();
                Assert.All(rows, row => Assert.Equal("TR", pdf.Type(row)));
                var columns = new int[rows.Count];
                for (var row = 0; row < rows.Count; row++)
                {
                    foreach (var cell in pdf.Kids(rows[row]))
                    {
                        Assert.Contains(pdf.Type(cell), (string[])["TH", "TD"]);
                        var height = (int)(double)(Attribute(pdf, cell, "RowSpan") ?? 1.0);
                        var width = (int)(double)(Attribute(pdf, cell, "ColSpan") ?? 1.0);
                        for (var below = 0; below < height; below++)
                            columns[row + below] += width;
                    }
                }
                Assert.Single(columns.Distinct());
                Assert.Contains(
                    rows.SelectMany(pdf.Kids),
                    cell => pdf.Type(cell) == "TH" && Attribute(pdf, cell, "Scope") is Name { Text: "Column" }
                );
            }
        );
        Assert.All(
            pdf.Elements.Where(one => pdf.Type(one.Element) == "TR"),
            row => Assert.Contains(pdf.Type(row.Parent), (string[])["Table", "THead", "TBody", "TFoot"])
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task List_items_are_a_body_and_perhaps_a_label(string name)
    {
        var pdf = await reports.Of(name);
        Assert.NotEmpty(pdf.All("LI"));
        Assert.All(
            pdf.Elements.Where(one => pdf.Type(one.Element) == "LI"),
            item =>
            {
                Assert.Equal("L", pdf.Type(item.Parent));
                Assert.Matches("^(Lbl )?LBody$", string.Join(' ', pdf.Kids(item.Element).Select(pdf.Type)));
                Assert.All(pdf.Kids(item.Element), kid => Assert.Same(item.Element, pdf.Dictionary(kid["P"])));
            }
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Links_say_where_they_lead(string name)
    {
        var pdf = await reports.Of(name);
        var parents = ParentTree(pdf, pdf.Structure["ParentTree"]).ToDictionary();
        var links = pdf
            .Pages.SelectMany(page => pdf.List(pdf.Dictionary(page).GetValueOrDefault("Annots")))
            .Select(pdf.Dictionary)
            .ToList();
        Assert.NotEmpty(links);
        Assert.All(
            links,
            link =>
            {
                Assert.NotEmpty(TaggedPdf.Text(link["Contents"]).Trim());
                Assert.Equal("Link", pdf.Type(pdf.Dictionary(parents[(int)(double)link["StructParent"]])));
            }
        );
        Assert.All(
            pdf.Pages.Select(pdf.Dictionary).Where(page => page.ContainsKey("Annots")),
            page => Assert.Equal(new Name("S"), page["Tabs"])
        );
        if (name == "texts of any kind")
            Assert.Contains(links, link => TaggedPdf.Text(link["Contents"]) == "auf unserer Seite");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_contents_tell_the_page_on_which_each_heading_stands(string name)
    {
        var pdf = await reports.Of(name);
        var targets = pdf.Dictionary(pdf.Catalog["Dests"])
            .ToDictionary(target => target.Key, target => pdf.Pages.IndexOf((Reference)pdf.List(target.Value)[0]) + 1);
        var links = pdf
            .Pages.Skip(1)
            .Take(2)
            .SelectMany(page => pdf.List(pdf.Dictionary(page).GetValueOrDefault("Annots")))
            .Select(pdf.Dictionary)
            .ToList();
        Assert.True(links.Count >= 6);
        Assert.All(
            links,
            link =>
                Assert.EndsWith(
                    string.Create(CultureInfo.InvariantCulture, $" {targets[((Name)link["Dest"]).Text]}"),
                    TaggedPdf.Text(link["Contents"]),
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task The_logo_is_a_figure_with_its_words()
    {
        var pdf = await reports.Of("with a logo and colours");
        Assert.Contains(pdf.All("Figure"), figure => TaggedPdf.Text(figure.GetValueOrDefault("Alt")) == "Amt für Größe (Köln)");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Bookmarks_lead_to_the_chapters(string name)
    {
        var pdf = await reports.Of(name);
        var first = pdf.Dictionary(pdf.Dictionary(pdf.Catalog["Outlines"])["First"]);
        var titles = new List<string>();
        for (var mark = pdf.Dictionary(first["First"]); mark.Count > 0; mark = pdf.Dictionary(mark.GetValueOrDefault("Next")))
            titles.Add(TaggedPdf.Text(mark["Title"]));
        Assert.Equal(pdf.All("H2").Count(), titles.Count);
        Assert.All(titles, title => Assert.NotEmpty(title.Trim()));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task No_glyph_is_shown_that_stands_for_nothing(string name)
    {
        var pdf = await reports.Of(name);
        foreach (var page in pdf.Pages.Select(pdf.Dictionary))
        {
            var fonts = pdf.Dictionary(pdf.Dictionary(page["Resources"])["Font"]);
            var font = "";
            foreach (var (name1, operands) in Operators(pdf.Contents(page["Contents"])))
            {
                if (name1 == "Tf")
                    font = operands[0][1..];
                if (name1 != "Tj" || ((Name)pdf.Dictionary(fonts[font])["Subtype"]).Text != "Type0")
                    continue;
                Assert.DoesNotMatch("^<(....)*0000", operands[0]);
            }
        }
    }

    /// <summary>On whole pixels, lines are uneven and tables wider than the page.</summary>
    [Fact]
    public async Task Letters_stand_where_the_font_wants_them()
    {
        var pdf = await reports.Of("two rounds, German");
        var steps = pdf
            .Pages.SelectMany(page => Operators(pdf.Contents(pdf.Dictionary(page)["Contents"])))
            .Where(one => one.Operator == "Td")
            .Select(one => one.Operands[0])
            .ToList();
        Assert.True(steps.Count(step => step.Contains('.', StringComparison.Ordinal)) > steps.Count / 2);
    }

    private static void AssertMarked(
        TaggedPdf pdf,
        Dictionary<string, object> place,
        string contents,
        Dictionary<int, object> parents,
        HashSet<Dictionary<string, object>> elements,
        IReadOnlyList<char> around
    )
    {
        var owners = place.TryGetValue("StructParents", out var key) ? pdf.List(parents[(int)(double)key]) : [];
        var forms = pdf.Dictionary(pdf.Dictionary(place.GetValueOrDefault("Resources")).GetValueOrDefault("XObject"));
        List<char> open = [.. around];
        foreach (var (name, operands) in Operators(contents))
        {
            switch (name)
            {
                case "BMC" or "BDC":
                    var number = operands.IndexOf("/MCID");
                    var kind =
                        operands[0] == "/Artifact" ? 'A'
                        : number < 0 ? 'o'
                        : 'T';
                    Assert.DoesNotContain(
                        kind switch
                        {
                            'A' => 'T',
                            'T' => 'A',
                            _ => '-',
                        },
                        open
                    );
                    if (kind == 'T')
                        Assert.Contains(pdf.Dictionary(owners[int.Parse(operands[number + 1], CultureInfo.InvariantCulture)]), elements);
                    open.Add(kind);
                    break;
                case "EMC":
                    open.RemoveAt(open.Count - 1);
                    break;
                case "Tj" or "TJ" or "f" or "f*" or "F" or "B" or "B*" or "b" or "b*" or "s" or "S" or "sh":
                    Assert.Contains(open, mark => mark is 'A' or 'T');
                    break;
                case "Do":
                    var form = forms[operands[0][1..]];
                    if (pdf.Dictionary(form).ContainsKey("StructParents"))
                        AssertMarked(pdf, pdf.Dictionary(form), pdf.Contents(form), parents, elements, open);
                    else
                        Assert.Contains(open, mark => mark is 'A' or 'T');
                    break;
            }
        }
        Assert.Equal(around, open);
        // A path may not be cut by a mark: it has to lie in it from its beginning.
        Assert.DoesNotMatch(CutPath(), contents);
    }

    private static IEnumerable<KeyValuePair<int, object>> ParentTree(TaggedPdf pdf, object node)
    {
        var dictionary = pdf.Dictionary(node);
        return pdf.List(dictionary.GetValueOrDefault("Kids"))
            .SelectMany(kid => ParentTree(pdf, kid))
            .Concat(
                pdf.List(dictionary.GetValueOrDefault("Nums")).Chunk(2).Select(pair => KeyValuePair.Create((int)(double)pair[0], pair[1]))
            );
    }

    private static object? Attribute(TaggedPdf pdf, Dictionary<string, object> element, string key) =>
        pdf.List(element.GetValueOrDefault("A"))
            .Select(pdf.Dictionary)
            .Select(attributes => attributes.GetValueOrDefault(key))
            .FirstOrDefault(value => value is not null);

    [GeneratedRegex(@"\b(re|l|c|h)\s+(/Artifact BMC|EMC)\s", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CutPath();
}
