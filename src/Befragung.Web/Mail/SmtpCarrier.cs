using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Befragung.Web.Mail;

/// <summary>Hands letters to a mail server, many over one connection, and some connections at once.</summary>
public sealed class SmtpCarrier(MailSettings settings, Sender sender) : ILetterCarrier
{
    public int AtOnce => settings.Connections;

    public bool ReplacesCopies => false;

    public async Task<ILetterSession> OpenAsync(CancellationToken cancel) => await ConnectAsync(cancel);

    /// <summary>Whether letters could go out now: connects, encrypts, signs in and names the sender, but sends nothing. Null where all is well.</summary>
    public async Task<MailTrouble?> ProbeAsync(CancellationToken cancel)
    {
        try
        {
            await using var session = await ConnectAsync(cancel);
            await session.ProbeAsync(cancel);
            return null;
        }
        catch (MailException failure)
        {
            return failure.Trouble;
        }
    }

    private async Task<SmtpSession> ConnectAsync(CancellationToken cancel)
    {
        var session = new SmtpSession(settings, sender);
        try
        {
            await session.ConnectAsync(cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }
}

/// <summary>
/// A connection to the mail server that is signed in. A server may close it between two letters: then the next goes over a new one. What breaks on a
/// connection that is new is told.
/// </summary>
internal sealed class SmtpSession(MailSettings settings, Sender sender) : ILetterSession
{
    // A letter that is under way when the platform stops gets a little time to arrive.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private Client? client;
    private CertificateDoubt doubt;
    private bool isNew;
    private bool isBroken;

    public async Task ConnectAsync(CancellationToken cancel)
    {
        client = new Client
        {
            Timeout = (int)settings.Timeout.TotalMilliseconds,
            // No request leaves the server but mail: not even to ask whether a certificate was called back.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, _, chain, errors) =>
                (doubt = CertificateDoubts.Of(errors, chain)) == CertificateDoubt.None,
        };
        isNew = true;
        isBroken = false;
        await InTimeAsync(
            async until =>
            {
                await client.ConnectAsync(settings.Host, settings.Port, Options, until);
                if (settings.User is { Length: > 0 } user)
                    await client.AuthenticateAsync(user, settings.Password ?? "", until);
            },
            TroubleOfConnecting,
            cancel
        );
    }

    public async Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(letter);
        using var message = sender.Write(letter);
        MailTrouble? Trouble(Exception failure) => TroubleOfLetter(failure, letter.ToAddress);
        if (!isNew)
        {
            try
            {
                await InTimeAsync(until => client!.SendAsync(message, until), Trouble, cancel);
                return;
            }
            catch (MailException closed) when (closed.Trouble.Fault is MailFault.Broken or MailFault.Busy)
            {
                client!.Dispose();
                await ConnectAsync(cancel);
            }
        }
        await InTimeAsync(until => client!.SendAsync(message, until), Trouble, cancel);
        isNew = false;
    }

    /// <summary>Asks whether the server takes letters of this sender.</summary>
    public Task ProbeAsync(CancellationToken cancel) =>
        InTimeAsync(
            async until =>
            {
                var answer = await client!.SayAsync($"MAIL FROM:<{settings.From}>", until);
                if ((int)answer.StatusCode >= 400)
                    throw new SmtpCommandException(SmtpErrorCode.SenderNotAccepted, answer.StatusCode, answer.Response);
            },
            failure => TroubleOfLetter(failure, settings.From),
            cancel
        );

    public async ValueTask DisposeAsync()
    {
        if (client is null)
            return;
        if (client.IsConnected && !isBroken)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await client.DisconnectAsync(quit: true, soon.Token);
            }
            catch (Exception failure)
                when (failure is IOException or ProtocolException or CommandException or OperationCanceledException or SocketException)
            {
                // Who does not say goodbye either has all letters that were acknowledged.
            }
        }
        client.Dispose();
    }

    private SecureSocketOptions Options =>
        settings.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };

    /// <summary>One step with the server, which has the time of the settings for all of it and not for each of its words.</summary>
    private async Task InTimeAsync(Func<CancellationToken, Task> step, Func<Exception, MailTrouble?> troubleOf, CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(settings.Timeout);
        await using var stopping = cancel.Register(() => time.CancelAfter(Grace));
        try
        {
            cancel.ThrowIfCancellationRequested();
            await step(time.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TimeoutException && !cancel.IsCancellationRequested)
        {
            isBroken = true;
            throw new MailException(new(MailFault.TimedOut, settings.Server), failure);
        }
        catch (Exception failure) when (troubleOf(failure) is { } trouble)
        {
            isBroken = !trouble.IsOfLetter;
            throw new MailException(trouble, failure);
        }
    }

    private MailTrouble? TroubleOfConnecting(Exception failure) =>
        failure switch
        {
            // Where TLS failed before a certificate came, there was none to distrust.
            SslHandshakeException { ServerCertificate: null } => Of(MailFault.NoTls),
            SslHandshakeException => Of(
                doubt switch
                {
                    CertificateDoubt.Time => MailFault.CertificateTime,
                    CertificateDoubt.Name => MailFault.CertificateName,
                    CertificateDoubt.Issuer => MailFault.CertificateIssuer,
                    _ => MailFault.Certificate,
                }
            ),
            AuthenticationException or SaslException => Of(MailFault.SignIn, MailTrouble.WordsOf(failure.Message, settings.User ?? "")),
            NotSupportedException when client is { IsConnected: true, IsSecure: true } || settings.Security == MailSecurity.None => Of(
                MailFault.SignIn
            ),
            NotSupportedException => Of(MailFault.NoStartTls),
            SmtpCommandException command when client is { IsConnected: true } && (int)command.StatusCode is 530 or 535 or 534 or 538 => Of(
                MailFault.SignIn,
                Said(command)
            ),
            SmtpCommandException command => Of(MailFault.Busy, Said(command)),
            SocketException => Of(MailFault.Unreachable),
            ProtocolException or IOException => Of(MailFault.Broken),
            _ => null,
        };

    private MailTrouble? TroubleOfLetter(Exception failure, string address) =>
        failure switch
        {
            SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable } command => Of(
                MailFault.Busy,
                MailTrouble.WordsOf(Said(command), address)
            ),
            SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } command => Of(
                (int)command.StatusCode >= 500 ? MailFault.Sender : MailFault.Busy,
                MailTrouble.WordsOf(Said(command), address)
            ),
            SmtpCommandException command => Of(
                (int)command.StatusCode >= 500 ? MailFault.Refused : MailFault.Later,
                MailTrouble.WordsOf(Said(command), address)
            ),
            ServiceNotAuthenticatedException => Of(MailFault.SignIn),
            ServiceNotConnectedException or ProtocolException or IOException or SocketException => Of(MailFault.Broken),
            _ => null,
        };

    private MailTrouble Of(MailFault fault, string? words = null) => new(fault, settings.Server, words);

    private static string Said(SmtpCommandException command) => $"{(int)command.StatusCode} {command.Message}";

    /// <summary>Can also say a single command.</summary>
    private sealed class Client : SmtpClient
    {
        public Task<SmtpResponse> SayAsync(string command, CancellationToken cancel) => SendCommandAsync(command, cancel);
    }
}
