using System.Globalization;
using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Kern;

/// <summary>Pages load only the letters that usual texts need.</summary>
public sealed partial class FontTests
{
    private static readonly string Root = Repository.PathOf("src", "Befragung.Web", "wwwroot");

    [Theory]
    [InlineData("site.css", 4)]
    [InlineData("vorstellung.css", 3)]
    public void A_style_sheet_says_of_the_cut_fonts_just_the_letters_that_are_in_them(string sheet, int faces)
    {
        var cut = File.ReadAllLines(Path.Combine(Root, sheet))
            .Where(line => line.Contains("npm/FiraSans", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(faces, cut.Count);
        var letters = File.ReadAllText(Path.Combine(Root, "npm", "schrift.txt")).ToHashSet();
        foreach (var face in cut)
        {
            Assert.Equal(letters, Letters(face));
            Assert.InRange(new FileInfo(Path.Combine(Root, FileName().Match(face).Value)).Length, 5_000, 15_000);
        }
    }

    private static HashSet<char> Letters(string face) =>
        [
            .. from range in Ranges().Match(face).Groups["ranges"].Value.Split(", ")
            let ends = range[2..].Split('-').Select(end => int.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToList()
            from letter in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
            select (char)letter,
        ];

    [GeneratedRegex("unicode-range: (?<ranges>[^;]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ranges();

    [GeneratedRegex("npm/[A-Za-z-]+\\.woff2", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();
}
