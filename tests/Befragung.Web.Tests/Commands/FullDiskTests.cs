using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using Befragung.Web.Data;
using Microsoft.Data.Sqlite;

namespace Befragung.Web.Tests.Commands;

/// <summary>A server that can save nothing says that it is not ready, and is ready again by itself.</summary>
[SupportedOSPlatform("linux")]
public sealed class FullDiskTests : CommandLine
{
    [Fact]
    public async Task A_server_on_a_full_disk_is_not_ready_until_there_is_room_again()
    {
        // No file of the server may grow beyond 32 MB: to it, that is a full disk. The shell ignores the signal for that, and programs inherit it.
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c",
                "trap '' XFSZ; ulimit -f 65536; exec dotnet \"$@\"",
                "sh",
                Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll"),
                "serve",
                "--urls=http://127.0.0.1:0",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        // Which maps its code by a large file otherwise.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var server = Process.Start(start)!;
        try
        {
            using var client = new HttpClient { BaseAddress = await StartedAsync(server) };
            await ReadyAsync(server, client, HttpStatusCode.OK);
            await using var database = new SqliteConnection($"Data Source={Path.Combine(Folder, "data", Database.FileName)};Pooling=False");
            await database.OpenAsync();
            // Somebody who reads keeps the journal from beginning anew; so it grows beyond what the server may write.
            await using (var reader = new SqliteConnection(database.ConnectionString))
            {
                await reader.OpenAsync();
                await ExecuteAsync(reader, "BEGIN");
                await ExecuteAsync(reader, "SELECT COUNT(*) FROM \"Studies\"");
                await ExecuteAsync(database, "PRAGMA wal_autocheckpoint = 0");
                await ExecuteAsync(database, "CREATE TABLE Ballast (Content BLOB)");
                await ExecuteAsync(database, "INSERT INTO Ballast VALUES (randomblob(40000000))");
                await ReadyAsync(server, client, HttpStatusCode.ServiceUnavailable);
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
            }
            await ExecuteAsync(database, "PRAGMA wal_checkpoint(TRUNCATE)");
            await ReadyAsync(server, client, HttpStatusCode.OK);
        }
        finally
        {
            server.Kill();
            await Wait.ForEndAsync(server);
        }
    }

    private static Task ReadyAsync(Process server, HttpClient client, HttpStatusCode status) =>
        Wait.UntilAsync(
            $"/health/ready answers {status}",
            async () =>
            {
                try
                {
                    return (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode;
                }
                catch (HttpRequestException refused) when (server.WaitForExit(TimeSpan.FromSeconds(5)))
                {
                    throw new InvalidOperationException(
                        $"The server ended with {server.ExitCode}: {await server.StandardOutput.ReadToEndAsync()} {await server.StandardError.ReadToEndAsync()}",
                        refused
                    );
                }
            },
            seen => seen == status
        );

    /// <summary>Where the server listens, once it has written what it writes at start. The log and the link for the first account are written past each other: either may be first.</summary>
    private static async Task<Uri> StartedAsync(Process server)
    {
        Uri? address = null;
        var isInvited = false;
        await Wait.ForLineAsync(
            server,
            line =>
            {
                address ??= AddressIn(line);
                isInvited |= line.Contains("/team/konto/", StringComparison.Ordinal);
                return address is not null && isInvited;
            }
        );
        return address!;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string command)
    {
        await using var executed = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants come here.
        executed.CommandText = command;
#pragma warning restore CA2100
        await executed.ExecuteNonQueryAsync();
    }
}
