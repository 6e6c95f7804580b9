using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Reports;

/// <summary>
/// The numbers of pages in a document that is to be printed: <c>&lt;span class="page" data-page="s1"&gt;&lt;/span&gt;</c> asks for that of the page on which
/// the element with the id s1 stands. Some element has to link to it, or Chromium does not tell.
/// </summary>
internal static partial class PageNumbers
{
    public static bool AreAskedFor(string html) => Place().IsMatch(html);

    public static string Fill(string html, IReadOnlyDictionary<string, int> numbers) => Place().Replace(html, place =>
        numbers.TryGetValue(place.Groups["id"].Value, out var number) ? string.Create(CultureInfo.InvariantCulture, $"{place.Value}{number}") : place.Value);

    /// <summary>The numbers, from 1, by the ids of what stands there.</summary>
    /// <exception cref="PdfFormatException">It is no PDF, not whole, or not as Chromium writes it.</exception>
    public static Dictionary<string, int> In(ReadOnlyMemory<byte> printed)
    {
        var file = new PdfFile(printed);
        var pages = file.Pages.Select((page, index) => (page.Number, Page: index + 1)).ToDictionary(one => one.Number, one => one.Page);
        var numbers = new Dictionary<string, int>();
        foreach (var (id, target) in file.Dictionary(file.Catalog["Dests"])?.Entries ?? [])
        {
            if (file.List(target) is [PdfReference page, ..] && pages.TryGetValue(page.Number, out var number)) numbers[PdfText.Name(id)] = number;
        }
        return numbers;
    }

    [GeneratedRegex("""<span class="page" data-page="(?<id>[a-z0-9.]+)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
