using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Pdf;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Tests.Reports.Parts;
using Befragung.Web.Tests.Reports.Pdf;

namespace Befragung.Web.Tests.Reports.Printing;

/// <summary>The numbers of pages in contents and checklist, as they are read out of the PDF, beside the page on which the heading really stands.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class PageNumbersTests : IDisposable
{
    /// <summary>Lets the browser really print each time, and knows how many prints there have been.</summary>
    private const string Print = "kind=$$; n=$(grep -c an \"$(dirname \"$0\")/log\"); ";

    /// <summary>Parts the digits of the first print, so that nobody finds them.</summary>
    private const string Spoil = "[ $n -gt 1 ] || sed -i -E 's/(data-page=\"[^\"]*\">[0-9])/\\1x/' \"$page\"; ";

    private readonly string folder = Directory.CreateTempSubdirectory("numbers-").FullName;
    private readonly ReportHouse house = new();
    private readonly FakeBrowser browser = new();
    private readonly ReportPrinter printer;

    public PageNumbersTests()
    {
        printer = new(
            new()
            {
                Browser = browser.Path,
                Timeout = TimeSpan.FromSeconds(60),
                // Each part would be a start of the browser.
                PartLength = int.MaxValue,
            },
            TimeProvider.System
        );
        browser.Does(Print);
    }

    public void Dispose()
    {
        printer.Dispose();
        browser.Dispose();
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task Each_entry_of_the_contents_and_of_the_checklist_tells_where_its_heading_stands(string language)
    {
        var pages = await PagesAsync(
            await house.Page.ForPaper(ReportPageTests.Report(SampleStudy.TwoRounds()), language, ReportVersion.Data)
        );
        Assert.Equal(1, browser.Starts);
        var pdf = new TaggedPdf(await File.ReadAllBytesAsync(Pdf));
        var entries = pdf
            .Pages.Skip(1)
            .Take(2)
            .SelectMany(page => pdf.List(pdf.Dictionary(page).GetValueOrDefault("Annots")))
            .Select(link => TaggedPdf.Text(pdf.Dictionary(link)["Contents"]))
            .ToList();
        Assert.InRange(entries.Count, 40, 200);
        Assert.All(
            entries,
            entry =>
            {
                var parts = Entry().Match(entry);
                Assert.True(parts.Success, entry);
                Assert.Contains(
                    Letters(parts.Groups["title"].Value),
                    Letters(pages[int.Parse(parts.Groups["page"].Value, CultureInfo.InvariantCulture) - 1]),
                    StringComparison.Ordinal
                );
            }
        );
        Assert.Equal(
            ["1", "2"],
            entries.Select(entry => entry[(entry.LastIndexOf(' ') + 1)..].Length.ToString(CultureInfo.InvariantCulture)).Distinct().Order()
        );

        // Behind the checklist, only the references follow.
        var checklist = pages.Skip(
            pages.FindIndex(page =>
                page.Contains("DELPHISTAR", StringComparison.Ordinal) && page.Contains("10.1371", StringComparison.Ordinal)
            )
        );
        var told = checklist
            .SelectMany(page => Told().Matches(page))
            .Select(place => (Name: place.Groups["name"].Value, Page: int.Parse(place.Groups["page"].Value, CultureInfo.InvariantCulture)))
            .ToList();
        // Those places that are in this volume.
        Assert.InRange(told.Count, 5, 100);
        var sections = entries.Single(entry => entry.StartsWith("1 ", StringComparison.Ordinal));
        Assert.All(
            told,
            place =>
            {
                if (place.Name is "Ergebnisse nach Abschnitten" or "Results by section")
                    Assert.EndsWith($" {place.Page}", sections, StringComparison.Ordinal);
                else if (place.Name is "Titelseite" or "Title page")
                    Assert.Equal(1, place.Page);
                else
                    Assert.Contains(Letters(place.Name), Letters(pages[place.Page - 1]), StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Numbers_of_one_two_and_three_digits_stand_below_each_other()
    {
        var pages = await PagesAsync(Book(120));
        Assert.Equal(1, browser.Starts);
        AssertTrue(pages, 120);
        var ends = (await TextAsync("-bbox")).Split('\n').Select(line => Word().Match(line)).Where(word => word.Success).Take(120).ToList();
        Assert.Equal([1, 2, 3], ends.Select(word => word.Groups["text"].Length).Distinct().Order());
        var right = ends.Select(word => double.Parse(word.Groups["right"].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(right.Max() - right.Min(), 0, 0.05);
    }

    [Fact]
    public async Task Whoever_hears_the_file_hears_the_true_numbers()
    {
        await PagesAsync(Book(120));
        var pdf = new TaggedPdf(await File.ReadAllBytesAsync(Pdf));
        var links = pdf
            .Pages.SelectMany(page => pdf.List(pdf.Dictionary(page).GetValueOrDefault("Annots")))
            .Select(link => TaggedPdf.Text(pdf.Dictionary(link)["Contents"]))
            .ToList();
        Assert.Contains("Kapitel Nr7 " + Page(7), links);
        Assert.Contains("Kapitel Nr97 " + Page(97), links);
        Assert.Contains("Kapitel Nr120 " + Page(120), links);

        int Page(int chapter) =>
            pdf.Pages.IndexOf((TaggedPdf.Reference)pdf.List(pdf.Dictionary(pdf.Catalog["Dests"])[$"c{chapter}"])[0]) + 1;
    }

    [Fact]
    public async Task Where_the_numbers_cannot_be_written_the_document_is_printed_again()
    {
        browser.Does(Print + Spoil);
        var pages = await PagesAsync(Book(12));
        Assert.Equal(2, browser.Starts);
        AssertTrue(pages, 12);
    }

    [Fact]
    public async Task A_font_without_some_digits_has_the_document_printed_again()
    {
        // One place alone has three digits; its page needs another one.
        var pages = await PagesAsync(Book(1, isChecked: false, before: 4));
        Assert.Equal(2, browser.Starts);
        Assert.Contains("Kapitel Nr1 7", Plain(pages[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_more_digits_than_there_is_room_for_is_refused_and_nothing_is_changed()
    {
        await PagesAsync(Book(12, isChecked: false));
        var file = new PdfFile(await File.ReadAllBytesAsync(Pdf));
        var numbers = new PdfPageNumbers(file);
        PdfPageNumber[] first = [.. Enumerable.Range(1, 7).Select(number => new PdfPageNumber($"c{number}", Digits(number + 2)))];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], numbers.Where(first));
        Assert.False(numbers.Replace(first, [.. first.Select(number => number.Target == "c7" ? number with { Digits = "10" } : number)]));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], numbers.Where(first));
        PdfPageNumber[] others = [.. first.Zip(first.Reverse(), (number, other) => number with { Digits = other.Digits })];
        Assert.True(numbers.Replace(first, others));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], numbers.Where(others));
        Assert.Null(numbers.Where(first));
    }

    [Fact]
    public async Task When_things_move_at_each_print_there_are_no_numbers_rather_than_wrong_ones()
    {
        browser.Does(Print + Spoil + "sed -i \"s|<h1>|$(printf '<div class=gap>.</div>%.0s' $(seq $n))<h1>|\" \"$page\"");
        var pages = await PagesAsync(Book(5));
        Assert.Equal(4, browser.Starts);
        Assert.Matches("Kapitel Nr1 Kapitel Nr2 ", Plain(string.Concat(pages)));
    }

    [Fact]
    public async Task When_things_move_once_the_numbers_are_corrected()
    {
        browser.Does(Print + Spoil + "[ $n -eq 1 ] || sed -i 's|<h1>|<div class=gap>.</div><div class=gap>.</div><h1>|' \"$page\"");
        var pages = await PagesAsync(Book(5));
        Assert.Equal(3, browser.Starts);
        AssertTrue(pages, 5);
    }

    [Fact]
    public async Task What_is_nowhere_in_the_document_gets_no_number()
    {
        var pages = await PagesAsync(
            Book(5)
                .Replace(
                    "</h1>",
                    "</h1><p><a href=\"#nichts\">Nirgends</a><span class=\"page\" data-page=\"nichts\"></span></p>",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(1, browser.Starts);
        Assert.Equal("Buch Nirgends ", Plain(pages[0]));
        AssertTrue(pages, 5);
    }

    [Fact]
    public async Task The_short_version_is_printed_once()
    {
        var pages = await PagesAsync(await house.Page.ForPaper(ReportPageTests.Report(SampleStudy.TwoRounds()), "en", ReportVersion.Brief));
        Assert.Equal(1, browser.Starts);
        Assert.InRange(pages.Count, 2, 4);
        Assert.DoesNotContain("012", pages[0], StringComparison.Ordinal);
    }

    private string Pdf => Path.Combine(folder, "bericht.pdf");

    /// <summary>Chapters on a page each, behind a table of contents; with so many pages before.</summary>
    private string Book(int chapters, bool isChecked = true, int before = 0)
    {
        string Each(Func<int, string> one) => string.Concat(Enumerable.Range(1, chapters).Select(one));
        return $$"""
            <!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Buch</title><style>{{house.Get<ReportStyle>().Inlined("")}}
            .gap, h2 { break-before: page; }</style></head><body><main><h1>Buch</h1>
            <nav class="contents"><ol>{{Each(number =>
                $"""<li><a href="#c{number}"><span>Kapitel Nr{number}</span><span class="leader"></span><span class="page" data-page="c{number}"></span></a></li>"""
            )}}</ol></nav>
            {{string.Concat(Enumerable.Repeat("<div class=\"gap\">.</div>", before))}}
            {{Each(number => $"<h2 id=\"c{number}\">Überschrift Nr{number}.</h2>")}}
            {{(
                isChecked
                    ? $"<div class=\"checklist gap\">{Each(number => $"""<p><span class="told-at"><a href="#c{number}">Siehe Nr{number}</a><span class="page" data-page="c{number}"></span></span></p>""")}</div>"
                    : ""
            )}}
            </main></body></html>
            """;
    }

    private static void AssertTrue(List<string> pages, int chapters)
    {
        var text = Plain(string.Concat(pages));
        for (var number = 1; number <= chapters; number++)
        {
            var page = pages.FindIndex(one => one.Contains($"Überschrift Nr{number}.", StringComparison.Ordinal)) + 1;
            Assert.Contains($"Kapitel Nr{number} {page} ", text, StringComparison.Ordinal);
            Assert.Contains($"Siehe Nr{number}, S. {page} ", text, StringComparison.Ordinal);
        }
    }

    /// <summary>The text of each page.</summary>
    private async Task<List<string>> PagesAsync(string html)
    {
        await printer.Print(html, Pdf, default);
        return [.. (await TextAsync("-layout")).Split('\f').SkipLast(1)];
    }

    private Task<string> TextAsync(string kind) => PdfWords.ReadAsync(Pdf, kind);

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string text) => Blanks().Replace(text, " ");

    private static string Letters(string text) => string.Concat(text.TrimEnd('…').Where(char.IsLetterOrDigit));

    [GeneratedRegex("^(?<title>.*) (?<page>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(
        "(^|  )(?<name>[^ \n]+( [^ \n]+)*), [Sp]\\. (?<page>[0-9]+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Told();

    [GeneratedRegex("""xMax="(?<right>[0-9.]+)" yMax="[0-9.]+">(?<text>[0-9]+)</word>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
