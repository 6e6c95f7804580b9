using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Befragung.Web.Tests.Mail;

/// <summary>A real mail server on a free port, which answers to each letter as a test says.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "befragung",
        Password = "ganz geheim";

    private readonly CancellationTokenSource stop = new();
    private readonly SmtpServer.SmtpServer server;
    private readonly Task running;
    private int letters;

    public MailServer(X509Certificate2? certificate = null, bool implicitTls = false, bool signIn = false)
    {
        Port = FreePort();
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint
                    .Endpoint(new IPEndPoint(IPAddress.Loopback, Port))
                    .IsSecure(implicitTls)
                    .AuthenticationRequired(signIn)
                    .AllowUnsecureAuthentication(false);
                if (certificate is not null)
                    endpoint.Certificate(certificate);
            })
            .Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((user, password) => user == User && password == Password));
        server = new(options, services);
        server.SessionCreated += (_, session) =>
        {
            Interlocked.Increment(ref sessions);
            session.Context.CommandExecuted += (_, done) =>
            {
                if (HangsUp && done.Command is DataCommand)
                    session.Context.Pipe.Dispose();
            };
        };
        running = server.StartAsync(stop.Token);
    }

    public int Port { get; }

    /// <summary>For an answer that never comes.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>How many connections there were.</summary>
    public int Sessions => sessions;

    /// <summary>What the server took, even where it did not say so.</summary>
    public ConcurrentQueue<Eml> Taken { get; } = new();

    /// <summary>What is answered to the so-manieth letter; by default, that it was taken. <see cref="TakenAnyway"/> ends the connection without an answer.</summary>
    public Func<int, Task<SmtpResponse>> Answer { get; set; } = _ => Task.FromResult(SmtpResponse.Ok);

    /// <summary>Whether it closes the connection after each letter.</summary>
    public bool HangsUp { get; init; }

    public string[] Settings =>
        ["--Mail:Carrier=Smtp", "--Mail:Host=localhost", $"--Mail:Port={Port}", "--Mail:Security=None", "--Mail:TimeoutSeconds=60"];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // It waits for its sessions, and one that is greeted in this very moment does not hear that it is over.
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
        if (running.IsCompleted)
            await running;
        stop.Dispose();
    }

    private int sessions;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            var number = Interlocked.Increment(ref server.letters);
            using var message = await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), cancellationToken);
            var taken = Eml.Of(message);
            SmtpResponse answer;
            try
            {
                answer = await server.Answer(number);
            }
            catch (TakenAnyway)
            {
                server.Taken.Enqueue(taken);
                context.Pipe.Dispose();
                throw;
            }
            if (answer.ReplyCode == SmtpReplyCode.Ok)
                server.Taken.Enqueue(taken);
            return answer;
        }
    }
}

/// <summary>The server has the letter and dies before it can say so.</summary>
internal sealed class TakenAnyway : Exception;
