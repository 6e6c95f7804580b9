using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Befragung.Delphi;
using Befragung.Web.Mail;
using Befragung.Web.Text;

namespace Befragung.Web.Operation;

/// <summary>Whether the address answers with a certificate that browsers believe, and for how long yet.</summary>
internal static class TlsCheck
{
    private static readonly Sentence Subject = new("Verschlüsselung");

    private static readonly TimeSpan Soon = TimeSpan.FromDays(14),
        Patience = TimeSpan.FromSeconds(8);

    public static async Task<IEnumerable<Diagnosis>> LookAsync(IConfiguration configuration, TimeProvider clock, CancellationToken cancel)
    {
        if (!Uri.TryCreate(configuration["Site:Address"], UriKind.Absolute, out var site) || site.Scheme != Uri.UriSchemeHttps)
            return [];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var asked = false;
        var doubt = CertificateDoubt.None;
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(site.IdnHost, site.Port, patience.Token);
            await using var secured = new SslStream(connection.GetStream());
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = site.IdnHost,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    RemoteCertificateValidationCallback = (_, _, chain, errors) =>
                    {
                        asked = true;
                        doubt = CertificateDoubts.Of(errors, chain);
                        return doubt == CertificateDoubt.None;
                    },
                },
                patience.Token
            );
            return [Of(site, secured.RemoteCertificate!, clock)];
        }
        catch (AuthenticationException)
        {
            return
            [
                asked
                    ? Of(site, doubt)
                    : Diagnosis.Fault(
                        Subject,
                        new("Unter {0} antwortet nichts Verschlüsseltes.", site.Authority),
                        new("Richten Sie am Proxy HTTPS ein, und prüfen Sie den Anschluss in Site__Address.")
                    ),
            ];
        }
        catch (Exception failure)
            when (failure is SocketException or IOException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return
            [
                Diagnosis.Notice(
                    Subject,
                    new("Von hier aus ist {0} nicht zu erreichen: {1}", site.Host, Reason(failure)),
                    new(
                        "Rufen Sie die Adresse von außen auf. Geht das, ist alles gut; geht es nicht, sehen Sie nach dem Namen (DNS) und dem Proxy."
                    )
                ),
            ];
        }
    }

    private static Diagnosis Of(Uri site, CertificateDoubt doubt) =>
        doubt switch
        {
            CertificateDoubt.Time => Diagnosis.Fault(
                Subject,
                new("Das Zertifikat von {0} ist abgelaufen oder gilt noch nicht: Browser warnen vor der Seite.", site.Host),
                new("Erneuern Sie es am Proxy, und prüfen Sie die Uhr dieses Rechners.")
            ),
            CertificateDoubt.Name => Diagnosis.Fault(
                Subject,
                new("Das Zertifikat von {0} lautet auf einen anderen Namen: Browser warnen vor der Seite.", site.Host),
                new("Tragen Sie am Proxy das Zertifikat für diesen Namen ein.")
            ),
            CertificateDoubt.Issuer => Diagnosis.Fault(
                Subject,
                new(
                    "Das Zertifikat von {0} hat niemand ausgestellt, dem dieser Rechner vertraut: Auch Browser warnen wohl vor der Seite.",
                    site.Host
                ),
                new("Tragen Sie am Proxy eines ein, dem Browser vertrauen, mit allen Zwischenzertifikaten.")
            ),
            _ => Diagnosis.Fault(
                Subject,
                new("Dem Zertifikat von {0} ist nicht zu trauen: Browser warnen vor der Seite.", site.Host),
                new("Erneuern Sie es am Proxy.")
            ),
        };

    private static object Reason(Exception failure) =>
        failure is OperationCanceledException
            ? new Sentence("keine Antwort in {0:Sekunde|Sekunden}", (int)Patience.TotalSeconds)
            : failure.Message;

    private static Diagnosis Of(Uri site, X509Certificate certificate, TimeProvider clock)
    {
        using var read = new X509Certificate2(certificate);
        var until = read.NotAfter.ToUniversalTime();
        return until - clock.GetUtcNow().UtcDateTime < Soon
            ? Diagnosis.Notice(
                Subject,
                new("Das Zertifikat von {0} gilt nur noch bis {1}.", site.Host, Clock.Day(until)),
                new("Erneuern Sie es, bevor Browser vor der Seite warnen.")
            )
            : Diagnosis.Good(Subject, new("{0} antwortet, sein Zertifikat gilt bis {1}.", site.Host, Clock.Day(until)));
    }
}
