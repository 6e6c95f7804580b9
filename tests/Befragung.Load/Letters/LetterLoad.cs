using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Befragung.Load.Sessions;
using Befragung.Web;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Befragung.Load.Letters;

/// <summary>
/// So many letters from the outbox to a mail server that takes all and keeps none: every letter has its link stored before, and is noted on the disk after.
/// Without a port, the server is one in the same process.
/// </summary>
internal static class LetterLoad
{
    private const string OwnPort = "5925";

    public static async Task RunAsync(string[] args)
    {
        var letters = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
        var connections = args.Length > 1 ? args[1] : "4";
        var port = args.Length > 2 ? args[2] : OwnPort;
        var folder = Directory.CreateTempSubdirectory("befragung-letters-").FullName;
        using var stop = new CancellationTokenSource();
        var sink = new Sink();
        var server = port == OwnPort ? ServerOf(sink).StartAsync(stop.Token) : Task.CompletedTask;
        try
        {
            await using var app = Site.Build([
                $"--Data:Directory={folder}",
                "--Logging:LogLevel:Default=Warning",
                "--Mail:Carrier=Smtp",
                "--Mail:Host=localhost",
                $"--Mail:Port={port}",
                "--Mail:Security=None",
                $"--Mail:Connections={connections}",
            ]);
            await Database.MigrateAsync(app.Services);
            Console.Error.WriteLine($"A study with a panel of {letters} …");
            await using (var opening = app.Services.CreateAsyncScope())
                await LoadStudy.OpenAsync(opening.ServiceProvider, letters);
            var watch = Stopwatch.StartNew();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var sent = await app.Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None);
            var seconds = watch.Elapsed.TotalSeconds;
            var computed = Process.GetCurrentProcess().TotalProcessorTime - before;
            await using var scope = app.Services.CreateAsyncScope();
            var noted = await scope.ServiceProvider.GetRequiredService<SurveyDb>().Outbox.CountAsync(entry => entry.SentAt != null);
            Console.WriteLine(
                "\n| letters | connections | seconds | per second | processor time of a letter | noted |\n|---|---|---|---|---|---|"
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {sent:#,0} | {connections} | {seconds:0.0} | {sent / seconds:#,0} | {computed.TotalMilliseconds / sent:0.00} ms | {noted:#,0} |"
                )
            );
            if (port == OwnPort)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The server took {sink.Taken:#,0}."));
        }
        finally
        {
            await stop.CancelAsync();
            await server;
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SmtpServer.SmtpServer ServerOf(Sink sink)
    {
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, int.Parse(OwnPort, CultureInfo.InvariantCulture))))
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(sink);
        return new(options, services);
    }

    private sealed class Sink : MessageStore
    {
        private int taken;

        public int Taken => taken;

        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref taken);
            return Task.FromResult(SmtpResponse.Ok);
        }
    }
}
