using System.IO.Compression;
using System.Security;
using System.Text;

namespace Befragung.Web.Tests.Exchange.Import;

/// <summary>Surveys of other tools: files of this folder, and packages that are made here.</summary>
internal static class SourceFiles
{
    public const string WordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private const string Head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    public static byte[] Read(string name) =>
        File.ReadAllBytes(Repository.PathOf("tests", "Befragung.Web.Tests", "Exchange", "Import", "Cases", name));

    public static byte[] Package(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = package.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        return stream.ToArray();
    }

    /// <summary>A workbook of sheets, each with rows of cells that are separated by "|".</summary>
    public static byte[] Workbook(params (string Name, string[] Rows)[] sheets)
    {
        var parts = new List<(string, string)>
        {
            (
                "[Content_Types].xml",
                $"""
                {Head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{string.Concat(
                    sheets.Select(
                        (_, i) =>
                            $"""<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""
                    )
                )}</Types>
                """
            ),
            (
                "_rels/.rels",
                $"""{Head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
            ),
            (
                "xl/workbook.xml",
                $"""{Head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(sheets.Select((sheet, i) => $"""<sheet name="{sheet.Name}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>"""
            ),
            (
                "xl/_rels/workbook.xml.rels",
                $"""{Head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}</Relationships>"""
            ),
        };
        for (var i = 0; i < sheets.Length; i++)
            parts.Add(
                (
                    $"xl/worksheets/sheet{i + 1}.xml",
                    $"""{Head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{string.Concat(sheets[i].Rows.Select(Row))}</sheetData></worksheet>"""
                )
            );
        return Package([.. parts]);
    }

    /// <summary>A Word document of paragraphs and tables as XML, with styles for a title and two headings, a list with bullets (1) and a numbered one (2).</summary>
    public static byte[] Document(params string[] body) =>
        Package(
            (
                "[Content_Types].xml",
                $"""{Head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
            ),
            (
                "_rels/.rels",
                $"""{Head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
            ),
            (
                "word/document.xml",
                $"""{Head}<w:document xmlns:w="{WordSpace}"><w:body>{string.Concat(body)}<w:sectPr/></w:body></w:document>"""
            ),
            (
                "word/styles.xml",
                $"""{Head}<w:styles xmlns:w="{WordSpace}"><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Eigene"/><w:basedOn w:val="berschrift1"/></w:style></w:styles>"""
            ),
            (
                "word/numbering.xml",
                $"""{Head}<w:numbering xmlns:w="{WordSpace}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
            )
        );

    public static string Paragraph(string text, string? style = null, int? list = null, int level = 0) =>
        $"""<w:p><w:pPr>{(style is null ? "" : $"""<w:pStyle w:val="{style}"/>""")}{(list is null ? "" : $"""<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>""")}</w:pPr><w:r><w:t xml:space="preserve">{SecurityElement.Escape(text)}</w:t></w:r></w:p>""";

    public static string Table(params string[] rows) =>
        $"<w:tbl>{string.Concat(rows.Select(row => $"<w:tr>{string.Concat(row.Split('|').Select(cell => $"<w:tc>{Paragraph(cell)}</w:tc>"))}</w:tr>"))}</w:tbl>";

    private static string Row(string cells, int index) =>
        $"""<row r="{index + 1}">{string.Concat(cells.Split('|').Select((cell, column) => cell.Length == 0 ? "" : $"""<c r="{(char)('A' + column)}{index + 1}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(cell)}</t></is></c>"""))}</row>""";
}
