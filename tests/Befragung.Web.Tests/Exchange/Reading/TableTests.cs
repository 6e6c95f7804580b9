using System.IO.Compression;
using System.Text;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Tests.Exchange.Reading;

/// <summary>Tables as spreadsheets write them.</summary>
public sealed class TableTests
{
    [Fact]
    public void Blank_rows_and_empty_cells_at_the_end_are_passed_over_and_lines_are_counted()
    {
        Assert.Equal(["3: a|b", "5: c", "7: |d"], Rows(Encoding.UTF8.GetBytes("\n;;;\na;b;;\n \u00A0;\u200B;\nc;;;\n\n;d\n;;;\n")));
    }

    [Fact]
    public void Cells_are_trimmed_of_what_nobody_sees_and_in_form_c() =>
        Assert.Equal(
            ["1: Größe|Jo\u00A0Lu"],
            Rows(
                Encoding.UTF8.GetBytes(
                    "\uFEFF\u200B Gro\u0308ße\u00A0;\u2060Jo\u00A0Lu\u200E\n".Replace(
                        "Gro\u0308ße",
                        "Gr\u006F\u0308ße",
                        StringComparison.Ordinal
                    )
                )
            )
        );

    [Fact]
    public void A_quotation_mark_that_is_never_closed_names_its_line()
    {
        var refused = Assert.Throws<UnreadableFileException>(() => Rows(Encoding.UTF8.GetBytes("a;b\nc;d\n\"e;f\ng;h\n")));
        Assert.Equal(3, refused.Line);
        Assert.Contains("Anführungszeichen", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_read_as_it_was_written_by_the_platform_itself()
    {
        using var stream = new MemoryStream();
        using (var workbook = new XlsxWriter(stream))
        {
            workbook.StartSheet("Daten", wrapped: false, 10);
            workbook.Row([Cell.Words("Name"), Cell.Empty, Cell.Words("Zahl")]);
            workbook.Row([]);
            workbook.Row([Cell.Words("Weiß & <Söhne>"), Cell.Empty, Cell.Number("1.5")]);
        }
        Assert.Equal(["1: Name||Zahl", "3: Weiß & <Söhne>||1.5"], Rows(stream.ToArray()));
    }

    [Fact]
    public void Shared_and_formatted_texts_numbers_days_and_truths_of_excel_are_read()
    {
        var workbook = Workbook(
            """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
            <row r="4" spans="1:9"><c r="A4"><v>0.30000000000000004</v></c><c r="B4" s="1"><v>46356</v></c><c r="C4" s="2"><v>46356.5</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="str"><f>A1&amp;"x"</f><v>Formel</v></c><c r="F4" s="3"/><c r="G4" t="inlineStr"><is><r><t>zwei </t></r><r><t>Stücke</t></r></is></c><c r="H4" s="3"><v>5</v></c></row>
            <row r="5"><c><v>1</v></c><c><v>1E3</v></c></row>
            """
        );
        Assert.Equal(
            ["2: Anna||Bär und Bärin", "4: 0.3|2026-11-30|2026-11-30 12:00|true|Formel||zwei Stücke|5", "5: 1|1000"],
            Rows(workbook)
        );
    }

    [Fact]
    public void A_workbook_that_unpacks_to_far_more_than_it_weighs_is_refused_before()
    {
        var bomb = Workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + new string('a', 60_000_000) + "</t></is></c></row>");
        Assert.InRange(bomb.Length, 1, 1_000_000);
        var refused = Assert.Throws<UnreadableFileException>(() => Rows(bomb));
        Assert.Contains("ausgepackt", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "</t></is></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></c>", "<nirgends>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c>", "</row>")]
    public void A_broken_workbook_is_refused_with_a_sentence(string before, string after)
    {
        var refused = Assert.Throws<UnreadableFileException>(() => Rows(Workbook(before + new string('x', 40_000) + after)));
        Assert.Contains("beschädigt oder geschützt", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_without_a_sheet_is_refused_with_a_sentence() =>
        Assert.Throws<UnreadableFileException>(() => Rows(Package(("xl/workbook.xml", "<workbook/>"))));

    internal static byte[] Workbook(string rows) =>
        Package(
            (
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"""
            ),
            (
                "xl/workbook.xml",
                """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Verborgen" sheetId="2" state="hidden" r:id="rId4"/><sheet name="Panel" sheetId="1" r:id="rId1"/></sheets></workbook>"""
            ),
            (
                "xl/sharedStrings.xml",
                """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t xml:space="preserve"> Anna</t></si><si><r><t>Bär </t></r><r><rPr><b/></rPr><t>und Bärin</t></r><rPh sb="0" eb="1"><t>gesprochen</t></rPh></si></sst>"""
            ),
            (
                "xl/styles.xml",
                """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="[Red]0&quot; Tage y&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"""
            ),
            (
                "xl/worksheets/sheet2.xml",
                """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>99</v></c></row></sheetData></worksheet>"""
            ),
            (
                "xl/worksheets/sheet1.xml",
                $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"""
            )
        );

    private static byte[] Package(params (string Name, string Content)[] parts)
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(content);
            }
        return package.ToArray();
    }

    private static List<string> Rows(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var table = Table.Open(stream);
        var rows = new List<string>();
        while (table.Read())
            rows.Add($"{table.Line}: {string.Join('|', table.Fields)}");
        return rows;
    }
}
