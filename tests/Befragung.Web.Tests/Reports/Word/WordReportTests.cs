using System.Diagnostics;
using AngleSharp.Dom;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Reports.Word;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Office2019.Drawing.SVG;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using static Befragung.Web.Tests.Reports.Parts.ReportPageTests;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Tests.Reports.Word;

/// <summary>The report as a Word document says by its elements what the page says by its own.</summary>
public sealed class WordReportTests : IDisposable
{
    private const string Office = "/usr/bin/soffice";

    private readonly string folder = Directory.CreateTempSubdirectory("word-").FullName;
    private readonly ReportHouse house = new();

    public void Dispose()
    {
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("de", ReportVersion.Whole)]
    [InlineData("en", ReportVersion.Brief)]
    [InlineData("de", ReportVersion.Data)]
    public async Task It_has_the_headings_captions_tables_pictures_and_contents_of_the_page(string language, ReportVersion volume)
    {
        var report = Report(SampleStudy.TwoRounds()) with
        {
            Notice = new("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben."),
        };
        var html = await house.Page.ForPaper(report, language, volume);
        var bytes = await house.Printer.WordAsync(() => Task.FromResult(html), new PrintProgress(), default);
        using var stream = new MemoryStream(bytes);
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        AssertValid(document);
        var page = WordReport.Read(html);
        var main = document.MainDocumentPart!;
        var body = main.Document!.Body!;
        foreach (var level in Enumerable.Range(1, 4))
            Assert.Equal(
                page.QuerySelectorAll($"main h{level}").Where(heading => heading.Closest("nav") is null).Select(WordReport.Plain),
                Styled(body, level == 1 ? "Title" : $"Heading{level - 1}")
            );
        Assert.Equal(page.QuerySelectorAll("main table").Length, body.Descendants<Table>().Count());
        // What a shaded table says by its ground, it says in Word too.
        Assert.Equal(
            page.QuerySelectorAll(".heat-1, .heat-2, .heat-3, .heat-4").Length,
            body.Descendants<TableCellProperties>().Count(cell => cell.Shading is not null)
        );
        Assert.Equal(
            page.QuerySelectorAll("main caption, main figcaption").Length,
            body.Descendants<Paragraph>().Count(one => StyleOf(one) == "Caption")
        );
        Assert.All(
            body.Descendants<Table>(),
            table =>
            {
                Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
                Assert.NotEmpty(table.GetFirstChild<TableProperties>()!.TableCaption!.Val!.Value!);
                Assert.Equal(
                    table
                        .GetFirstChild<TableGrid>()!
                        .Elements<GridColumn>()
                        .Sum(column => int.Parse(column.Width!, System.Globalization.CultureInfo.InvariantCulture)),
                    int.Parse(table.GetFirstChild<TableProperties>()!.TableWidth!.Width!, System.Globalization.CultureInfo.InvariantCulture)
                );
            }
        );

        var pictures = WordPicture.Of(page);
        Assert.Equal(page.QuerySelectorAll("main figure").Length, pictures.Count);
        var drawn = body.Descendants<Inline>().ToList();
        Assert.Equal(pictures.Select(one => one.Says), drawn.Select(one => one.DocProperties!.Description!.Value));
        Assert.Equal(pictures.Count, body.Descendants<SVGBlip>().Count());
        foreach (var (picture, inline) in pictures.Zip(drawn))
            AssertSeen(main, picture, inline);

        var contents = body.Descendants<SdtBlock>().SelectMany(one => one.Descendants<Hyperlink>()).ToList();
        Assert.Equal(
            (volume != ReportVersion.Brief)
                ? page.QuerySelectorAll("main h2, main h3").Where(one => one.Closest("nav") is null).Select(WordReport.Plain)
                : [],
            contents.Select(link => link.InnerText)
        );
        var marks = body.Descendants<BookmarkStart>().Select(mark => mark.Name!.Value!).ToList();
        Assert.Equal(marks.Distinct().Count(), marks.Count);
        Assert.Empty(body.Descendants<Hyperlink>().Select(link => link.Anchor?.Value).OfType<string>().Except(marks));

        Assert.Equal(language == "en" ? "en-GB" : "de-DE", document.PackageProperties.Language);
        Assert.Equal(page.Title, document.PackageProperties.Title);
        // Whoever tears a page out of it has what has to stand on each.
        Assert.Equal(WordReport.Plain(page.QuerySelector(".notice")!), main.HeaderParts.Single().Header!.InnerText.Trim());
        Assert.Equal([" PAGE ", " NUMPAGES "], main.FooterParts.Single().Footer!.Descendants<FieldCode>().Select(code => code.Text));
        Assert.DoesNotContain(
            body.Elements<Paragraph>().SkipLast(1),
            one => one.InnerText.Trim().Length == 0 && !one.Descendants<Drawing>().Any()
        );
        await OpenInOfficeAsync(bytes);
    }

