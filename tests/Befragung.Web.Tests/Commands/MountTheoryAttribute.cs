using System.Diagnostics;

namespace Befragung.Web.Tests.Commands;

/// <summary>For tests that mount something where nobody else sees it. Where the machine does not let them, as in many containers, they are skipped.</summary>
internal sealed class MountTheoryAttribute : TheoryAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using var process = Start(Path.GetTempPath(), "mount -t tmpfs tmpfs /mnt");
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    public MountTheoryAttribute()
    {
        if (TestDatabase.IsServer)
            Skip = "About a database that is a file.";
        else if (!CanMount.Value)
            Skip = "Nothing can be mounted here.";
    }

    /// <summary>A script whose mounts are its own and gone with it.</summary>
    public static Process Start(string folder, string script, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                "unshare",
                ["--mount", .. Environment.IsPrivilegedProcess ? (string[])[] : ["--map-root-user"], "sh", "-c", script, .. arguments]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = folder,
            }
        )!;
}
