using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Reports.Parts;

/// <summary>
/// Says where the long words of a table's head may end a line. Chromium hyphenates nothing on paper: its dictionaries come over the network. This goes by the
/// sound of words, which is near enough, and rather leaves out a place.
/// </summary>
internal static partial class Syllables
{
    private const char SoftHyphen = '\u00ad';

    /// <summary>Letters at least on either side.</summary>
    private const int Least = 4;

    public static IHtmlContent Inline(object text) =>
        new HtmlString(
            LongWordOrTag()
                .Replace(Markdown.Inline(text.ToString()!).ToString()!, one => one.Value[0] == '<' ? one.Value : Parted(one.Value))
        );

    public static string Parted(string word) =>
        Cluster()
            .Replace(
                word,
                cluster =>
                    cluster.Groups["onset"].Index is var place && place >= Least && word.Length - place >= Least
                        ? cluster.Groups["before"].Value + SoftHyphen + cluster.Groups["onset"].Value
                        : cluster.Value
            );

    [GeneratedRegex(@"<[^>]*>|\p{L}{13,}", RegexOptions.None, 1000)]
    private static partial Regex LongWordOrTag();

    // Between vowels, what a syllable can begin with goes to the next line. An s may as well belong to the word before, "Bundes-institut"; and so does what comes before "ab" or "aus".
    [GeneratedRegex(
        "(?<=[aeiouyäöü])(?<before>[b-df-hj-np-tv-xzß]*?)(?<onset>sch(?:[mnrw]|l(?!ich))?|(?<!ng)(?:str|spr|st|sp)|ch|ck|ph|th|qu|[bdfgkpt]r|[bfgkp]l(?!ich)|[b-df-hj-np-rtv-xz])(?=[aeiouyäöü])(?!ab[^aeiouyäöü]|auf|aus|unter|über)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Cluster();
}
