using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// What the file says about itself: title, author, language and dates, as XMP and in the old dictionary, which have to agree; that it is PDF/UA-1 and PDF/A-3a; and
/// what its colours are.
/// </summary>
internal static class PdfIdentity
{
    private const string Creator = "Befragung",
        Dates = "yyyy-MM-ddTHH:mm:ssZ";

    /// <param name="author">Null where nobody is named.</param>
    public static void Write(PdfFile file, ReadOnlySpan<byte> original, string? author)
    {
        var info = file.Dictionary(file.Trailer["Info"]) ?? throw new PdfFormatException("The file says nothing about itself.");
        var title = Clean(info["Title"]);
        var language = Clean(file.Catalog["Lang"]);
        if (title.Length == 0 || language.Length == 0)
            throw new PdfFormatException("The title or the language is missing.");
        var created = Date(info["CreationDate"]);
        var modified = Date(info["ModDate"]);
        info["Title"] = PdfText.Write(title);
        var by = Clean(author ?? "");
        if (by.Length > 0)
            info["Author"] = PdfText.Write(by);
        // Chromium tells its version and the system it runs on; that is nobody's business.
        info["Creator"] = new PdfLiteral($"({Creator})");
        var metadata = Encoding.UTF8.GetBytes(Metadata(title, by, language, Clean(info["Producer"]), created, modified));
        file.Catalog["Metadata"] = file.Add(
            new PdfStream(new PdfDictionary(("Type", new PdfName("Metadata")), ("Subtype", new PdfName("XML"))), metadata)
        );
        var profile = file.Add(PdfStream.Deflated(new PdfDictionary(("N", PdfLiteral.Of(3))), PdfProfile.Srgb()));
        file.Catalog["OutputIntents"] = new PdfArray([
            new PdfDictionary(
                ("Type", new PdfName("OutputIntent")),
                ("S", new PdfName("GTS_PDFA1")),
                ("OutputConditionIdentifier", new PdfLiteral("(sRGB IEC61966-2.1)")),
                ("Info", new PdfLiteral("(sRGB IEC61966-2.1)")),
                ("DestOutputProfile", profile)
            ),
        ]);
        var id = new PdfLiteral($"<{Convert.ToHexString(SHA256.HashData(original).AsSpan(0, 16))}>");
        file.Trailer["ID"] = new PdfArray([id, id]);
    }

    /// <summary>A string without what XML cannot hold.</summary>
    private static string Clean(PdfValue? value) => value is PdfLiteral literal ? Clean(PdfText.Read(literal.Written.Span)) : "";

    private static string Clean(string text) =>
        string.Concat(
                text.EnumerateRunes()
                    .Where(rune => !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))
                    .Select(rune => rune.ToString())
            )
            .Trim();

    private static DateTimeOffset Date(PdfValue? value) =>
        DateTimeOffset.TryParseExact(
            Clean(value).Replace('\'', ':').TrimEnd(':'),
            "'D:'yyyyMMddHHmmsszzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date
            : throw new PdfFormatException("A date is missing.");

    private static string Metadata(
        string title,
        string author,
        string language,
        string producer,
        DateTimeOffset created,
        DateTimeOffset modified
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
                    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
                  <dc:format>application/pdf</dc:format>
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(title)}</rdf:li></rdf:Alt></dc:title>{(
                author.Length == 0 ? "" : $"<dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(author)}</rdf:li></rdf:Seq></dc:creator>"
            )}
                  <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(language)}</rdf:li></rdf:Bag></dc:language>
                  <xmp:CreatorTool>{Creator}</xmp:CreatorTool>
                  <xmp:CreateDate>{created.UtcDateTime.ToString(Dates, CultureInfo.InvariantCulture)}</xmp:CreateDate>
                  <xmp:ModifyDate>{modified.UtcDateTime.ToString(Dates, CultureInfo.InvariantCulture)}</xmp:ModifyDate>
                  <pdf:Producer>{SecurityElement.Escape(producer)}</pdf:Producer>
                  <pdfaid:part>3</pdfaid:part>
                  <pdfaid:conformance>A</pdfaid:conformance>
                  <pdfuaid:part>1</pdfuaid:part>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
                    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
                    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                      <pdfaProperty:name>part</pdfaProperty:name>
                      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                      <pdfaProperty:category>internal</pdfaProperty:category>
                      <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
                    </rdf:li></rdf:Seq></pdfaSchema:property>
                  </rdf:li></rdf:Bag></pdfaExtension:schemas>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """
        );
}
