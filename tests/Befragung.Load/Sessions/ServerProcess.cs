using System.Diagnostics;
using System.Globalization;

namespace Befragung.Load.Sessions;

/// <summary>A server as a process of its own, whose memory can be looked at.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string assembly, int port, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } said)
                Console.Error.WriteLine(said);
        };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (started.HasExited)
                throw new InvalidOperationException($"{assembly} ended with {started.ExitCode}.");
            try
            {
                using var wire = await Wire.OpenAsync(address);
                await wire.GetAsync("/");
                return new(started, address);
            }
            catch (System.Net.Sockets.SocketException)
            {
                await Task.Delay(100);
            }
        }
        throw new TimeoutException($"{assembly} does not answer.");
    }

    /// <summary>Most memory it ever held, in MB.</summary>
    public double PeakMegabytes =>
        File.ReadLines($"/proc/{process.Id}/status")
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(line =>
                double.Parse(
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1],
                    CultureInfo.InvariantCulture
                ) / 1024
            )
            .Single();

    /// <summary>What it has computed so far, on all cores.</summary>
    public TimeSpan Computed
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
