using System.Diagnostics;
using System.Runtime.Versioning;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Tests.Reports.Parts;
using Befragung.Web.Tests.Reports.Pdf;

namespace Befragung.Web.Tests.Reports.Printing;

/// <summary>A long document is printed in parts: whoever reads, hears or follows links in the file notices nothing of it.</summary>
[SupportedOSPlatform("linux")]
public sealed class PrintPartsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("parts-").FullName;
    private readonly ReportHouse house = new();
    private readonly FakeBrowser browser = new();

    public PrintPartsTests() => browser.Does("kind=$$; ");

    public void Dispose()
    {
        browser.Dispose();
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_document_in_parts_is_the_one_that_is_printed_at_once()
    {
        var html = await house.Page.ForPaper(ReportPageTests.Report(SampleStudy.TwoRounds()), "de", ReportVersion.Data);
        var (whole, wholeText) = await PrintAsync(html, int.MaxValue);
        Assert.Equal(1, browser.Starts);
        var (joined, joinedText) = await PrintAsync(html, 40_000);
        Assert.InRange(browser.Starts, 4, 40);

        // Heads, feet, numbers of pages and of figures among it.
        Assert.Equal(wholeText, joinedText);
        Assert.Equal(Elements(whole), Elements(joined));
        Assert.Equal(Outline(whole), Outline(joined));
        Assert.Equal(Links(whole), Links(joined));
        Assert.Equal(HeadersOf(whole), HeadersOf(joined));
    }

    [Fact]
    public async Task A_short_document_is_printed_at_once()
    {
        await PrintAsync(await house.Page.ForPaper(ReportPageTests.Report(SampleStudy.TwoRounds()), "de"), 800_000);
        Assert.Equal(1, browser.Starts);
    }

    [Fact]
    public void What_cannot_be_parted_stays_whole()
    {
        var html = $"<html><head><style></style></head><body><main>{new string('x', 1000)}</main></body></html>";
        Assert.Equal(html, Assert.Single(PrintParts.Of(html, 100)).Behind(0));
    }

    private async Task<(TaggedPdf Pdf, string Text)> PrintAsync(string html, int partLength)
    {
        using var printer = new ReportPrinter(
            new()
            {
                Browser = browser.Path,
                Timeout = TimeSpan.FromSeconds(60),
                PartLength = partLength,
            },
            TimeProvider.System
        );
        var path = Path.Combine(folder, "report.pdf");
        await printer.Print(html, path, default);
        using var read = Process.Start(
            new ProcessStartInfo("pdftotext", ["-layout", path, "-"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        return (new TaggedPdf(await File.ReadAllBytesAsync(path)), await read.StandardOutput.ReadToEndAsync());
    }

    /// <summary>What is said to be what, in the order of reading; the one element around all of a part says nothing.</summary>
    private static List<string> Elements(TaggedPdf pdf) =>
        [.. pdf.Elements.Select(one => pdf.Type(one.Element)).Where(type => type != "NonStruct")];

    private static List<string> Outline(TaggedPdf pdf)
    {
        List<string> entries = [];
        Below(pdf.Dictionary(pdf.Dictionary(pdf.Catalog["Outlines"])["First"]), 0);
        return entries;

        void Below(Dictionary<string, object>? entry, int depth)
        {
            for (; entry is not null; entry = entry.TryGetValue("Next", out var next) ? pdf.Dictionary(next) : null)
            {
                var page = pdf.Pages.IndexOf((TaggedPdf.Reference)pdf.List(entry["Dest"])[0]) + 1;
                entries.Add($"{depth} {TaggedPdf.Text(entry["Title"])} {page} {entry.GetValueOrDefault("Count")}");
                if (entry.TryGetValue("First", out var first))
                    Below(pdf.Dictionary(first), depth + 1);
            }
        }
    }

    private static List<string> Links(TaggedPdf pdf)
    {
        var places = pdf.Dictionary(pdf.Catalog["Dests"]);
        return
        [
            .. pdf
                .Pages.SelectMany(page => pdf.List(pdf.Dictionary(page).GetValueOrDefault("Annots")))
                .Select(pdf.Dictionary)
                .Select(link =>
                    $"{TaggedPdf.Text(link["Contents"])} {(link.TryGetValue("Dest", out var name) ? PageOf((TaggedPdf.Name)name) : TaggedPdf.Text(pdf.Dictionary(link["A"])["URI"]))}"
                ),
        ];

        string PageOf(TaggedPdf.Name name) => $"{name.Text} {pdf.Pages.IndexOf((TaggedPdf.Reference)pdf.List(places[name.Text])[0]) + 1}";
    }

    /// <summary>How many cells name how many heads, each of which is there.</summary>
    private static (int Cells, int Heads) HeadersOf(TaggedPdf pdf)
    {
        var names = Names(pdf.Structure["IDTree"]).ToHashSet();
        var heads = pdf
            .Elements.SelectMany(one => pdf.List(one.Element.GetValueOrDefault("A")))
            .Select(pdf.Dictionary)
            .Where(attribute => attribute.ContainsKey("Headers"))
            .Select(attribute => pdf.List(attribute["Headers"]).Select(TaggedPdf.Text).ToList())
            .ToList();
        Assert.All(heads, own => Assert.All(own, head => Assert.Contains(head, names)));
        return (heads.Count, heads.Sum(own => own.Count));

        IEnumerable<string> Names(object? tree) =>
            pdf.Dictionary(tree) is var node && node.TryGetValue("Kids", out var kids)
                ? pdf.List(kids).SelectMany(Names)
                : pdf.List(node["Names"]).Where((_, place) => place % 2 == 0).Select(TaggedPdf.Text);
    }
}
