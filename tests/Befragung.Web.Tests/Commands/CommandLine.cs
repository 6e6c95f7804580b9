using System.Collections.Concurrent;
using System.Diagnostics;

namespace Befragung.Web.Tests.Commands;

/// <summary>Runs the executable as a program of its own, in a folder that is gone afterwards, as on a German machine.</summary>
public abstract class CommandLine : IDisposable
{
    private const string Directory = "--Data:Directory=";

    private readonly ConcurrentDictionary<string, Lazy<string[]>> databases = new();

    protected string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("befragung-verbs-").FullName;

    public void Dispose()
    {
        System.IO.Directory.Delete(Folder, recursive: true);
        foreach (var used in databases.Where(one => one.Value.IsValueCreated && !Path.IsPathRooted(one.Key)))
            TestDatabase.DropAsync(used.Value.Value).GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    protected string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return Path.Combine(Folder, name);
    }

    /// <summary>Gives the folder of an app its database.</summary>
    protected void Know(SurveyApp app) => databases[app.Folder] = new(() => [.. app.DatabaseSettings]);

    /// <summary>What names the database that belongs to a data folder, where that is not the folder itself.</summary>
    protected string[] DatabaseOf(string data) =>
        databases.GetOrAdd(data, _ => new(() => TestDatabase.NewAsync().GetAwaiter().GetResult())).Value;

    protected Process Start(params string[] arguments)
    {
        if (
            TestDatabase.IsServer
            && !arguments.Any(one => one == "--help" || one.StartsWith("--Database:", StringComparison.Ordinal))
            && arguments is ["serve" or "demo" or "user" or "report" or "export" or "doctor" or "bounces", ..]
        )
            arguments =
            [
                .. arguments,
                .. DatabaseOf(
                    arguments.FirstOrDefault(one => one.StartsWith(Directory, StringComparison.Ordinal))?[Directory.Length..] ?? "data"
                ),
            ];
        var program = Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        start.Environment["LANG"] = "de_DE.UTF-8";
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        return Process.Start(start)!;
    }

    /// <summary>Where a server listens, once it says so.</summary>
    protected static async Task<Uri> AddressAsync(Process server) =>
        AddressIn(await Wait.ForLineAsync(server, line => AddressIn(line) is not null))!;

    /// <summary>The address that a line of the log tells; null for all other lines.</summary>
    protected static Uri? AddressIn(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Split("Now listening on: ") is [_, var address] ? new(address.Trim()) : null;
    }

    protected async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Wait.ForEndAsync(process);
        return (process.ExitCode, await output, await errors);
    }
}
