namespace Befragung.Delphi.Tests;

/// <summary>Files of the repository, found upwards from where the tests run.</summary>
internal static class Repository
{
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>Names of the questionnaires that come along.</summary>
    public static IEnumerable<string> Questionnaires =>
        Directory.GetFiles(Path.Combine(Root, "questionnaires"), "*.yaml").Select(path => Path.GetFileName(path)).Order();

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
