using System.Diagnostics;

namespace Befragung.Web.Tests.Commands;

/// <summary>Runs the executable as a program of its own, in a folder that is gone afterwards, as on a German machine.</summary>
public abstract class CommandLine : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("befragung-verbs-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return Path.Combine(Folder, name);
    }

    protected Process Start(params string[] arguments)
    {
        var program = Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        (start.Environment["LANG"], start.Environment["LC_ALL"]) = ("de_DE.UTF-8", "de_DE.UTF-8");
        return Process.Start(start)!;
    }

    protected async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
