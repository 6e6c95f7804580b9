using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Befragung.Tests;

namespace Befragung.Web.Tests;

/// <summary>What goes along with a release is right: its version, the notices of what others made, and where packages come from.</summary>
public sealed partial class ReleaseTests
{
    private const string Notices = "THIRD-PARTY-NOTICES.md",
        Begin = "<!-- packages -->\n",
        End = "<!-- /packages -->";

    [Fact]
    public void The_catalogue_tells_the_version_that_is_built()
    {
        var version = typeof(Site).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        Assert.Equal(version, SoftwareVersion().Match(Text("publiccode.yml")).Groups["version"].Value);
    }

    [Fact]
    public void No_other_file_has_a_version_of_its_own()
    {
        Assert.DoesNotContain("\"version\"", Text("src", "Befragung.Web", "package.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("org.opencontainers.image.version", Text("Dockerfile"), StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories),
            project => Assert.DoesNotContain("<Version", File.ReadAllText(project), StringComparison.Ordinal)
        );
    }

    /// <summary>Names and versions are compared; what packages say of themselves is read only to write it.</summary>
    [Fact]
    [Trait("Kind", "Snapshot")]
    public void Every_package_that_ships_is_in_the_notices()
    {
        var text = Text(Notices);
        if (Snapshot.IsWriting)
        {
            var before = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
            var after = text.IndexOf(End, StringComparison.Ordinal);
            text = text[..before] + Table() + text[after..];
            Snapshot.MatchFile(Notices, text);
        }
        var named = Row().Matches(text.Split(Begin)[1].Split(End)[0]).ToList();
        Assert.Equal(
            ShippedPackages.All.Select(one => $"{one.Name} {one.Version}"),
            named.Select(row => $"{row.Groups["name"].Value} {row.Groups["version"].Value}")
        );
        Assert.All(named, row => Assert.NotEqual("", row.Groups["licence"].Value));
    }

    [Fact]
    public void Only_what_ships_is_in_the_notices()
    {
        var names = ShippedPackages.All.Select(one => one.Name).ToList();
        Assert.Contains("MailKit", names);
        Assert.Contains("MathNet.Numerics", names);
        Assert.Contains("@kern-ux/native", names);
        // They build, analyse and migrate.
        Assert.DoesNotContain("purgecss", names);
        Assert.DoesNotContain(names, name => name.Contains("CodeAnalysis", StringComparison.Ordinal));
        Assert.DoesNotContain("Microsoft.EntityFrameworkCore.Design", names);
    }

    /// <summary>CycloneDX lists all that was restored; what is kept of it is found by a script, in the same way as here.</summary>
    [Fact]
    public async Task The_bill_of_materials_has_what_is_in_the_notices()
    {
        using var locked = JsonDocument.Parse(Text("src", "Befragung.Web", "packages.lock.json"));
        var restored = locked
            .RootElement.GetProperty("dependencies")
            .GetProperty("net10.0")
            .EnumerateObject()
            .Where(one => one.Value.GetProperty("type").GetString() != "Project")
            .Select(one => new
            {
                name = one.Name,
                version = one.Value.GetProperty("resolved").GetString(),
                bomRef = "pkg:nuget/" + one.Name,
            })
            .ToList();
        var bill = JsonSerializer
            .Serialize(
                new
                {
                    metadata = new { component = new { name = "Befragung", bomRef = "Befragung" } },
                    components = restored,
                    dependencies = new[] { new { refTo = "Befragung", dependsOn = restored.Select(one => one.bomRef) } },
                }
            )
            .Replace("bomRef", "bom-ref", StringComparison.Ordinal)
            .Replace("refTo", "ref", StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("befragung-bill-");
        var from = Path.Combine(folder.FullName, "all.json");
        var to = Path.Combine(folder.FullName, "befragung.cdx.json");
        await File.WriteAllTextAsync(from, bill);
        using var script = Process.Start("node", [Repository.PathOf("src", "Befragung.Web", "sbom.cjs"), from, to]);
        await Wait.ForEndAsync(script);
        Assert.Equal(0, script.ExitCode);
        using var whole = JsonDocument.Parse(await File.ReadAllTextAsync(to));
        folder.Delete(recursive: true);
        Assert.Equal(
            ShippedPackages.All.Select(one => $"{one.Name} {one.Version}"),
            whole
                .RootElement.GetProperty("components")
                .EnumerateArray()
                .Select(one =>
                    (one.TryGetProperty("group", out var group) ? group + "/" : "")
                    + $"{one.GetProperty("name")} {one.GetProperty("version")}"
                )
                .Order(StringComparer.OrdinalIgnoreCase)
        );
        Assert.Equal(
            ShippedPackages.All.Count,
            whole.RootElement.GetProperty("dependencies").EnumerateArray().First().GetProperty("dependsOn").GetArrayLength()
        );
    }

    /// <summary>They come from wherever a machine is told to take them, and are the same by their hashes.</summary>
    [Fact]
    public void No_lock_file_names_a_place_where_packages_are_from()
    {
        var files = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "packages.lock.json", SearchOption.AllDirectories))
            // Not those of projects that were made: by the compiler, and by measuring.
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .ToList();
        Assert.Equal(5, files.Count);
        Assert.All(files, file => Assert.DoesNotContain("://", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.DoesNotContain("\"resolved\"", Text("src", "Befragung.Web", "package-lock.json"), StringComparison.Ordinal);
    }

    private static string Table() =>
        "| Package | Version | Licence | Copyright | Where it is from |\n|---|---|---|---|---|\n"
        + string.Concat(
            ShippedPackages
                .All.Select(one => (Package: one, Details: ShippedPackages.DetailsOf(one)))
                .Select(one =>
                    $"| {one.Package.Name} | {one.Package.Version} | {one.Details.Licence} | {one.Details.Copyright.Replace("|", "/", StringComparison.Ordinal)} | {one.Details.Source} |\n"
                )
        );

    private static string Text(params string[] path) => File.ReadAllText(Repository.PathOf(path)).ReplaceLineEndings("\n");

    [GeneratedRegex("""^softwareVersion: "(?<version>[^"]+)"$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex SoftwareVersion();

    [GeneratedRegex(
        @"^\| (?<name>(?!Package )\S+) \| (?<version>\S+) \| (?<licence>[^|]*?) \|",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Row();
}
