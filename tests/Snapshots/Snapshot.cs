using Xunit;

namespace Befragung.Tests;

/// <summary>
/// What others build on, as text in a file beside this one: whoever changes it changes that file as well, where a review sees it. With BEFRAGUNG_SNAPSHOTS=write the
/// files are written anew. A text has neither versions nor dates in it, and is the same on every machine.
/// </summary>
internal static class Snapshot
{
    private const string Switch = "BEFRAGUNG_SNAPSHOTS";

    /// <summary>Whether files are to be written instead of compared.</summary>
    public static bool IsWriting => Environment.GetEnvironmentVariable(Switch) == "write";

    /// <summary>Compares the text with a file of this folder.</summary>
    public static void Match(string file, string text) => MatchFile($"tests/Snapshots/{file}", text);

    /// <summary>Compares the text with a file of the repository.</summary>
    public static void MatchFile(string path, string text)
    {
        var full = Path.Combine(Root, path);
        text = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (IsWriting)
        {
            File.WriteAllText(full, text);
            return;
        }
        if (Difference(File.Exists(full) ? File.ReadAllText(full).ReplaceLineEndings("\n") : "", text) is var (line, kept, now))
            Assert.Fail(
                $"""
                {path} says something else in line {line}:
                  there: {kept ?? "(nothing)"}
                  now:   {now ?? "(nothing)"}
                If that is meant, write it anew and have the change read: {Switch}=write ./test --filter Kind=Snapshot
                """
            );
    }

    /// <summary>The first line that is not the same, from 1; null where there is none.</summary>
    internal static (int Line, string? Kept, string? Now)? Difference(string kept, string now)
    {
        var before = kept.Split('\n');
        var after = now.Split('\n');
        for (var line = 0; line < Math.Max(before.Length, after.Length); line++)
            if (before.ElementAtOrDefault(line) is var was && after.ElementAtOrDefault(line) is var one && was != one)
                return (line + 1, was, one);
        return null;
    }

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
