using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Web.Reports;
using Befragung.Web.Tests.Reports.Parts;

namespace Befragung.Web.Tests.Reports.Pdf;

/// <summary>Pages of the report are filled: what has no room on one may not leave it half empty, and nothing stands alone without what it belongs to.</summary>
public sealed partial class FilledPagesTests : IDisposable
{
    private const double Height = 841.9,
        // Above and below stand the running head and the foot.
        Top = 51,
        Bottom = Height - 51,
        MostEmpty = 1 / 3.0;

    private readonly string folder = Directory.CreateTempSubdirectory("filled-").FullName;
    private readonly ReportHouse house = new();

    public void Dispose()
    {
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(ReportVersion.Whole)]
    [InlineData(ReportVersion.Data)]
    public async Task No_page_is_more_than_a_third_empty_unless_a_part_ends_with_it(ReportVersion volume)
    {
        var pages = await PagesAsync(volume);
        Assert.InRange(pages.Count, 20, int.MaxValue);
        Assert.All(
            // The title page has its picture, and contents are a part of their own.
            pages.Zip(pages.Skip(1)).Skip(2).Where(pair => pair.First.Head.Length > 0 && pair.First.Head == pair.Second.Head),
            pair =>
                Assert.True(
                    pair.First.Empty <= MostEmpty,
                    $"Page {pair.First.Number}, “{pair.First.Head}”, is {pair.First.Empty:P0} empty; then comes “{pair.Second.First}”."
                )
        );
    }

    [Theory]
    [InlineData(ReportVersion.Whole)]
    [InlineData(ReportVersion.Data)]
    public async Task A_page_that_a_section_begins_has_its_name_at_the_head(ReportVersion volume)
    {
        var pages = await PagesAsync(volume);
        var begun = ReportPageTests
            .Report(SampleStudy.TwoRounds())
            .Sections.Select(section => $"{section.Number} {section.Title}")
            .SelectMany(name =>
                pages.Where(page => page.First.StartsWith(name + " ", StringComparison.Ordinal)).Select(page => (name, page.Head))
            )
            .ToList();
        Assert.InRange(begun.Count, 3, 4);
        Assert.All(begun, one => Assert.Equal(one.name, one.Head));
    }

    /// <summary>A page by its words: those of pictures are words, too.</summary>
    private async Task<IReadOnlyList<Page>> PagesAsync(ReportVersion volume)
    {
        var pdf = Path.Combine(folder, "bericht.pdf");
        await house.Printer.Print(await house.Page.ForPaper(ReportPageTests.Report(SampleStudy.TwoRounds()), "de", volume), pdf, default);
        return
        [
            .. (await PdfWords.ReadAsync(pdf, "-bbox"))
                .Split("<page ")
                .Skip(1)
                .Select(
                    (page, index) =>
                    {
                        var words = Word()
                            .Matches(page)
                            .Select(word => (Top: Number(word, "top"), Bottom: Number(word, "bottom"), Text: word.Groups["text"].Value))
                            .ToList();
                        var within = words.FindAll(word => word.Top >= Top && word.Bottom <= Bottom);
                        return new Page(
                            index + 1,
                            string.Join(' ', words.Where(word => word.Bottom < Top).Select(word => word.Text)),
                            string.Join(' ', within.Take(6).Select(word => word.Text)),
                            1 - ((within.Select(word => word.Bottom).DefaultIfEmpty(Top).Max() - Top) / (Bottom - Top))
                        );
                    }
                ),
        ];
    }

    private static double Number(Match word, string name) => double.Parse(word.Groups[name].Value, CultureInfo.InvariantCulture);

    /// <param name="Head">What it says it is about.</param>
    /// <param name="First">What it begins with.</param>
    /// <param name="Empty">What is left free at its end, as a share of its height.</param>
    private sealed record Page(int Number, string Head, string First, double Empty);

    [GeneratedRegex(
        @"yMin=""(?<top>[\d.]+)""[^>]*yMax=""(?<bottom>[\d.]+)""[^>]*>(?<text>[^<]*)</word>",
        RegexOptions.ExplicitCapture,
        10000
    )]
    private static partial Regex Word();
}
