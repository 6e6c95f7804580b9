using System.Globalization;
using System.Text;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Tests.Reports.Pdf;

/// <summary>The rewriter alone, on a page as small as can be, written as Chromium writes.</summary>
public sealed class AccessiblePdfTests
{
    private const string Paragraph = "/P <</MCID 0 >>BDC\nBT\n/F1 12 Tf\n1 0 0 1 60 600 Tm\n<00010002> Tj\nET\nEMC\n";

    [Theory]
    [InlineData("Muster, A., & Beispiel, B.", "Muster, A., &amp; Beispiel, B.")]
    [InlineData("Stadt \u0007Größe 😀", "Stadt Größe 😀")]
    public void Who_wrote_it_stands_in_both_places_and_they_agree(string author, string written)
    {
        var printed = SkiaPdf(Paragraph);
        using var to = new MemoryStream();
        AccessiblePdf.Write(new PdfFile(printed), printed, author, to);
        var pdf = new TaggedPdf(to.ToArray());
        Assert.Contains($"<dc:creator><rdf:Seq><rdf:li>{written}</rdf:li></rdf:Seq></dc:creator>", Metadata(pdf), StringComparison.Ordinal);
        Assert.Equal(System.Net.WebUtility.HtmlDecode(written), TaggedPdf.Text(pdf.Dictionary(pdf.Trailer["Info"])["Author"]));
        Assert.DoesNotContain("dc:creator", Metadata(Rewritten(Paragraph)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_outside_of_all_elements_lies_in_an_artifact_from_its_beginning()
    {
        var contents = Contents("q\n1 0 0 RG\n10 10 m\n20 20 l\nS\nQ\n" + Paragraph);
        Assert.StartsWith(
            "q\n1 0 0 RG\n/Artifact BMC\n10 10 m\n20 20 l\nS\nEMC\nQ\n/P <</MCID 0 >>BDC",
            contents,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_path_that_only_cuts_off_is_left_alone() =>
        Assert.DoesNotContain("Artifact", Contents("q\n0 0 100 100 re\nW* n\n" + Paragraph + "Q\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData(30, "/Artifact <</Type /Pagination /Subtype /Footer>>BDC")]
    [InlineData(400, "/Artifact BMC")]
    [InlineData(820, "/Artifact <</Type /Pagination /Subtype /Header>>BDC")]
    public void Text_outside_of_all_elements_is_an_artifact_and_in_the_margin_a_foot_or_head(int height, string mark)
    {
        var contents = Contents($"BT\n/F1 9 Tf\n1 0 0 1 60 {height} Tm\n<0001> Tj\nET\n" + Paragraph);
        Assert.StartsWith($"{mark}\nBT\n", contents, StringComparison.Ordinal);
        Assert.Contains("ET\nEMC\n/P <</MCID 0 >>BDC", contents, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_only_adorns_an_element_is_an_artifact_and_leaves_the_tree()
    {
        var pdf = Rewritten(Paragraph + "/Table <</MCID 1 >>BDC\n0 0 10 1 re\nf\nEMC\n", table: "/K [1]");
        Assert.Contains(
            "/Artifact BMC\n0 0 10 1 re\nf\nEMC",
            pdf.Contents(pdf.Dictionary(pdf.Pages[0])["Contents"]),
            StringComparison.Ordinal
        );
        Assert.Empty(pdf.List(Assert.Single(pdf.All("Table"))["K"]));
    }

    [Fact]
    public void What_a_figure_draws_stays_in_it_and_gives_it_its_place()
    {
        var pdf = Rewritten(
            Paragraph + "q\n2 0 0 2 100 100 cm\n0 0 900 900 re\nW* n\n/Figure <</MCID 1 >>BDC\n0 0 30 40 re\nf\nEMC\nQ\n",
            table: "/K [1]",
            type: "Figure"
        );
        var figure = Assert.Single(pdf.All("Figure"));
        Assert.Equal([100.0, 100.0, 160.0, 180.0], pdf.List(pdf.Dictionary(pdf.List(figure["A"])[0])["BBox"]));
        Assert.Single(pdf.List(figure["K"]));
    }

    [Fact]
    public void A_list_item_gets_a_body_beside_its_label_and_keeps_its_place()
    {
        var pdf = Rewritten(Paragraph);
        var item = Assert.Single(pdf.All("LI"));
        Assert.Equal(["Lbl", "LBody"], pdf.Kids(item).Select(pdf.Type));
        Assert.All(pdf.Kids(item), kid => Assert.Same(item, pdf.Dictionary(kid["P"])));
        Assert.Same(Assert.Single(pdf.All("L")), pdf.Dictionary(item["P"]));
        Assert.Equal("Link", pdf.Type(Assert.Single(pdf.Kids(Assert.Single(pdf.All("LBody"))))));
    }

    [Fact]
    public void A_link_says_its_text_and_is_a_link()
    {
        var pdf = Rewritten(
            "/P <</MCID 0 >>BDC\nBT\n/F1 12 Tf\n1 0 0 1 60 600 Tm\n<00010002> Tj\n/Span<</ActualText (fi) >> BDC\n9 0 Td\n<0001> Tj\nEMC\nET\nBT\n1 0 0 1 60 580 Tm\n<0002> Tj\nET\nEMC\n"
        );
        var link = pdf.Dictionary(pdf.List(pdf.Dictionary(pdf.Pages[0])["Annots"])[0]);
        Assert.Equal("ÄBfi B", TaggedPdf.Text(link["Contents"]));
        Assert.Single(pdf.All("Link"));
    }

    [Fact]
    public void Types_that_the_standard_does_not_know_are_mapped()
    {
        var pdf = Rewritten(Paragraph, type: "Strong");
        Assert.Equal(
            "Span",
            pdf.Type(pdf.Elements.Select(one => one.Element).Single(element => element["S"] is TaggedPdf.Name { Text: "Strong" }))
        );
    }

    [Fact]
    public void A_glyph_that_no_font_has_becomes_a_box_that_stands_for_something()
    {
        var pdf = Rewritten(Paragraph.Replace("<00010002>", "<000100000002>", StringComparison.Ordinal));
        var page = pdf.Dictionary(pdf.Pages[0]);
        Assert.Contains("<0001> Tj\n/Missing 12 Tf <01> Tj /F1 12 Tf\n<0002> Tj", pdf.Contents(page["Contents"]), StringComparison.Ordinal);
        var font = pdf.Dictionary(pdf.Dictionary(pdf.Dictionary(page["Resources"])["Font"])["Missing"]);
        Assert.Contains("<01> <FFFD>", pdf.Contents(font["ToUnicode"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_with_parts_of_elements_is_looked_through_and_one_without_is_an_artifact()
    {
        var pdf = Rewritten(Paragraph + "/X1 Do\n/X2 Do\n");
        Assert.Contains(
            "EMC\n/X1 Do\n/Artifact BMC\n/X2 Do\nEMC",
            pdf.Contents(pdf.Dictionary(pdf.Pages[0])["Contents"]),
            StringComparison.Ordinal
        );
        var forms = pdf.Dictionary(pdf.Dictionary(pdf.Dictionary(pdf.Pages[0])["Resources"])["XObject"]);
        Assert.StartsWith("/Artifact BMC\n0 0 5 5 re\nf\nEMC\n/P <</MCID 0 >>BDC", pdf.Contents(forms["X1"]), StringComparison.Ordinal);
        Assert.Equal("0 0 5 5 re\nf\n", pdf.Contents(forms["X2"]));
    }

    [Fact]
    public void The_browser_does_not_introduce_itself_and_a_title_of_any_kind_stays_whole()
    {
        var pdf = Rewritten(Paragraph, title: "A & B <😀> ]]> \u0007");
        var info = pdf.Dictionary(pdf.Trailer["Info"]);
        Assert.Equal(("A & B <😀> ]]>", "Befragung"), (TaggedPdf.Text(info["Title"]), TaggedPdf.Text(info["Creator"])));
        var xmp = System.Xml.Linq.XDocument.Parse(Metadata(pdf));
        Assert.Contains(xmp.Descendants(), element => element.Name.LocalName == "title" && element.Value == "A & B <😀> ]]>");
        Assert.Contains(xmp.Descendants(), element => element.Name.LocalName == "CreateDate" && element.Value == "2026-11-20T08:30:00Z");
    }

    [Fact]
    public void The_same_file_gives_the_same_file() => Assert.Equal(Write(SkiaPdf(Paragraph)), Write(SkiaPdf(Paragraph)));

    [Theory]
    [InlineData("")]
    [InlineData("kaputt")]
    [InlineData("%PDF-1.4\n")]
    [InlineData("%PDF-1.4\nstartxref\n99999999\n%%EOF")]
    [InlineData("%PDF-1.4\nstartxref\n9\n%%EOF")]
    [InlineData("<!DOCTYPE html><html></html>")]
    public void What_is_no_PDF_is_refused(string text) => Assert.Throws<PdfFormatException>(() => Write(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_file_that_ends_too_early_is_refused_wherever_it_ends()
    {
        var whole = SkiaPdf(Paragraph);
        for (var length = 0; length < whole.Length - 8; length++)
            Assert.Throws<PdfFormatException>(() => Write(whole[..length]));
    }

    [Theory]
    [InlineData("/StructTreeRoot", "/StructTreeRoof")]
    [InlineData("/Length ", "/Lengths ")]
    [InlineData("/Lang (de)", "/Lung (de)")]
    [InlineData("/Title ", "/Titel ")]
    [InlineData("EMC", "EMX")]
    [InlineData("\nET", "\nEX")]
    [InlineData("/Kids [", "/Kits [")]
    [InlineData("/StructParent 9", "/StructParent 8")]
    public void What_Chromium_does_not_write_is_refused(string part, string instead) =>
        Assert.Throws<PdfFormatException>(() =>
            Write(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(SkiaPdf(Paragraph)).Replace(part, instead, StringComparison.Ordinal)))
        );

    [Theory]
    [InlineData("/X1 Do\n/X1 Do\n")]
    [InlineData("Q\n")]
    [InlineData("q\nBT\n/F1 12 Tf\n[<0001>] TJ\nET\nQ\n")]
    [InlineData("BT\n/F1 12 Tf\n/P <</MCID 1 >>BDC\n<0001> Tj\nEMC\nET\n")]
    [InlineData("0 0 m\n/P <</MCID 1 >>BDC\n9 9 l\nS\nEMC\n")]
    [InlineData("<0001> Tj\n")]
    [InlineData("EMC\n")]
    [InlineData("BT\n")]
    public void Contents_that_Chromium_does_not_write_are_refused(string more) =>
        Assert.Throws<PdfFormatException>(() => Contents(Paragraph + more));

    [Fact]
    public void Values_are_read_as_deep_as_files_have_them_and_no_deeper()
    {
        Assert.NotEmpty(Write(SkiaPdf(Paragraph, $"/X {new string('[', 60)}{new string(']', 60)}")));
        var refused = Assert.Throws<PdfFormatException>(() => Write(SkiaPdf(Paragraph, $"/X {new string('[', 70)}{new string(']', 70)}")));
        Assert.Equal("Values are nested too deeply.", refused.Message);
    }

    [Fact]
    public void A_table_that_promises_more_objects_than_any_file_has_is_refused_before_there_is_room_for_them()
    {
        var whole = Encoding.Latin1.GetString(SkiaPdf(Paragraph));
        var count =
            whole.LastIndexOf("xref\n0 ", whole.LastIndexOf("startxref", StringComparison.Ordinal) - 1, StringComparison.Ordinal)
            + "xref\n0 ".Length;
        var refused = Assert.Throws<PdfFormatException>(() => Write(Encoding.Latin1.GetBytes(whole.Insert(count, "99999"))));
        Assert.Equal("The table of objects has gaps.", refused.Message);
    }

    /// <summary>A damaged byte may pass unnoticed, in a text for example, but nothing else may come of it than a file or a refusal.</summary>
    [Fact]
    public void A_damaged_file_is_refused_or_rewritten()
    {
        var random = new Random(3);
        var whole = SkiaPdf(Paragraph + "/X1 Do\n");
        var refused = 0;
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            var damaged = whole.ToArray();
            for (var bytes = random.Next(1, 4); bytes > 0; bytes--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Write(damaged);
            }
            catch (PdfFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 200, 1999);
    }

    private static string Metadata(TaggedPdf pdf) =>
        Encoding.UTF8.GetString(((TaggedPdf.Stream)pdf.Resolve(pdf.Catalog["Metadata"])!).Data).Trim('\uFEFF');

    private static string Contents(string contents)
    {
        var pdf = Rewritten(contents);
        return pdf.Contents(pdf.Dictionary(pdf.Pages[0])["Contents"]);
    }

    private static TaggedPdf Rewritten(string contents, string table = "", string type = "Table", string title = "Titel") =>
        new(Write(SkiaPdf(contents, table, type, title)));

    private static byte[] Write(byte[] printed)
    {
        using var written = new MemoryStream();
        AccessiblePdf.Write(printed, written);
        return written.ToArray();
    }

    /// <summary>One page with a list of one item, which holds a paragraph that is a link; and an element more of some type.</summary>
    private static byte[] SkiaPdf(string contents, string table = "", string type = "Table", string title = "Titel")
    {
        static string Stream(string dictionary, string data) =>
            string.Create(CultureInfo.InvariantCulture, $"<<{dictionary}/Length {data.Length}>> stream\n{data}\nendstream");
        string[] objects =
        [
            $"<</Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}>\n/Creator (Mozilla/5.0 \\(X11; Linux x86_64\\))\n/Producer (Skia/PDF m156)\n/CreationDate (D:20261120083000+00'00')\n/ModDate (D:20261120083000+00'00')>>",
            "<</Type /Catalog\n/Pages 3 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked true>>\n/StructTreeRoot 6 0 R\n/ViewerPreferences <</DisplayDocTitle true>>\n/Lang (de)>>",
            "<</Type /Pages\n/Count 1\n/Kids [4 0 R]>>",
            "<</Type /Page\n/Resources <</Font <</F1 14 0 R>>\n/XObject <</X1 16 0 R\n/X2 17 0 R>>>>\n/MediaBox [0 0 595.5 842]\n/Contents 5 0 R\n/StructParents 0\n/Annots [18 0 R]\n/Tabs /S\n/Parent 3 0 R>>",
            Stream("", contents),
            "<</Type /StructTreeRoot\n/K 7 0 R\n/ParentTree 13 0 R>>",
            "<</Type /StructElem\n/S /Document\n/P 6 0 R\n/K [8 0 R 12 0 R]>>",
            "<</Type /StructElem\n/S /L\n/P 7 0 R\n/K [9 0 R]>>",
            "<</Type /StructElem\n/S /LI\n/P 8 0 R\n/K [10 0 R 11 0 R]>>",
            "<</Type /StructElem\n/S /Lbl\n/P 9 0 R>>",
            "<</Type /StructElem\n/S /P\n/P 9 0 R\n/Pg 4 0 R\n/K [0 <</Type /OBJR\n/Obj 18 0 R\n/Pg 4 0 R>> <</Type /MCR\n/Stm 16 0 R\n/MCID 0>>]>>",
            $"<</Type /StructElem\n/S /{type}\n/P 7 0 R\n/Pg 4 0 R\n{table}>>",
            "<</Nums [0 [11 0 R 12 0 R] 1 [11 0 R] 9 11 0 R]>>",
            "<</Type /Font\n/Subtype /Type0\n/ToUnicode 15 0 R>>",
            Stream(
                "",
                "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfchar\n<0001> <00C4>\nendbfchar\n1 beginbfrange\n<0002> <0003> <0042>\nendbfrange\n"
            ),
            Stream("/Type /XObject\n/Subtype /Form\n/BBox [0 0 10 10]\n/StructParents 1\n", "0 0 5 5 re\nf\n/P <</MCID 0 >>BDC\nEMC\n"),
            Stream("/Type /XObject\n/Subtype /Form\n/BBox [0 0 10 10]\n", "0 0 5 5 re\nf\n"),
            "<</Type /Annot\n/Subtype /Link\n/F 4\n/Dest /ziel\n/StructParent 9>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n%\u00d3\u00eb\u00e9\u00e1\n");
        var places = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            places.Append(CultureInfo.InvariantCulture, $"{file.Length:0000000000} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var start = file.Length;
        file.Append(
            CultureInfo.InvariantCulture,
            $"{places}trailer\n<</Size {objects.Length + 1}\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        );
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
