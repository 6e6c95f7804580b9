using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Befragung.Web.Tests.Nodes;

/// <summary>A server of the platform as a program of its own, with a data folder of its own, which can be killed and started again.</summary>
internal sealed class NodeProcess(string folder, params string[] settings) : IDisposable
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>What it has logged as errors, and said.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Said { get; } = new();

    public async Task StartAsync()
    {
        var program = Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll");
        process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    program,
                    "serve",
                    $"--urls={Address}",
                    $"--Data:Directory={folder}",
                    "--Logging:Console:LogLevel:Default=Error",
                    .. settings,
                ]
            )
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.OutputDataReceived += (_, line) => Said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => Said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Wait.UntilAsync(
            "The server has started",
            async () =>
            {
                Assert.False(process.HasExited, "The server ended by itself.");
                try
                {
                    return (await client.GetAsync(new Uri(Address, "/health/ready"))).IsSuccessStatusCode;
                }
                catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
                {
                    return false;
                }
            }
        );
    }

    /// <summary>As by SIGKILL, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await Wait.ForEndAsync(process);
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        process?.Kill();
        process?.Dispose();
        client.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
