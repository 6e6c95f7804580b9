using System.Diagnostics;

namespace Befragung.Load.Sessions;

/// <summary>A throw-away PostgreSQL, by the script of the tests; but it waits for the disk, as one does that holds answers.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private readonly Process process;

    private DatabaseServer(Process process, string connection)
    {
        this.process = process;
        Connection = connection;
    }

    public string Connection { get; }

    public static async Task<DatabaseServer> StartAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Befragung.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("The driver runs outside the repository.");
        var start = new ProcessStartInfo("bash", [Path.Combine(root.FullName, "tests", "postgres.sh")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["POSTGRES_FSYNC"] = "on";
        var started = Process.Start(start)!;
        return new(
            started,
            await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The database server did not start.")
        );
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