    [Fact]
    public void Elements_of_a_page_become_those_of_Word()
    {
        using var document = Made(
            """
            <!DOCTYPE html><html lang="de"><head><title>Titel – Bericht</title><meta name="author" content="Amt für Proben"></head><body>
            <nav class="tools"><a href="/x">PDF</a></nav><main>
            <h1>Ti&shy;tel</h1><p class="notice">Nur ein Beispiel.</p>
            <p lang="en">Well said: <q>so <em>very</em> true</q>, <span lang="de">sagte er: <q>Ja</q></span></p>
            <ol><li>eins<ul><li>darunter</li></ul></li><li>zwei</li></ol><ol><li>wieder eins</li></ol>
            <p>Siehe <a href="#t">Tafel</a>, <a href="https://doi.org/10.1/x">doi</a> und <a href="/nirgends">hier</a>.<span hidden>weg</span> <span aria-hidden="true">fort</span></p>
            <h2 id="t">Tafel</h2>
            <table><caption>Was <strong>steht</strong></caption><thead><tr><th rowspan="2">Frage</th><th colspan="2">Runde</th></tr><tr><th>1</th><th>2</th></tr></thead>
            <tbody><tr><th scope="row">A &amp; B</th><td>3</td><td>4</td></tr><tr class="group"><th colspan="3">Alle</th></tr></tbody></table>
            <table><tr><td>ohne Kopf</td></tr></table>
            <blockquote><p>Zitat</p></blockquote><dl><dt>Wort</dt><dd>Bedeutung</dd></dl><p class="said">Zeile 1
            Zeile 2</p><p> </p><div></div>
            </main></body></html>
            """
        );
        AssertValid(document);
        var body = document.MainDocumentPart!.Document!.Body!;
        Assert.Equal("Amt für Proben", document.PackageProperties.Creator);
        Assert.Equal(["Titel"], Styled(body, "Title"));
        Assert.Single(body.Descendants<SoftHyphen>());
        Assert.DoesNotContain("weg", body.InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain("fort", body.InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain("PDF", body.InnerText, StringComparison.Ordinal);
        var said = body.Elements<Paragraph>().Single(one => one.InnerText.StartsWith("Well", StringComparison.Ordinal));
        Assert.Equal("Well said: “so very true”, sagte er: „Ja“", said.InnerText);
        Assert.Equal(
            ["en-GB", null],
            said.Elements<Run>().Select(run => run.RunProperties?.GetFirstChild<W.Languages>()?.Val?.Value).Distinct()
        );
        var lists = body.Elements<Paragraph>()
            .Where(one => one.ParagraphProperties?.NumberingProperties is not null)
            .Select(one =>
                (
                    one.InnerText,
                    one.ParagraphProperties!.NumberingProperties!.NumberingId!.Val!.Value,
                    one.ParagraphProperties.NumberingProperties.NumberingLevelReference!.Val!.Value
                )
            );
        Assert.Equal([("eins", 2, 0), ("darunter", 1, 1), ("zwei", 2, 0), ("wieder eins", 3, 0)], lists);
        var links = body.Descendants<Hyperlink>().ToList();
        Assert.Equal(["Tafel", "doi"], links.Select(link => link.InnerText));
        Assert.Contains(body.Descendants<BookmarkStart>(), mark => mark.Name == links[0].Anchor!.Value);
        Assert.Equal("https://doi.org/10.1/x", document.MainDocumentPart.HyperlinkRelationships.Single().Uri.ToString());

        var tables = body.Elements<Table>().ToList();
        Assert.Equal("Was steht", tables[0].GetFirstChild<TableProperties>()!.TableCaption!.Val!.Value);
        var rows = tables[0].Elements<TableRow>().ToList();
        Assert.Equal([true, true, false, false], rows.Select(row => row.TableRowProperties!.GetFirstChild<TableHeader>() is not null));
        Assert.Equal([2, 3, 3, 1], rows.Select(row => row.Elements<TableCell>().Count()));
        Assert.Equal(
            [MergedCellValues.Restart, MergedCellValues.Continue],
            rows.Take(2).Select(row => row.Elements<TableCell>().First().TableCellProperties!.VerticalMerge!.Val!.Value)
        );
        Assert.Equal([2, 3], body.Descendants<GridSpan>().Select(span => span.Val!.Value));
        Assert.Equal("A & B", rows[2].Elements<TableCell>().First().InnerText);
        // Tables that touch would be one.
        Assert.IsType<Paragraph>(tables[0].NextSibling());
        Assert.Equal(["Zitat"], Styled(body, "Quote"));
        Assert.Equal(
            "WortBedeutung",
            string.Concat(body.Elements<Paragraph>().Where(one => one.InnerText is "Wort" or "Bedeutung").Select(one => one.InnerText))
        );
        Assert.Single(body.Elements<Paragraph>().Last().Descendants<Break>());
    }

    private static WordprocessingDocument Made(string html) =>
        WordprocessingDocument.Open(new MemoryStream(WordReport.Of(WordReport.Read(html), [])), isEditable: false);

    private static void AssertValid(WordprocessingDocument document) =>
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                .Validate(document)
                .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")
        );

    /// <summary>By points it is as large as it is drawn, and not a blank sheet or a piece of another picture.</summary>
    private static void AssertSeen(MainDocumentPart main, WordPicture picture, Inline inline)
    {
        using var content = new MemoryStream();
        using (var part = main.GetPartById(inline.Descendants<DocumentFormat.OpenXml.Drawing.Blip>().Single().Embed!.Value!).GetStream())
            part.CopyTo(content);
        var points = Png.Read(content.ToArray());
        Assert.Equal(
            ((int)(picture.Width * PictureSheet.Density), (int)(picture.Height * PictureSheet.Density)),
            (points.Width, points.Height)
        );
        Assert.True(points.Points.ToArray().Distinct().Count() > 8, picture.Says);
    }

    private static IEnumerable<string> Styled(Body body, string style) =>
        body.Descendants<Paragraph>().Where(one => StyleOf(one) == style).Select(one => one.InnerText.Trim());

    private static string? StyleOf(Paragraph one) => one.ParagraphProperties?.ParagraphStyleId?.Val?.Value;

    /// <summary>Where there is an office program, it makes a PDF of it with as many pages as there is to read.</summary>
    private async Task OpenInOfficeAsync(byte[] document)
    {
        if (!File.Exists(Office))
            return;
        var file = Path.Combine(folder, "bericht.docx");
        await File.WriteAllBytesAsync(file, document);
        using var office = Process.Start(
            new ProcessStartInfo(
                Office,
                [
                    $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}",
                    "--headless",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    folder,
                    file,
                ]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await office.WaitForExitAsync();
        Assert.True(new FileInfo(Path.Combine(folder, "bericht.pdf")).Length > 50_000);
    }
}
