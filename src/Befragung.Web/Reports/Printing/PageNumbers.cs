using System.Globalization;
using System.Text.RegularExpressions;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Reports.Printing;

/// <summary>
/// The numbers of pages in a document that is to be printed: <c>&lt;span class="page" data-page="s1"&gt;&lt;/span&gt;</c>, at the end of a link or behind it,
/// asks for that of the page on which the element with the id s1 stands, where the link leads.
/// </summary>
internal static partial class PageNumbers
{
    /// <summary>As many digits as the number of a page has at most.</summary>
    private const int Digits = 3;

    /// <summary>
    /// Holds the places with numbers that can be told from their neighbours. Any four in a row have all ten digits between them, so that the font in the PDF
    /// has them too. What is nowhere in the document gets none.
    /// </summary>
    public static string Hold(string html, out IReadOnlyList<PdfPageNumber> held)
    {
        var ids = Id().Matches(html).Select(id => id.Groups["id"].Value).ToHashSet();
        var numbers = new List<PdfPageNumber>();
        var holding = Place()
            .Replace(
                html,
                place =>
                {
                    if (!ids.Contains(place.Groups["id"].Value))
                        return place.Value;
                    var number = string.Concat(
                        Enumerable.Range(numbers.Count * Digits, Digits).Select(digit => (char)('0' + (digit % 10)))
                    );
                    numbers.Add(new(place.Groups["id"].Value, number));
                    return place.Value + number;
                }
            );
        held = numbers;
        return holding;
    }

    public static string Fill(string html, IReadOnlyDictionary<string, int> numbers) =>
        Place()
            .Replace(
                html,
                place =>
                    numbers.TryGetValue(place.Groups["id"].Value, out var number)
                        ? string.Create(CultureInfo.InvariantCulture, $"{place.Value}{number}")
                        : place.Value
            );

    /// <summary>The true numbers of these places; null where one leads nowhere.</summary>
    public static IReadOnlyList<PdfPageNumber>? True(IReadOnlyList<PdfPageNumber> held, IReadOnlyDictionary<string, int> pages) =>
        held.All(number => pages.ContainsKey(number.Target))
            ? [.. held.Select(number => number with { Digits = pages[number.Target].ToString(CultureInfo.InvariantCulture) })]
            : null;

    [GeneratedRegex("""<span class="page" data-page="(?<id>[a-z0-9.]+)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(""" id="(?<id>[a-z0-9.]+)["]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
