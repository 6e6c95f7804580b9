using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>The server dies in the middle of saves, as by SIGKILL: what it acknowledged is there, and its database is whole.</summary>
public sealed class KilledTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const int Experts = 6;

    [Fact]
    public async Task What_was_acknowledged_before_the_server_was_killed_is_saved()
    {
        var key = await app.OpenStudyAsync(Experts);
        for (var round = 0; round < 3; round++)
        {
            // A server of its own on the same folder.
            using var server = await StartAsync();
            var address = new Uri($"http://127.0.0.1:{server.Port}");
            var acknowledged = new int[Experts];
            var sent = new int[Experts];
            var saving = Enumerable.Range(0, Experts).Select(index => SaveAsync(key, index, address, round, acknowledged, sent)).ToList();
            await Wait.UntilAsync(
                "Everyone has saved more than five times",
                async () =>
                {
                    // Whoever failed is waited for no longer.
                    foreach (var failed in saving.Where(one => one.IsFaulted))
                        await failed;
                    return acknowledged.All(count => count > 5);
                }
            );
            server.Process.Kill();
            await Task.WhenAll(saving);

            for (var index = 0; index < Experts; index++)
            {
                var stored = int.Parse((await app.SheetAsync(key, index)).Answers["l1"]!.Split(' ')[1], CultureInfo.InvariantCulture);
                Assert.InRange(stored, acknowledged[index], sent[index]);
            }
            if (!TestDatabase.IsServer)
                Assert.Equal(
                    "ok",
                    (await app.DataAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync())).Single()
                );
        }
    }

    /// <summary>An expert who saves again and again, a new text each time, until there is nobody to answer.</summary>
    private async Task SaveAsync(string key, int index, Uri address, int start, int[] acknowledged, int[] sent)
    {
        using var expert = new Visitor(address, "de");
        await expert.GetAsync(await app.LinkAsync(key, index));
        var consent = await expert.GetAsync("/bogen/einwilligung");
        if (consent.Page.QuerySelector("#einverstanden") is not null)
            await expert.SubmitAsync(consent, "main form", ("einverstanden", "true"));
        var page = await expert.GetAsync("/bogen/abschnitt/zwei");
        try
        {
            // The killing of the server ends it, and so does the end of a test that failed.
            while (true)
            {
                var number = ++sent[index];
                var reply = await expert.PostAsync(
                    page.Path + "?handler=Merken",
                    Visitor
                        .Fill(
                            page,
                            "form.sheet",
                            ("a.l1", string.Create(CultureInfo.InvariantCulture, $"Fassung {number} des {start}. Starts"))
                        )
                        .Fields
                );
                Assert.Equal(200, reply.Status);
                acknowledged[index] = number;
            }
        }
        catch (HttpRequestException)
        {
            // It was killed.
        }
    }

    private async Task<Server> StartAsync()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var program = Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll");
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    program,
                    "serve",
                    $"--urls=http://127.0.0.1:{port}",
                    $"--Data:Directory={app.Folder}",
                    "--Logging:Console:LogLevel:Default=None",
                    .. app.DatabaseSettings,
                ]
            )
            {
                UseShellExecute = false,
                WorkingDirectory = app.Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        using var client = new HttpClient();
        var ready = new Uri($"http://127.0.0.1:{port}/health/ready");
        await Wait.UntilAsync(
            "The server has started",
            async () =>
            {
                Assert.False(process.HasExited, "The server ended by itself.");
                try
                {
                    return (await client.GetAsync(ready)).IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }
        );
        return new(process, port);
    }

    private sealed record Server(Process Process, int Port) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
                Process.Kill();
            Process.Dispose();
        }
    }
}
