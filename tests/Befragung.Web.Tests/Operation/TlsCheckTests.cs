using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Befragung.Web.Operation;
using Microsoft.Extensions.Configuration;

namespace Befragung.Web.Tests.Operation;

/// <summary>What is wrong with the encryption of the site's address is said in words, and each kind with what helps.</summary>
public sealed class TlsCheckTests
{
    [Theory]
    [InlineData("localhost", -30, -2, "Das Zertifikat von localhost ist abgelaufen oder gilt noch nicht", "prüfen Sie die Uhr")]
    [InlineData(
        "localhost",
        -1,
        30,
        "Das Zertifikat von localhost hat niemand ausgestellt, dem dieser Rechner vertraut",
        "mit allen Zwischenzertifikaten"
    )]
    [InlineData(
        "andere.example.org",
        -1,
        30,
        "Das Zertifikat von localhost lautet auf einen anderen Namen",
        "das Zertifikat für diesen Namen"
    )]
    [InlineData(null, 0, 0, "antwortet nichts Verschlüsseltes", "Richten Sie am Proxy HTTPS ein")]
    public async Task A_certificate_that_browsers_warn_of_is_told_with_what_helps(
        string? name,
        int from,
        int until,
        string found,
        string remedy
    )
    {
        using var certificate = name is null ? null : Certificates.Make(name, from, until);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, certificate);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Site:Address"] = string.Create(
                        CultureInfo.InvariantCulture,
                        $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}"
                    ),
                }
            )
            .Build();
        var one = Assert.Single(await TlsCheck.LookAsync(settings, TimeProvider.System, CancellationToken.None));
        Assert.Equal(Severity.Fault, one.Severity);
        Assert.Contains(found, one.Found.ToString(), StringComparison.Ordinal);
        Assert.Contains(remedy, one.Remedy!.ToString(), StringComparison.Ordinal);
        await answering;
    }

    /// <summary>One answer; without a certificate, that of a server that speaks plain HTTP.</summary>
    private static async Task AnswerAsync(TcpListener listener, X509Certificate2? certificate)
    {
        using var caller = await listener.AcceptTcpClientAsync();
        await using var stream = caller.GetStream();
        if (certificate is null)
        {
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray());
            return;
        }
        await using var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsServerAsync(certificate);
            // The caller says goodbye once it has seen enough.
            await secured.ReadExactlyAsync(new byte[1]);
        }
        catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException) { }
    }
}
