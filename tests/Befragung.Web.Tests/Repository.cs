namespace Befragung.Web.Tests;

/// <summary>Files of the repository, found upwards from where the tests run.</summary>
internal static class Repository
{
    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    public static IEnumerable<(string Path, string Text)> Sources(params string[] folder) =>
        from file in Directory.EnumerateFiles(PathOf(folder), "*.cs*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".cshtml"
        let name = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where
            !name.Contains("/obj/", StringComparison.Ordinal)
            && !name.Contains("/bin/", StringComparison.Ordinal)
            && !name.Contains("/Migrations/", StringComparison.Ordinal)
        select (name, File.ReadAllText(file));

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Befragung.sln")))
                    return folder.FullName;
            throw new DirectoryNotFoundException("The tests run outside the repository.");
        }
    }
}
