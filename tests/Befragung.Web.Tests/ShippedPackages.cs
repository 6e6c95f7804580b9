using System.Text.Json;
using System.Xml.Linq;

namespace Befragung.Web.Tests;

/// <summary>
/// The packages that the program ships: those that its two projects refer to and what these need, by the lock files. What only builds or migrates is not among
/// them; sbom.cjs goes the same way.
/// </summary>
internal static class ShippedPackages
{
    public sealed record Package(string Name, string Version, bool IsOfNpm);

    /// <summary>What a package says of itself.</summary>
    public sealed record Details(string Licence, string Copyright, string Source);

    private static string Web(params string[] path) => Repository.PathOf(["src", "Befragung.Web", .. path]);

    public static IReadOnlyList<Package> All { get; } =
    [.. OfNuGet().Concat(OfNpm()).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Read from the package, as it lies where it was restored.</summary>
    public static Details DetailsOf(Package package)
    {
        if (package.IsOfNpm)
        {
            var text = File.ReadAllText(Web(["node_modules", .. package.Name.Split('/'), "package.json"]));
            var about = JsonDocument.Parse(text).RootElement;
            return new(
                about.GetProperty("license").GetString()!,
                about.TryGetProperty("author", out var author) ? Said(author, "name") : "",
                about.TryGetProperty("homepage", out var page) ? Said(page, "url")
                    : about.TryGetProperty("repository", out var repository) ? Said(repository, "url")
                    : ""
            );
        }
        using var assets = JsonDocument.Parse(File.ReadAllText(Web("obj", "project.assets.json")));
        var name = package.Name.ToLowerInvariant();
        var file = assets
            .RootElement.GetProperty("packageFolders")
            .EnumerateObject()
            .Select(folder => Path.Combine(folder.Name, name, package.Version, name + ".nuspec"))
            .First(File.Exists);
        var metadata = XDocument.Load(file).Root!.Elements().Single(element => element.Name.LocalName == "metadata").Elements().ToList();
        string? Of(string element) => metadata.Find(one => one.Name.LocalName == element)?.Value.Trim();
        var origin = metadata.Find(one => one.Name.LocalName == "repository")?.Attribute("url")?.Value;
        var licence = metadata.Find(one => one.Name.LocalName == "license");
        return new(
            licence?.Attribute("type")?.Value == "expression" ? licence.Value
                : licence is null ? ""
                : InOneLine(File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, licence.Value))),
            Of("copyright") ?? Of("authors") ?? "",
            origin ?? Of("projectUrl") ?? ""
        );
    }

    private static IEnumerable<Package> OfNuGet()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Web("packages.lock.json")));
        var locked = file
            .RootElement.GetProperty("dependencies")
            .GetProperty("net10.0")
            .EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.Clone(), StringComparer.OrdinalIgnoreCase);
        var ahead = new Queue<string>(
            XDocument
                .Load(Web("Befragung.Web.csproj"))
                .Descendants("PackageReference")
                .Where(one => one.Attribute("PrivateAssets") is null)
                .Select(one => one.Attribute("Include")!.Value)
                .Concat(locked.Where(one => IsProject(one.Value)).Select(one => one.Key))
        );
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (ahead.TryDequeue(out var name))
        {
            // What is not locked is part of .NET.
            if (!locked.TryGetValue(name, out var one) || !taken.Add(name))
                continue;
            if (!IsProject(one))
                yield return new(
                    locked.Keys.First(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)),
                    one.GetProperty("resolved").GetString()!,
                    IsOfNpm: false
                );
            if (one.TryGetProperty("dependencies", out var needed))
                foreach (var next in needed.EnumerateObject())
                    ahead.Enqueue(next.Name);
        }
    }

    private static IEnumerable<Package> OfNpm()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Web("package-lock.json")));
        return
        [
            .. file
                .RootElement.GetProperty("packages")
                .EnumerateObject()
                .Where(one => one.Name.Length > 0 && !(one.Value.TryGetProperty("dev", out var dev) && dev.GetBoolean()))
                .Select(one => new Package(
                    one.Name.Split("node_modules/")[^1],
                    one.Value.GetProperty("version").GetString()!,
                    IsOfNpm: true
                )),
        ];
    }

    /// <summary>What npm lets be written as a text, or as an object that has it.</summary>
    private static string Said(JsonElement one, string within) =>
        (one.ValueKind == JsonValueKind.Object ? one.GetProperty(within) : one).GetString() ?? "";

    private static bool IsProject(JsonElement locked) => locked.GetProperty("type").GetString() == "Project";

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
