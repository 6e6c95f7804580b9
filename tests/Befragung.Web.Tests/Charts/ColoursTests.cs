using System.Reflection;
using System.Text.RegularExpressions;
using Befragung.Delphi.Results;
using Befragung.Web.Charts;

namespace Befragung.Web.Tests.Charts;

/// <summary>A colour means the same in a picture, on a page and on paper: it stands in colours.css, and for pictures in <see cref="Ink"/>.</summary>
public sealed partial class ColoursTests
{
    private const string Source = "colours.css",
        Dark = "dark.css";

    [Fact]
    public void Pictures_have_the_colours_of_the_style_sheets()
    {
        var pictures = typeof(Ink)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Name: field.Name.ToLowerInvariant(), Colour: (string)field.GetValue(null)!))
            .Concat(Verdicts().Select(verdict => (verdict.ToString().ToLowerInvariant(), Ink.Of(verdict))));
        var sheet = Inks().Matches(Sheet(Source)).Select(one => (one.Groups["name"].Value, one.Groups["colour"].Value));
        Assert.Equal(pictures.Order(), sheet.Order());
    }

    [Fact]
    public void No_style_sheet_spells_a_colour_of_its_own()
    {
        var spelled =
            from path in Directory.GetFiles(Repository.PathOf("src", "Befragung.Web", "wwwroot"), "*.css")
            let name = Path.GetFileName(path)
            where name is not (Source or Dark)
            from Match colour in Colours().Matches(Sheet(name))
            select $"{name}: {colour.Value}";
        Assert.Empty(spelled);
    }

    [Fact]
    public void Every_colour_is_used()
    {
        var used = string.Concat(
            Directory.GetFiles(Repository.PathOf("src", "Befragung.Web", "wwwroot"), "*.css").Select(path => Sheet(Path.GetFileName(path)))
        );
        var unused =
            from Match name in Names().Matches(Sheet(Source))
            where !name.Value.StartsWith("--ink-", StringComparison.Ordinal)
            where !used.Contains($"var({name.Value})", StringComparison.Ordinal)
            select name.Value;
        Assert.Empty(unused);
    }

    [Fact]
    public void In_the_dark_there_are_the_same_colours()
    {
        var light = Names().Matches(Sheet(Source)).Select(name => name.Value).ToHashSet();
        var dark = Names().Matches(Sheet(Dark)).Select(name => name.Value).ToList();
        Assert.All(dark, name => Assert.Contains(name, light));
        // All of the pages, and of those for results what the sheet uses.
        var sheet = Sheet("site.css");
        Assert.All(light.Where(name => sheet.Contains($"var({name})", StringComparison.Ordinal)), name => Assert.Contains(name, dark));
    }

    [Fact]
    public void The_design_system_is_as_dark_as_the_rest()
    {
        var dark = Sheet(Dark);
        var used = Contextual().Matches(Sheet("kern/kern.min.css")).Select(name => name.Value).Distinct().ToList();
        Assert.InRange(used.Count, 10, 100);
        Assert.All(used, name => Assert.Contains($"{name}: var(--kern-", dark, StringComparison.Ordinal));
    }

    /// <summary>Those that have a colour of their own.</summary>
    private static IEnumerable<Verdict> Verdicts() => Enum.GetValues<Verdict>().Where(verdict => Ink.Of(verdict) != Ink.Quiet);

    private static string Sheet(string name) => File.ReadAllText(Repository.PathOf("src", "Befragung.Web", "wwwroot", name));

    [GeneratedRegex("--ink-(?<name>[a-z]+): (?<colour>#[0-9a-f]{6});", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Inks();

    [GeneratedRegex(
        @"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(rgb|hsl)a?\(",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        5000
    )]
    private static partial Regex Colours();

    [GeneratedRegex("--kern-[a-z0-9-]*-contextual", RegexOptions.None, 5000)]
    private static partial Regex Contextual();

    [GeneratedRegex("--(?!kern)[a-z-]+(?=:)", RegexOptions.None, 5000)]
    private static partial Regex Names();
}
